//! A state from the standard XML of the national law database, as it is downloaded or as its interface answers. Knows no other form.

use roxmltree::{Document, Node};

use super::branched::branched;
use super::state::{Article, Days, State};
use crate::Result;

pub fn read(text: &str, days: Days) -> Result<State> {
    let document = Document::parse(text).map_err(|error| format!("XMLとして読めません: {error}"))?;
    let body = first(document.root(), "LawBody").ok_or("LawBody がありません。法令標準XMLではないようです")?;
    let main = first(body, "MainProvision").ok_or("MainProvision がありません")?;
    // What amends another law is quoted inside, with articles of its own.
    let articles =
        all(main, "Article").filter(|article| !article.ancestors().any(|node| node.has_tag_name("AmendProvision")));
    let articles = articles.filter_map(article).collect();
    let table = body
        .children()
        .find(|node| node.has_tag_name("AppdxTable"))
        .ok_or("別表（AppdxTable）がありません")?;
    State::new(days, articles, all(table, "TableRow").filter_map(row).collect())
}

/// An article with what it has; none for one that was deleted.
fn article(node: Node<'_, '_>) -> Option<Article> {
    let number = node.attribute("Num")?.replace('_', "の");
    let caption = node
        .children()
        .find(|node| node.has_tag_name("ArticleCaption"))
        .map(words)
        .unwrap_or_default();
    let paragraphs = node.children().filter(|node| node.has_tag_name("Paragraph"));
    let items: Vec<usize> = paragraphs
        .clone()
        .map(|paragraph| paragraph.children().filter(|node| node.has_tag_name("Item")).count())
        .collect();
    let deleted = number.contains(':') || paragraphs.clone().map(words).collect::<String>() == "削除";
    (!deleted && !items.is_empty()).then(|| Article {
        number,
        caption: caption.trim_matches(['（', '）']).to_owned(),
        items,
    })
}

/// Number, 実施者 and 事務: the number stands before 実施者 in one cell, or in a cell of its own.
fn row(node: Node<'_, '_>) -> Option<(String, String, String)> {
    let cells: Vec<String> = node
        .children()
        .filter(|node| node.has_tag_name("TableColumn"))
        .map(words)
        .collect();
    let (number, by, task) = match &cells[..] {
        [first, task] => {
            let (number, by) = first.split_once('\u{3000}')?;
            (number, by, task)
        }
        [number, by, task] => (number.as_str(), by.as_str(), task),
        _ => return None,
    };
    let by = by.trim().to_owned();
    Some((branched(number.trim())?, by, task.clone())).filter(|(_, by, task)| !by.is_empty() && !task.is_empty())
}

fn first<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> Option<Node<'a, 'input>> {
    all(node, name).next()
}

fn all<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.descendants().filter(move |node| node.has_tag_name(name))
}

/// The words below a node, without the readings beside them.
fn words(node: Node<'_, '_>) -> String {
    let texts = node
        .descendants()
        .filter(|node| node.is_text() && !node.ancestors().any(|above| above.has_tag_name("Rt")));
    let words: String = texts.filter_map(|node| node.text()).collect();
    words.trim().replace(['\n', '\r', '\t', ' '], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<DataRoot><ApplData><LawFullText><Law Era="Heisei" Year="25" Num="027" LawType="Act" Lang="ja">
<LawNum>平成二十五年法律第二十七号</LawNum>
<LawBody>
  <LawTitle>見本の法律</LawTitle>
  <TOC><TOCChapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle></TOCChapter></TOC>
  <MainProvision>
    <Chapter Num="1">
      <ChapterTitle>第一章　総則</ChapterTitle>
      <Article Num="1"><ArticleCaption>（目的）</ArticleCaption><ArticleTitle>第一条</ArticleTitle>
        <Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>見本とする。</Sentence></ParagraphSentence></Paragraph></Article>
      <Section Num="1"><SectionTitle>第一節　見本</SectionTitle>
        <Article Num="18_2"><ArticleCaption>（<Ruby>見本<Rt>みほん</Rt></Ruby>の発行）</ArticleCaption><ArticleTitle>第十八条の二</ArticleTitle>
          <Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>次のとおり。</Sentence></ParagraphSentence>
            <Item Num="1"><ItemTitle>一</ItemTitle><ItemSentence><Sentence>甲</Sentence></ItemSentence>
              <Subitem1 Num="1"><Subitem1Title>イ</Subitem1Title></Subitem1></Item>
            <Item Num="2"><ItemTitle>二</ItemTitle><ItemSentence><Sentence>乙</Sentence></ItemSentence></Item></Paragraph>
          <Paragraph Num="2"><ParagraphNum>２</ParagraphNum><ParagraphSentence><Sentence>前項のほか。</Sentence></ParagraphSentence></Paragraph></Article>
        <Article Num="19"><ArticleTitle>第十九条</ArticleTitle>
          <Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence>削除</Sentence></ParagraphSentence></Paragraph></Article>
      </Section>
    </Chapter>
  </MainProvision>
  <SupplProvision><Paragraph Num="1"><ParagraphSentence><Sentence>附則</Sentence></ParagraphSentence></Paragraph></SupplProvision>
  <AppdxTable Num="1"><AppdxTableTitle>別表</AppdxTableTitle><RelatedArticleNum>（第九条関係）</RelatedArticleNum>
    <TableStruct><Table>
      <TableRow><TableColumn><Sentence>実施者</Sentence></TableColumn><TableColumn><Sentence>事務</Sentence></TableColumn></TableRow>
      <TableRow><TableColumn><Sentence>二の二　見本大臣又は都道府県知事</Sentence></TableColumn>
        <TableColumn><Sentence>見本手当法（昭和二十二年法律第百四十一号）による手当の支給</Sentence></TableColumn></TableRow>
      <TableRow><TableColumn><Sentence>百三　市町村長</Sentence></TableColumn>
        <TableColumn><Sentence>見本手当法による手当の返還</Sentence></TableColumn></TableRow>
    </Table></TableStruct>
  </AppdxTable>
</LawBody></Law></LawFullText></ApplData></DataRoot>"#;

    fn days() -> Days {
        Days {
            as_of: "2026-04-01".to_owned(),
            judges_from: "2026-04-01".to_owned(),
        }
    }

    #[test]
    fn articles_and_rows_are_read_wherever_they_stand() {
        let yaml = read(SMALL, days()).unwrap().to_yaml();
        for line in [
            "as_of: 2026-04-01",
            r#"  - { number: "1", caption: "目的", items: [0] }"#,
            r#"  - { number: "18の2", caption: "見本の発行", items: [2, 0] }"#,
            r#"  - { number: "2の2", by: "見本大臣又は都道府県知事", laws: ["見本手当法"] }"#,
            r#"  - { number: "103", by: "市町村長", laws: ["見本手当法"] }"#,
            r#"  - { title: "見本手当法", number: "昭和22年法律第141号" }"#,
        ] {
            assert!(yaml.lines().any(|known| known == line), "{line}\n{yaml}");
        }
        assert!(!yaml.contains(r#"number: "19""#), "a deleted article is none");
        assert!(!yaml.contains("手当の支給"), "no sentence is kept");
    }

    #[test]
    fn what_is_no_law_is_refused() {
        assert!(read("<html/>", days()).is_err());
        assert!(read("<Law><LawBody><MainProvision/></LawBody></Law>", days()).is_err());
        assert!(read("no XML", days()).is_err());
    }
}
