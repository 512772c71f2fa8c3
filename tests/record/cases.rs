//! The rows that `record` writes, where it writes them, and what it refuses.

use hyoka::record::{Done, RecordError, Renew, Target, Wanted};
use hyoka::table::decision::Decision;

use super::{recorded, text};

const OLD: &str = "様式: 重点項目評価書
評価書番号: 30
評価書名: 図書に関する事務 重点項目評価書
公表日: 2025-06-02
基本情報:
  事務:
    事務の名称: 図書に関する事務
    事務の内容: |-
      ・登録
      ・貸出
  担当部署:
    部署: 教育部 図書課
特定個人情報ファイル:
  - 特定個人情報ファイル名: 利用者ファイル
    保管・消去:
      保管場所: ・庁舎の施錠した部屋に置く。
変更箇所:
  - 変更日: 2025-06-02
    項目: Ⅰ-6②所属長の役職名
    変更前の記載: 課長補佐
    変更後の記載: 課長
    提出時期: 事後
    提出時期に係る説明: 組織改編に伴う変更
";

fn new() -> String {
    OLD.replace("公表日: 2025-06-02", "公表日: 2026-06-01")
        .replace("・貸出\n", "・貸出\n      ・予約\n")
        .replace("図書課", "図書館課")
        .replace("庁舎の施錠した部屋", "庁舎の外のデータセンター")
}

const ROWS: &str = "  - 変更日: 2026-06-01
    項目: Ⅰ-1②事務の内容
    変更前の記載: —
    変更後の記載: 「・予約」を追記
    提出時期: 事後
    提出時期に係る説明: その他の項目の変更であり、事前の提出・公表が義務付けられない。
  - 変更日: 2026-06-01
    項目: Ⅰ-6①部署
    変更前の記載: 教育部 図書課
    変更後の記載: 教育部 図書館課
    提出時期: 事後
    提出時期に係る説明: その他の項目の変更であり、事前の提出・公表が義務付けられない。
  - 変更日: 2026-06-01
    項目: Ⅱ-6 保管場所
    変更前の記載: ・庁舎の施錠した部屋に置く。
    変更後の記載: ・庁舎の外のデータセンターに置く。
    提出時期:
    提出時期に係る説明:
";

#[test]
fn rows_are_written_in_the_order_of_the_form() {
    let new = new();
    let done = recorded(OLD, &new, &Wanted::default()).unwrap();
    assert_eq!(text(&done), format!("{new}{ROWS}"));
    assert_eq!(done.done, [Done::Written; 3]);
    assert_eq!(done.procedure.undecided, [2]);
}

#[test]
fn a_missing_row_goes_between_those_that_are_there() {
    let new = new();
    let (first, rest) = ROWS.split_at(ROWS[1..].find("  - 変更日").unwrap() + 1);
    let (second, third) = rest.split_at(rest[1..].find("  - 変更日").unwrap() + 1);
    for rows in [
        format!("{first}{third}"),
        format!("{second}{third}"),
        format!("{first}{second}"),
    ] {
        let done = recorded(OLD, &format!("{new}{rows}"), &Wanted::default()).unwrap();
        assert_eq!(text(&done), format!("{new}{ROWS}"));
    }
}

#[test]
fn a_file_keeps_its_line_ends_and_its_end() {
    let new = new().replace('\n', "\r\n");
    let done = recorded(OLD, &new, &Wanted::default()).unwrap();
    assert_eq!(text(&done), format!("{new}{}", ROWS.replace('\n', "\r\n")));
    let open = self::new();
    let open = open.trim_end();
    let done = recorded(OLD, open, &Wanted::default()).unwrap();
    assert_eq!(text(&done), format!("{open}\n{}", ROWS.trim_end()));
    let marked = format!("\u{feff}{}", self::new());
    let done = recorded(OLD, &marked, &Wanted::default()).unwrap();
    assert_eq!(text(&done), format!("{marked}{ROWS}"));
}

#[test]
fn a_table_without_rows_gets_its_first() {
    let before = OLD.split("変更箇所:").next().unwrap();
    let new = new();
    let body = new.split("変更箇所:").next().unwrap();
    for table in [
        "変更箇所:\n",
        "変更箇所: # これから\n",
        "変更箇所: []\n",
        "変更箇所: null\n",
        "",
    ] {
        let done = recorded(before, &format!("{body}{table}"), &Wanted::default());
        let done = done.unwrap_or_else(|error| panic!("{table}: {error}"));
        let key = match table {
            "変更箇所: # これから\n" => table,
            _ => "変更箇所:\n",
        };
        assert_eq!(text(&done), format!("{body}{key}{ROWS}"), "{table}");
    }
    // Rows need not stand at the end of the file.
    let done = recorded(before, &format!("変更箇所:\n{body}"), &Wanted::default()).unwrap();
    assert_eq!(text(&done), format!("変更箇所:\n{ROWS}{body}"));
}

