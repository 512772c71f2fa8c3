//! A yearly review: entries that come and go, what is asked of an officer, and a publication that is put off.

use hyoka::record::{Done, Target, Wanted, print};
use hyoka::table::decision::Decision;

use super::{recorded, text};

const OLD: &str = "様式: 重点項目評価書
評価書番号: 30
評価書名: 図書に関する事務 重点項目評価書
公表日: 2025-06-02
基本情報:
  システム:
    - 番号: 1
      システムの名称: 図書システム
      システムの機能: 貸出の管理
特定個人情報ファイル:
  - 特定個人情報ファイル名: 利用者ファイル
    基本情報:
      主な記録項目:
        - 個人番号
        - 連絡先（電話番号等）
        - その他住民票関係情報
        - 地方税関係情報
        - 障害者福祉関係情報
        - 生活保護・社会福祉関係情報
        - 介護・高齢者福祉関係情報
    委託:
      委託の有無: 委託する
      委託事項:
        - 番号: 1
          委託事項: 保守業務
          再委託:
            再委託の有無: 再委託しない
    提供・移転:
      提供・移転の有無:
        - 移転を行っている
      移転先:
        - 番号: 1
          移転先: 福祉部 介護保険課
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

const TASK: &str = "        - 番号: 2
          委託事項: 入力業務
          委託内容: |-
            ・申請書の入力
            ・入力の確認
          再委託:
            再委託の有無: 再委託しない
";

fn new() -> String {
    OLD.replace("公表日: 2025-06-02", "公表日: 2026-06-01")
}

fn with_task() -> String {
    new().replace("    提供・移転:\n", &format!("{TASK}    提供・移転:\n"))
}

fn decide(target: &str, decision: Decision) -> Wanted {
    Wanted {
        decisions: vec![(Target::Name(target.to_owned()), decision)],
        ..Wanted::default()
    }
}

#[test]
fn an_added_entry_waits_for_a_decision_and_its_count_follows_it() {
    let open = recorded(OLD, &with_task(), &Wanted::default()).unwrap();
    let rows = "  - 変更日: 2026-06-01
    項目: Ⅱ-4 委託の有無
    変更前の記載: 委託する（1）件
    変更後の記載: 委託する（2）件
    提出時期:
    提出時期に係る説明:
  - 変更日: 2026-06-01
    項目: Ⅱ-4 委託事項2
    変更前の記載: —
    変更後の記載: |-
      委託事項　入力業務
      ①委託内容：
      ・申請書の入力
      ・入力の確認
      ④再委託の有無　再委託しない
    提出時期:
    提出時期に係る説明:
";
    assert_eq!(text(&open), format!("{}{rows}", with_task()));
    // The count is no question of its own.
    assert_eq!(open.procedure.undecided, [1]);
    assert_eq!(open.procedure.steps, []);
    let at_once = recorded(OLD, &with_task(), &decide("委託事項2", Decision::Slight)).unwrap();
    let slight = "    提出時期: 事後\n    提出時期に係る説明: リスクを相当程度変動させるものではないため、重要な変更に当たらない。\n";
    let blank = "    提出時期:\n    提出時期に係る説明:\n";
    assert_eq!(text(&at_once), text(&open).replace(blank, slight));
    let later = recorded(OLD, &text(&open), &decide("委託事項2", Decision::Slight)).unwrap();
    assert_eq!(text(&later), text(&at_once));
    assert_eq!(later.done, [Done::Decided, Done::Decided]);
    assert_eq!(later.procedure.steps[0].name, "修正");
    // What is decided in an editor is followed at the next run.
    let at = text(&open).rfind(blank).unwrap();
    let by_hand = format!("{}{}", &text(&open)[..at], text(&open)[at..].replacen(blank, slight, 1));
    let followed = recorded(OLD, &by_hand, &Wanted::default()).unwrap();
    assert_eq!(text(&followed), text(&at_once));
    // The row of the entry alone tells the count too.
    let (head, entry) = (with_task(), &rows[rows[1..].find("  - 変更日").unwrap() + 1..]);
    let alone = recorded(OLD, &format!("{head}{entry}"), &Wanted::default()).unwrap();
    assert_eq!(text(&alone), format!("{head}{entry}"));
}

