//! Many pieces of work on all cores, their results in the order of the pieces. Holds few results at a time.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Results that may wait for their turn, for each core.
const WAITING: usize = 32;

/// Does `work` on every piece, as many at once as there are cores, and hands every result to `done` in the order of the
/// pieces. At most [`WAITING`] results a core are held, however many pieces there are.
pub fn each<P: Sync, R: Send>(pieces: &[P], work: impl Fn(&P) -> R + Sync, mut done: impl FnMut(R)) {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    if cores == 1 || pieces.len() == 1 {
        for piece in pieces {
            done(work(piece));
        }
        return;
    }
    for batch in pieces.chunks(cores * WAITING) {
        let next = AtomicUsize::new(0);
        let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::new());
        let go = || {
            while let Some((index, piece)) = {
                let index = next.fetch_add(1, Ordering::Relaxed);
                batch.get(index).map(|piece| (index, piece))
            } {
                let result = work(piece);
                results
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push((index, result));
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..cores.min(batch.len()) {
                // A machine that gives no thread more is served by those that there are.
                if std::thread::Builder::new().spawn_scoped(scope, go).is_err() {
                    break;
                }
            }
            go();
        });
        let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        results.sort_by_key(|(index, _)| *index);
        for (_, result) in results {
            done(result);
        }
    }
}
