//! Where a path of an older revision of the form leads: the form knows where its items stand now. Only follows; what moved is the
//! form's to say.

use super::Cursor;

impl<'a> Cursor<'a> {
    /// Where to go on for a path of an older revision, seen from here: the nearest answer around this one that holds the item
    /// now, and the way down from it. `None` where nothing of the form stood there.
    pub(super) fn moved(&self, path: &str) -> Option<(Self, &'a str)> {
        let own = self.item()?;
        let whole = match own.path.as_str() {
            "" => path.to_owned(),
            above => format!("{above}/{path}"),
        };
        let item = self.assessment().form().moved(&whole)?;
        let mut around = *self;
        loop {
            let above = &around.item()?.path;
            match item.path.strip_prefix(above.as_str()) {
                Some(rest) if above.is_empty() => return Some((around, rest)),
                Some(rest) if rest.starts_with('/') => return Some((around, &rest[1..])),
                _ => around = around.parent(),
            }
        }
    }
}
