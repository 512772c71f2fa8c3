//! The ways of looking at more than one assessment: at the version before, at the forms of one 事務, at a whole body.

pub mod across;
pub mod since;
pub mod together;
