//! The archive retrievals one by one: what each asked for of which archive, and what came of it.
//!
//! Which bytes of an archive were retrieved, and which of them twice, shows only when all its
//! retrievals are seen together. No sum can tell that, so a row is kept of each. Texts of ArchiveIds would
//! be most of it, and few are ever told. So a row has a hash of the ArchiveId, by which the archive is
//! known again, and where in the input the ArchiveId stands, where whoever names it reads it again.
//! Only what stands nowhere as it is meant is kept: what has escapes, and what is in a string of another document.
//!
//! Hashes have 64 bits and depend on a key. That any two of a million archives share one has a chance of
//! 3 in 100,000,000.
//!
//! A job adds its row where the last one ended. Rows stand in chunks, so that merging hands chunks over and
//! copies only what is small; and chunks are shared by copies of a ledger until one of these changes them.
//! In which order rows stand depends on how the jobs were split. Nothing that is read off them may.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use super::asked::{ArchiveHashes, Request};
use super::chunk::Chunk;
use super::facts::Facts;
use super::retrieval::Retrieval;
use super::text_place::{MOST_READ_AGAIN, TextPlace, UnreadId, Written};
use super::vaults::Vaults;

/// A chunk with so many rows is full.
const ROWS: usize = 1 << 12;

/// So few rows are copied where ledgers are merged.
const FEW: usize = ROWS / 16;

/// A chunk with so many bytes of text is full.
const TEXT: usize = 32 << 10;

/// Archive retrievals, each by itself.
#[derive(Clone, Default)]
pub struct Retrievals {
    full: Vec<Arc<Chunk>>,
    open: Chunk,
    vaults: Vaults,
    without_archive: u64,
    hashes: ArchiveHashes,
    /// Where the bytes stand that are read.
    base: TextPlace,
    /// What the ledger knows the last vault by, and its number here.
    last: Option<(usize, u32)>,
}

/// Where a retrieval stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowPlace {
    chunk: u32,
    row: u32,
}

/// Some retrievals, for whoever goes over all of them.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'r> {
    chunk: &'r Chunk,
    number: u32,
    vaults: &'r [String],
}

/// Retrievals that are the same but for where they stand.
#[derive(Default)]
struct Same<'r> {
    /// How many of them are to go.
    out: usize,
    places: Vec<(Written<'r>, RowPlace)>,
}

impl Retrievals {
    /// None; archives are known again by hashes that depend on this key.
    pub(super) fn new(key: u64) -> Self {
        Retrievals { hashes: ArchiveHashes::new(key), ..Retrievals::default() }
    }

