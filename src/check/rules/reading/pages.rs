//! Pages of the rules that are enforced while a file is read and bound to its form.

use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};
use crate::finding::code;

const YAML: Law = Law::Format("評価書ファイルの書き方（YAML 1.2）");

const fn page(code: &'static str, name: &'static str, checks: &'static str, why: &'static str, law: Law) -> Rule {
    Rule {
        code,
        name,
        severity: Error,
        confidence: High,
        since: None,
        checks,
        why,
        law,
        check: Check::Reading,
    }
}

pub const IMPOSSIBLE_DATE: Rule = page(
    code::IMPOSSIBLE_DATE,
    "impossible-date",
    "日付の欄に、暦と元号の期間にある日が書かれていること",
    "平成31年5月1日や2月30日のような日は、いつのことか定まらない",
    Law::Article("元号法、元号を改める政令（平成31年政令第143号）"),
);
pub const MISSING_ANSWER: Rule = page(
    code::MISSING_ANSWER,
    "missing-answer",
    "様式が記載を求める項目が書かれていること",
    "様式で求められるすべての項目について検討し記載することが、評価の実施そのものだから",
    Law::Article("番号法第28条第1項、特定個人情報保護評価に関する規則第5条から第7条まで"),
);
pub const UNKNOWN_KEY: Rule = page(
    code::UNKNOWN_KEY,
    "unknown-key",
    "ファイルの項目名が、様式にある項目の名称であること",
    "様式にない項目に書いたことは紙面に載らず、失われてしまう",
    Law::Format("様式の項目名"),
);
pub const WRONG_KIND: Rule = page(
    code::WRONG_KIND,
    "wrong-kind",
    "各項目が、その種類（文章・日付・選択・箇条）に合う形で書かれていること",
    "形が違うと、どの欄に何を書いたのかが定まらない",
    Law::Format("様式の項目の種類"),
);
pub const BAD_NUMBER: Rule = page(
    code::BAD_NUMBER,
    "bad-number",
    "システム・委託事項・提供先・移転先・ファイルに、重複のない番号が付いていること",
    "番号は様式の欄の番号であり、版を越えて同じものを見分ける手がかりになる",
    Law::Format("様式の欄の番号"),
);
pub const TOO_MANY_SLOTS: Rule = page(
    code::TOO_MANY_SLOTS,
    "too-many-slots",
    "システム・委託事項・提供先・移転先の件数が、様式の欄の数を超えないこと",
    "様式の欄は20までで、超えた分は印刷できない",
    Law::Internal("様式3・様式4 Ⅰ-2、Ⅱ-4、Ⅱ-5 の欄の数"),
);
pub const UNKNOWN_FORM: Rule = page(
    code::UNKNOWN_FORM,
    "unknown-form",
    "「様式」と「様式の版」が、この hyoka の扱えるものであること",
    "様式が分からなければ、何を確かめるべきか決められない",
    Law::Format("様式の名称と版"),
);
pub const OPTION_TWICE: Rule = page(
    code::OPTION_TWICE,
    "option-twice",
    "同じ選択肢が二度選ばれていないこと",
    "二度書いた一方だけに言葉が添えられていると、どちらが正しいか分からない",
    Law::Format("様式の選択肢"),
);
pub const NOT_AN_OPTION: Rule = page(
    code::NOT_AN_OPTION,
    "not-an-option",
    "選択の項目に、様式の選択肢の文言がそのまま書かれていること",
    "選択肢にない文言は様式に印刷できず、ほかの評価書と比べることもできない",
    Law::Internal("様式の選択肢"),
);
pub const FIGURE_WITHOUT_ALT: Rule = page(
    code::FIGURE_WITHOUT_ALT,
    "figure-without-alt",
    "図に代替テキスト（図が示す内容を言葉で書いたもの）があること",
    "図が見えない人は、代替テキストがなければ事務の流れを知ることができない",
    Law::Format("PDF/UA-1（ISO 14289-1）が求める図の代替テキスト"),
);
pub const FIGURE_OUTSIDE_FOLDER: Rule = page(
    code::FIGURE_OUTSIDE_FOLDER,
    "figure-outside-folder",
    "図のファイルの名前が、評価書のフォルダの外を指していないこと",
    "評価書をフォルダごと渡したときに図が失われ、載せるつもりのないファイルが公表されるおそれもある",
    Law::Format("図のファイルの置き場所"),
);
pub const SWALLOWED_ITEM: Rule = Rule {
    severity: Warning,
    ..page(
        code::SWALLOWED_ITEM,
        "swallowed-item",
        "文章の中に、同じ段の項目名で始まる行が紛れていないこと",
        "字下げが深すぎる項目は上の文章の一部になり、その欄は空のまま公表される",
        Law::Format("様式の項目名と字下げ"),
    )
};
pub const UNNAMED_EDITION: Rule = Rule {
    severity: Warning,
    ..page(
        code::UNNAMED_EDITION,
        "unnamed-edition",
        "「管理」の「様式の版」に、どの版の様式で書いたかが書かれていること",
        "書かれていなければ記載から推し量るほかなく、新しい版の様式が定められたときに、その版で書いたものと取り違えるおそれがある",
        Law::Format("様式の名称と版"),
    )
};
pub const WRONG_ENCODING: Rule = page(
    code::WRONG_ENCODING,
    "wrong-encoding",
    "ファイルの文字コードが UTF-8 であること",
    "Shift_JIS などで保存すると、文字が化けたり失われたりする",
    YAML,
);
pub const TOO_LARGE: Rule = page(
    code::TOO_LARGE,
    "too-large",
    "ファイルの大きさが8MB以下であること",
    "評価書がこれほど大きくなることはなく、別のファイルを開いたおそれがある",
    Law::Format("hyoka が読むファイルの上限"),
);
pub const DUPLICATE_KEY: Rule = page(
    code::DUPLICATE_KEY,
    "duplicate-key",
    "同じ場所に同じ項目名が二度書かれていないこと",
    "片方の記載が黙って捨てられることになる",
    YAML,
);
pub const FULL_WIDTH_SYNTAX: Rule = page(
    code::FULL_WIDTH_SYNTAX,
    "full-width-syntax",
    "項目名の後の「:」、箇条の「-」、字下げの空白が半角であること",
    "全角の記号は文章の一部とみなされ、項目として読めない",
    YAML,
);
pub const ANCHOR_OR_ALIAS: Rule = page(
    code::ANCHOR_OR_ALIAS,
    "anchor-or-alias",
    "YAML の参照（& と *）と型の指定（!）が使われていないこと",
    "一か所の変更がほかの項目に及び、どこに何が書かれているか分からなくなる",
    YAML,
);
pub const TOO_DEEP: Rule = page(
    code::TOO_DEEP,
    "too-deep",
    "入れ子が40段以下であること",
    "評価書の項目はこれほど深くならず、かっこや字下げの誤りが疑われる",
    Law::Format("hyoka が読むファイルの上限"),
);
pub const NOT_YAML: Rule = page(
    code::NOT_YAML,
    "not-yaml",
    "ファイルが YAML として読めること",
    "書き方が崩れていると、そこから先を正しく読めない",
    YAML,
);
pub const MULTIPLE_DOCUMENTS: Rule = page(
    code::MULTIPLE_DOCUMENTS,
    "multiple-documents",
    "一つのファイルに、評価書が一つだけ書かれていること",
    "「---」で区切った二つ目から後は読まれず、公表もされない",
    YAML,
);
pub const COMMENT_AFTER_TEXT: Rule = Rule {
    severity: Warning,
    ..page(
        code::COMMENT_AFTER_TEXT,
        "comment-after-text",
        "文章と同じ行に、空白に続く「#」がないこと",
        "「#」から先は注釈とみなされ、書いた人の気付かないうちに紙面から落ちる",
        YAML,
    )
};
pub const BROKEN_SETTING: Rule = page(
    code::BROKEN_SETTING,
    "broken-setting",
    "hyoka.yaml の設定が、設定できる項目と値であり、規則の扱いを変える理由が書かれていること",
    "読めない設定は黙って効かず、理由のない設定は、なぜそうしたのかが後の担当者に分からない",
    Law::Format("hyoka.yaml の書き方"),
);
pub const BROKEN_ACCEPTANCE: Rule = page(
    code::BROKEN_ACCEPTANCE,
    "broken-acceptance",
    "指摘を受け入れる注釈（# hyoka: 番号 理由）に、規則の番号と理由が書かれていること",
    "理由がなければ、なぜ直さないのかが後の担当者に分からない",
    Law::Format("指摘を受け入れる注釈の書き方"),
);
pub const ACCEPTED_FINDING_GONE: Rule = Rule {
    severity: Warning,
    ..page(
        code::ACCEPTED_FINDING_GONE,
        "accepted-finding-gone",
        "指摘を受け入れる注釈の場所に、その指摘があること",
        "直した後に残った注釈は、同じ誤りが再び起きたときに、それを隠してしまう",
        Law::Format("指摘を受け入れる注釈の書き方"),
    )
};
pub const CHANGED_AFTER_SEALING: Rule = page(
    code::CHANGED_AFTER_SEALING,
    "changed-after-sealing",
    "公表した版の写しとその図が、封をしたときのままであること",
    "公表した記載が後から書き換わると、何を公表していたのかを示せず、変更箇所も正しく書けない",
    Law::Format("published の SHA256SUMS に記した値"),
);
pub const COPY_WITHOUT_SEAL: Rule = Rule {
    severity: Warning,
    ..page(
        code::COPY_WITHOUT_SEAL,
        "copy-without-seal",
        "published の写しとその図に、封（SHA256SUMS の値）があること",
        "封がなければ、公表したときのままかどうかを、後から確かめられない",
        Law::Format("published の SHA256SUMS に記した値"),
    )
};
pub const UNRESOLVED_MERGE: Rule = page(
    code::UNRESOLVED_MERGE,
    "unresolved-merge",
    "二人の変更を併合したときの食い違いの印（【併合の食い違い】から【ここまで】まで）が残っていないこと",
    "どちらの記載にするかを決めないまま、片方の記載だけが公表されてしまう",
    Law::Format("hyoka merge の印"),
);
pub const GIT_MARK: Rule = page(
    code::GIT_MARK,
    "git-conflict-mark",
    "git が併合の食い違いに付けた印（<<<<<<<、=======、>>>>>>>、|||||||）が残っていないこと",
    "印のある評価書は読めず、印だけを消すと、二人の記載が混ざったまま公表されてしまう",
    Law::Format("git の併合の印"),
);
