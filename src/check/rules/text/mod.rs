//! Signs, words and numbers that should not stand in any text.

pub(in crate::check) mod blank_left_empty;
pub(in crate::check) mod circled_reference_to_nowhere;
pub(in crate::check) mod half_width_kana;
pub(in crate::check) mod impossible_date_in_text;
pub(in crate::check) mod internal_address;
pub(in crate::check) mod leftover_words;
pub(in crate::check) mod letter_of_another_kind;
pub(in crate::check) mod lines_joined;
pub(in crate::check) mod look_alike_signs;
pub(in crate::check) mod machine_dependent_character;
pub(in crate::check) mod mixed_width;
pub(in crate::check) mod my_number_in_text;
pub(in crate::check) mod private_contact;
pub(in crate::check) mod reference_to_nowhere;
pub(in crate::check) mod short_name_unexplained;
pub(in crate::check) mod unprintable_character;
pub(in crate::check) mod unseen_break;
pub(in crate::check) mod whole_answer_in_brackets;
pub(in crate::check) mod word_doubled;

use crate::check::Rule;

/// The rules of this room, one line a rule.
pub(super) static RULES: &[&Rule] = &[
    &blank_left_empty::RULE,
    &leftover_words::RULE,
    &reference_to_nowhere::RULE,
    &half_width_kana::RULE,
    &machine_dependent_character::RULE,
    &mixed_width::RULE,
    &my_number_in_text::RULE,
    &private_contact::RULE,
    &internal_address::RULE,
    &impossible_date_in_text::RULE,
    &unprintable_character::RULE,
    &lines_joined::RULE,
    &unseen_break::RULE,
    &whole_answer_in_brackets::RULE,
    &word_doubled::RULE,
    &circled_reference_to_nowhere::RULE,
    &short_name_unexplained::RULE,
    &letter_of_another_kind::RULE,
    &look_alike_signs::RULE,
];
