//! How often tests of chance try: a little each time, all of it where `HYOKA_LONG` asks, as `make test-long` does and CI.

/// `all` tries in a long run, else `few`.
#[must_use]
pub fn tries(few: usize, all: usize) -> usize {
    if std::env::var_os("HYOKA_LONG").is_some() {
        all
    } else {
        few
    }
}
