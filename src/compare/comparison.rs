//! What happened to each job between two snapshots.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::contradiction::{Contradiction, Skip, contradictions};
use super::course::{Counts, Course};
use super::moved::moved;
use super::snapshot::{Snapshot, SnapshotJob};
use super::vaults::{NotCompared, Side, VaultSide, VaultSides};

/// What happened between two snapshots.
///
/// With a filter, a job is compared if it passes in one of the two: a job that was in progress and has ended
/// is found by either status.
///
/// ```
/// use icecore::audit::Audit;
/// use icecore::compare::{Comparison, Course};
/// use icecore::dump::Dump;
/// use icecore::finding::Profile;
///
/// let snapshot = |name: &str, text: &str| {
///     let dump = Dump::from_slice(text.as_bytes());
///     let mut audit = Audit::new(Profile::Observed);
///     audit.dump(name, &dump, &mut |_| {});
///     audit.snapshot(&mut |_, look| {
///         look(&dump);
///         Ok(())
///     })
/// };
/// let (old, _) = snapshot("old.json", r#"{"JobList": [
///     {"JobId": "A", "StatusCode": "InProgress", "ArchiveSizeInBytes": 7},
///     {"JobId": "B", "StatusCode": "Succeeded"}], "Marker": null}"#);
/// let (new, _) = snapshot("new.json", r#"{"JobList": [
///     {"JobId": "A", "StatusCode": "Succeeded", "ArchiveSizeInBytes": 8}], "Marker": null}"#);
///
/// let comparison = Comparison::of(&old, &new);
/// assert_eq!(comparison.counts().of(Course::Finished), 1);
/// assert_eq!(comparison.counts().of(Course::Vanished), 1);
/// let (job, contradictions) = comparison.contradictions().next().unwrap();
/// assert_eq!(job.job_id(), "A");
/// assert_eq!(contradictions[0].pointer, "/ArchiveSizeInBytes");
/// ```
#[derive(Debug)]
pub struct Comparison<'s> {
    old: &'s Snapshot,
    new: &'s Snapshot,
    /// All jobs that are not unchanged: those of the new snapshot in its order, then the vanished ones.
    entries: Vec<Entry>,
    counts: Counts,
    vaults: Vec<VaultSides<'s>>,
    not_compared: BTreeMap<NotCompared<'s>, u64>,
}

/// No job.
const NONE: u32 = u32::MAX;

/// A job, by its places in both snapshots.
#[derive(Clone, Copy, Debug)]
struct Entry {
    old: u32,
    new: u32,
    course: Course,
    contradicts: bool,
}

/// A job that was followed from one snapshot to the other.
#[derive(Clone, Copy, Debug)]
pub struct Followed<'s> {
    /// As it was; `None` if it is new.
    pub old: Option<SnapshotJob<'s>>,
    /// As it is; `None` if it has vanished.
    pub new: Option<SnapshotJob<'s>>,
    /// What became of it.
    pub course: Course,
    /// For a job that is only in one: whether the other's listing is whole, so that it is not in there.
    pub is_certain: bool,
    latest: SnapshotJob<'s>,
}

impl<'s> Comparison<'s> {
    /// Compares two snapshots, read with the same filter.
    #[must_use]
    pub fn of(old: &'s Snapshot, new: &'s Snapshot) -> Self {
        let mut comparison = Comparison {
            old,
            new,
            entries: Vec::new(),
            counts: Counts::default(),
            vaults: vaults(old, new),
            not_compared: BTreeMap::new(),
        };
        comparison.follow();
        comparison
    }

