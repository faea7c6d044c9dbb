//! Buffers that go round between those who read windows and the one who puts these together.
//!
//! The one given back last is taken first, since it is the one that a processor still has at hand. There are
//! only so many, so that nobody reads far ahead.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Buffers for windows.
#[derive(Debug)]
pub(super) struct Pool {
    free: Mutex<Free>,
    changed: Condvar,
}

#[derive(Debug)]
struct Free {
    buffers: Vec<Vec<u8>>,
    /// Whether nobody gives any back.
    is_closed: bool,
}

/// Closes a pool at its end.
#[derive(Debug)]
pub(super) struct Closing<'p>(&'p Pool);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.lock().is_closed = true;
        self.0.changed.notify_all();
    }
}

impl Pool {
    /// So many buffers, empty at first.
    pub fn of(count: usize) -> Self {
        let free = Free { buffers: vec![Vec::new(); count], is_closed: false };
        Pool { free: Mutex::new(free), changed: Condvar::new() }
    }

    /// Takes a buffer as soon as there is one; `None` when there will be none.
    pub fn take(&self) -> Option<Vec<u8>> {
        let mut free = self.lock();
        loop {
            if free.is_closed {
                return None;
            }
            if let Some(buffer) = free.buffers.pop() {
                return Some(buffer);
            }
            free = self.changed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Gives a buffer back.
    pub fn give_back(&self, buffer: Vec<u8>) {
        self.lock().buffers.push(buffer);
        self.changed.notify_one();
    }

    /// Sends away who waits for a buffer, when what this returns is gone, whatever the reason.
    pub fn closing(&self) -> Closing<'_> {
        Closing(self)
    }

    fn lock(&self) -> MutexGuard<'_, Free> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
