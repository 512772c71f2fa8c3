//! SVG: what is seen stays, what is not goes, what acts or never ends is refused with its line.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::{published, refusal};
use hyoka::figure::picture;

fn file(body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:p=\"urn:p\" \
         viewBox=\"0 0 100 100\">{body}</svg>"
    )
}

/// What is published of a drawing, without the element around it.
fn written(body: &str) -> String {
    let text = String::from_utf8(published(file(body).as_bytes())).unwrap();
    let from = text.find("viewBox=\"0 0 100 100\">").unwrap() + 22;
    text[from..].trim_end_matches("</svg>").to_owned()
}

fn refused(body: &str) -> String {
    let start = Instant::now();
    let reason = refusal(file(body).as_bytes());
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    reason
}

#[test]
fn what_is_seen_of_a_drawing_stays() {
    for body in [
        "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" rx=\"1\" fill=\"#fff\" stroke=\"red\"></rect>",
        "<g transform=\"translate(50 50) rotate(-30)\"><path d=\"M0 0 l5 5 a1 1 0 01 2 2z\"></path></g>",
        "<text x=\"5\" y=\"9\" font-size=\"8\">窓口 &amp; <tspan fill=\"blue\">台帳</tspan></text>",
        "<defs><linearGradient id=\"i1\"><stop offset=\"0\" stop-color=\"red\"></stop></linearGradient></defs>\
         <circle cx=\"5\" cy=\"5\" r=\"5\" fill=\"url(#i1)\"></circle>",
        "<defs><clipPath id=\"i1\"><rect width=\"9\" height=\"9\" fill=\"none\"></rect></clipPath></defs>\
         <g clip-path=\"url(#i1)\"><line x2=\"5\" stroke=\"red\"></line></g>",
        "<defs><symbol id=\"i1\"><g fill=\"none\"><path d=\"M0 0h9\"></path></g></symbol></defs>\
         <use stroke=\"red\" xlink:href=\"#i1\"></use>",
        "<rect width=\"9\" height=\"9\" style=\"mix-blend-mode:multiply;fill:red;\"></rect>",
        "<defs><filter id=\"i1\"><feGaussianBlur stdDeviation=\"2\"></feGaussianBlur><feOffset dx=\"1\"></feOffset></filter></defs>\
         <rect width=\"9\" height=\"9\" filter=\"url(#i1)\"></rect>",
        "<rect x=\"-5\" width=\"9\" height=\"9\"></rect>",
    ] {
        let kept = written(body);
        let sorted = |text: &str| {
            let mut words: Vec<String> = text.split([' ', '>', '<']).map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(sorted(&kept), sorted(body), "{kept}");
    }
}

#[test]
fn what_nobody_sees_of_a_drawing_does_not_reach_a_page() {
    let seen = "<rect width=\"9\" height=\"9\"></rect>";
    for unseen in [
        "<!-- 秘密 -->",
        "<?note 秘密?>",
        "<metadata>秘密</metadata>",
        "<title>秘密</title><desc>秘密</desc>",
        "<p:note>秘密</p:note>",
        "<defs><text id=\"a\">秘密</text></defs>",
        "<symbol id=\"a\"><text>秘密</text></symbol>",
        "<text display=\"none\">秘密</text>",
        "<g style=\"display: none !important; display: inline\"><text>秘密</text></g>",
        "<style>.a .b{display:none}</style><g class=\"a\"><text class=\"b\">秘密</text></g>",
        "<text visibility=\"hidden\">秘密</text>",
        "<g visibility=\"hidden\"><text>秘密</text></g>",
        "<g opacity=\"0\"><text>秘密</text></g>",
        "<text fill=\"none\">秘密</text>",
        "<text font-size=\"0\">秘密</text>",
        "<text x=\"500\" y=\"50\">秘密</text>",
        "<g transform=\"translate(-900)\"><text x=\"5\" y=\"50\">秘密</text></g>",
        "<text x=\"5\" y=\"5\"><tspan x=\"5\" y=\"-300\">秘密</tspan></text>",
        "<switch><foreignObject><p:p>秘密</p:p></foreignObject><g/></switch>",
        "<switch><g systemLanguage=\"en\"><text>秘密</text></g><g/></switch>",
        "<switch><g/><text>秘密</text></switch>",
        "<unknown>秘密</unknown>",
        "<path d=\"M200 200h5\" data-note=\"秘密\"/>",
        "<style>/* 秘密 */ .秘密{fill:red}</style>",
    ] {
        let kept = written(&format!("{unseen}{seen}"));
        assert!(!kept.contains("秘密"), "{kept}");
        let empty = kept.replace("<g></g>", "").replace("<g><g></g></g>", "");
        assert!(kept.ends_with(seen) && !empty.contains("display"), "{kept}");
        let drawn = picture(file(&format!("{unseen}{seen}")).as_bytes()).unwrap();
        assert_eq!(drawn.words, "", "{unseen}");
    }
}

#[test]
fn names_and_notes_of_what_is_seen_do_not_reach_a_page() {
    let kept = written(
        "<g id=\"秘密\" class=\"秘密\" data-a=\"秘密\" aria-label=\"秘密\" p:file=\"秘密\" style=\"fill:red;-p-note:秘密\">\
         <path id=\"秘密2\" d=\"M0 0h9 秘密\"/><use xlink:href=\"#秘密2\" y=\"5\"/></g>",
    );
    assert_eq!(
        kept,
        "<g style=\"fill:red;\"><path id=\"i1\" d=\"M0 0h9 \"></path><use y=\"5\" xlink:href=\"#i1\"></use></g>"
    );
}

#[test]
fn what_is_hidden_and_named_is_drawn_where_it_is_named() {
    let kept = written("<g display=\"none\"><text>秘密</text><path id=\"a\" d=\"M0 0h9\"/></g><use href=\"#a\"/>");
    assert_eq!(
        kept,
        "<defs><path id=\"i1\" d=\"M0 0h9\"></path></defs><use xlink:href=\"#i1\"></use>"
    );
}

#[test]
fn notes_of_a_drawing_program_refuse_nothing() {
    let rect = "<rect p:file=\"C:\\a (src(1))\" p:onload=\"1\" data-at=\"C:\\b\" width=\"9\" height=\"9\"/>";
    assert_eq!(written(rect), "<rect width=\"9\" height=\"9\"></rect>");
    let link = "<a href=\"#top\"><g id=\"top\"></g></a><a xlink:href=\"https://a.jp/\"><g></g></a>";
    assert_eq!(written(link), "<g><g></g></g><g><g></g></g>");
}

#[test]
fn nothing_inside_a_note_of_a_drawing_program_is_named() {
    let blurred = "<p:a><filter id=\"f\"><feGaussianBlur stdDeviation=\"1e30\"/></filter></p:a>\
                   <rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>";
    assert_eq!(written(blurred), "<rect width=\"9\" height=\"9\"></rect>");
}

#[test]
fn letters_of_a_size_that_is_not_known_stay() {
    for size in ["2em", "large", "14pt"] {
        let text = format!("<text x=\"5\" y=\"9\" font-size=\"{size}\">窓口</text>");
        assert_eq!(written(&text), text);
    }
}

#[test]
fn what_acts_or_reaches_out_is_refused_with_its_line() {
    for body in [
        "<script>1</script>",
        "<g onclick=\"a()\"/>",
        "<g OnLoad=\"a()\"/>",
        "<image href=\"https://a.jp/a.png\"/>",
        "<image xlink:href=\"a.png\"/>",
        "<image href=\"#a\"/>",
        "<a href=\"javascript:a()\"><g/></a>",
        "<image href=\"data:image/svg+xml,a\"/>",
        "<image><set attributeName=\"href\" to=\"https://a.jp/a.png\"/></image>",
        "<image><animate attributeName=\"href\" values=\"https://a.jp/a.png\"/></image>",
        "<style>@import 'a.css';</style>",
        "<style>rect{fill:image-set(\"https://a.jp/a.png\" 1x)}</style>",
        "<text style=\"cursor:-webkit-image-set('https://a.jp/a.png' 1x)\">a</text>",
        "<style>g{fill:u\\72l(//a.jp/)}</style>",
        "<rect fill=\"url( 'https://a.jp/a#b')\"/>",
        "<foreignObject/>",
        "<g display=\"none\"><script>1</script></g>",
    ] {
        let reason = refused(&format!("\n\n{body}"));
        assert!(reason.starts_with("3行目"), "{body}: {reason}");
    }
}

/// Ten elements that each name the next ten, and so on.
fn fan(kind: &str, inner: &str, steps: usize) -> String {
    let mut body = format!("<{kind} id=\"m0\"><path d=\"M0 0L1 1\"/></{kind}>");
    for step in 1..=steps {
        let inner = inner.replace('@', &(step - 1).to_string());
        let _ = write!(body, "<{kind} id=\"m{step}\">{}</{kind}>", inner.repeat(10));
    }
    let top = inner.replace('@', &steps.to_string());
    body + &top
}

#[test]
fn elements_that_name_each_other_many_times_over_are_refused() {
    for (kind, inner) in [
        ("clipPath", "<path d=\"M0 0L1 1\" clip-path=\"url(#m@)\"/>"),
        ("mask", "<path d=\"M0 0L1 1\" mask=\"url(#m@)\"/>"),
        ("pattern", "<path d=\"M0 0L1 1\" fill=\"url(#m@)\"/>"),
        ("pattern", "<path d=\"M0 0L1 1\" style=\"stroke:url( '#m@' )\"/>"),
        (
            "marker",
            "<path d=\"M0 0L1 1M0 0L1 1M0 0L1 1\" marker-mid=\"url(#m@)\"/>",
        ),
        ("marker", "<path d=\"M0 0L1 1\" style=\"marker:url(#m@)\"/>"),
        ("g", "<use href=\"#m@\"/>"),
    ] {
        assert!(refused(&fan(kind, inner, 9)).contains("図形の数が多すぎます"), "{kind}");
        assert!(picture(file(&fan(kind, inner, 1)).as_bytes()).is_ok(), "{kind}");
    }
    assert!(refused("<g id=\"a\"><use href=\"#a\"/></g>").contains("自分自身"));
    assert!(refused("<mask id=\"a\"><g mask=\"url(#a)\"/></mask>").contains("自分自身"));
}

#[test]
fn effects_without_bounds_are_refused() {
    let filter =
        |step: &str| format!("<filter id=\"f\">{step}</filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>");
    for step in [
        "<feGaussianBlur stdDeviation=\"1e30\"/>",
        "<feOffset dx=\"1e30\" dy=\"-1e30\"/>",
        "<feDropShadow dx=\"1e9\"/>",
        "<feMorphology radius=\"1\"/>",
        "<feConvolveMatrix order=\"3\"/>",
        "<feTurbulence baseFrequency=\"0.01\" numOctaves=\"2000000000\"/>",
        "<feImage href=\"#f\"/>",
    ] {
        refused(&filter(step));
    }
    refused(&filter(&"<feFlood/>".repeat(21)));
    refused("<filter id=\"f\" x=\"-1000\" width=\"3000\"/>");
    let used = "<rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>".repeat(200);
    refused(&format!("<filter id=\"f\"/>{used}"));
    refused("<filter id=\"f\"/><rect width=\"1000000\" height=\"9\"/>");
}

#[test]
fn numbers_texts_and_styles_without_bounds_are_refused() {
    refused("<path d=\"M0 0L1e30 1\"/>");
    refused("<path d=\"M0 0L1.5.5e30-3\"/>");
    refused(&format!("<text>{}</text>", "字".repeat(300_000)));
    refused(&format!("<text>{}</text>", "<tspan>字</tspan>".repeat(40_000)));
    refused(&format!("<style>{}</style>", "a{fill:red}".repeat(400_000)));
    refused(&format!(
        "<style>{}</style>{}",
        "a{fill:red}".repeat(10_000),
        "<g/>".repeat(10_000)
    ));
    let around = "g ".repeat(30);
    let nested = ["<g>".repeat(100), "</g>".repeat(100)].concat();
    refused(&format!("<style>{around}text{{fill:red}}</style>{nested}"));
    refused(&"<g/>".repeat(100_000));
    refused(&format!("{}{}", "<g>".repeat(300), "</g>".repeat(300)));
}

#[test]
fn a_drawing_without_an_area_is_refused() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    for size in ["width=\"0\" height=\"5\"", "viewBox=\"0 0 0 9\"", "width=\"-3px\""] {
        assert!(
            refusal(format!("{svg} {size}/>").as_bytes()).contains("大きさが0"),
            "{size}"
        );
    }
}

