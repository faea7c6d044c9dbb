//! The ledger itself: what a job adds to it, and what is read off it.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::age::Ages;
use super::as_of::AsOf;
use super::bars::{Bars, Ends};
use super::by_speed::BySpeed;
use super::durations::Durations;
use super::facts::{Facts, read};
use super::failures::Failures;
use super::inventories::Inventories;
use super::ranked::{First, Ranked, SHOWN};
use super::retrievals::Retrievals;
use super::statuses::Statuses;
use super::sums::Sums;
use super::text_place::TextPlace;
use super::uncounted::Uncounted;
use super::volumes::{Volumes, day_of};
use super::work::Work;
use crate::model::{Action, StatusCode, Timestamp};

/// Output is kept for so long after completion, at least; in milliseconds.
const KEPT_FOR: i64 = 24 * 60 * 60 * 1000;

/// What jobs asked for, what came of them, and when.
///
/// ```
/// use icecore::dump::Dump;
/// use icecore::ledger::{Facts, Ledger, Speed};
///
/// let dump = Dump::from_slice(br#"{"JobList": [{
///     "Action": "ArchiveRetrieval", "StatusCode": "Succeeded", "RetrievalByteRange": "0-1048575",
///     "CreationDate": "2024-03-08T01:00:00.000Z", "CompletionDate": "2024-03-08T05:00:00.000Z"
/// }]}"#);
/// let mut ledger = Ledger::new("2024-03-08T12:00:00Z".parse()?);
/// for page in dump.pages() {
///     page?.jobs().iter().for_each(|job| ledger.add(&Facts::of_job(job)));
/// }
/// assert_eq!(ledger.retrieved().total().bytes, 1 << 20);
/// let (speed, spread) = ledger.durations().spreads().next().unwrap();
/// assert_eq!((speed, spread.median), (Speed::Standard, 4 * 60 * 60));
/// assert_eq!(ledger.outputs().count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Ledger {
    as_of: AsOf,
    requested: Volumes,
    retrieved: Volumes,
    largest: First<Reverse<u64>>,
    durations: Durations,
    failures: Failures,
    in_progress: Ages,
    outputs: Outputs,
    inventories: Inventories,
    by_vault: Sums<String, BySpeed<Work>>,
    created: Sums<i64, Statuses>,
    uncounted: Uncounted,
    retrievals: Retrievals,
    /// Where lists end that this will be merged into.
    #[serde(skip)]
    ends: Ends,
}

/// Output of succeeded retrievals that can still be had.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Outputs {
    count: u64,
    next: First<i64>,
}

impl Outputs {
    /// How many jobs have output that can still be had.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The next to expire, ranked by when: in milliseconds since 1970.
    pub fn next(&self) -> impl Iterator<Item = &Ranked<i64>> {
        self.next.shown()
    }
}

impl Ledger {
    /// An empty one; ages and what expires are seen from this time.
    #[must_use]
    pub fn new(as_of: Timestamp) -> Self {
        Ledger {
            as_of: as_of.into(),
            requested: Volumes::default(),
            retrieved: Volumes::default(),
            largest: First::default(),
            durations: Durations::default(),
            failures: Failures::default(),
            in_progress: Ages::default(),
            outputs: Outputs::default(),
            inventories: Inventories::default(),
            by_vault: Sums::default(),
            created: Sums::default(),
            uncounted: Uncounted::default(),
            retrievals: Retrievals::default(),
            ends: Ends::default(),
        }
    }

    /// Knows archives again by hashes that depend on this key, 0 unless another is given; to be called
    /// before jobs are entered. Whoever does not know the key cannot make up archives that are taken for each
    /// other. Only ledgers of the same key may be merged.
    #[must_use]
    pub fn fingerprint_key(self, key: u64) -> Self {
        Ledger { retrievals: Retrievals::new(key), ..self }
    }

    /// Names no jobs that are not named where this will be merged.
    pub(crate) fn heed(&mut self, bars: &Bars) {
        self.ends = bars.ends();
    }

