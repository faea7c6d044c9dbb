//! What an output format of `check` is.

use std::io;

use crate::audit::{Form, Located, Summary};
use crate::dump::Skipped;

/// What is known at the end of a run, besides what was found.
#[derive(Clone, Copy, Debug)]
pub struct End<'e> {
    /// How much was judged.
    pub summary: &'e Summary,
    /// What folders held besides.
    pub skipped: Skipped,
    /// How long it took; `None` where output must not depend on it.
    pub elapsed: Option<std::time::Duration>,
}

/// An output format of `check`.
pub trait CheckReport {
    /// Writes one finding.
    ///
    /// # Errors
    /// What the writer says.
    fn finding(&mut self, out: &mut dyn io::Write, located: &Located) -> io::Result<()>;

    /// The form in which [`Audit::written_by`](crate::audit::Audit::written_by) may have findings
    /// written down, if there is one.
    fn form(&self) -> Option<&'static dyn Form> {
        None
    }

    /// Writes findings that were written down in that form.
    ///
    /// # Errors
    /// What the writer says.
    fn written(&mut self, out: &mut dyn io::Write, findings: &[u8]) -> io::Result<()> {
        out.write_all(findings)
    }

    /// Writes what comes last.
    ///
    /// # Errors
    /// What the writer says.
    fn end(&mut self, out: &mut dyn io::Write, end: &End<'_>) -> io::Result<()>;
}
