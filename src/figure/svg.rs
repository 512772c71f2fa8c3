//! An SVG file as a picture and nothing else: what acts or reaches out is refused, what is not drawn is left out.

use std::collections::HashMap;
use std::fmt::Write as _;

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::Fault;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// More elements than these are no figure of an assessment, and would take long to draw.
const MAX_NODES: u32 = 100_000;
/// The same, once every `use` is drawn where it stands.
const MAX_DRAWN: u64 = 1_000_000;
/// How deep elements may stand in each other.
const MAX_DEPTH: usize = 200;

/// Elements that act, show another document, or are drawn by some programs only.
const FORBIDDEN: [(&str, &str); 6] = [
    ("script", "スクリプト（script）"),
    ("handler", "スクリプト（handler）"),
    ("foreignObject", "SVG でない部分（foreignObject）"),
    ("iframe", "ほかの文書（iframe）"),
    ("audio", "音声（audio）"),
    ("video", "動画（video）"),
];

/// What is drawn of an SVG.
pub(super) struct Svg {
    pub text: String,
    pub words: String,
}

/// Reads an SVG.
///
/// # Errors
/// Text that is no SVG; one with a script, with something of another file, or with parts that are no picture.
pub(super) fn read(bytes: &[u8]) -> Result<Svg, Fault> {
    let refuse = |reason: &str| Fault::NoPicture(reason.to_owned());
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("SVG でも PNG でもありません"))?;
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('<') {
        return Err(refuse("SVG でも PNG でもありません"));
    }
    let options = ParsingOptions {
        // Entities can blow a small file up, and drawing programs do not need them.
        allow_dtd: text.contains("<!DOCTYPE svg") && !text.contains("<!ENTITY"),
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(text, options).map_err(|_| refuse("SVG として読めません（XML の誤り）"))?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(refuse("SVG でも PNG でもありません"));
    }
    if drawn(&document) > MAX_DRAWN {
        return Err(refuse("図形の数が多すぎます"));
    }
    let mut svg = Svg {
        text: String::with_capacity(text.len()),
        words: String::new(),
    };
    write(root, 0, &mut svg)?;
    Ok(svg)
}

/// How many elements a drawing program has to draw: a few that use each other may stand for millions.
fn drawn(document: &Document<'_>) -> u64 {
    let mut by_id = HashMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            by_id.entry(id).or_insert(node);
        }
    }
    weigh(document.root_element(), &by_id, &mut HashMap::new(), 0)
}

/// The elements of one element; `None` in `known` while it is being weighed, so that a circle ends.
fn weigh<'a, 'input>(
    node: Node<'a, 'input>,
    by_id: &HashMap<&str, Node<'a, 'input>>,
    known: &mut HashMap<roxmltree::NodeId, Option<u64>>,
    depth: usize,
) -> u64 {
    if let Some(weight) = known.get(&node.id()) {
        return weight.unwrap_or(0);
    }
    if depth > 2 * MAX_DEPTH {
        return MAX_DRAWN + 1;
    }
    known.insert(node.id(), None);
    let used = node.attribute("href").or_else(|| node.attribute((XLINK, "href")));
    let used = used.and_then(|href| by_id.get(href.trim().strip_prefix('#')?)).copied();
    let below = node.children().filter(Node::is_element).chain(used);
    let weight = below.fold(1_u64, |sum, next| {
        sum.saturating_add(weigh(next, by_id, known, depth + 1))
            .min(MAX_DRAWN + 1)
    });
    known.insert(node.id(), Some(weight));
    weight
}

/// Writes an element with what is drawn below it.
fn write(node: Node<'_, '_>, depth: usize, into: &mut Svg) -> Result<(), Fault> {
    let name = node.tag_name().name();
    if let Some((_, what)) = FORBIDDEN.iter().find(|(forbidden, _)| *forbidden == name) {
        return Err(Fault::NoPicture(format!("{what}が含まれています")));
    }
    if depth > MAX_DEPTH {
        return Err(Fault::NoPicture("図形の入れ子が深すぎます".to_owned()));
    }
    let _ = write!(into.text, "<{name}");
    if depth == 0 {
        let _ = write!(into.text, " xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\"");
    }
    for attribute in node.attributes() {
        let prefix = match attribute.namespace() {
            None => "",
            Some(XLINK) => "xlink:",
            Some(XML) => "xml:",
            // A drawing program's own notes, such as the path of the file on its author's machine.
            Some(_) => continue,
        };
        check(attribute.name(), attribute.value())?;
        let value = escaped(attribute.value());
        let _ = write!(into.text, " {prefix}{}=\"{value}\"", attribute.name());
    }
    into.text.push('>');
    for child in node.children() {
        match child.node_type() {
            NodeType::Element if is_drawn(child) => write(child, depth + 1, into)?,
            NodeType::Text => {
                let words = child.text().unwrap_or_default();
                if name == "style" {
                    check_style(words)?;
                } else if !words.trim().is_empty() {
                    into.words.push_str(words);
                    into.words.push('\n');
                }
                into.text.push_str(&escaped(words));
            }
            NodeType::Root | NodeType::Element | NodeType::PI | NodeType::Comment => {}
        }
    }
    let _ = write!(into.text, "</{name}>");
    Ok(())
}

