//! What is kept of each job: 48 bytes, however many fields it has.
//!
//! Stitching compares jobs; it never needs to see them. So each becomes a few fingerprints, taken
//! while the job is read. Two saves of one job agree in all of them whatever the order of keys, the
//! white space, or whether nulls were kept.

use super::fingerprint::{Fingerprints, half, of_member, of_number, then};
use crate::json::Text;
use crate::model::{
    Action, Field, Job, Kind, Member, Oddity, State, StatusCode, Timestamp, TreeHash, VaultArn,
    View, Visit, is_archive_id, is_placeholder, is_plain,
};

/// The fingerprints of a job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobKey {
    /// Of the JobId; 0 where it is missing or a placeholder, which identifies nothing.
    pub id: u128,
    /// Of everything documented; the two lowest bits are the [`Progress`].
    pub(super) content: u64,
    /// Of what never changes: Action, ArchiveId, CreationDate and VaultARN; 0 where one is not of its
    /// form, which is another rule's matter.
    pub immutable: u64,
    /// Of the ArchiveId; 0 where there is none.
    pub archive: u64,
    /// Of ArchiveSizeInBytes; 0 where there is none.
    pub archive_size: u32,
    /// Of ArchiveSHA256TreeHash; 0 where there is none.
    pub archive_tree_hash: u32,
}

/// How far a job is, as far as can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It cannot be read.
    Unknown,
    /// In progress.
    InProgress,
    /// Ended, well or not.
    Ended,
}

impl Progress {
    /// How far a job is; where its fields contradict each other, that is another rule's.
    pub(crate) fn of(job: &Job<'_>) -> Self {
        let status = job.status_code().value().and_then(|text| text.decode().parse().ok());
        match (status, job.completed().value()) {
            (Some(StatusCode::InProgress), Some(false) | None) | (None, Some(false)) => {
                Progress::InProgress
            }
            (Some(StatusCode::Succeeded | StatusCode::Failed), Some(true) | None)
            | (None, Some(true)) => Progress::Ended,
            _ => Progress::Unknown,
        }
    }
}

impl JobKey {
    /// Whether both are the same job in the same state.
    pub(super) fn is_same(&self, other: &JobKey) -> bool {
        self.id == other.id && self.content == other.content
    }

    /// How far the job is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        match self.content & 0b11 {
            1 => Progress::InProgress,
            2 => Progress::Ended,
            _ => Progress::Unknown,
        }
    }
}

/// The fingerprint of a content, with how far the job is in its two lowest bits.
#[inline]
pub(super) fn with_progress(content: u64, progress: Progress) -> u64 {
    content & !0b11 | progress as u64
}

impl Fingerprints {
    /// Those of a job.
    pub(super) fn of_job(&self, job: &Job<'_>) -> JobKey {
        let archive = self.sound(job.archive_id(), Kind::ArchiveId, is_archive_id);
        JobKey {
            id: self.id(job.job_id()),
            content: with_progress(self.content(job), Progress::of(job)),
            immutable: self.immutable(job, archive).unwrap_or(0),
            archive: archive.unwrap_or(0),
            archive_size: job
                .archive_size_in_bytes()
                .value()
                .map_or(0, |size| half(of_number(*size))),
            archive_tree_hash: self.tree_hash(job.archive_sha256_tree_hash()),
        }
    }

    /// The fingerprint of a JobId, or of a Marker that may be one.
    pub(super) fn id_of(&self, text: &str) -> u128 {
        self.long(text.as_bytes())
    }

    fn id(&self, field: &Field<'_, Text<'_>>) -> u128 {
        match field.value().map(Text::decode) {
            Some(text) if !text.is_empty() && !is_placeholder(&text, Kind::JobId) => {
                self.id_of(&text)
            }
            _ => 0,
        }
    }

    /// The fingerprint of a text that has its form and is no placeholder.
    fn sound(
        &self,
        field: &Field<'_, Text<'_>>,
        kind: Kind,
        has_form: impl FnOnce(&str) -> bool,
    ) -> Option<u64> {
        let text = field.value()?.decode();
        let is_sound = is_plain(&text, kind) || has_form(&text) && !is_placeholder(&text, kind);
        is_sound.then(|| self.of_value(&text, kind))
    }

    fn tree_hash(&self, field: &Field<'_, Text<'_>>) -> u32 {
        let has_form = |text: &str| text.parse::<TreeHash>().is_ok();
        self.sound(field, Kind::TreeHash, has_form).map_or(0, half)
    }

    fn immutable(&self, job: &Job<'_>, archive: Option<u64>) -> Option<u64> {
        let is_date = |text: &str| text.parse::<Timestamp>().is_ok_and(Timestamp::has_milliseconds);
        let is_vault = |text: &str| VaultArn::parse(text).is_ok();
        let archive = match job.archive_id() {
            field if field.is_unset() => 0,
            _ => archive?,
        };
        Some(unchanging(
            self.sound(job.action(), Kind::Enum(Action::VALUES), |_| false)?,
            self.sound(job.creation_date(), Kind::JobDate, is_date)?,
            self.sound(job.vault_arn(), Kind::VaultArn, is_vault)?,
            archive,
        ))
    }

    fn content(&self, job: &Job<'_>) -> u64 {
        let mut content = Content { fingerprints: self, sum: 0 };
        job.visit(None, &mut content);
        content.sum
    }
}

/// The fingerprint of what never changes, from those of its parts.
#[inline]
pub(super) fn unchanging(action: u64, created: u64, vault: u64, archive: u64) -> u64 {
    then(then(then(action, created), vault), archive).max(1)
}

/// Adds up the members that are set: the keys' order in the text does not count, and null is absent.
struct Content<'f> {
    fingerprints: &'f Fingerprints,
    sum: u64,
}

impl<'m, 'a> Visit<'m, 'a> for Content<'_> {
    fn member(&mut self, member: Member<'m, 'a>) {
        let value = match member.state {
            State::Absent | State::Null => return,
            State::Nested => 0,
            State::Text(text) => self.fingerprints.of_value(&text.decode(), member.kind),
            State::Integer(value) => value,
            State::Boolean(value) => u64::from(value),
            State::Malformed(malformed) => {
                let text = malformed.text.as_ref();
                let of_text = |text: &Text<'_>| self.fingerprints.of_text(text.decode().as_bytes());
                then(malformed.found as u64, text.map_or(0, of_text))
            }
        };
        let name = self.fingerprints.of_text(member.pointer.as_bytes());
        self.sum = self.sum.wrapping_add(of_member(name, value));
    }

    fn oddity(&mut self, _: &'m Oddity) {}

    fn wants_unset(&self) -> bool {
        false
    }
}
