//! What the ledger has to know of a job.

use std::borrow::Cow;
use std::str::FromStr;

use super::asked::{Asked, Request, tree_hash};
use super::speed::Speed;
use crate::decode::fast::{Coded, Column, Row};
use crate::json::Text;
use crate::model::{
    Action, ByteRange, Field, Job, Kind, StatusCode, Tier, Timestamp, TreeHash, is_placeholder,
};

/// What the ledger has to know of a job, whichever way it was read. What cannot be read is `None`, or
/// an empty text; texts are read where somebody asks, since they matter of few jobs.
#[derive(Clone, Debug)]
pub struct Facts<'f> {
    pub(super) action: Option<Action>,
    pub(super) status: Option<StatusCode>,
    pub(super) speed: Speed,
    /// The bytes that an archive retrieval asks for: its range, or else the whole archive.
    pub(super) bytes: Option<u128>,
    /// What it asks for of which archive.
    pub(super) request: Option<Request<'f>>,
    /// In milliseconds since 1970, as the next.
    pub(super) created: Option<i64>,
    pub(super) completed: Option<i64>,
    /// Whether the bytes that it was read from are those of a file, and no copy of a part of them.
    pub(super) is_of_file: bool,
    /// The hash of its ArchiveId by the key of the ledger, if it is known already.
    pub(super) archive: Option<u64>,
    texts: Texts<'f>,
}

/// Where the texts of a job are.
#[derive(Clone, Copy, Debug)]
enum Texts<'f> {
    Job(&'f Job<'f>),
    /// A row, and what it was read from.
    Row(&'f Row, &'f [u8]),
}

impl<'f> Facts<'f> {
    /// Those of a job that was read the plain way.
    #[must_use]
    pub fn of_job(job: &'f Job<'f>) -> Self {
        let action = parsed::<Action>(job.action());
        let status = parsed(job.status_code());
        let tier = match job.tier() {
            field if field.is_unset() => Some(Tier::Standard),
            field => parsed(field),
        };
        let range = parsed::<ByteRange>(job.retrieval_byte_range()).map(ByteRange::bytes);
        let whole = job.archive_size_in_bytes().value().map(|size| u128::from(*size));
        let bytes = range.or(whole.filter(|_| job.retrieval_byte_range().is_unset()));
        let is_archive = action == Some(Action::ArchiveRetrieval);
        Facts {
            action,
            status,
            speed: Speed::of(action, tier),
            bytes: bytes.filter(|_| is_archive),
            request: is_archive.then(|| request_of_job(job)),
            created: time(job.creation_date()),
            completed: time(job.completion_date()),
            is_of_file: false,
            archive: None,
            texts: Texts::Job(job),
        }
    }

    /// Those of a job that the fast path read from `bytes`, and to which no rule objects.
    #[must_use]
    #[inline]
    pub fn of_row(row: &'f Row, bytes: &'f [u8]) -> Self {
        let action = ACTIONS[row.code(Coded::Action)];
        let status = STATUSES[row.code(Coded::StatusCode)];
        let tier = match row.is_set(Column::Tier) {
            false => Some(Tier::Standard),
            true => TIERS[row.code(Coded::Tier)],
        };
        let size = || row.archive_size().map(u128::from);
        let requested = || row.range().map(ByteRange::bytes).or_else(size);
        let is_archive = action == Some(Action::ArchiveRetrieval);
        Facts {
            action,
            status,
            speed: Speed::of(action, tier),
            bytes: if is_archive { requested() } else { None },
            request: is_archive.then(|| request_of_row(row, bytes)),
            created: row.created(),
            completed: row.completed(),
            is_of_file: false,
            archive: None,
            texts: Texts::Row(row, bytes),
        }
    }

    /// The bytes that an archive retrieval asks for: its range, or else the whole archive.
    #[must_use]
    pub fn bytes(&self) -> Option<u128> {
        self.bytes
    }

    /// When the job was created, in milliseconds since 1970.
    #[must_use]
    pub fn created(&self) -> Option<i64> {
        self.created
    }

    /// When it was completed, in milliseconds since 1970.
    #[must_use]
    pub fn completed(&self) -> Option<i64> {
        self.completed
    }

    /// The same with the hash of the ArchiveId, which somebody has taken already by the key of the ledger.
    #[must_use]
    #[inline(always)]
    pub(crate) fn archive(mut self, hash: Option<u64>) -> Self {
        self.archive = hash;
        self
    }

    /// The same of a job whose offsets are those of a file, or of a part of one, if that is so: what stands
    /// there need not be kept.
    #[must_use]
    #[inline(always)]
    pub(crate) fn of_file(mut self, is_of_file: bool) -> Self {
        self.is_of_file = is_of_file;
        self
    }

