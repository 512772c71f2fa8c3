//! A state of 番号法 as facts: which articles, paragraphs and items there are, what 別表 names. Writes itself as YAML, reads nothing.

use std::fmt::Write as _;

use super::named::Laws;
use crate::Result;

/// The days a state speaks of, as YYYY-MM-DD.
pub struct Days {
    /// The day of the text that was read.
    pub as_of: String,
    /// The first day of publication of the versions that are held against it.
    pub judges_from: String,
}

/// An article of the main provisions.
pub struct Article {
    /// 18の2.
    pub number: String,
    /// Without brackets; empty where it has none.
    pub caption: String,
    /// How many items each of its paragraphs has.
    pub items: Vec<usize>,
}

/// A row of 別表.
pub struct Row {
    /// 2の2.
    pub number: String,
    /// 実施者, as it stands there.
    pub by: String,
    /// The laws that its 事務 is of.
    pub laws: Vec<String>,
}

/// The Act as of a day.
pub struct State {
    pub days: Days,
    pub articles: Vec<Article>,
    pub rows: Vec<Row>,
    pub laws: Laws,
}

impl State {
    /// From what was read: the rows as number, 実施者 and 事務.
    pub fn new(days: Days, articles: Vec<Article>, rows: Vec<(String, String, String)>) -> Result<Self> {
        if articles.is_empty() || rows.is_empty() {
            return Err("本則の条か別表の項が見つかりません".to_owned());
        }
        let mut laws = Laws::default();
        for (_, by, task) in &rows {
            laws.gather(by);
            laws.gather(task);
        }
        let rows = rows
            .into_iter()
            .map(|(number, by, task)| Row {
                laws: laws.named_in(&task),
                number,
                by,
            })
            .collect();
        Ok(Self {
            days,
            articles,
            rows,
            laws,
        })
    }

    pub fn to_yaml(&self) -> String {
        let mut yaml = format!(
            "# 番号法の条・項・号と別表の項。条文そのものは載せない。cargo xtask law で作る（手で直さない）。\n\
             # as_of: この日の条文による / judges_from: この日より後に公表した評価書を、これと照らす\n\
             as_of: {}\njudges_from: {}\n\n\
             # items: 項ごとの号の数（0は号のない項）\narticles:\n",
            self.days.as_of, self.days.judges_from
        );
        for article in &self.articles {
            let items: Vec<String> = article.items.iter().map(usize::to_string).collect();
            let _ = writeln!(
                yaml,
                "  - {{ number: \"{}\", caption: \"{}\", items: [{}] }}",
                article.number,
                article.caption,
                items.join(", ")
            );
        }
        yaml.push_str("\n# 別表: by は実施者、laws は事務の根拠の法律\ntable:\n");
        for row in &self.rows {
            let laws: Vec<String> = row.laws.iter().map(|law| format!("\"{law}\"")).collect();
            let (number, by) = (&row.number, &row.by);
            let _ = writeln!(
                yaml,
                "  - {{ number: \"{number}\", by: \"{by}\", laws: [{}] }}",
                laws.join(", ")
            );
        }
        yaml.push_str("\n# 別表が番号を添えて挙げる法律\nlaws:\n");
        for (title, number) in self.laws.numbered() {
            let _ = writeln!(yaml, "  - {{ title: \"{title}\", number: \"{number}\" }}");
        }
        yaml
    }
}
