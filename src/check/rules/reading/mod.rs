//! What reading itself enforces, and the figures: pages of rules whose findings are made elsewhere.

pub(in crate::check) mod figure_no_picture;
pub(in crate::check) mod figure_not_found;
pub(in crate::check) mod figure_too_large;
pub(in crate::check) mod pages;
pub(in crate::check) mod withheld;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &pages::IMPOSSIBLE_DATE,
    &pages::MISSING_ANSWER,
    &pages::UNKNOWN_KEY,
    &pages::WRONG_KIND,
    &pages::BAD_NUMBER,
    &pages::TOO_MANY_SLOTS,
    &pages::UNKNOWN_FORM,
    &pages::OPTION_TWICE,
    &pages::NOT_AN_OPTION,
    &withheld::UNKNOWN,
    &withheld::MENTIONED,
    &withheld::UNCLEAR_ROW,
    &withheld::WITHOUT_TEXT,
    &pages::SWALLOWED_ITEM,
    &pages::UNNAMED_EDITION,
    &pages::FIGURE_WITHOUT_ALT,
    &pages::FIGURE_OUTSIDE_FOLDER,
    &figure_not_found::RULE,
    &figure_no_picture::RULE,
    &figure_too_large::RULE,
    &pages::WRONG_ENCODING,
    &pages::TOO_LARGE,
    &pages::DUPLICATE_KEY,
    &pages::FULL_WIDTH_SYNTAX,
    &pages::ANCHOR_OR_ALIAS,
    &pages::TOO_DEEP,
    &pages::NOT_YAML,
    &pages::MULTIPLE_DOCUMENTS,
    &pages::COMMENT_AFTER_TEXT,
    &pages::BROKEN_SETTING,
    &pages::BROKEN_ACCEPTANCE,
    &pages::ACCEPTED_FINDING_GONE,
    &pages::CHANGED_AFTER_SEALING,
    &pages::COPY_WITHOUT_SEAL,
    &pages::UNRESOLVED_MERGE,
    &pages::GIT_MARK,
];