    /// Adds a retrieval; `vault` stands for its vault, and no other.
    #[inline]
    pub(super) fn add(&mut self, request: &Request<'_>, facts: &Facts<'_>, vault: usize) {
        if request.archive_id.is_empty() {
            self.without_archive += 1;
            return;
        }
        let vault = match self.last {
            Some((last, number)) if last == vault => number,
            _ => {
                let number = self.vaults.number(&facts.vault_arn());
                self.last = Some((vault, number));
                number
            }
        };
        let is_there = facts.is_of_file && request.archive_id.len() <= MOST_READ_AGAIN;
        let written = match request.at.filter(|_| is_there) {
            Some(at) => Written::At(TextPlace {
                offset: self.base.offset.saturating_add(at as u64),
                ..self.base
            }),
            None => Written::Here(&request.archive_id),
        };
        self.push(&Retrieval {
            archive: facts.archive.unwrap_or_else(|| self.hashes.of(&request.archive_id)),
            written,
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
        if self.open.len() >= ROWS || self.open.text() >= TEXT {
            self.seal();
        }
        self.open.push(retrieval);
    }

    /// Makes room in the open chunk.
    #[cold]
    fn seal(&mut self) {
        if self.open.len() > 0 {
            self.full.push(Arc::new(std::mem::take(&mut self.open)));
        }
    }

    pub(super) fn merge(&mut self, mut other: Self) {
        self.without_archive += other.without_archive;
        let numbers = self.vaults.merge(&other.vaults);
        if !numbers.iter().zip(0..).all(|(own, number)| *own == number) {
            other.each_chunk(&mut |chunk| chunk.renumber(&numbers));
        }
        self.full.append(&mut other.full);
        if other.open.len() > FEW {
            self.seal();
            self.open = other.open;
            return;
        }
        // Renumbered, they have names here and no longer there.
        let vaults = std::mem::take(&mut self.vaults);
        (0..other.open.len()).for_each(|row| self.push(&other.open.at(row, vaults.names())));
        self.vaults = vaults;
    }

    /// Moves the places of ArchiveIds: so many files, and bytes of the file, stand before what was read.
    pub(super) fn shift(&mut self, by: TextPlace) {
        self.each_chunk(&mut |chunk| chunk.shift(by));
    }

    /// The same for another ledger, which knows vaults by something else.
    pub(super) fn of_other(&self) -> Self {
        Retrievals { last: None, ..self.clone() }
    }

    /// Makes room for so many.
    pub(super) fn reserve(&mut self, rows: usize) {
        self.open.reserve(rows);
    }

    /// What is read from now on stands there.
    pub(super) fn stands(&mut self, base: TextPlace) {
        self.base = base;
    }

    fn each_chunk(&mut self, change: &mut dyn FnMut(&mut Chunk)) {
        self.full.iter_mut().map(Arc::make_mut).chain([&mut self.open]).for_each(change);
    }

    /// Takes out retrievals that were added, as often as they are in the other. Where more are the same but
    /// for where they stand, those go that stand last.
    pub(super) fn take_out(&mut self, other: &Self) {
        self.without_archive = self.without_archive.saturating_sub(other.without_archive);
        let mut out: HashMap<Retrieval<'_>, Same<'_>> = HashMap::new();
        for retrieval in other.iter() {
            out.entry(bare(retrieval)).or_default().out += 1;
        }
        for place in self.places() {
            let retrieval = self.at(place);
            if let Some(same) = out.get_mut(&bare(retrieval)) {
                same.places.push((retrieval.written, place));
            }
        }
        let mut gone: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for same in out.values_mut() {
            same.places.sort_unstable_by_key(|(written, _)| *written);
            for (_, place) in same.places.iter().rev().take(same.out) {
                gone.entry(place.chunk).or_default().push(place.row);
            }
        }
        for (chunk, mut rows) in gone {
            rows.sort_unstable();
            let own = self.full.get_mut(chunk as usize).map(Arc::make_mut);
            own.unwrap_or(&mut self.open).take_out(&rows, self.vaults.names());
        }
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

    /// Whether a text is the `ArchiveId` that stood where it was read.
    #[must_use]
    pub fn is_archive_id(&self, unread: &UnreadId, text: &str) -> bool {
        self.hashes.of(text.as_bytes()) == unread.archive
    }

    /// By what archives are known again.
    pub(crate) fn hashes(&self) -> ArchiveHashes {
        self.hashes
    }

    /// Where each stands.
    fn places(&self) -> impl Iterator<Item = RowPlace> {
        self.rows().into_iter().flat_map(|rows| {
            (0..).take(rows.chunk.len()).map(move |row| RowPlace { chunk: rows.number, row })
        })
    }

    #[inline]
    pub(crate) fn at(&self, place: RowPlace) -> Retrieval<'_> {
        let chunk = self.full.get(place.chunk as usize).map_or(&self.open, |chunk| chunk);
        chunk.at(place.row as usize, self.vaults.names())
    }

    /// All of them, in parts that can be gone over apart.
    pub(crate) fn rows(&self) -> Vec<Rows<'_>> {
        let vaults = self.vaults.names();
        let rows = |(number, chunk)| Rows { chunk, number, vaults };
        (0..).zip(self.chunks()).map(rows).collect()
    }

    /// The vaults by their numbers.
    pub(crate) fn vaults(&self) -> &[String] {
        self.vaults.names()
    }

    /// Retrievals that were written down; each with its VaultARN.
    pub(super) fn of<'r>(
        key: u64,
        without_archive: u64,
        retrievals: impl Iterator<Item = Retrieval<'r>>,
    ) -> Self {
        let mut own = Retrievals { without_archive, ..Retrievals::new(key) };
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

impl<'r> Rows<'r> {
    /// The hashes of their archives.
    pub fn archives(&self) -> &'r [u64] {
        self.chunk.archives()
    }

    /// The place of the one at an index.
    pub fn place(&self, row: u32) -> RowPlace {
        RowPlace { chunk: self.number, row }
    }

    /// The number of the vault of one that asked for a whole archive and succeeded; `None` of all others.
    #[inline]
    pub fn whole(&self, row: u32) -> Option<u32> {
        self.chunk.whole(row as usize)
    }

    /// The one at an index.
    #[inline]
    pub fn at(&self, row: u32) -> Retrieval<'r> {
        self.chunk.at(row as usize, self.vaults)
    }
}

/// In the order of where they stand: how the jobs were split makes no difference, and neither does the key.
impl fmt::Debug for Retrievals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.iter().map(|one| (one.written, Retrieval { archive: 0, ..bare(one) }));
        let mut rows: Vec<_> = rows.collect();
        rows.sort_unstable();
        let mut shown = f.debug_struct("Retrievals");
        shown
            .field("without_archive", &self.without_archive)
            .field("rows", &rows)
            .finish_non_exhaustive()
    }
}

/// The same, whichever number its vault has, and wherever it stands.
fn bare(retrieval: Retrieval<'_>) -> Retrieval<'_> {
    Retrieval { vault: 0, written: Written::Nowhere, ..retrieval }
}
