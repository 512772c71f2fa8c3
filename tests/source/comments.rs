//! Which `#` begins a comment, and of which lines a comment speaks.

use hyoka::source::{Source, addressed};

fn comments(text: &str) -> Vec<String> {
    let (source, _) = Source::read("a.yaml", text.as_bytes());
    source
        .comments()
        .iter()
        .map(|span| source.slice(span).to_owned())
        .collect()
}

#[test]
fn signs_inside_texts_are_no_comments() {
    for text in [
        "a: '総務課 # 内線'\n",
        "a: \"総務課 # 内線\"\n",
        "a: 総務課#内線\n",
        "a: |-\n  一行目\n  # 二行目\n",
        "a: >\n  一行目 # まだ文章\n\n  # まだ文章\nb: 1\n",
        "'a # b': 1\n",
        "a: 'x\n  # 続き'\n",
        "- |\n  # 文章\n",
        "a: [\"x # y\", 'z # w']\n",
        "a: 'x'' # y'\n",
        "a: \"x\\\" # y\"\n",
    ] {
        assert_eq!(comments(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn comments_are_found_wherever_yaml_allows_them() {
    let text = "# 一\na: 総務課 # 二  \r\nb: |- # 三\n  文章\n# 四\nc: # 五\n  - x # 六\n  # 七\n  - [p, # 八\n     q]\nd: 'x' # 九\n  # 十";
    assert_eq!(
        comments(text),
        [
            "# 一", "# 二", "# 三", "# 四", "# 五", "# 六", "# 七", "# 八", "# 九", "# 十"
        ]
    );
}

#[test]
fn a_comment_below_a_block_is_no_part_of_it() {
    assert_eq!(comments("a:\n  b: |-\n    文章\n  # 後\n  c: 1\n"), ["# 後"]);
    assert_eq!(comments("a: |-\n  文章\n\n# 後\n"), ["# 後"]);
}

#[test]
fn a_text_that_is_no_yaml_has_none() {
    assert_eq!(comments("# 一\na: [\n"), Vec::<String>::new());
}

#[test]
fn a_comment_is_addressed_in_either_width() {
    assert_eq!(addressed("# hyoka: C115 理由"), Some("C115 理由"));
    assert_eq!(addressed("#hyoka：C115"), Some("C115"));
    assert_eq!(addressed("# hyoka の覚え書き"), None);
    assert_eq!(addressed("# 見直す hyoka: C115"), None);
}

#[test]
fn of_a_long_text_the_lines_of_its_key_count_too() {
    let text = "a:\n  b: |-\n    一\n    二\n  c:\n    - 三\n    - |-\n      四\n      五\n  d: 六\n";
    let (source, _) = Source::read("a.yaml", text.as_bytes());
    let lines = |word: &str| {
        let mut lines = source.lines_of(text.find(word).unwrap());
        lines.sort_unstable();
        lines.dedup();
        lines
    };
    assert_eq!(lines("一"), [2, 3]);
    assert_eq!(lines("二"), [2, 4]);
    assert_eq!(lines("三"), [6]);
    assert_eq!(lines("五"), [7, 9]);
    assert_eq!(lines("六"), [10]);
}
