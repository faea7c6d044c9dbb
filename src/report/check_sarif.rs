//! `check --format sarif`: SARIF 2.1.0, which GitHub code scanning, GitLab and editors read.
//!
//! It holds all rules, and at most 5,000 results: more GitHub does not show. They are the worst ones
//! (`shortlist.rs`), errors first. What was left out is counted in a notification of the invocation, and by
//! level in `leftOut` of the run's properties. A file that cannot be read is a notification, too, and makes
//! the execution unsuccessful.
//!
//! Paths are relative to `%SRCROOT%`, columns count Unicode code points, `byteOffset` and `byteLength` are
//! bytes of the decompressed file, and a region has an end where it is in the line of its start. The JSON
//! pointer is the logical location. `partialFingerprints` has what a finding is known again by
//! ([`Identity`](crate::policy::Identity)).
//!
//! Nothing is written before the end, since only then is it known which are the worst.

use std::io;

use serde::Serialize;

use super::figures::{counted, grouped};
use super::format::{CheckReport, End};
use super::json_finding::JsonSummary;
use super::sarif_result::{Message, PhysicalLocation, SarifResult};
use super::sarif_rules::{Descriptor, descriptors};
use super::shortlist::Shortlist;
use super::verdict;
use crate::audit::Located;
use crate::policy::Root;

/// The most results: as many as GitHub shows.
const MOST: usize = 5000;

/// Writes SARIF.
#[derive(Debug)]
pub struct SarifCheck {
    root: Root,
    results: Shortlist<String>,
    /// Files with what is wrong with them.
    unreadable: Vec<(String, String)>,
}

impl SarifCheck {
    /// Files are named as seen from the root, which is to be that of the repository.
    #[must_use]
    pub fn new(root: Root) -> Self {
        SarifCheck { root, results: Shortlist::new(MOST, |_| 1), unreadable: Vec::new() }
    }

    fn notifications(&self, end: &End<'_>) -> Vec<Notification> {
        let unreadable = self.unreadable.iter().map(|(path, error)| Notification {
            level: "error",
            message: Message::new(error),
            locations: Some([FileLocation { physical_location: PhysicalLocation::file(path) }]),
        });
        let notes = self.left_out().into_iter().chain(verdict::untold(end));
        let notes = notes.map(|text| Notification {
            level: "note",
            message: Message::new(&text),
            locations: None,
        });
        unreadable.chain(notes).collect()
    }

    fn left_out(&self) -> Option<String> {
        let [error, warning, note] = self.results.left_out();
        let all = counted(error + warning + note, "result");
        let parts = [(error, "error"), (warning, "warning"), (note, "note")];
        let parts = parts.map(|(count, noun)| counted(count, noun)).join(", ");
        let most = grouped(MOST);
        let says = || format!("{all} left out ({parts}): no more than {most} are written");
        (error + warning + note > 0).then(says)
    }
}

impl CheckReport for SarifCheck {
    fn unreadable(&mut self, _out: &mut dyn io::Write, name: &str, error: &str) -> io::Result<()> {
        self.unreadable.push((self.root.relative(name), error.to_owned()));
        Ok(())
    }

    fn finding(&mut self, _out: &mut dyn io::Write, located: &Located) -> io::Result<()> {
        let result = || Ok(serde_json::to_string(&SarifResult::new(located, &self.root))?);
        self.results.offer(located.finding.level, result)
    }

    fn end(&mut self, out: &mut dyn io::Write, end: &End<'_>) -> io::Result<()> {
        let opening = "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{";
        out.write_all(opening.as_bytes())?;
        write_members(out, &Head { tool: Tool::new(), column_kind: "unicodeCodePoints" })?;
        out.write_all(b",\"results\":[")?;
        for (index, result) in self.results.entries().enumerate() {
            out.write_all(if index > 0 { b",\n" } else { b"\n" })?;
            out.write_all(result.as_bytes())?;
        }
        out.write_all(b"\n],")?;
        let [error, warning, note] = self.results.left_out();
        write_members(
            out,
            &Tail {
                original_uri_base_ids: Bases { root: Base { description: Message::new(BASE) } },
                invocations: [Invocation {
                    execution_successful: self.unreadable.is_empty(),
                    tool_execution_notifications: self.notifications(end),
                }],
                properties: RunProperties {
                    left_out: LeftOut { error, warning, note },
                    summary: JsonSummary::of(end),
                },
            },
        )?;
        out.write_all(b"}]}\n")
    }
}

const BASE: &str = "the folder that paths count from";

/// Writes the members of an object without its braces.
fn write_members(out: &mut dyn io::Write, object: &impl Serialize) -> io::Result<()> {
    let object = serde_json::to_string(object)?;
    out.write_all(&object.as_bytes()[1..object.len() - 1])
}

/// What stands before the results of a run.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    tool: Tool,
    column_kind: &'static str,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Descriptor>,
}

impl Tool {
    fn new() -> Self {
        Tool {
            driver: Driver {
                name: env!("CARGO_PKG_NAME"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: descriptors(),
            },
        }
    }
}

/// What stands after them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tail<'e> {
    original_uri_base_ids: Bases,
    invocations: [Invocation; 1],
    properties: RunProperties<'e>,
}

#[derive(Serialize)]
struct Bases {
    #[serde(rename = "%SRCROOT%")]
    root: Base,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    locations: Option<[FileLocation; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FileLocation {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunProperties<'e> {
    left_out: LeftOut,
    summary: JsonSummary<'e>,
}

#[derive(Serialize)]
struct LeftOut {
    error: u64,
    warning: u64,
    note: u64,
}
