//! `icecore check`.

use std::io;
use std::time::Instant;

use icecore::report::{CheckReport, End, HumanCheck, JsonCheck, NdjsonCheck};

use crate::args::{Check, CheckFormat, Global};
use crate::output::Output;
use crate::pipeline::{self, Outcome};
use crate::status::Status;

pub fn run(options: &Check, global: &Global, output: &mut Output) -> io::Result<Status> {
    let started = Instant::now();
    let mut report: Box<dyn CheckReport> = match options.format {
        CheckFormat::Human => Box::new(HumanCheck::new(Output::terminal_width())),
        CheckFormat::Json => Box::new(JsonCheck::default()),
        CheckFormat::Ndjson => Box::new(NdjsonCheck),
    };
    let is_for_people = options.format == CheckFormat::Human;
    if !is_for_people {
        output.verbatim()?;
    }
    let found = &mut |output: &mut Output, located: &_| report.finding(output, located);
    let Outcome { audited, skipped, failed } =
        pipeline::run(&options.judging, global, is_for_people, output, found)?;
    for located in audited.of_listings.iter().chain(&audited.of_sources) {
        report.finding(output, located)?;
    }
    let summary = audited.totals.summary();
    let end = End { summary, skipped, elapsed: Some(started.elapsed()) };
    if !(global.quiet && is_for_people) {
        report.end(output, &end)?;
    }
    Ok(match summary.findings.worst() >= options.fail_on.into() {
        _ if failed => Status::Failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}