#[test]
fn an_entry_taken_out_counts_as_the_marked_items_in_it() {
    let (old, new) = (with_task().replace("2026-06-01", "2025-06-02"), new());
    let open = recorded(&old, &new, &Wanted::default()).unwrap();
    assert_eq!(open.procedure.undecided, [1]);
    assert!(text(&open).contains("変更前の記載: 委託する（2）件\n    変更後の記載: 委託する（1）件\n"));
}

#[test]
fn a_marked_row_called_another_items_change_concludes_nothing() {
    let other = "その他の項目の変更であり、事前の提出・公表が義務付けられない。";
    let open = text(&recorded(OLD, &with_task(), &Wanted::default()).unwrap());
    let mistaken = open.replace(
        "    提出時期:\n    提出時期に係る説明:\n",
        &format!("    提出時期: 事後\n    提出時期に係る説明: {other}\n"),
    );
    let done = recorded(OLD, &mistaken, &Wanted::default()).unwrap();
    assert_eq!(done.procedure.undecided, [1]);
    assert_eq!(done.procedure.steps, []);
    // So does a row that H172 finds fault with, whatever difference it may be of.
    let stray = format!(
        "{}  - 変更日: 2026-06-01\n    項目: Ⅱ-6 保管場所\n    変更前の記載: 一階\n    変更後の記載: 二階\n    提出時期: 事後\n    提出時期に係る説明:\n",
        new().replace("課長補佐", "係長")
    );
    let stray = recorded(OLD, &stray.replace("貸出の管理", "予約の管理"), &Wanted::default()).unwrap();
    assert_eq!(stray.procedure.standing, ["Ⅱ-6 保管場所"]);
    assert_eq!(stray.procedure.steps, []);
}

#[test]
fn what_may_be_planned_is_asked_and_not_made_afterwards() {
    let system = "    - 番号: 2\n      システムの名称: 相談支援システム\n特定個人情報ファイル:\n";
    for (new, item) in [
        (new().replace("特定個人情報ファイル:\n", system), "Ⅰ-2 システム2"),
        (
            new().replace("貸出の管理", "貸出の管理（令和8年10月1日から予約も管理する。）"),
            "Ⅰ-2 システム1 ②システムの機能",
        ),
        (
            new().replace("貸出の管理", "貸出の管理（電子図書を加える予定である。）"),
            "Ⅰ-2 システム1 ②システムの機能",
        ),
    ] {
        let open = recorded(OLD, &new, &Wanted::default()).unwrap();
        assert_eq!(open.differences[0].item, item);
        assert_eq!(open.untimed, [0], "{item}");
        assert!(
            text(&open).ends_with("    提出時期:\n    提出時期に係る説明:\n"),
            "{item}"
        );
        let told = print::text(&open, "a.yaml", false);
        assert!(told.contains("1行の提出時期が決まっていません"), "{told}");
        let ahead = recorded(OLD, &text(&open), &decide(item, Decision::Ahead)).unwrap();
        assert!(text(&ahead).ends_with(
            "    提出時期: 事前\n    提出時期に係る説明: その他の項目の変更であるが、変更の前に提出・公表する。\n"
        ));
        assert!(ahead.untimed.is_empty());
        let done = recorded(OLD, &text(&ahead), &decide(item, Decision::Done)).unwrap();
        assert!(text(&done).contains("提出時期: 事後\n    提出時期に係る説明: その他の項目の変更であり、"));
    }
    // What was changed in words only is no plan.
    let done = recorded(
        OLD,
        &new().replace("貸出の管理", "貸出と返却の管理"),
        &Wanted::default(),
    )
    .unwrap();
    assert!(done.untimed.is_empty());
    assert!(print::text(&done, "a.yaml", false).contains("--decide 番号=事前"));
}

