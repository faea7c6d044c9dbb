//! `report --compare OLD NEW --format json`: what happened between two snapshots.
//!
//! `version` is 1. A job is the same by its `VaultARN` and `JobId`, or else by a `JobId` that only one job of each
//! has that is not in both: its vault is then among what changed. It counts once in each snapshot, in its
//! latest state: that of an ended job is later than one in progress, and of others the one saved last counts. With a
//! filter, jobs count that pass it in one of the two.
//!
//! - `old`, `new`: what was read for each. `files`; `saves`, jobs as often as they were saved; `jobs`, each
//!   once, before any filter; `superseded_saves`; `without_job_id`, jobs that have no JobId or a placeholder
//!   and so are in nothing of the following; `unread`, things that could not be read; `incomplete_listings`,
//!   and `complete`, whether there are none; `all_read`, whether all that was named could be read; `skipped`,
//!   files that folders held besides.
//! - `counts`: how many jobs took which course. Each job takes one. `new` and `vanished` are those that only
//!   one has, by their status (the last that is known) and in all; `finished` and `failed` were in progress before;
//!   `in_progress` still are; `unchanged` had ended and are as they were; `altered` had ended and have the
//!   same status, but contradict what they were in something else; `impossible` have ended and go on, or ended
//!   otherwise; of `unclear` ones a status cannot be read. `contradicting` counts jobs of any course
//!   that are in `contradictions`.
//! - `vaults`: by ARN (null where jobs have none) what each snapshot has: `jobs` that count, `listings`, how many of
//!   these are `incomplete`, and how many `filtered`, that is asked for by status; null where it has
//!   nothing. `new_certain`, `vanished_certain`: whether the other listing is whole, so that jobs that are only in
//!   one were not in the other.
//! - `contradictions`: jobs with `changes`, members that cannot have changed. `why` is `never_changes`
//!   (it says what was asked for), `was_set` (it stays once it is set), or `had_ended` (the job had ended). Null is
//!   what is not set; absent, null and what typed clients write for null are the same, and so are no tier and Standard.
//! - `not_compared`: members that differ in so many `jobs`, but say nothing, since `in` one of the
//!   snapshots they occur nowhere (`absent`: what saved it may not have known them), or there is a `placeholder`.
//! - `jobs`: those of each course but `unchanged`.
//!
//! A job has `vault_arn`, `job_id`, `action`, `tier`, `creation_date`, `completion_date` and `status_message` as
//! they are now, or were last; `old` and `new` with `status`, `file`, `line` and `column`, null where it
//! is not; and if it is in one only, `certain`. Statuses are Glacier's, or `ended` where it is not known how, or
//! `unknown`.
//!
//! Jobs are in the order of their vaults' ARNs, and then in that of the new listing, or of the old one for those
//! that vanished.

use std::collections::BTreeMap;
use std::io;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::compare_report::CompareReport;
use crate::compare::{
    Comparison, Contradiction, Counts, Course, Followed, Snapshot, SnapshotJob, Status, Value,
    VaultSide, VaultSides,
};
use crate::dump::Skipped;

#[derive(serde::Serialize)]
struct JsonComparison<'c, 's> {
    version: u32,
    old: JsonSnapshot,
    new: JsonSnapshot,
    counts: JsonCounts,
    vaults: Vec<JsonVault<'s>>,
    contradictions: Contradictions<'c, 's>,
    not_compared: Vec<JsonNotCompared<'s>>,
    jobs: JobsByCourse<'c, 's>,
}

#[derive(serde::Serialize)]
struct JsonSnapshot {
    files: usize,
    saves: u64,
    jobs: usize,
    superseded_saves: u64,
    without_job_id: u64,
    unread: u64,
    incomplete_listings: u64,
    complete: bool,
    all_read: bool,
    skipped: Skipped,
}

#[derive(serde::Serialize)]
struct JsonCounts {
    new: BTreeMap<&'static str, u64>,
    finished: u64,
    failed: u64,
    in_progress: u64,
    unchanged: u64,
    altered: u64,
    impossible: u64,
    unclear: u64,
    vanished: BTreeMap<&'static str, u64>,
    contradicting: u64,
}

#[derive(serde::Serialize)]
struct JsonVault<'s> {
    vault_arn: Option<&'s str>,
    old: Option<JsonSide>,
    new: Option<JsonSide>,
    new_certain: bool,
    vanished_certain: bool,
}

#[derive(serde::Serialize)]
struct JsonSide {
    jobs: u64,
    listings: u64,
    incomplete: u64,
    filtered: u64,
}

#[derive(serde::Serialize)]
struct JsonNotCompared<'s> {
    pointer: &'s str,
    r#in: &'static str,
    why: &'static str,
    jobs: u64,
}

#[derive(serde::Serialize)]
struct JsonJob<'s> {
    vault_arn: Option<&'s str>,
    job_id: std::borrow::Cow<'s, str>,
    action: Option<Value<'s>>,
    tier: Option<Value<'s>>,
    creation_date: Option<Value<'s>>,
    completion_date: Option<Value<'s>>,
    status_message: Option<Value<'s>>,
    old: Option<JsonSave<'s>>,
    new: Option<JsonSave<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certain: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<JsonChange<'s>>>,
}

#[derive(serde::Serialize)]
struct JsonSave<'s> {
    status: &'static str,
    file: &'s str,
    line: usize,
    column: usize,
}

#[derive(serde::Serialize)]
struct JsonChange<'s> {
    pointer: &'s str,
    old: Option<Value<'s>>,
    new: Option<Value<'s>>,
    why: &'static str,
}

