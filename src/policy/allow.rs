//! What is allowed, and why.

use super::patterns::Patterns;
use crate::audit::Located;

/// Findings that are not to be told: those that all that is given here holds for.
#[derive(Clone, Debug)]
pub struct Allow {
    /// The id of the rule.
    pub rule: &'static str,
    /// The files, as seen from the root; all, if there is none.
    pub path: Option<Patterns>,
    /// The job.
    pub job_id: Option<String>,
    /// The JSON pointer, in the job or in the document.
    pub pointer: Option<String>,
    /// The line of the configuration where it stands, from 1.
    pub line: usize,
    /// Why it is allowed: for whoever reads the file, or is told that nothing is allowed by it any longer.
    pub reason: String,
}

impl Allow {
    /// Whether it is about a file of this path.
    #[must_use]
    pub fn is_about(&self, path: &str) -> bool {
        self.path.as_ref().is_none_or(|patterns| patterns.matches(path))
    }

    /// Whether it allows a finding in such a file.
    #[must_use]
    pub fn allows(&self, located: &Located, path: &str) -> bool {
        let finding = &located.finding;
        let is_job = |id: &String| finding.job_id.as_ref() == Some(id);
        let is_there = |pointer: &String| {
            *pointer == finding.place.pointer || pointer == finding.place.pointer_in_job()
        };
        self.rule == finding.rule.id
            && self.job_id.as_ref().is_none_or(is_job)
            && self.pointer.as_ref().is_none_or(is_there)
            && self.is_about(path)
    }
}
