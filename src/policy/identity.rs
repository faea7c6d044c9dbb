//! What makes a finding the same in a dump that was paged, formatted or put into another file anew.
//!
//! A job is the same wherever it is saved, so what is wrong with it is known by its vault, its JobId and
//! the field; what is wrong with a page by the file and the token that the page ends with.

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

use crate::audit::Located;
use crate::finding::Finding;

/// By what a finding is known again. Several findings may share one, such as two keys of a page that
/// nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// The id of the rule.
    pub rule: &'static str,
    /// What it is about.
    pub about: About,
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A job.
    Job {
        /// Its `VaultARN`, if it has one.
        vault_arn: Option<String>,
        /// Its `JobId`.
        job_id: String,
        /// The JSON pointer in the job: `/Tier`.
        pointer: String,
    },
    /// A page, a document, or a job without an identifier.
    Place {
        /// The file, as seen from the root.
        path: String,
        /// The token that the page ends with.
        token: Option<String>,
    },
}

impl Identity {
    /// The identity of a finding in the file of this path, as seen from the root.
    #[must_use]
    pub fn of(located: &Located, path: &str) -> Self {
        let Finding { rule, place, job_id, vault_arn, token, .. } = &located.finding;
        let about = match job_id {
            Some(job_id) => About::Job {
                vault_arn: vault_arn.clone(),
                job_id: job_id.clone(),
                pointer: place.pointer_in_job().to_owned(),
            },
            None => About::Place { path: path.to_owned(), token: token.clone() },
        };
        Identity { rule: rule.id, about }
    }

    /// The same in 32 hexadecimal digits, on every machine and in every release.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let parts = match &self.about {
            About::Job { vault_arn, job_id, pointer } => {
                ["job", self.rule, vault_arn.as_deref().unwrap_or_default(), job_id, pointer]
            }
            About::Place { path, token } => {
                ["place", self.rule, path, token.as_deref().unwrap_or_default(), ""]
            }
        };
        digest(&parts)
    }
}

/// 128 bits of texts, none of which can be taken for a part of the next.
#[must_use]
pub(crate) fn digest(parts: &[&str]) -> String {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    let [high, low] = [1, 2].map(|seed| rapidhash_v3_seeded(&bytes, &RapidSecrets::seed(seed)));
    format!("{high:016x}{low:016x}")
}
