//! What `report --compare` tells of, in every form.

use super::figures::{counted, grouped};
use crate::compare::{
    Comparison, Counts, Course, Followed, NotCompared, Side, Snapshot, SnapshotJob, Status, Value,
    VaultSide, VaultSides,
};
use crate::dump::Skipped;
use crate::model::VaultArn;

/// All that a report of a comparison is made of.
#[derive(Clone, Copy, Debug)]
pub struct CompareReport<'a, 's> {
    /// What happened.
    pub comparison: &'a Comparison<'s>,
    /// What of folders was not read, for the old snapshot.
    pub skipped_old: Skipped,
    /// The same for the new one.
    pub skipped_new: Skipped,
}

impl<'a, 's> CompareReport<'a, 's> {
    /// That of a comparison for which everything was read.
    #[must_use]
    pub fn of(comparison: &'a Comparison<'s>) -> Self {
        let (skipped_old, skipped_new) = (Skipped::default(), Skipped::default());
        CompareReport { comparison, skipped_old, skipped_new }
    }
}

/// Jobs that are named together for people.
pub(super) struct Section {
    /// What became of them.
    pub course: Course,
    /// Of jobs that have vanished, whether these had ended.
    pub had_ended: Option<bool>,
    /// What is said of them after their number.
    pub title: &'static str,
    /// What to think of them, if that is not plain.
    pub advice: Option<&'static str>,
}

impl Section {
    const fn of(course: Course, title: &'static str) -> Self {
        Section { course, had_ended: None, title, advice: None }
    }

    /// How many jobs it has.
    pub fn count(&self, counts: &Counts) -> u64 {
        let is_here = |status: &Status| Some(status.has_ended()) == self.had_ended;
        match self.had_ended {
            None => counts.of(self.course),
            Some(_) => {
                let statuses = Status::ALL.into_iter().filter(is_here);
                statuses.map(|status| counts.vanished_with(status)).sum()
            }
        }
    }

    /// The jobs.
    pub fn jobs<'s>(&self, comparison: &Comparison<'s>) -> impl Iterator<Item = Followed<'s>> {
        let had_ended = self.had_ended;
        let is_here = move |job: &Followed<'s>| {
            had_ended.is_none_or(|had_ended| job.latest().status().has_ended() == had_ended)
        };
        comparison.jobs(self.course).filter(is_here)
    }
}

/// All sections, in the order in which they are told. What is altered or impossible is among what
/// contradicts, and what is unchanged is only counted.
pub(super) const SECTIONS: [Section; 7] = [
    Section {
        course: Course::Vanished,
        had_ended: Some(false),
        title: "vanished, though not ended when last listed",
        advice: Some(
            "A job that vanishes has ended, and Glacier has listed it for a day or more after that: \
             between the two snapshots, if they are so far apart.",
        ),
    },
    Section::of(Course::Failed, "failed"),
    Section {
        course: Course::Vanished,
        had_ended: Some(true),
        title: "vanished, ended when last listed",
        advice: Some(
            "Glacier lists an ended job for some 24 hours to days, so that is as it should be.",
        ),
    },
    Section::of(Course::New, "new"),
    Section::of(Course::Finished, "finished"),
    Section::of(Course::InProgress, "still in progress"),
    Section::of(Course::Unclear, "unclear"),
];

/// What to think of jobs that contradict what they were.
pub(super) const OF_CONTRADICTIONS: &str = "Glacier changes none of this: one of the snapshots was \
    altered, or they are the wrong way round.";

/// `7 jobs in 3 files`.
pub(super) fn head(snapshot: &Snapshot) -> String {
    let jobs = counted(snapshot.jobs().len() as u64, "job");
    format!("{jobs} in {}", counted(snapshot.files().len() as u64, "file"))
}