/// Whether an element is part of the picture, or at least of SVG.
fn is_drawn(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace() == Some(SVG) && node.tag_name().name() != "metadata"
}

fn check(name: &str, value: &str) -> Result<(), Fault> {
    if name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
        return Err(Fault::NoPicture(format!("動作の指定（{name}）が含まれています")));
    }
    if name == "href" || name == "src" {
        let value = value.trim();
        let inside = value.starts_with('#')
            || value.starts_with("data:image/png;base64,")
            || value.starts_with("data:image/jpeg;base64,");
        if !inside && !value.is_empty() {
            return Err(Fault::NoPicture(
                "ほかのファイルやページへの参照が含まれています".to_owned(),
            ));
        }
    }
    check_style(value)
}

/// Refuses styles that take something from elsewhere.
fn check_style(style: &str) -> Result<(), Fault> {
    let folded: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    let mut urls = folded
        .split("url(")
        .skip(1)
        .map(|rest| rest.trim_start_matches(['"', '\'']));
    // A backslash can spell any of these words otherwise.
    let hidden = folded.contains('\\') && (folded.contains('{') || folded.contains(':'));
    if folded.contains("@import") || hidden || urls.any(|url| !url.starts_with('#') && !url.starts_with("data:")) {
        return Err(Fault::NoPicture(
            "ほかのファイルやページへの参照が含まれています".to_owned(),
        ));
    }
    Ok(())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // An attribute's line ends would be read again as spaces.
            '\n' => out.push('\n'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(body: &str) -> Result<Svg, Fault> {
        let text =
            format!("<svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\" xmlns:p=\"urn:p\" viewBox=\"0 0 9 9\">{body}</svg>");
        read(text.as_bytes())
    }

    #[test]
    fn what_is_drawn_stays_and_notes_of_programs_go() {
        let kept = svg(
            "<!-- C:\\秘密 --><metadata>甲</metadata><p:note>乙</p:note><g p:file=\"/home/a\" fill=\"url(#f)\">\
             <text x=\"1\">窓口 &amp; 台帳</text><use xlink:href=\"#f\"/></g>",
        )
        .unwrap();
        assert_eq!(kept.words, "窓口 & 台帳\n");
        assert!(
            kept.text
                .contains("<text x=\"1\">窓口 &amp; 台帳</text><use xlink:href=\"#f\"></use>"),
            "{}",
            kept.text
        );
        for lost in ["秘密", "甲", "乙", "/home"] {
            assert!(!kept.text.contains(lost), "{lost}");
        }
        assert_eq!(
            read(kept.text.as_bytes()).unwrap().text,
            kept.text,
            "read again it is the same"
        );
    }

    #[test]
    fn what_acts_or_reaches_out_is_refused() {
        for body in [
            "<script>1</script>",
            "<g onclick=\"a()\"/>",
            "<g OnLoad=\"a()\"/>",
            "<image href=\"https://a.jp/a.png\"/>",
            "<image xlink:href=\"a.png\"/>",
            "<a href=\"javascript:a()\"><g/></a>",
            "<image href=\"data:image/svg+xml,a\"/>",
            "<style>@import 'a.css';</style>",
            "<style>g{fill:u\\72l(//a.jp/)}</style>",
            "<rect fill=\"url( 'https://a.jp/a#b')\"/>",
            "<foreignObject/>",
        ] {
            assert!(svg(body).is_err(), "{body}");
        }
    }

    #[test]
    fn entities_and_depth_do_not_blow_up() {
        let bomb = format!("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"{SVG}\">&a;</svg>");
        assert!(read(bomb.as_bytes()).is_err());
        assert!(svg(&format!("{}{}", "<g>".repeat(300), "</g>".repeat(300))).is_err());
        let mut chain = "<g id=\"g0\"/>".to_owned();
        for at in 1..60 {
            let _ = write!(
                chain,
                "<g id=\"g{at}\"><use href=\"#g{0}\"/><use href=\"#g{0}\"/></g>",
                at - 1
            );
        }
        assert!(svg(&chain).is_err());
        assert!(svg("<g id=\"a\"><use href=\"#a\"/></g>").is_ok());
        let doctype = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"a.dtd\"><svg xmlns=\"{SVG}\"/>"
        );
        assert!(read(doctype.as_bytes()).is_ok());
    }
}