#[test]
fn comments_stay_where_they_are() {
    let new = new().replace("変更箇所:\n", "変更箇所: # 表\n  # 一行目\n") + "    # 末尾の覚え書き\n# おわり\n";
    let done = text(&recorded(OLD, &new, &Wanted::default()).unwrap());
    assert_eq!(done.replace(ROWS, ""), new);
    assert!(done.contains(&format!("組織改編に伴う変更\n{ROWS}    # 末尾の覚え書き\n# おわり\n")));
}

#[test]
fn a_decision_is_written_into_its_row() {
    let decide = |target: Target, decision| Wanted {
        decisions: vec![(target, decision)],
        ..Wanted::default()
    };
    let new = new();
    let formal = "提出時期: 事後\n    提出時期に係る説明: 形式的な変更であり、重要な変更に当たらない。\n";
    let important = "提出時期: 事前\n    提出時期に係る説明: 重要な変更に該当するため、変更の前に提出・公表する。\n";
    let at_once = recorded(OLD, &new, &decide(Target::Number(3), Decision::Formal)).unwrap();
    assert!(text(&at_once).ends_with(formal), "{}", text(&at_once));
    assert_eq!(at_once.procedure.undecided, [] as [usize; 0]);
    assert_eq!(at_once.procedure.steps[0].name, "修正");
    // Later, and once more.
    let open = text(&recorded(OLD, &new, &Wanted::default()).unwrap());
    let by_name = decide(Target::Name("保管場所".to_owned()), Decision::Important);
    let later = recorded(OLD, &open, &by_name).unwrap();
    assert!(text(&later).ends_with(important));
    assert_eq!(later.done, [Done::Told, Done::Told, Done::Decided]);
    assert_eq!(later.procedure.steps[0].name, "再実施");
    let changed = recorded(OLD, &text(&later), &decide(Target::Number(3), Decision::Formal)).unwrap();
    assert_eq!(text(&changed), text(&at_once));
}

#[test]
fn a_row_of_another_text_is_brought_up_to_date_and_keeps_its_decision() {
    let wanted = Wanted {
        decisions: vec![(Target::Number(3), Decision::Important)],
        ..Wanted::default()
    };
    let once = text(&recorded(OLD, &new(), &wanted).unwrap());
    let more = once.replacen(
        "      保管場所: ・庁舎の外のデータセンターに置く。",
        "      保管場所: ・国のクラウドに置く。",
        1,
    );
    // In whosever words it is: nobody is asked, so nothing is done.
    let left = recorded(OLD, &more, &Wanted::default()).unwrap();
    assert_eq!((left.done[2], text(&left)), (Done::Left, more.clone()));
    for renew in [
        Renew::All,
        Renew::Of(vec![Target::Number(3)]),
        Renew::Of(vec![Target::Name("保管場所".to_owned())]),
    ] {
        let asked = Wanted {
            renew,
            ..Wanted::default()
        };
        assert_eq!(recorded(OLD, &more, &asked).unwrap().done[2], Done::Renewed);
    }
    let other = Wanted {
        renew: Renew::Of(vec![Target::Number(1)]),
        ..Wanted::default()
    };
    assert_eq!(recorded(OLD, &more, &other).unwrap().done[2], Done::Left);
    let all = Wanted {
        renew: Renew::All,
        ..Wanted::default()
    };
    let done = recorded(OLD, &more, &all).unwrap();
    let expected = more.replace(
        "変更後の記載: ・庁舎の外のデータセンターに置く。",
        "変更後の記載: ・国のクラウドに置く。",
    );
    assert_eq!(text(&done), expected);
}

#[test]
fn a_row_in_its_authors_own_words_is_left_to_him() {
    let own = "  - 変更日: 2026-06-01\n    項目: II-6-保管場所\n    変更前の記載: 庁舎\n    変更後の記載: 倉庫\n    提出時期: 事後\n";
    let new = new() + own;
    let done = recorded(OLD, &new, &Wanted::default()).unwrap();
    assert_eq!(done.done[2], Done::Left);
    assert!(text(&done).contains(own));
}

#[test]
fn own_wording_in_a_new_row_is_kept_however_often_it_is_recorded() {
    let once = text(&recorded(OLD, &new(), &Wanted::default()).unwrap());
    let own = once.replace(
        "変更後の記載: ・庁舎の外のデータセンターに置く。",
        "変更後の記載: 外の施設に移した。",
    );
    assert_ne!(once, own);
    let again = recorded(OLD, &own, &Wanted::default()).unwrap();
    assert_eq!((again.done[2], text(&again)), (Done::Left, own.clone()));
    assert_eq!(text(&recorded(OLD, &own, &Wanted::default()).unwrap()), own);
}

