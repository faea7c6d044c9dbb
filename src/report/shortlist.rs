//! The worst of what was found, as much as there is room for.
//!
//! Forges read so much and no more. What they are given is then to be what matters: all errors before any
//! warning, all warnings before any note, and within a level the first ones, in the order of the input.
//! Whatever comes, no more is held than there is room for.

use std::io;

use crate::finding::Level;

/// Entries by their levels.
#[derive(Clone, Debug)]
pub(super) struct Shortlist<E> {
    room: usize,
    taken: usize,
    /// What an entry takes of the room.
    weight: fn(&E) -> usize,
    /// From the worst level to the least.
    levels: [Entries<E>; 3],
}

#[derive(Clone, Debug)]
struct Entries<E> {
    kept: Vec<E>,
    offered: u64,
    /// Whether one was left out; all that follow are, too.
    is_closed: bool,
}

impl<E> Shortlist<E> {
    pub fn new(room: usize, weight: fn(&E) -> usize) -> Self {
        let levels =
            std::array::from_fn(|_| Entries { kept: Vec::new(), offered: 0, is_closed: false });
        Shortlist { room, taken: 0, weight, levels }
    }

    /// Takes an entry, if it is bad enough; it is only then made.
    ///
    /// # Errors
    /// What making it comes to.
    pub fn offer(&mut self, level: Level, make: impl FnOnce() -> io::Result<E>) -> io::Result<()> {
        let entries = &mut self.levels[rank(level)];
        entries.offered += 1;
        if entries.is_closed {
            return Ok(());
        }
        let entry = make()?;
        self.taken += (self.weight)(&entry);
        entries.kept.push(entry);
        while self.taken > self.room {
            self.leave_out_one();
        }
        Ok(())
    }

    /// The entries, the worst first.
    pub fn entries(&self) -> impl Iterator<Item = &E> {
        self.levels.iter().flat_map(|entries| &entries.kept)
    }

    /// How many errors, warnings and notes were left out.
    pub fn left_out(&self) -> [u64; 3] {
        [0, 1, 2].map(|rank: usize| {
            let Entries { kept, offered, .. } = &self.levels[rank];
            offered - kept.len() as u64
        })
    }

    /// Leaves out the last of the least level that has any.
    fn leave_out_one(&mut self) {
        for entries in self.levels.iter_mut().rev() {
            entries.is_closed = true;
            if let Some(entry) = entries.kept.pop() {
                self.taken -= (self.weight)(&entry);
                return;
            }
        }
    }
}

fn rank(level: Level) -> usize {
    match level {
        Level::Error => 0,
        Level::Warning => 1,
        Level::Info | Level::Off => 2,
    }
}
