//! How far behind a job may stand and still be named.
//!
//! Parts of a file are entered apart, each in a ledger of its own that names the first so many jobs. Nearly
//! all of these are given up when the parts are merged. So who merges tells meanwhile where the lists end of
//! what is merged by now: lists only get nearer ends, so a job that stands behind one is never named.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// The ends of the lists of a ledger that others are merged into, for many threads.
#[derive(Debug)]
pub(crate) struct Bars {
    largest: AtomicU64,
    latest: AtomicU64,
    next: AtomicI64,
}

/// The same at a time: beyond these a job need not be named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    /// The fewest bytes asked for.
    pub largest: u64,
    /// The fewest milliseconds too late.
    pub latest: u64,
    /// The last expiry.
    pub next: i64,
}

impl Default for Ends {
    fn default() -> Self {
        Ends { largest: 0, latest: 0, next: i64::MAX }
    }
}

impl Default for Bars {
    fn default() -> Self {
        let Ends { largest, latest, next } = Ends::default();
        Bars { largest: largest.into(), latest: latest.into(), next: next.into() }
    }
}

impl Bars {
    /// Tells where lists end now.
    pub(super) fn set(&self, ends: Ends) {
        self.largest.store(ends.largest, Ordering::Relaxed);
        self.latest.store(ends.latest, Ordering::Relaxed);
        self.next.store(ends.next, Ordering::Relaxed);
    }

    /// Where lists end by now.
    pub(super) fn ends(&self) -> Ends {
        Ends {
            largest: self.largest.load(Ordering::Relaxed),
            latest: self.latest.load(Ordering::Relaxed),
            next: self.next.load(Ordering::Relaxed),
        }
    }
}