    pub(super) fn job_id(&self) -> Cow<'f, [u8]> {
        self.text(Column::JobId, Job::job_id)
    }

    pub(super) fn vault_arn(&self) -> Cow<'f, [u8]> {
        self.text(Column::VaultArn, Job::vault_arn)
    }

    pub(super) fn message(&self) -> Cow<'f, [u8]> {
        self.text(Column::StatusMessage, Job::status_message)
    }

    #[inline]
    fn text(
        &self,
        column: Column,
        field: impl FnOnce(&'f Job<'f>) -> &'f Field<'f, Text<'f>>,
    ) -> Cow<'f, [u8]> {
        match self.texts {
            Texts::Job(job) => text(field(job)),
            Texts::Row(row, bytes) if row.is_set(column) => row.decoded(column, bytes),
            Texts::Row(..) => Cow::default(),
        }
    }
}

fn request_of_job<'f>(job: &'f Job<'_>) -> Request<'f> {
    let asked = match job.retrieval_byte_range() {
        field if field.is_unset() => Asked::Whole,
        field => parsed(field).map_or(Asked::Unknown, Asked::Range),
    };
    let archive_id = text(job.archive_id());
    let is_placeholder = is_placeholder(read(&archive_id), Kind::ArchiveId);
    let size = job.archive_size_in_bytes().value().copied();
    let of_archive = hash(job.archive_sha256_tree_hash());
    let of_output = || hash(job.sha256_tree_hash()).filter(|_| asked.is_whole(size));
    // What is borrowed stands between the quotes as it is meant.
    let is_plain = matches!(archive_id, Cow::Borrowed(_));
    let span = job.archive_id().span().filter(|_| is_plain);
    Request {
        at: span.map(|span| span.start + 1),
        archive_id: if is_placeholder { Cow::default() } else { archive_id },
        asked,
        size,
        tree_hash: of_archive.or_else(of_output),
    }
}

#[inline]
fn request_of_row<'f>(row: &Row, bytes: &'f [u8]) -> Request<'f> {
    let asked = match row.is_set(Column::RetrievalByteRange) {
        false => Asked::Whole,
        true => row.range().map_or(Asked::Unknown, Asked::Range),
    };
    let size = row.archive_size();
    let hash = |column: Column| row.is_formed(column).then(|| tree_hash(row.text(column, bytes)));
    let of_output = || hash(Column::Sha256TreeHash).filter(|_| asked.is_whole(size));
    Request {
        at: row.offset(Column::ArchiveId),
        archive_id: match row.is_formed(Column::ArchiveId) {
            true => row.decoded(Column::ArchiveId, bytes),
            false => Cow::default(),
        },
        asked,
        size,
        tree_hash: hash(Column::ArchiveSha256TreeHash).or_else(of_output),
    }
}

/// The fingerprint of a tree hash that is none in form only.
fn hash(field: &Field<'_, Text<'_>>) -> Option<u32> {
    let text = field.value()?.decode();
    let is_hash = text.parse::<TreeHash>().is_ok() && !is_placeholder(&text, Kind::TreeHash);
    is_hash.then(|| tree_hash(text.as_bytes()))
}

/// Documented values by their code.
const ACTIONS: [Option<Action>; 4] =
    [None, Some(Action::ArchiveRetrieval), Some(Action::InventoryRetrieval), Some(Action::Select)];
const STATUSES: [Option<StatusCode>; 4] =
    [None, Some(StatusCode::InProgress), Some(StatusCode::Succeeded), Some(StatusCode::Failed)];
const TIERS: [Option<Tier>; 4] =
    [None, Some(Tier::Expedited), Some(Tier::Standard), Some(Tier::Bulk)];

fn parsed<T: FromStr>(field: &Field<'_, Text<'_>>) -> Option<T> {
    field.value()?.decode().parse().ok()
}

/// A time; that of the year 1 is .NET's way to write null.
fn time(field: &Field<'_, Text<'_>>) -> Option<i64> {
    parsed::<Timestamp>(field).filter(|time| time.utc().year() > 1).map(Timestamp::unix_millis)
}

/// A text of a job; all that was read is UTF-8.
pub(super) fn read(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn text<'f>(field: &'f Field<'_, Text<'_>>) -> Cow<'f, [u8]> {
    match field.value().map(Text::decode) {
        Some(Cow::Borrowed(text)) => Cow::Borrowed(text.as_bytes()),
        Some(Cow::Owned(text)) => Cow::Owned(text.into_bytes()),
        None => Cow::default(),
    }
}