/// What is to be known of a snapshot, in sentences without their stops.
pub(super) fn remarks(snapshot: &Snapshot) -> Vec<String> {
    let count = |count, noun, says: &str| (count > 0).then(|| counted(count, noun) + says);
    let partial = "not all of it could be read";
    [
        snapshot.is_partial().then(|| partial.to_owned()),
        count(snapshot.superseded(), "save", " came before the latest of a job, which counts"),
        count(snapshot.unfollowed(), "job", " without a JobId cannot be followed"),
        count(snapshot.unread(), "fault", " left jobs unread: `icecore check` shows where"),
        count(snapshot.incomplete(), "listing", " incomplete: `icecore pages` shows where"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What became of so many jobs, with their status where they are only in one snapshot.
pub(super) fn course(counts: &Counts, course: Course) -> String {
    let of = |status| match course {
        Course::New => counts.new_with(status),
        Course::Vanished => counts.vanished_with(status),
        _ => 0,
    };
    let parts: Vec<String> = Status::ALL
        .into_iter()
        .filter(|status| of(*status) > 0)
        .map(|status| format!("{} {status}", grouped(of(status))))
        .collect();
    let last = if course == Course::Vanished { " last" } else { "" };
    match parts.is_empty() {
        true => course.words().to_owned(),
        false => format!("{} ({}{last})", course.words(), parts.join(", ")),
    }
}

/// What a snapshot lacks of a vault, in words; nothing if it has all.
fn lacks(side: Option<VaultSide>) -> Option<&'static str> {
    let Some(side) = side else { return Some("has nothing of it") };
    let coverage = side.coverage;
    match () {
        () if side.is_whole => None,
        () if coverage.listings == 0 => Some("has no listing of it, only single jobs"),
        () if coverage.incomplete > 0 => Some("has no complete listing of it"),
        () if coverage.filtered > 0 => Some("was asked for jobs of one status only"),
        () => Some("has what could not be read, or is incomplete elsewhere"),
    }
}

/// Why a difference in a member says nothing.
pub(super) fn why_not_compared(not_compared: &NotCompared<'_>) -> String {
    let side = side(not_compared.side);
    match not_compared.is_placeholder {
        true => format!("a placeholder in {side}"),
        false => format!("nowhere in {side}, which may not have known it"),
    }
}

/// A snapshot, as it is called for people.
pub(super) fn side(side: Side) -> &'static str {
    match side {
        Side::Old => "OLD",
        Side::New => "NEW",
    }
}

/// The name of a vault, or its ARN where that is none.
pub(super) fn vault_name(arn: &str) -> String {
    match arn {
        "" => "(no vault)".to_owned(),
        arn => VaultArn::parse(arn).map_or(arn.to_owned(), |it| it.vault_name().to_owned()),
    }
}

/// What is told of a job besides its JobId and its place.
pub(super) fn about(job: &Followed<'_>) -> String {
    let latest = job.latest();
    let told = |pointer| latest.value(pointer).map(|value| value.to_string());
    let action = told("/Action").map(|action| match told("/Tier") {
        Some(tier) => format!("{action} ({tier})"),
        None => action,
    });
    let message = match latest.status() {
        Status::Failed => told("/StatusMessage").map(|message| format!("\"{message}\"")),
        _ => None,
    };
    let parts = [Some(vault_name(job.vault_arn())), action, Some(state(job)), message];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// How far a job is, or was last, and since when.
fn state(job: &Followed<'_>) -> String {
    let since = |job: SnapshotJob<'_>| {
        let (pointer, word) = match job.status().has_ended() {
            true => ("/CompletionDate", "at"),
            false => ("/CreationDate", "since"),
        };
        job.value(pointer).map_or(String::new(), |time| format!(" {word} {time}"))
    };
    let latest = job.latest();
    let state = format!("{}{}", latest.status(), since(latest));
    match (job.old, job.new, job.is_certain) {
        (Some(old), Some(new), _) if old.status().has_ended() && old.status() != new.status() => {
            format!("{state}, {} before", old.status())
        }
        (_, None, false) => format!("{state}, may still be listed"),
        (None, _, false) => format!("{state}, may have been listed before"),
        _ => state,
    }
}

/// Where a job stands: the name of the snapshot, the file, line and column.
pub(super) fn places(job: &Followed<'_>) -> Vec<(Side, String)> {
    let place = |job: SnapshotJob<'_>| {
        let position = job.position();
        format!("{}:{}:{}", job.file(), position.line, position.column)
    };
    let sides = [(Side::Old, job.old), (Side::New, job.new)];
    sides.into_iter().filter_map(|(side, job)| Some((side, place(job?)))).collect()
}

/// The value of a member.
pub(super) fn value(value: Option<&Value<'_>>) -> String {
    value.map_or_else(|| "not set".to_owned(), Value::to_string)
}

/// What each snapshot lacks of a vault, and what is not certain for that.
pub(super) fn doubts(vault: &VaultSides<'_>) -> Vec<String> {
    let old = lacks(vault.old).map(|lacks| format!("OLD {lacks}: what is new may not be"));
    let new =
        lacks(vault.new).map(|lacks| format!("NEW {lacks}: what vanished may still be listed"));
    old.into_iter().chain(new).collect()
}
