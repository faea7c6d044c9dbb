//! What an output format of `check` is.

use std::io;

use crate::audit::{FindingCounts, Form, Located, Summary};
use crate::dump::Skipped;
use crate::finding::{Level, RuleMeta};
use crate::policy::Suppressed;

/// What is known at the end of a run, besides what was found.
#[derive(Clone, Copy, Debug)]
pub struct End<'e> {
    /// How much was judged.
    pub summary: &'e Summary,
    /// What folders held besides.
    pub skipped: Skipped,
    /// What was found, but not told; `None` where everything is told.
    pub suppressed: Option<Suppressed>,
    /// How many findings were counted, but not told, since there are too many.
    pub untold: FindingCounts,
    /// Whether people want to read nothing but findings.
    pub is_quiet: bool,
    /// How often each rule was broken, if that was asked for.
    pub statistics: &'e [Counted],
    /// How long it took; `None` where output must not depend on it.
    pub elapsed: Option<std::time::Duration>,
}

impl<'e> End<'e> {
    /// The end of a run that told everything, and read nothing but what was named.
    #[must_use]
    pub fn of(summary: &'e Summary) -> Self {
        End {
            summary,
            skipped: Skipped::default(),
            suppressed: None,
            untold: FindingCounts::default(),
            is_quiet: false,
            statistics: &[],
            elapsed: None,
        }
    }
}

/// A rule, how bad it is to break it, and how often it was broken.
pub type Counted = (&'static RuleMeta, Level, u64);

/// An output format of `check`.
pub trait CheckReport {
    /// Takes notice that a file is judged next, under this name.
    ///
    /// # Errors
    /// What the writer says.
    fn file(&mut self, _out: &mut dyn io::Write, _name: &str) -> io::Result<()> {
        Ok(())
    }

    /// Takes notice that a file, or what was named in place of one, cannot be read.
    ///
    /// # Errors
    /// What the writer says.
    fn unreadable(
        &mut self,
        _out: &mut dyn io::Write,
        _name: &str,
        _error: &str,
    ) -> io::Result<()> {
        Ok(())
    }

    /// Writes one finding.
    ///
    /// # Errors
    /// What the writer says.
    fn finding(&mut self, out: &mut dyn io::Write, located: &Located) -> io::Result<()>;

    /// Takes notice of a finding that is counted, but not to be told.
    fn untold(&mut self, _located: &Located) {}

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