#[test]
fn a_marked_item_may_be_submitted_beforehand_though_it_is_no_important_change() {
    let ahead = recorded(OLD, &with_task(), &decide("委託事項2", Decision::Ahead)).unwrap();
    assert!(ahead.procedure.undecided.is_empty());
    assert_eq!(ahead.procedure.steps[0].name, "修正");
    assert!(text(&ahead).contains(
        "提出時期: 事前\n    提出時期に係る説明: リスクを相当程度変動させるものではないため重要な変更に当たらないが、"
    ));
}

#[test]
fn a_decision_that_its_item_cannot_have_is_refused() {
    let new = with_task().replace("貸出の管理", "予約の管理");
    let refused = |target: &str, decision| recorded(OLD, &new, &decide(target, decision)).unwrap_err().to_string();
    for decision in [Decision::Formal, Decision::Important, Decision::Typo] {
        assert_eq!(
            refused("システムの機能", decision),
            "「Ⅰ-2 システム1 ②システムの機能」は、※の項目ではないので、重要な変更に当たるかどうかの判断は要りません。提出時期を事前、事後 のどれかで書いてください"
        );
    }
    assert!(refused("委託事項2", Decision::Done).contains("※の項目です"));
    assert!(refused("委託の有無", Decision::Slight).contains("件数だけの違いです"));
}

#[test]
fn rows_go_with_a_publication_that_is_put_off() {
    let once = text(&recorded(OLD, &with_task(), &decide("委託事項2", Decision::Slight)).unwrap());
    let later = once.replacen("公表日: 2026-06-01", "公表日: 2026-06-15", 1);
    let done = recorded(OLD, &later, &Wanted::default()).unwrap();
    assert_eq!(text(&done), later.replace("変更日: 2026-06-01", "変更日: 2026-06-15"));
    assert_eq!(done.moved, Some((2, jiff::civil::date(2026, 6, 1))));
    let told = print::text(&done, "a.yaml", false);
    assert!(
        told.starts_with("変更日が令和8年6月1日の2行に、今の公表日を書きました\n"),
        "{told}"
    );
    // A day that was asked for stays, and so do rows of several days, which someone wrote on purpose.
    let day = Wanted {
        day: Some(jiff::civil::date(2026, 6, 1)),
        ..Wanted::default()
    };
    assert_eq!(text(&recorded(OLD, &later, &day).unwrap()), later);
    let mixed = later.replacen("変更日: 2026-06-01", "変更日: 2026-05-20", 1);
    assert_eq!(text(&recorded(OLD, &mixed, &Wanted::default()).unwrap()), mixed);
}

#[test]
fn the_screen_shows_what_is_ticked_now_and_counts_what_it_did() {
    let new = new().replace(
        "        - 地方税関係情報\n",
        "        - 国税関係情報\n        - 地方税関係情報\n",
    );
    let done = recorded(OLD, &new, &Wanted::default()).unwrap();
    let told = print::text(&done, "a.yaml", false);
    assert!(told.contains("     — → [○]国税関係情報\n"), "{told}");
    assert!(print::question(0, &done.differences[0]).contains("変更後: [○]国税関係情報\n"));
    // Brought up to date alone.
    let more = text(&done).replacen(
        "        - 国税関係情報\n",
        "        - 国税関係情報\n        - 年金関係情報\n",
        1,
    );
    let renewing = Wanted {
        renew: hyoka::record::Renew::All,
        ..Wanted::default()
    };
    let told = print::text(&recorded(OLD, &more, &renewing).unwrap(), "a.yaml", false);
    assert!(
        told.starts_with("変更箇所の1行を、今の記載に合わせて書きました\n"),
        "{told}"
    );
}