    /// Tells where lists end, for ledgers that will be merged into this.
    pub(crate) fn set(&self, bars: &Bars) {
        let Ends { largest, latest, next } = Ends::default();
        bars.set(Ends {
            largest: self.largest.end().map_or(largest, |last| last.rank.0),
            latest: self.durations.end().unwrap_or(latest),
            next: self.outputs.next.end().map_or(next, |last| last.rank),
        });
    }

    /// Makes room for so many archive retrievals.
    pub(crate) fn reserve(&mut self, retrievals: usize) {
        self.retrievals.reserve(retrievals);
    }

    /// What is entered from now on stands there in the input.
    pub(crate) fn stands(&mut self, at: TextPlace) {
        self.retrievals.stands(at);
    }

    /// So many files, and bytes of the file, stand before what was entered.
    pub(crate) fn shift(&mut self, by: TextPlace) {
        self.retrievals.shift(by);
    }

    /// The same with the archive retrievals of another ledger, which knows where they stand.
    #[must_use]
    pub(crate) fn with_retrievals_of(self, other: &Ledger) -> Self {
        Ledger { retrievals: other.retrievals.of_other(), ..self }
    }

    /// Enters a job.
    #[inline]
    pub fn add(&mut self, facts: &Facts<'_>) {
        match facts.created.map(day_of) {
            Some(day) => self.created.at(|last| *last == day, || day).count(facts.status),
            None => self.uncounted.without_creation += 1,
        }
        if let Some(request) = &facts.request {
            self.add_request(facts);
            self.retrievals.add(request, facts, self.by_vault.last());
        }
        let is_succeeded = facts.status == Some(StatusCode::Succeeded);
        if facts.action == Some(Action::InventoryRetrieval) {
            let succeeded = facts.completed.filter(|_| is_succeeded);
            self.inventories.add(read(&facts.vault_arn()), facts.status, succeeded);
        }
        match facts.status {
            None => self.uncounted.without_status += 1,
            Some(StatusCode::Failed) => self.failures.add(read(&facts.message())),
            Some(StatusCode::InProgress) => {
                if let Some(created) = facts.created {
                    self.in_progress.add(self.as_of.millis.saturating_sub(created));
                }
            }
            Some(StatusCode::Succeeded) => self.add_success(facts),
        }
    }

    #[inline]
    fn add_request(&mut self, facts: &Facts<'_>) {
        let vault_arn = facts.vault_arn();
        let of_vault =
            self.by_vault.at(|last| *last.as_bytes() == *vault_arn, || read(&vault_arn).to_owned());
        of_vault.of_mut(facts.speed).count(facts.status, facts.bytes);
        let Some(bytes) = facts.bytes else {
            self.uncounted.without_bytes += 1;
            return;
        };
        self.requested.add(facts.speed, bytes, facts.created);
        let rank = Reverse(bytes.try_into().unwrap_or(u64::MAX));
        self.largest.rank(rank, Reverse(self.ends.largest), facts);
        if facts.status == Some(StatusCode::Succeeded) {
            self.retrieved.add(facts.speed, bytes, facts.completed);
        }
    }

    /// Output of Select jobs is no matter of the vault: it is written to S3.
    #[inline]
    fn add_success(&mut self, facts: &Facts<'_>) {
        let is_retrieval =
            matches!(facts.action, Some(Action::ArchiveRetrieval | Action::InventoryRetrieval));
        if !is_retrieval {
            return;
        }
        let Some(completed) = facts.completed else {
            self.uncounted.without_completion += 1;
            return;
        };
        if let Some(created) = facts.created {
            match u64::try_from(completed.saturating_sub(created)) {
                Ok(millis) => self.durations.add(millis, self.ends.latest, facts),
                Err(_) => self.uncounted.backwards += 1,
            }
        }
        let expires = completed.saturating_add(KEPT_FOR);
        if (completed..expires).contains(&self.as_of.millis) {
            self.outputs.count += 1;
            self.outputs.next.rank(expires, self.ends.next, facts);
        }
    }

