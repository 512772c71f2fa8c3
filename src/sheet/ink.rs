//! What the cells of the form look like: fonts, shades, borders. Knows no cell.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::paper::{LABEL, SMALL, TEXT};
use super::tier::{Answer, Words};
use crate::form::Kind;

/// A font that every office has, whose letters are as wide as they are high.
const FONT: &str = "ＭＳ ゴシック";
/// The shades of the official form.
const BAR: &str = "D9D9D9";
const INNER: &str = "ECECEC";
const LABELS: &str = "F7F7F7";
/// A cell to be written in: so faint that it prints as white.
const OPEN: &str = "FFFEF2";
/// A day as Excel prints it in years of an era.
const DAY: &str = "[$-411]ggge\"年\"m\"月\"d\"日\"";
const COUNT: &str = "#,##0";

/// At which sides a cell meets the frame of its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // Each side is its own.
pub(super) struct Frame {
    pub left: bool,
    pub right: bool,
    pub top: bool,
    pub bottom: bool,
}

impl Frame {
    pub const WHOLE: Self = Self {
        left: true,
        right: true,
        top: true,
        bottom: true,
    };

    fn around(self, mut format: Format) -> Format {
        if self.left {
            format = format.set_border_left(FormatBorder::Thin);
        }
        if self.right {
            format = format.set_border_right(FormatBorder::Thin);
        }
        if self.top {
            format = format.set_border_top(FormatBorder::Thin);
        }
        if self.bottom {
            format = format.set_border_bottom(FormatBorder::Thin);
        }
        format
    }
}

impl Words {
    /// The size of its letters, in points.
    pub fn size(self) -> f64 {
        match self {
            Self::Name => 18.0,
            Self::Title => 13.0,
            Self::Bar | Self::Inner | Self::Opening | Self::Closing | Self::Option => TEXT,
            Self::Label | Self::Nested | Self::Plain | Self::Right => LABEL,
            Self::Column | Self::Beside => SMALL,
        }
    }
}

fn font(size: f64) -> Format {
    Format::new().set_font_name(FONT).set_font_size(size).set_text_wrap()
}

/// A blank cell inside an answer.
pub(super) fn blank(frame: Frame) -> Format {
    frame.around(font(TEXT))
}

/// Words of the form.
pub(super) fn words(words: Words, frame: Frame) -> Format {
    let plain = font(words.size()).set_align(FormatAlign::VerticalCenter);
    match words {
        Words::Name => plain.set_bold().set_align(FormatAlign::Center),
        Words::Title => plain.set_bold(),
        Words::Bar => frame.around(plain.set_bold().set_background_color(BAR)),
        Words::Inner => frame.around(plain.set_bold().set_background_color(INNER)),
        Words::Label => frame.around(plain.set_background_color(LABELS)),
        Words::Nested => frame.around(plain.set_background_color(LABELS).set_indent(1)),
        Words::Column => frame.around(plain.set_background_color(BAR).set_align(FormatAlign::Center)),
        Words::Opening => frame.around(plain.set_align(FormatAlign::Right)),
        Words::Closing | Words::Option | Words::Beside => frame.around(plain),
        Words::Plain => plain,
        Words::Right => plain.set_align(FormatAlign::Right),
    }
}

/// A cell to be written in; `colour` in place of its own.
pub(super) fn answer(answer: &Answer, frame: Frame, colour: Option<&str>) -> Format {
    let format = font(answer.size)
        .set_unlocked()
        .set_background_color(colour.unwrap_or(OPEN))
        .set_align(FormatAlign::Left);
    let format = if answer.is_box() || !answer.options.is_empty() {
        format
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
    } else {
        format.set_align(FormatAlign::Top)
    };
    let format = if answer.is_box() {
        Frame::WHOLE.around(format)
    } else {
        frame.around(format)
    };
    match answer.kind {
        Kind::Date => format.set_num_format(DAY),
        Kind::Number => format.set_num_format(COUNT),
        // What is typed stays as it is typed: 007 is no 7, and 1-2 no day.
        Kind::Text | Kind::Texts | Kind::Choice | Kind::Choices | Kind::Tick | Kind::Figure => {
            format.set_num_format("@")
        }
        Kind::Group | Kind::Entries => format,
    }
}
