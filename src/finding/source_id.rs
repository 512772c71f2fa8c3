//! Which text a finding speaks of. Two texts may have one name, so a name does not say.

use std::sync::atomic::{AtomicU64, Ordering};

/// One text that was read. No two readings have the same, not even of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u64);

impl SourceId {
    /// One that nothing else has.
    #[must_use]
    #[allow(clippy::new_without_default)] // A default would be the same each time.
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}