/// Writes the comparison as JSON. Jobs are written one by one.
///
/// # Errors
/// What the writer says.
pub fn write_compare_json(
    out: &mut dyn io::Write,
    report: &CompareReport<'_, '_>,
) -> io::Result<()> {
    let comparison = report.comparison;
    let not_compared = comparison.not_compared().iter();
    let written = JsonComparison {
        version: 1,
        old: JsonSnapshot::of(comparison.old(), report.skipped_old),
        new: JsonSnapshot::of(comparison.new_snapshot(), report.skipped_new),
        counts: JsonCounts::of(comparison.counts()),
        vaults: comparison.vaults().iter().map(JsonVault::of).collect(),
        contradictions: Contradictions(comparison),
        not_compared: not_compared
            .map(|(it, jobs)| JsonNotCompared {
                pointer: it.pointer,
                r#in: it.side.as_str(),
                why: if it.is_placeholder { "placeholder" } else { "absent" },
                jobs: *jobs,
            })
            .collect(),
        jobs: JobsByCourse(comparison),
    };
    serde_json::to_writer_pretty(&mut *out, &written)?;
    out.write_all(b"\n")
}

impl JsonSnapshot {
    fn of(snapshot: &Snapshot, skipped: Skipped) -> Self {
        JsonSnapshot {
            files: snapshot.files().len(),
            saves: snapshot.saves(),
            jobs: snapshot.jobs().len(),
            superseded_saves: snapshot.superseded(),
            without_job_id: snapshot.unfollowed(),
            unread: snapshot.unread(),
            incomplete_listings: snapshot.incomplete(),
            complete: snapshot.incomplete() == 0,
            all_read: !snapshot.is_partial() && snapshot.unread() == 0,
            skipped,
        }
    }
}

impl JsonCounts {
    fn of(counts: &Counts) -> Self {
        let by_status = |all, of: &dyn Fn(Status) -> u64| {
            let told = Status::ALL.into_iter().map(|status| (status.as_str(), of(status)));
            told.chain([("total", all)]).collect()
        };
        JsonCounts {
            new: by_status(counts.of(Course::New), &|status| counts.new_with(status)),
            finished: counts.of(Course::Finished),
            failed: counts.of(Course::Failed),
            in_progress: counts.of(Course::InProgress),
            unchanged: counts.of(Course::Unchanged),
            altered: counts.of(Course::Altered),
            impossible: counts.of(Course::Impossible),
            unclear: counts.of(Course::Unclear),
            vanished: by_status(counts.of(Course::Vanished), &|status| {
                counts.vanished_with(status)
            }),
            contradicting: counts.contradicting(),
        }
    }
}

impl<'s> JsonVault<'s> {
    fn of(vault: &VaultSides<'s>) -> Self {
        JsonVault {
            vault_arn: told(vault.arn),
            old: vault.old.map(JsonSide::of),
            new: vault.new.map(JsonSide::of),
            new_certain: vault.are_new_certain(),
            vanished_certain: vault.are_vanished_certain(),
        }
    }
}

impl JsonSide {
    fn of(VaultSide { jobs, coverage, .. }: VaultSide) -> Self {
        JsonSide {
            jobs,
            listings: coverage.listings,
            incomplete: coverage.incomplete,
            filtered: coverage.filtered,
        }
    }
}

impl<'s> JsonJob<'s> {
    fn of(job: Followed<'s>, changes: Option<Vec<Contradiction<'s>>>) -> Self {
        let latest = job.latest();
        let is_in_both = job.old.is_some() && job.new.is_some();
        JsonJob {
            vault_arn: told(job.vault_arn()),
            job_id: job.job_id(),
            action: latest.value("/Action"),
            tier: latest.value("/Tier"),
            creation_date: latest.value("/CreationDate"),
            completion_date: latest.value("/CompletionDate"),
            status_message: latest.value("/StatusMessage"),
            old: job.old.map(JsonSave::of),
            new: job.new.map(JsonSave::of),
            certain: (!is_in_both).then_some(job.is_certain),
            changes: changes.map(|changes| changes.into_iter().map(JsonChange::of).collect()),
        }
    }
}

impl<'s> JsonSave<'s> {
    fn of(job: SnapshotJob<'s>) -> Self {
        let (file, position) = (job.file(), job.position());
        JsonSave {
            status: job.status().as_str(),
            file,
            line: position.line,
            column: position.column,
        }
    }
}

impl<'s> JsonChange<'s> {
    fn of(Contradiction { pointer, old, new, why }: Contradiction<'s>) -> Self {
        JsonChange { pointer, old, new, why: why.as_str() }
    }
}

/// An ARN, if there is one.
fn told(arn: &str) -> Option<&str> {
    (!arn.is_empty()).then_some(arn)
}

struct Contradictions<'c, 's>(&'c Comparison<'s>);

impl Serialize for Contradictions<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let contradictions = self.0.contradictions();
        serializer.collect_seq(contradictions.map(|(job, changes)| JsonJob::of(job, Some(changes))))
    }
}

struct JobsByCourse<'c, 's>(&'c Comparison<'s>);

impl Serialize for JobsByCourse<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for course in Course::ALL.into_iter().filter(|course| *course != Course::Unchanged) {
            map.serialize_entry(course.as_str(), &JobsOf(self.0, course))?;
        }
        map.end()
    }
}

struct JobsOf<'c, 's>(&'c Comparison<'s>, Course);

impl Serialize for JobsOf<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.jobs(self.1).map(|job| JsonJob::of(job, None)))
    }
}
