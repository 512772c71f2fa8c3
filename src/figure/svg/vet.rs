//! What no SVG may hold, seen or not: what acts, reaches out, or costs more to draw than a figure may. Writes nothing.

use roxmltree::{Document, Node};

use super::allowed::{FORBIDDEN, MEASURES, MORE_MEASURES, OFFSET, PROPERTIES};
use super::{SVG, XLINK, refuse};
use crate::figure::Fault;

/// How deep elements may stand in each other.
const MAX_DEPTH: usize = 200;
/// Beyond these no drawing program places anything; numbers far larger stop those who draw.
const MAX_NUMBER: f64 = 1e7;
/// The same where an effect is drawn in pixels, all of which are held in memory.
const MAX_WITH_EFFECTS: f64 = 20_000.0;
const MAX_STEPS: usize = 20;
const MAX_BLUR: f64 = 100.0;
const MAX_OFFSET: f64 = 1000.0;
/// Of an effect's area: times its element, or units.
const MAX_TIMES: f64 = 5.0;
const MAX_UNITS: f64 = 3000.0;
/// Styles of a drawing program are some hundred rules; each is held against each element.
const MAX_STYLE: usize = 200_000;
/// The letters and pieces of one text; those who draw set them all in one go.
const MAX_LETTERS: usize = 5000;
const MAX_PIECES: usize = 1000;

/// Looks at every element.
///
/// # Errors
/// What is refused, with its line.
pub(super) fn vet(document: &Document<'_>) -> Result<(), Fault> {
    let has_effects = document.descendants().any(|node| node.has_tag_name((SVG, "filter")));
    let most = if has_effects { MAX_WITH_EFFECTS } else { MAX_NUMBER };
    look(document.root_element(), 0, most)
}

fn look(node: Node<'_, '_>, depth: usize, most: f64) -> Result<(), Fault> {
    let name = node.tag_name().name();
    if node.tag_name().namespace() != Some(SVG) {
        // Left out with all that it holds.
        return Ok(());
    }
    if name == "foreignObject" && node.parent().is_some_and(|parent| parent.has_tag_name((SVG, "switch"))) {
        // Another child of the same is there for those who do not show it.
        return Ok(());
    }
    if let Some((_, what)) = FORBIDDEN.iter().find(|(forbidden, _)| *forbidden == name) {
        return Err(refuse(node, &format!("{what}が含まれています")));
    }
    if depth > MAX_DEPTH {
        return Err(refuse(node, "図形の入れ子が深すぎます"));
    }
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        // A drawing program's own notes, such as the path of the file on its author's machine, are left out.
        if attribute.namespace().is_some_and(|space| space != XLINK) {
            continue;
        }
        if name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
            return Err(refuse(node, &format!("動作の指定（{name}）が含まれています")));
        }
        if name == "href" || name == "src" {
            address(node, value)?;
        } else if (name == "style" || PROPERTIES.contains(&name)) && reaches_out(value) {
            return Err(refuse(node, "ほかのファイルやページへの参照が含まれています"));
        }
        if (MEASURES.contains(&name) || MORE_MEASURES.contains(&name)) && largest(value) > most {
            return Err(refuse(node, &format!("大きすぎる数（{name}）が含まれています")));
        }
    }
    match name {
        "style" => {
            let text = node.text().unwrap_or_default();
            if reaches_out(text) {
                return Err(refuse(node, "ほかのファイルやページへの参照が含まれています"));
            }
            if text.len() > MAX_STYLE {
                return Err(refuse(node, "スタイルの指定が多すぎます"));
            }
        }
        "filter" => effect(node)?,
        "text" => {
            let (mut letters, mut pieces) = (0, 0);
            for below in node.descendants() {
                pieces += usize::from(below.is_element());
                letters += below.text().filter(|_| below.is_text()).map_or(0, str::len);
            }
            if letters / 3 > MAX_LETTERS || pieces > MAX_PIECES {
                return Err(refuse(node, "一続きの文字が多すぎます"));
            }
        }
        _ => {}
    }
    node.children()
        .filter(Node::is_element)
        .try_for_each(|child| look(child, depth + 1, most))
}