/// A version that was published on 2026-06-01 with its rows, and the next, in which a row of that was corrected and what it
/// tells of is changed again.
fn corrected() -> (String, String) {
    let published = text(&recorded(OLD, &new(), &Wanted::default()).unwrap());
    let next = published
        .replacen("公表日: 2026-06-01", "公表日: 2027-06-01", 1)
        .replacen(
            "      保管場所: ・庁舎の外のデータセンターに置く。",
            "      保管場所: ・国のクラウドに置く。",
            1,
        )
        .replacen(
            "変更後の記載: ・庁舎の外のデータセンターに置く。",
            "変更後の記載: ・庁舎の外にあるデータセンターに置く。",
            1,
        );
    (published, next)
}

#[test]
fn a_published_row_is_never_touched_and_a_new_one_is_written() {
    let (published, next) = corrected();
    for renew in [Renew::None, Renew::All] {
        let wanted = Wanted {
            renew,
            ..Wanted::default()
        };
        let done = recorded(&published, &next, &wanted).unwrap();
        assert_eq!(done.done, [Done::Written]);
        assert!(text(&done).starts_with(&next), "{}", text(&done));
        let row = "  - 変更日: 2027-06-01\n    項目: Ⅱ-6 保管場所\n    変更前の記載: ・庁舎の外のデータセンターに置く。\n    変更後の記載: ・国のクラウドに置く。\n";
        assert!(text(&done).contains(row), "{}", text(&done));
        // Told, with the line of the row.
        let line = next.lines().position(|line| line.contains("庁舎の外にある")).unwrap();
        assert_eq!(done.published.len(), 1);
        assert!(
            (line - 3..=line).contains(&(done.published[0] - 1)),
            "{:?} {line}",
            done.published
        );
        let told = hyoka::record::print::text(&done, "juten.yaml", false);
        assert!(
            told.contains("公表した行は変えません") && told.contains(&format!("{}行目", done.published[0])),
            "{told}"
        );
        let again = recorded(&published, &text(&done), &wanted).unwrap();
        assert_eq!(text(&again), text(&done));
    }
}

#[test]
fn a_table_that_explains_nothing_gets_no_explanations() {
    let silent = |text: &str| {
        text.replace(
            "    提出時期に係る説明: 組織改編に伴う変更\n",
            "    提出時期に係る説明:\n",
        )
    };
    let done = recorded(&silent(OLD), &silent(&new()), &Wanted::default()).unwrap();
    assert!(!text(&done).contains("義務付けられない"));
    assert!(text(&done).contains("提出時期: 事後\n    提出時期に係る説明:\n"));
}

#[test]
fn what_cannot_be_recorded_is_refused() {
    let same_day = new().replace("2026-06-01", "2025-06-02");
    let refused = |new: &str, wanted: &Wanted| recorded(OLD, new, wanted).unwrap_err().to_string();
    assert_eq!(
        refused(&same_day, &Wanted::default()),
        "変更日が分かりません。「公表日」を、前の版（令和7年6月2日公表）より後の、これから公表する日に改めるか、--date で変更日を指定してください"
    );
    let day = Wanted {
        day: Some(jiff::civil::date(2026, 6, 1)),
        ..Wanted::default()
    };
    assert!(text(&recorded(OLD, &same_day, &day).unwrap()).ends_with(ROWS));
    let decided = |target| Wanted {
        decisions: vec![(target, Decision::Typo)],
        ..Wanted::default()
    };
    assert_eq!(
        refused(&new(), &decided(Target::Number(4))),
        "4番の違いはありません（違いは3件です）"
    );
    assert_eq!(
        refused(&new(), &decided(Target::Name("備考".to_owned()))),
        "「備考」という項目の違いはありません"
    );
    assert_eq!(
        refused(&new(), &decided(Target::Name("Ⅰ".to_owned()))),
        "「Ⅰ」に当たる違いがいくつもあります（「Ⅰ-1②事務の内容」「Ⅰ-6①部署」など）。番号で書いてください"
    );
    let flow = new().split("変更箇所:").next().unwrap().to_owned()
        + "変更箇所: [{変更日: 2025-06-02, 項目: Ⅰ-6②所属長の役職名, 変更前の記載: 課長補佐, 変更後の記載: 課長}]\n";
    assert!(matches!(
        recorded(OLD, &flow, &Wanted::default()),
        Err(RecordError::Layout { line: 18 })
    ));
}