    /// How many jobs took which course.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The old snapshot.
    #[must_use]
    pub fn old(&self) -> &'s Snapshot {
        self.old
    }

    /// The new snapshot.
    #[must_use]
    pub fn new_snapshot(&self) -> &'s Snapshot {
        self.new
    }

    /// What both have of each vault, in the order of their ARNs.
    #[must_use]
    pub fn vaults(&self) -> &[VaultSides<'s>] {
        &self.vaults
    }

    /// The jobs that took this course, by their vaults and then in the order of the new snapshot's listing,
    /// or of the old one's for those that have vanished. Unchanged jobs are only counted.
    pub fn jobs(&self, course: Course) -> impl Iterator<Item = Followed<'s>> + '_ {
        let entries = self.entries.iter().filter(move |entry| entry.course == course);
        entries.filter_map(|entry| self.followed(*entry))
    }

    /// The jobs that contradict what they were, in the same order, with all that does.
    pub fn contradictions(
        &self,
    ) -> impl Iterator<Item = (Followed<'s>, Vec<Contradiction<'s>>)> + '_ {
        let entries = self.entries.iter().filter(|entry| entry.contradicts);
        entries.filter_map(|entry| {
            let job = self.followed(*entry)?;
            Some((job, contradictions(job.old?, job.new?, |_| {})))
        })
    }

    /// Members that differ in so many jobs, but cannot be compared there.
    #[must_use]
    pub fn not_compared(&self) -> &BTreeMap<NotCompared<'s>, u64> {
        &self.not_compared
    }

    /// Finds each job in both.
    fn follow(&mut self) {
        let (old_of_new, is_in_both) = join(self.old, self.new);
        for (new, old) in (0..).zip(old_of_new) {
            match old {
                NONE => self.add(NONE, new),
                old => self.add(old, new),
            }
        }
        for (old, is_in_both) in (0..).zip(is_in_both) {
            if !is_in_both {
                self.add(old, NONE);
            }
        }
        self.entries.shrink_to_fit();
    }

    fn add(&mut self, old: u32, new: u32) {
        let (was, is) = (job(self.old, old), job(self.new, new));
        if ![was, is].into_iter().flatten().any(|job| job.matches()) {
            return;
        }
        let contradicts = match (was, is) {
            (Some(was), Some(is)) => self.contradicts(was, is),
            _ => false,
        };
        let (course, status) = match (was, is) {
            (Some(was), None) => (Course::Vanished, was.status()),
            (None, Some(is)) => (Course::New, is.status()),
            (Some(was), Some(is)) => {
                (Course::between(was.status(), is.status(), contradicts), is.status())
            }
            (None, None) => return,
        };
        self.count_in_vault(was, is);
        self.counts.add(course, status);
        self.counts.contradicting += u64::from(contradicts);
        if course != Course::Unchanged {
            self.entries.push(Entry { old, new, course, contradicts });
        }
    }

    fn contradicts(&mut self, was: SnapshotJob<'s>, is: SnapshotJob<'s>) -> bool {
        let are_pointers_alike = was.snapshot.pointers.are_alike(&is.snapshot.pointers);
        let is_of_same_vault = was.vault_arn() == is.vault_arn();
        if is_of_same_vault
            && are_pointers_alike
            && was.packed().member_bytes() == is.packed().member_bytes()
        {
            return false;
        }
        let not_compared = &mut self.not_compared;
        let skip = |skip| {
            let (pointer, side, is_placeholder) = match skip {
                Skip::Unknown(pointer, side) => (pointer, side, false),
                Skip::Placeholder(pointer, side) => (pointer, side, true),
            };
            *not_compared.entry(NotCompared { pointer, side, is_placeholder }).or_default() += 1;
        };
        !contradictions(was, is, skip).is_empty()
    }

    fn count_in_vault(&mut self, was: Option<SnapshotJob<'s>>, is: Option<SnapshotJob<'s>>) {
        for (which, job) in [(Side::Old, was), (Side::New, is)] {
            let Some(arn) = job.map(|job| job.vault_arn()) else { continue };
            let Ok(at) = self.vaults.binary_search_by(|vault| vault.arn.cmp(arn)) else { continue };
            let vault = &mut self.vaults[at];
            let side = if which == Side::Old { &mut vault.old } else { &mut vault.new };
            if let Some(side) = side {
                side.jobs += 1;
            }
        }
    }

    fn followed(&self, entry: Entry) -> Option<Followed<'s>> {
        let Entry { old, new, course, .. } = entry;
        let (old, new) = (job(self.old, old), job(self.new, new));
        let is_certain = match (old, new) {
            (Some(old), None) => self.new.is_whole(old.vault_arn()),
            (None, Some(new)) => self.old.is_whole(new.vault_arn()),
            _ => true,
        };
        Some(Followed { old, new, course, is_certain, latest: new.or(old)? })
    }
}

impl<'s> Followed<'s> {
    /// The job as it is, or else as it was last.
    #[must_use]
    pub fn latest(&self) -> SnapshotJob<'s> {
        self.latest
    }

    /// Its `JobId`.
    #[must_use]
    pub fn job_id(&self) -> std::borrow::Cow<'s, str> {
        self.latest().job_id()
    }

    /// Its `VaultARN`; empty if it has none.
    #[must_use]
    pub fn vault_arn(&self) -> &'s str {
        self.latest().vault_arn()
    }
}

fn job(snapshot: &Snapshot, index: u32) -> Option<SnapshotJob<'_>> {
    (index != NONE).then(|| snapshot.job(index as usize))
}

/// Of each job of the new snapshot its place in the old one, and of each of the old one whether it is in
/// both.
fn join(old: &Snapshot, new: &Snapshot) -> (Vec<u32>, Vec<bool>) {
    let mut old_of_new = vec![NONE; new.rows.len()];
    let mut is_in_both = vec![false; old.rows.len()];
    let olds = old.by_identity();
    let mut olds = olds.iter().peekable();
    for known in new.by_identity() {
        while olds.next_if(|it| old.compare(**it, new, known) == Ordering::Less).is_some() {}
        if let Some(same) = olds.next_if(|it| old.compare(**it, new, known).is_eq()) {
            old_of_new[known.index as usize] = same.index;
            is_in_both[same.index as usize] = true;
        }
    }
    let only_old = (0..).zip(&is_in_both).filter(|(_, is_in_both)| !**is_in_both);
    let only_new = (0..).zip(&old_of_new).filter(|(_, old)| **old == NONE);
    let moved = moved((old, only_old.map(|it| it.0)), (new, only_new.map(|it| it.0)));
    for (was, is) in moved {
        old_of_new[is as usize] = was;
        is_in_both[was as usize] = true;
    }
    (old_of_new, is_in_both)
}

/// What both have of each vault; jobs are not counted yet.
fn vaults<'s>(old: &'s Snapshot, new: &'s Snapshot) -> Vec<VaultSides<'s>> {
    let arns = |snapshot: &'s Snapshot| snapshot.vaults.iter().map(|vault| &*vault.arn);
    let mut all: Vec<&str> = arns(old).chain(arns(new)).collect();
    all.sort_unstable();
    all.dedup();
    let side = |snapshot: &Snapshot, arn| {
        let coverage = snapshot.coverage(arn)?;
        Some(VaultSide { jobs: 0, coverage, is_whole: snapshot.is_whole(arn) })
    };
    let sides = |arn| VaultSides { arn, old: side(old, arn), new: side(new, arn) };
    all.into_iter().map(sides).collect()
}