fn address(node: Node<'_, '_>, value: &str) -> Result<(), Fault> {
    let value = value.trim();
    let is_link =
        node.tag_name().name() == "a" && ["http:", "https:", "mailto:"].iter().any(|to| value.starts_with(to));
    let is_image = node.tag_name().name() == "image"
        && [
            "data:image/png;base64,",
            "data:image/jpeg;base64,",
            "data:image/jpg;base64,",
        ]
        .iter()
        .any(|data| value.starts_with(data));
    let is_inside = value.starts_with('#') && node.tag_name().name() != "image";
    if is_link || is_image || is_inside || value.is_empty() {
        return Ok(());
    }
    Err(refuse(node, "ほかのファイルやページへの参照が含まれています"))
}

/// Whether a style takes something from elsewhere.
fn reaches_out(style: &str) -> bool {
    if !style.contains(['(', '@', '\\']) {
        return false;
    }
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
    let is_spelt = folded.contains('\\') && (folded.contains('{') || folded.contains(':'));
    let calls = ["@import", "image-set(", "image(", "cross-fade(", "element(", "src("];
    is_spelt
        || calls.iter().any(|call| folded.contains(call))
        || urls.any(|url| !url.starts_with('#') && !url.starts_with("data:"))
}

/// The steps and the area of an effect.
fn effect(node: Node<'_, '_>) -> Result<(), Fault> {
    let is_large = |value: Option<&str>, most: f64| value.is_some_and(|value| largest(value) > most);
    let in_units = node.attribute("filterUnits") == Some("userSpaceOnUse");
    for name in ["x", "y", "width", "height"] {
        let value = node.attribute(name);
        let most = match value {
            Some(value) if value.trim_end().ends_with('%') => 100.0 * MAX_TIMES,
            _ if in_units => MAX_UNITS,
            _ => MAX_TIMES,
        };
        if is_large(value, most) {
            return Err(refuse(node, "効果（filter）の範囲が大きすぎます"));
        }
    }
    let steps = node.children().filter(Node::is_element);
    if steps.clone().count() > MAX_STEPS {
        return Err(refuse(node, "効果（filter）の段が多すぎます"));
    }
    for step in steps {
        let moves = step.tag_name().name() == OFFSET || step.tag_name().name() == "feDropShadow";
        let shifted = moves
            && ["dx", "dy"]
                .iter()
                .any(|name| is_large(step.attribute(*name), MAX_OFFSET));
        if shifted || is_large(step.attribute("stdDeviation"), MAX_BLUR) {
            return Err(refuse(step, "効果（filter）のぼかしや、ずらしが大きすぎます"));
        }
    }
    Ok(())
}

/// The largest number of a value, its sign set aside.
pub(super) fn largest(value: &str) -> f64 {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    let numbers = value
        .split(|c: char| !is_number(c))
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    // Numbers may stand without a space: `1-2`, `1.5.5`; their parts are then smaller than what is read here, or looked at alone.
    numbers
        .flat_map(|word| match word.parse::<f64>() {
            Ok(number) => vec![number.abs()],
            Err(_) => apart(word),
        })
        .map(|number| if number.is_nan() { f64::INFINITY } else { number })
        .fold(0.0, f64::max)
}

fn apart(word: &str) -> Vec<f64> {
    let mut numbers = Vec::new();
    let mut from = 0;
    let bytes = word.as_bytes();
    for at in 1..=bytes.len() {
        let ends = at == bytes.len() || (matches!(bytes[at], b'-' | b'+') && !matches!(bytes[at - 1], b'e' | b'E'));
        if ends {
            // `1.5.5` are two numbers, the second of which has nothing before its point.
            let parts: Vec<&str> = word[from..at].split('.').collect();
            let first = parts.iter().take(2).copied().collect::<Vec<_>>().join(".");
            let rest = parts.iter().skip(2).map(|part| format!("0.{part}"));
            let read = |text: String| text.parse::<f64>().map_or(0.0, f64::abs);
            numbers.extend(std::iter::once(first).chain(rest).map(read));
            from = at;
        }
    }
    numbers
}
