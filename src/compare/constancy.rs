//! What Glacier may change about a job, and until when.

/// How long a member of a job stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Constancy {
    /// From creation on: it says what was asked for.
    Always,
    /// From when it is set on, and when the job has ended in any case.
    OnceSet,
    /// When the job has ended.
    OnceEnded,
    /// As long as the job has not ended: it says how far the job is.
    Progress,
}

impl Constancy {
    /// That of the member at a JSON pointer in the job.
    ///
    /// Source: API reference, `GlacierJobDescription`. By the documentation `SHA256TreeHash` is null until the
    /// job has ended; real responses have it from the start. The `Marker` of an inventory, and the path
    /// that output is at, are what came of the job.
    pub fn of(pointer: &str) -> Self {
        match pointer {
            "/Completed" | "/StatusCode" => Constancy::Progress,
            "/CompletionDate" | "/SHA256TreeHash" | "/JobOutputPath" => Constancy::OnceSet,
            "/StatusMessage" | "/InventorySizeInBytes" | "/InventoryRetrievalParameters/Marker" => {
                Constancy::OnceEnded
            }
            _ => Constancy::Always,
        }
    }
}
