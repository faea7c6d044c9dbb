//! How far a job is.

use std::fmt;

use crate::model::{Job, StatusCode};

/// How far a job is, by its `StatusCode`, or else by `Completed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It is in progress.
    InProgress,
    /// It has ended, and succeeded.
    Succeeded,
    /// It has ended, and failed.
    Failed,
    /// It has ended; how, cannot be read.
    Ended,
    /// Nothing of it can be read.
    Unknown,
}

impl Status {
    /// Each of them.
    pub const ALL: [Status; 5] =
        [Status::InProgress, Status::Succeeded, Status::Failed, Status::Ended, Status::Unknown];

    pub(super) fn of(job: &Job<'_>) -> Self {
        let code = job.status_code().value().and_then(|text| text.decode().parse().ok());
        match (code, job.completed().value()) {
            (Some(StatusCode::InProgress), _) | (None, Some(false)) => Status::InProgress,
            (Some(StatusCode::Succeeded), _) => Status::Succeeded,
            (Some(StatusCode::Failed), _) => Status::Failed,
            (None, Some(true)) => Status::Ended,
            (None, None) => Status::Unknown,
        }
    }

    /// Whether the job has ended, well or not.
    #[must_use]
    pub fn has_ended(self) -> bool {
        matches!(self, Status::Succeeded | Status::Failed | Status::Ended)
    }

    /// The name, as it is written for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Status::InProgress => "in progress",
            Status::Succeeded => "succeeded",
            Status::Failed => "failed",
            Status::Ended => "ended",
            Status::Unknown => "unknown",
        }
    }

    /// The name, as it is written for programs: Glacier's own, where it has one.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Status::InProgress => StatusCode::InProgress.as_str(),
            Status::Succeeded => StatusCode::Succeeded.as_str(),
            Status::Failed => StatusCode::Failed.as_str(),
            Status::Ended => "ended",
            Status::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}
