//! Takes a snapshot: job by job, while files are read again after their pages were put together.

use rapidhash::RapidHashMap;

use super::coverage::Coverage;
use super::packed::pack;
use super::pointers::{Pointers, of_model};
use super::row::{Row, has_ended, narrow};
use super::snapshot::{SavedCounts, Snapshot, SnapshotFile, SnapshotVault};
use super::status::Status;
use crate::filter::Filter;
use crate::json::Text;
use crate::listing::{Listing, Progress};
use crate::model::{Field, Job, Kind, is_placeholder};
use crate::span::Position;

/// A snapshot that is being taken.
#[derive(Debug)]
pub(crate) struct Taking<'l> {
    listing: &'l Listing,
    filter: &'l Filter,
    snapshot: Snapshot,
    vaults: RapidHashMap<Box<str>, u32>,
    /// Of each page the rank of its first job.
    ranks: Vec<usize>,
    /// Of each file the number of its first page.
    first_pages: Vec<usize>,
    /// Where the jobs of the file that is being read stand, from this row on.
    offsets: Vec<usize>,
    first_row: usize,
    file: usize,
}

/// How far a snapshot was taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    rows: usize,
    packed: usize,
    offsets: usize,
    unfollowed: u64,
}

impl<'l> Taking<'l> {
    /// Begins with what is known of the listings; jobs that do not pass the filter are marked.
    pub fn new(listing: &'l Listing, filter: &'l Filter) -> Self {
        let unread = |file| {
            let of_file = listing.unread().iter().filter(move |unread| unread.file == file);
            of_file.map(|unread| unread.count).sum()
        };
        let files = listing.files().iter().zip(0..);
        let files = files
            .map(|(file, number)| SnapshotFile { name: file.name.clone(), unread: unread(number) });
        let snapshot = Snapshot {
            files: files.collect(),
            vaults: Vec::new(),
            of_no_vault: Coverage::default(),
            rows: Vec::with_capacity(listing.keys().len()),
            packed: Vec::new(),
            pointers: Pointers::default(),
            occurs: vec![false; of_model()],
            counts: SavedCounts { saves: listing.keys().len() as u64, ..SavedCounts::default() },
            is_partial: false,
        };
        let mut taking = Taking {
            listing,
            filter,
            snapshot,
            vaults: RapidHashMap::default(),
            ranks: ranks(listing),
            first_pages: first_pages(listing),
            offsets: Vec::new(),
            first_row: 0,
            file: 0,
        };
        taking.cover();
        taking
    }

    /// Notes which vaults there are listings of.
    fn cover(&mut self) {
        for chain in self.listing.chains() {
            let coverage = match self.listing.vault_of(chain) {
                None => &mut self.snapshot.of_no_vault,
                Some(arn) => {
                    let vault = self.vault(arn);
                    &mut self.snapshot.vaults[vault as usize].coverage
                }
            };
            coverage.add(self.listing, chain);
        }
    }

    /// Begins a file.
    pub fn begin_file(&mut self, file: usize) {
        self.file = file;
        self.first_row = self.snapshot.rows.len();
        self.offsets.clear();
    }

    /// How far it was taken.
    pub fn mark(&self) -> Mark {
        Mark {
            rows: self.snapshot.rows.len(),
            packed: self.snapshot.packed.len(),
            offsets: self.offsets.len(),
            unfollowed: self.snapshot.counts.unfollowed,
        }
    }

    /// Forgets what was taken since then, in the same file.
    pub fn go_back(&mut self, to: Mark) {
        self.snapshot.rows.truncate(to.rows);
        self.snapshot.packed.truncate(to.packed);
        self.offsets.truncate(to.offsets);
        self.snapshot.counts.unfollowed = to.unfollowed;
    }

    /// Takes in a job of the file, by its page there and its index on the page, whose brace stands at this
    /// offset.
    pub fn job(&mut self, job: &Job<'_>, (page, index): (u32, u32), offset: usize) {
        let matches = self.filter.matches(job);
        let Some(id) = followed(job.job_id()) else {
            self.snapshot.counts.unfollowed += u64::from(matches);
            return;
        };
        let vault = job.vault_arn().value().map(Text::decode).unwrap_or_default();
        let vault = self.vault(&vault);
        let page = self.first_pages[self.file] + page as usize;
        let rank = self.ranks.get(page).map_or(usize::MAX, |rank| rank + index as usize);
        let Snapshot { rows, packed, pointers, occurs, .. } = &mut self.snapshot;
        rows.push(Row {
            start: packed.len() as u64,
            line: 0,
            column: 0,
            file: narrow(self.file),
            vault,
            rank: narrow(rank),
            status: Status::of(job),
            has_ended: has_ended(Progress::of(job)),
            matches,
        });
        pack(job, &id, packed, pointers, occurs);
        self.offsets.push(offset);
    }

