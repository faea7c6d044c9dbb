//! `icecore report --compare`.

use std::io;
use std::path::{Path, PathBuf};
use std::slice;

use icecore::compare::{Comparison, Snapshot};
use icecore::report::{
    CompareReport, ReportFormat, counted, write_compare_html, write_compare_human,
    write_compare_json, write_compare_markdown,
};

use crate::args::{Global, Report};
use crate::complaint::{complain, warn};
use crate::context::Context;
use crate::destination::Destination;
use crate::output::Output;
use crate::pages::HINT;
use crate::pipeline;
use crate::status::Status;

pub fn run(
    options: &Report,
    format: ReportFormat,
    [old, new]: [&PathBuf; 2],
    context: Context<'_>,
    destination: &Destination,
    output: &mut Output,
) -> io::Result<Status> {
    if [old, new].into_iter().all(|path| path == Path::new("-")) {
        complain("only one of OLD and NEW can be standard input (`-`)");
        return Ok(Status::Failed);
    }
    let snapshot = |path| pipeline::snapshot(&options.judging, slice::from_ref(path), context);
    let (old, of_old) = snapshot(old)?;
    let (new, of_new) = snapshot(new)?;
    let comparison = Comparison::of(&old, &new);
    let report = CompareReport {
        comparison: &comparison,
        skipped_old: of_old.skipped,
        skipped_new: of_new.skipped,
    };
    destination.write(output, format == ReportFormat::Human, |out| match format {
        ReportFormat::Json => write_compare_json(out, &report),
        ReportFormat::Markdown => write_compare_markdown(out, &report),
        ReportFormat::Html => write_compare_html(out, &report),
        _ => write_compare_human(out, &report, destination.width()),
    })?;
    let is_incomplete = [("OLD", &old), ("NEW", &new)]
        .map(|(name, snapshot)| warn_of(name, snapshot, context.global))
        .contains(&true);
    Ok(match options.require_complete && is_incomplete {
        _ if of_old.failed || of_new.failed => Status::Failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}

/// Warns of what a snapshot lacks; tells whether a listing is incomplete.
fn warn_of(name: &str, snapshot: &Snapshot, global: &Global) -> bool {
    let incomplete = snapshot.incomplete();
    if global.quiet {
        return incomplete > 0;
    }
    for file in snapshot.files().iter().filter(|file| file.unread > 0) {
        let faults = counted(file.unread, "fault");
        warn(&format!("{}: {faults}; `icecore check` shows where", file.name));
    }
    if incomplete > 0 {
        let verb = if incomplete == 1 { "is" } else { "are" };
        warn(&format!("{name}: {} {verb} incomplete{HINT}", counted(incomplete, "listing")));
    }
    incomplete > 0
}
