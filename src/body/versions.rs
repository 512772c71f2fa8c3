//! The versions of one assessment that lie on disk: its sealed copies, and which of them it follows. Reads their files,
//! and says which cannot be read.

use jiff::civil::Date;

use super::{Failure, Place, Shelf, read, store};
use crate::answers::{Assessment, Read};
use crate::due::version::{published, same};

/// The copies of an assessment, the oldest first, those without a seal too; those without a day stand first. Hands those
/// that are no assessment to `tell`.
///
/// # Errors
/// A folder or a copy that cannot be read, and a seal that is broken.
pub fn of(
    shelf: &dyn Shelf,
    place: &Place,
    assessment: &Assessment,
    tell: impl FnMut(&Place),
) -> Result<Vec<Read>, Failure> {
    among(shelf, store::undamaged_copies(shelf, place)?, assessment, tell)
}

/// Those of some copies that are versions of an assessment.
fn among(
    shelf: &dyn Shelf,
    copies: Vec<Place>,
    assessment: &Assessment,
    mut tell: impl FnMut(&Place),
) -> Result<Vec<Read>, Failure> {
    let mut found = Vec::new();
    for copy in copies {
        let read = read::read(shelf, &copy)?;
        if read.assessment.is_none() {
            tell(&copy);
        }
        if read.assessment.as_ref().is_some_and(|sealed| same(assessment, sealed)) {
            found.push(read);
        }
    }
    found.sort_by_key(|read| read.assessment.as_ref().and_then(published));
    Ok(found)
}

/// [`before`] by the names that `seal` gives, so that the older copies need not be read; `None` where a name or what it names
/// is otherwise.
fn by_name(
    shelf: &dyn Shelf,
    place: &Place,
    assessment: &Assessment,
    own: Option<Date>,
) -> Result<Option<Read>, Failure> {
    let form = assessment.form().form.as_str();
    let mut newest: Option<(Date, Place)> = None;
    for copy in store::whole_copies(shelf, place)? {
        let name = copy.own_name();
        let named = name
            .split_once('.')
            .and_then(|(form, rest)| Some((form, rest.strip_suffix(".yaml")?)));
        let Some((of, Ok(day))) = named.map(|(of, day)| (of, day.parse::<Date>())) else {
            return Ok(None);
        };
        let is_before = own.is_none_or(|own| day <= own) && newest.as_ref().is_none_or(|(other, _)| day > *other);
        if of == form && is_before {
            newest = Some((day, copy));
        }
    }
    let Some((day, copy)) = newest else {
        return Ok(None);
    };
    let read = read::read(shelf, &copy)?;
    let is_it = |sealed: &Assessment| same(assessment, sealed) && published(sealed) == Some(day);
    Ok(read.assessment.as_ref().is_some_and(is_it).then_some(read))
}

/// The sealed copy that an assessment follows: the newest that is not newer than itself. Hands those that are no assessment
/// to `tell`, if it had to look at them.
///
/// # Errors
/// A folder or a copy that cannot be read, and a seal that is broken.
pub fn before(
    shelf: &dyn Shelf,
    place: &Place,
    assessment: &Assessment,
    tell: impl FnMut(&Place),
) -> Result<Option<Read>, Failure> {
    let own = published(assessment);
    if let Some(found) = by_name(shelf, place, assessment, own)? {
        return Ok(Some(found));
    }
    let mut copies = among(shelf, store::whole_copies(shelf, place)?, assessment, tell)?;
    copies.retain(|read| {
        let day = read.assessment.as_ref().and_then(published);
        own.is_none_or(|own| day.is_none_or(|day| day <= own))
    });
    Ok(copies.pop())
}
