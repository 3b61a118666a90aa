//! Work on several threads, its results in the order of the work, with a bound on how far ahead any
//! thread may be: memory stays flat however slow one piece is.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Pieces that each thread may be ahead of the oldest one that isn't finished.
const AHEAD: usize = 4;

struct Turn<R> {
    /// The next piece to begin.
    next: usize,
    /// The next piece to hand over.
    due: usize,
    /// Finished before their turn.
    ready: BTreeMap<usize, R>,
    /// Nobody wants more.
    stopped: bool,
}

/// Works on `count` pieces and hands each result over in order, until `take` breaks off.
pub(super) fn in_order<R: Send>(
    count: usize,
    workers: usize,
    work: impl Fn(usize) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    let workers = workers.clamp(1, count.max(1));
    let ahead = workers * AHEAD;
    let turn = Mutex::new(Turn { next: 0, due: 0, ready: BTreeMap::new(), stopped: false });
    let (room, finished) = (Condvar::new(), Condvar::new());
    // A thread that panics has finished nothing; what it holds is sound.
    let lock = || turn.lock().unwrap_or_else(PoisonError::into_inner);
    let wait = |condition: &Condvar, guard| -> MutexGuard<'_, Turn<R>> {
        condition.wait(guard).unwrap_or_else(PoisonError::into_inner)
    };
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let mut guard = lock();
                    while !guard.stopped && guard.next < count && guard.next >= guard.due + ahead {
                        guard = wait(&room, guard);
                    }
                    if guard.stopped || guard.next >= count {
                        return;
                    }
                    let piece = guard.next;
                    guard.next += 1;
                    drop(guard);
                    let result = work(piece);
                    lock().ready.insert(piece, result);
                    finished.notify_one();
                }
            });
        }
        for due in 0..count {
            let mut guard = lock();
            let result = loop {
                if let Some(result) = guard.ready.remove(&due) {
                    break result;
                }
                guard = wait(&finished, guard);
            };
            guard.due = due + 1;
            drop(guard);
            room.notify_all();
            if take(result).is_break() {
                lock().stopped = true;
                room.notify_all();
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_and_nobody_runs_far_ahead() {
        let handed_over = AtomicUsize::new(0);
        let furthest = AtomicUsize::new(0);
        let work = |piece: usize| {
            let ahead = piece.saturating_sub(handed_over.load(Ordering::SeqCst));
            furthest.fetch_max(ahead, Ordering::SeqCst);
            // Uneven work, so that pieces finish out of order.
            std::hint::black_box((0..(piece * 7919) % 5000).sum::<usize>());
            piece
        };
        let mut seen = Vec::new();
        in_order(1000, 4, work, |piece| {
            seen.push(piece);
            handed_over.store(piece + 1, Ordering::SeqCst);
            ControlFlow::Continue(())
        });
        assert_eq!(seen, (0..1000).collect::<Vec<_>>());
        assert!(furthest.into_inner() <= 4 * AHEAD + 1);
    }

    #[test]
    fn it_stops_when_nobody_wants_more() {
        let worked = AtomicUsize::new(0);
        let mut seen = 0;
        let work = |_| worked.fetch_add(1, Ordering::SeqCst);
        in_order(10_000, 3, work, |_| {
            seen += 1;
            if seen == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(seen, 5);
        assert!(worked.into_inner() < 100);
        in_order(0, 3, |piece| piece, |_| panic!("there is nothing to do"));
    }
}
