//! A job, as a table shows it.

use crate::json::Text;
use crate::ledger::Facts;
use crate::model::{Field, Job};

/// So many characters of a text are kept: as many as the longest documented value has.
const LONGEST: usize = 1024;

/// A job, as a table shows it: what it says, and what follows from that.
///
/// Texts are as they were saved, but for what goes beyond 1,024 characters; one that is unset is empty, and in
/// place of a value that is no text stands its JSON type, in brackets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobEntry {
    /// `JobId`.
    pub job_id: String,
    /// `JobDescription`.
    pub description: String,
    /// `Action`.
    pub action: String,
    /// `Tier`.
    pub tier: String,
    /// `StatusCode`.
    pub status: String,
    /// `StatusMessage`.
    pub message: String,
    /// `CreationDate`.
    pub creation_date: String,
    /// `CompletionDate`.
    pub completion_date: String,
    /// `RetrievalByteRange`.
    pub range: String,
    /// `ArchiveId`.
    pub archive_id: String,
    /// `VaultARN`.
    pub vault_arn: String,
    /// The bytes that an archive retrieval asks for: its range, or else the whole archive.
    pub bytes: Option<u128>,
    /// The time in `CreationDate`, in milliseconds since 1970.
    pub created: Option<i64>,
    /// The time in `CompletionDate`, in milliseconds since 1970.
    pub completed: Option<i64>,
}

impl JobEntry {
    /// That of a job.
    pub(super) fn of(job: &Job<'_>) -> Self {
        let facts = Facts::of_job(job);
        JobEntry {
            job_id: text(job.job_id()),
            description: text(job.job_description()),
            action: text(job.action()),
            tier: text(job.tier()),
            status: text(job.status_code()),
            message: text(job.status_message()),
            creation_date: text(job.creation_date()),
            completion_date: text(job.completion_date()),
            range: text(job.retrieval_byte_range()),
            archive_id: text(job.archive_id()),
            vault_arn: text(job.vault_arn()),
            bytes: facts.bytes(),
            created: facts.created(),
            completed: facts.completed(),
        }
    }

    /// From creation to completion, in milliseconds; `None` unless both are known and in this order.
    #[must_use]
    pub fn took(&self) -> Option<u64> {
        u64::try_from(self.completed?.saturating_sub(self.created?)).ok()
    }
}

fn text(field: &Field<'_, Text<'_>>) -> String {
    let text = match field {
        Field::Absent | Field::Null(_) => return String::new(),
        Field::Value(text, _) => text.decode(),
        Field::Malformed(malformed, _) => match &malformed.text {
            Some(text) => text.decode(),
            None => return format!("({})", malformed.found),
        },
    };
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
}
