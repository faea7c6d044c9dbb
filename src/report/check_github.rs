//! `check --format github`: a workflow command a finding, which GitHub Actions shows beside the line.
//!
//! ```text
//! ::error file=dumps/page.json,line=17,col=35,endColumn=49,title=tier-on-inventory::message%0Ahelp: …
//! ```
//!
//! The runner ends a line at CR and LF, a property at `,` and the properties at `::`; these, and the `%` that
//! escapes them, are all that it gives back. So nothing else is escaped, and what a dump holds cannot become
//! a command. The columns begin at 1, and `endColumn` is the one after the last character; it is left out
//! where the bytes go on in another line.
//!
//! The last lines are for who reads the log.

use std::io;

use super::figures::grouped;
use super::format::{CheckReport, End};
use super::verdict;
use crate::audit::Located;
use crate::finding::{Finding, Level};
use crate::policy::Root;

/// How many annotations of a level GitHub shows of each step.
const SHOWN: u64 = 10;

/// Writes workflow commands.
#[derive(Debug)]
pub struct GithubCheck {
    root: Root,
    /// How many there are of each command.
    counts: [(&'static str, u64); 3],
}

impl GithubCheck {
    /// Files are named as seen from the root, which is to be that of the repository.
    #[must_use]
    pub fn new(root: Root) -> Self {
        GithubCheck { root, counts: [("error", 0), ("warning", 0), ("notice", 0)] }
    }

    fn count(&mut self, command: &str) {
        let counts = self.counts.iter_mut().filter(|(name, _)| *name == command);
        counts.for_each(|(_, count)| *count += 1);
    }
}

impl CheckReport for GithubCheck {
    fn unreadable(&mut self, out: &mut dyn io::Write, name: &str, error: &str) -> io::Result<()> {
        self.count("error");
        let file = property(&self.root.relative(name));
        writeln!(out, "::error file={file},title=unreadable::{}", data(error))
    }

    fn finding(&mut self, out: &mut dyn io::Write, located: &Located) -> io::Result<()> {
        let Finding { level, rule, message, help, .. } = &located.finding;
        let command = command(*level);
        self.count(command);
        let file = property(&self.root.relative(&located.file));
        let (line, column) = (located.position.line, located.position.column);
        write!(out, "::{command} file={file},line={line},col={column}")?;
        if let Some(end) = located.end_column() {
            write!(out, ",endColumn={end}")?;
        }
        writeln!(out, ",title={}::{}%0Ahelp: {}", property(rule.id), data(message), data(help))
    }

    fn end(&mut self, out: &mut dyn io::Write, end: &End<'_>) -> io::Result<()> {
        writeln!(out, "icecore: {}", verdict::line(end))?;
        if let Some(more) = verdict::untold(end) {
            writeln!(out, "icecore: {more}")?;
        }
        if self.counts.iter().any(|(_, count)| *count > SHOWN) {
            let all: u64 = self.counts.iter().map(|(_, count)| count).sum();
            let all = grouped(all);
            writeln!(
                out,
                "icecore: GitHub shows {SHOWN} errors, warnings and notices of a step; all {all} are in this log"
            )?;
        }
        Ok(())
    }
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Off => "notice",
    }
}

/// What stands behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
