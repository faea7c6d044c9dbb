//! `check --format gitlab`: a Code Quality report of GitLab, an array of issues.
//!
//! ```json
//! [{"description":"…","check_name":"tier-on-inventory","fingerprint":"…","severity":"major",
//!   "location":{"path":"dumps/page.json","lines":{"begin":17}}}]
//! ```
//!
//! GitLab compares the fingerprints of two branches, shows what is new in a merge request, and of several
//! issues with one fingerprint only the first. So it is made of what a finding is known again by
//! ([`Identity`]), its path, and its number among those of the same file that share these. Lines are not in
//! it: what was only moved is not new. Columns have no place in the report.
//!
//! An error is `major` and a warning `minor`: `critical` and `blocker` are for what must not be run, and a
//! dump is not run. Only a file that cannot be read is a `blocker`, since nothing is known of it.
//!
//! Issues are written as they are found. What is held is a number for each different one, some 30 bytes.

use std::collections::HashMap;
use std::io;

use serde::Serialize;

use super::format::{CheckReport, End};
use crate::audit::Located;
use crate::finding::{Finding, Level};
use crate::policy::{Identity, Root, digest};

/// Writes an array of issues.
#[derive(Debug)]
pub struct GitlabCheck {
    root: Root,
    has_issues: bool,
    /// How many findings there were of each identity, by half of its digest: two that share it are
    /// counted together, and still told apart.
    counts: HashMap<u64, u32>,
}

#[derive(Serialize)]
struct Issue<'f> {
    description: String,
    check_name: &'f str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

impl GitlabCheck {
    /// Files are named as seen from the root, which is to be that of the repository.
    #[must_use]
    pub fn new(root: Root) -> Self {
        GitlabCheck { root, has_issues: false, counts: HashMap::new() }
    }

    fn write(&mut self, out: &mut dyn io::Write, issue: &Issue<'_>) -> io::Result<()> {
        out.write_all(if self.has_issues { b",\n" } else { b"[\n" })?;
        self.has_issues = true;
        Ok(serde_json::to_writer(out, issue)?)
    }

    /// Tells an identity apart from those that are the same.
    fn fingerprint(&mut self, identity: &str, path: &str) -> String {
        let in_file = digest(&[identity, path]);
        let half = in_file.get(..16).and_then(|half| u64::from_str_radix(half, 16).ok());
        let count = self.counts.entry(half.unwrap_or_default()).or_default();
        *count += 1;
        digest(&[&in_file, &count.to_string()])
    }
}

impl CheckReport for GitlabCheck {
    fn unreadable(&mut self, out: &mut dyn io::Write, name: &str, error: &str) -> io::Result<()> {
        let path = self.root.relative(name);
        let issue = Issue {
            description: error.to_owned(),
            check_name: "unreadable",
            fingerprint: self.fingerprint("unreadable", &path),
            severity: "blocker",
            location: Location { path, lines: Lines { begin: 1 } },
        };
        self.write(out, &issue)
    }

    fn finding(&mut self, out: &mut dyn io::Write, located: &Located) -> io::Result<()> {
        let Finding { rule, level, message, help, .. } = &located.finding;
        let path = self.root.relative(&located.file);
        let identity = Identity::of(located, &path).fingerprint();
        let issue = Issue {
            description: format!("{message} (help: {help})"),
            check_name: rule.id,
            fingerprint: self.fingerprint(&identity, &path),
            severity: severity(*level),
            location: Location { path, lines: Lines { begin: located.position.line } },
        };
        self.write(out, &issue)
    }

    fn end(&mut self, out: &mut dyn io::Write, _end: &End<'_>) -> io::Result<()> {
        out.write_all(if self.has_issues { b"\n]\n" } else { b"[]\n" })
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info | Level::Off => "info",
    }
}