    fn vault(&mut self, arn: &str) -> u32 {
        if let Some(vault) = self.vaults.get(arn) {
            return *vault;
        }
        let number = narrow(self.snapshot.vaults.len());
        self.snapshot.vaults.push(SnapshotVault { arn: arn.into(), coverage: Coverage::default() });
        self.vaults.insert(arn.into(), number);
        number
    }

    /// Where the jobs of the file stand, in the order in which they came.
    pub fn offsets(&self) -> &[usize] {
        &self.offsets
    }

    /// Ends the file: in which lines and columns that is.
    pub fn end_file(&mut self, positions: impl IntoIterator<Item = Position>) {
        for (row, position) in self.snapshot.rows[self.first_row..].iter_mut().zip(positions) {
            (row.line, row.column) = (narrow(position.line), narrow(position.column));
        }
    }

    /// Ends the snapshot: each job once, in order.
    pub fn end(self) -> Snapshot {
        let mut snapshot = self.snapshot;
        keep_latest(&mut snapshot);
        sort_vaults(&mut snapshot);
        snapshot.rows.sort_by_key(|row| (row.vault, row.rank));
        snapshot.rows.shrink_to_fit();
        snapshot.packed.shrink_to_fit();
        snapshot
    }
}

/// The `JobId` of a job that can be followed by it.
fn followed<'j>(id: &'j Field<'_, Text<'_>>) -> Option<std::borrow::Cow<'j, str>> {
    let id = id.value()?.decode();
    (!id.is_empty() && !is_placeholder(&id, Kind::JobId)).then_some(id)
}

/// Of each page the rank of its first job: listings one after the other, and then what is in none.
fn ranks(listing: &Listing) -> Vec<usize> {
    let mut ranks = vec![usize::MAX; listing.pages().len()];
    let mut next = 0;
    let chained = listing.chains().iter().flat_map(|chain| &chain.links).map(|link| link.page);
    for page in chained.chain(0..narrow(ranks.len())) {
        let rank = &mut ranks[page as usize];
        if *rank == usize::MAX {
            *rank = next;
            next += listing.page(page).jobs as usize;
        }
    }
    ranks
}

/// Of each file the number of its first page.
fn first_pages(listing: &Listing) -> Vec<usize> {
    let mut counts = vec![0; listing.files().len()];
    listing.pages().for_each(|page| counts[page.file as usize] += 1);
    let first = |next: &mut usize, count: usize| Some(std::mem::replace(next, *next + count));
    counts.into_iter().scan(0, first).collect()
}

/// Keeps of the saves of each job the latest.
fn keep_latest(snapshot: &mut Snapshot) {
    let known = snapshot.by_identity();
    let mut is_latest = vec![false; snapshot.rows.len()];
    for saves in known.chunk_by(|one, other| snapshot.compare(*one, snapshot, *other).is_eq()) {
        let rows = saves.iter().map(|save| save.index as usize);
        let latest = rows.reduce(|latest, next| {
            match snapshot.rows[next].supersedes(&snapshot.rows[latest]) {
                true => next,
                false => latest,
            }
        });
        latest.into_iter().for_each(|latest| is_latest[latest] = true);
    }
    let before = snapshot.rows.len();
    let mut is_latest = is_latest.into_iter();
    snapshot.rows.retain(|_| is_latest.next().unwrap_or_default());
    snapshot.counts.superseded = (before - snapshot.rows.len()) as u64;
}

/// Puts the vaults in the order of their ARNs.
fn sort_vaults(snapshot: &mut Snapshot) {
    let mut order: Vec<usize> = (0..snapshot.vaults.len()).collect();
    order.sort_by(|one, other| snapshot.vaults[*one].arn.cmp(&snapshot.vaults[*other].arn));
    let mut number = vec![0; order.len()];
    order.iter().zip(0..).for_each(|(vault, place)| number[*vault] = place);
    snapshot.rows.iter_mut().for_each(|row| row.vault = number[row.vault as usize]);
    snapshot.vaults = order.iter().map(|vault| snapshot.vaults[*vault].clone()).collect();
}