    /// Takes in the ledger of other jobs.
    pub fn merge(&mut self, other: Ledger) {
        self.requested.merge(other.requested);
        self.retrieved.merge(other.retrieved);
        self.largest.merge(other.largest);
        self.durations.merge(other.durations);
        self.failures.merge(other.failures);
        self.in_progress.merge(&other.in_progress);
        self.outputs.count += other.outputs.count;
        self.outputs.next.merge(other.outputs.next);
        self.inventories.merge(other.inventories);
        self.by_vault.merge(other.by_vault);
        self.created.merge(other.created);
        self.uncounted.merge(&other.uncounted);
        self.retrievals.merge(other.retrievals);
    }

    /// Takes out jobs that were entered. Of what names single jobs too little may be left then; see
    /// [`Ledger::lacks`].
    pub fn take_out(&mut self, other: &Ledger) {
        self.requested.take_out(&other.requested);
        self.retrieved.take_out(&other.retrieved);
        self.largest.take_out(&other.largest);
        self.durations.take_out(&other.durations);
        self.failures.take_out(&other.failures);
        self.in_progress.take_out(&other.in_progress);
        self.outputs.count = self.outputs.count.saturating_sub(other.outputs.count);
        self.outputs.next.take_out(&other.outputs.next);
        self.inventories.take_out(&other.inventories);
        self.by_vault.take_out(&other.by_vault);
        self.created.take_out(&other.created);
        self.uncounted.take_out(&other.uncounted);
        self.retrievals.take_out(&other.retrievals);
    }

    /// Whether jobs should be named that were given up for others which were taken out: then only a new
    /// ledger names the right ones.
    #[must_use]
    pub fn lacks(&self) -> bool {
        self.largest.lacks(SHOWN)
            || self.outputs.next.lacks(SHOWN)
            || self.durations.lacks()
            || self.inventories.lacks()
    }
}

/// What is read off it.
impl Ledger {
    /// What ages and what expires are seen from.
    #[must_use]
    pub fn as_of(&self) -> Timestamp {
        self.as_of.time
    }

    /// The bytes that archive retrievals asked for, by the day of creation.
    #[must_use]
    pub fn requested(&self) -> &Volumes {
        &self.requested
    }

    /// The bytes of those that succeeded, by the day of completion.
    #[must_use]
    pub fn retrieved(&self) -> &Volumes {
        &self.retrieved
    }

    /// Archive retrievals by `VaultARN`, which is empty where there is none, and by tier.
    pub fn by_vault(&self) -> impl Iterator<Item = (&str, &BySpeed<Work>)> {
        self.by_vault.iter().map(|(vault, work)| (vault.as_str(), work))
    }

    /// Jobs by the day of their creation, in UTC and counted from 1970-01-01, in order, and by status.
    pub fn created(&self) -> impl Iterator<Item = (i64, &Statuses)> {
        self.created.iter().map(|(day, statuses)| (*day, statuses))
    }

    /// The largest retrievals, ranked by the bytes asked for.
    pub fn largest(&self) -> impl Iterator<Item = &Ranked<Reverse<u64>>> {
        self.largest.shown()
    }

    /// How long succeeded archive and inventory retrievals took.
    #[must_use]
    pub fn durations(&self) -> &Durations {
        &self.durations
    }

    /// Why jobs failed.
    #[must_use]
    pub fn failures(&self) -> &Failures {
        &self.failures
    }

    /// How old jobs in progress are.
    #[must_use]
    pub fn in_progress(&self) -> &Ages {
        &self.in_progress
    }

    /// What can still be downloaded.
    #[must_use]
    pub fn outputs(&self) -> &Outputs {
        &self.outputs
    }

    /// Inventory retrievals.
    #[must_use]
    pub fn inventories(&self) -> &Inventories {
        &self.inventories
    }

    /// Archive retrievals one by one: what is made of them is [`coverage`](crate::coverage)'s matter.
    #[must_use]
    pub fn retrievals(&self) -> &Retrievals {
        &self.retrievals
    }

    /// What could not be counted.
    #[must_use]
    pub fn uncounted(&self) -> &Uncounted {
        &self.uncounted
    }
}