#[test]
fn entities_are_refused_and_a_type_is_not() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    refusal(format!("<!DOCTYPE svg [<!ENTITY a \"b\">]>{svg}>&a;</svg>").as_bytes());
    let typed = "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"a.dtd\">";
    published(format!("{typed}{svg}/>").as_bytes());
}

#[test]
fn what_stands_beside_the_view_does_not_reach_a_page_however_the_size_is_said() {
    for size in [
        "viewBox=\"0 0 100 66\"",
        "viewBox=\"0 0 100 66\" width=\"100%\"",
        "viewBox=\"0 0 100 66\" width=\"100%\" height=\"100%\"",
        "viewBox=\"0 0 100 66\" width=\"50mm\" height=\"33mm\"",
        "width=\"100\" height=\"66\"",
    ] {
        for (x, y) in [(-300, 9), (500, 9), (5, -300), (5, 500)] {
            let text = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" {size}><text x=\"{x}\" y=\"{y}\" font-size=\"9\">秘密</text>\
                 <rect width=\"9\" height=\"9\"/></svg>"
            );
            let drawn = picture(text.as_bytes()).unwrap();
            let kept = String::from_utf8(drawn.bytes.to_vec()).unwrap();
            assert!(!kept.contains("秘密"), "{size} {x} {y}: {kept}");
            // A size in numbers, so that no window shows more than the view.
            let root = kept.split_once('>').unwrap().0;
            let width = root.split(" width=\"").nth(1).unwrap();
            assert!(
                width.starts_with(|c: char| c.is_ascii_digit()) && !root.contains('%'),
                "{root}"
            );
        }
    }
}
