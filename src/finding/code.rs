//! The codes of findings that are made outside a rule, most of them by reading. Each has its page among the rules
//! (`check::rules::reading`), where what it checks is told.

pub const IMPOSSIBLE_DATE: &str = "D101";
pub const MISSING_ANSWER: &str = "F101";
pub const UNKNOWN_KEY: &str = "F102";
pub const WRONG_KIND: &str = "F103";
pub const BAD_NUMBER: &str = "F104";
pub const TOO_MANY_SLOTS: &str = "F105";
pub const UNKNOWN_FORM: &str = "F106";
pub const OPTION_TWICE: &str = "F107";
pub const NOT_AN_OPTION: &str = "F108";
pub const SWALLOWED_ITEM: &str = "F111";
pub const FIGURE_WITHOUT_ALT: &str = "F112";
pub const FIGURE_OUTSIDE_FOLDER: &str = "F113";
pub const UNNAMED_EDITION: &str = "F121";
pub const WRONG_ENCODING: &str = "S101";
pub const TOO_LARGE: &str = "S102";
pub const DUPLICATE_KEY: &str = "S103";
pub const FULL_WIDTH_SYNTAX: &str = "S104";
pub const ANCHOR_OR_ALIAS: &str = "S105";
pub const TOO_DEEP: &str = "S106";
pub const NOT_YAML: &str = "S107";
pub const MULTIPLE_DOCUMENTS: &str = "S108";
pub const COMMENT_AFTER_TEXT: &str = "S109";
pub const BROKEN_SETTING: &str = "S111";
pub const BROKEN_ACCEPTANCE: &str = "S112";
pub const ACCEPTED_FINDING_GONE: &str = "S113";
pub const CHANGED_AFTER_SEALING: &str = "S114";
pub const COPY_WITHOUT_SEAL: &str = "S115";
pub const UNRESOLVED_MERGE: &str = "S116";
pub const GIT_MARK: &str = "S118";
