//! Exit statuses, decided in one place.

use std::io;
use std::process::ExitCode;

use crate::complaint::complain;

/// What the statuses mean, for help and manual.
pub const EXIT_STATUS: &str = "0 nothing at or above the failing level, 1 findings, 2 the run itself failed \
    (bad usage, a path that cannot be read, an output that cannot be written)";

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing at or above the failing level.
    Clean,
    /// Findings.
    Findings,
    /// The run itself failed, at least in part.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Failed => 2,
        })
    }
}

/// The status of a run that may have failed to write: whoever closes a pipe has seen enough.
pub fn of(result: io::Result<Status>) -> Status {
    match result {
        Ok(status) => status,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Clean,
        Err(error) => {
            complain(&format!("cannot write the result: {error}"));
            Status::Failed
        }
    }
}
