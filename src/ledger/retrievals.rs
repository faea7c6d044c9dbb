//! The archive retrievals one by one: what each asked for of which archive, and what came of it.
//!
//! Which bytes of an archive were retrieved, and which of them twice, shows only when all its
//! retrievals are seen together. No sum can tell that, so a row is kept of each, and the text of its
//! ArchiveId beside it. A job adds its row where the last one ended. Rows and texts stand in chunks, which
//! are full at 32 KiB of text, so that merging hands chunks over and copies only what is small; and
//! chunks are shared by copies of a ledger until one of these changes them.
//!
//! In which order rows stand depends on how the jobs were split. Nothing that is read off them may.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use super::asked::{Request, archive_hash};
use super::chunk::Chunk;
use super::facts::Facts;
use super::retrieval::Retrieval;
use super::vaults::Vaults;

/// A chunk with so many bytes of text is full.
const FULL: usize = 32 << 10;

/// Archive retrievals, each by itself.
#[derive(Clone, Default)]
pub struct Retrievals {
    full: Vec<Arc<Chunk>>,
    open: Chunk,
    vaults: Vaults,
    without_archive: u64,
}

/// Where a retrieval stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowPlace {
    chunk: u32,
    row: u32,
}

impl Retrievals {
    #[inline]
    pub(super) fn add(&mut self, request: &Request<'_>, facts: &Facts<'_>) {
        if request.archive_id.is_empty() {
            self.without_archive += 1;
            return;
        }
        let vault = self.vaults.number(&facts.vault_arn());
        self.push(&Retrieval {
            archive: archive_hash(&request.archive_id),
            archive_id: &request.archive_id,
            vault_arn: "",
            vault,
            asked: request.asked,
            size: request.size,
            tree_hash: request.tree_hash,
            created: facts.created,
            speed: facts.speed,
            status: facts.status,
        });
    }

    #[inline]
    fn push(&mut self, retrieval: &Retrieval<'_>) {
        if self.open.text() + retrieval.archive_id.len() > FULL {
            self.seal();
        }
        self.open.push(retrieval);
    }

    /// Makes room in the open chunk.
    #[cold]
    fn seal(&mut self) {
        if self.open.len() > 0 {
            let next = Chunk::with_room(self.open.len(), FULL);
            self.full.push(Arc::new(std::mem::replace(&mut self.open, next)));
        }
    }

    pub(super) fn merge(&mut self, mut other: Self) {
        self.without_archive += other.without_archive;
        let numbers = self.vaults.merge(&other.vaults);
        if !numbers.iter().zip(0..).all(|(own, number)| *own == number) {
            let chunks = other.full.iter_mut().map(Arc::make_mut);
            chunks.chain([&mut other.open]).for_each(|chunk| chunk.renumber(&numbers));
        }
        if other.full.is_empty() && self.open.text() + other.open.text() <= FULL {
            let names = self.vaults.names();
            let rows = (0..other.open.len()).map(|row| other.open.at(row, names));
            rows.for_each(|retrieval| self.open.push(&retrieval));
            return;
        }
        self.seal();
        self.full.append(&mut other.full);
        self.open = other.open;
    }

    /// Takes out retrievals that were added, as often as they are in the other.
    pub(super) fn take_out(&mut self, other: &Self) {
        self.without_archive = self.without_archive.saturating_sub(other.without_archive);
        let archives: HashSet<u64> = other.iter().map(|retrieval| retrieval.archive).collect();
        let mut out: HashMap<Retrieval<'_>, Cell<u64>> = HashMap::new();
        for retrieval in other.iter() {
            *out.entry(unnumbered(retrieval)).or_default().get_mut() += 1;
        }
        let out = &out;
        let mut keep = |retrieval: Retrieval<'_>| match out.get(&unnumbered(retrieval)) {
            Some(left) if left.get() > 0 => {
                left.set(left.get() - 1);
                false
            }
            _ => true,
        };
        let names = self.vaults.names();
        for chunk in &mut self.full {
            if chunk.has(|archive| archives.contains(&archive)) {
                Arc::make_mut(chunk).retain(names, &mut keep);
            }
        }
        self.open.retain(names, &mut keep);
    }

    /// How many there are, but for those that tell no archive.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chunks().map(Chunk::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many there are that tell no archive: without an `ArchiveId`, or with a placeholder for it.
    #[must_use]
    pub fn without_archive(&self) -> u64 {
        self.without_archive
    }

    /// All that tell an archive, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = Retrieval<'_>> {
        self.places().map(|place| self.at(place))
    }

    /// Where each stands.
    pub(crate) fn places(&self) -> impl Iterator<Item = RowPlace> {
        let rows = |(chunk, rows): (u32, &Chunk)| {
            (0..).take(rows.len()).map(move |row| RowPlace { chunk, row })
        };
        (0..).zip(self.chunks()).flat_map(rows)
    }

    #[inline]
    pub(crate) fn at(&self, place: RowPlace) -> Retrieval<'_> {
        let chunk = self.full.get(place.chunk as usize).map_or(&self.open, |chunk| chunk);
        chunk.at(place.row as usize, self.vaults.names())
    }

    /// The vaults by their numbers.
    pub(crate) fn vaults(&self) -> &[String] {
        self.vaults.names()
    }

    /// Retrievals that were written down; each with its VaultARN.
    pub(super) fn of<'r>(
        without_archive: u64,
        retrievals: impl Iterator<Item = Retrieval<'r>>,
    ) -> Self {
        let mut own = Retrievals { without_archive, ..Retrievals::default() };
        for retrieval in retrievals {
            let vault = own.vaults.number(retrieval.vault_arn.as_bytes());
            own.push(&Retrieval { vault, ..retrieval });
        }
        own
    }

    fn chunks(&self) -> impl Iterator<Item = &Chunk> {
        self.full.iter().map(|chunk| &**chunk).chain([&self.open])
    }
}

/// In an order of their own: how the jobs were split makes no difference.
impl fmt::Debug for Retrievals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows: Vec<Retrieval<'_>> = self.iter().map(unnumbered).collect();
        rows.sort_unstable();
        let mut shown = f.debug_struct("Retrievals");
        shown
            .field("without_archive", &self.without_archive)
            .field("rows", &rows)
            .finish_non_exhaustive()
    }
}

/// The same, whichever number its vault has.
fn unnumbered(retrieval: Retrieval<'_>) -> Retrieval<'_> {
    Retrieval { vault: 0, ..retrieval }
}
