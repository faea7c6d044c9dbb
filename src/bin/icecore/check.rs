//! `icecore check`.

use std::io;
use std::time::Instant;

use icecore::audit::Told;
use icecore::report::{CheckReport, End, HumanCheck, JsonCheck, NdjsonCheck};

use crate::args::{Check, CheckFormat, Global};
use crate::output::Output;
use crate::pipeline::{self, Outcome, Telling};
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
    let telling = match report.form() {
        _ if is_for_people => Telling::WithExcerpts,
        Some(form) => Telling::Written(form),
        None => Telling::Bare,
    };
    let found = &mut |output: &mut Output, told: Told<'_>| match told {
        Told::Found(located) => report.finding(output, located),
        Told::Written(findings) => report.written(output, findings),
        Told::Begins(_) | Told::Failed(..) => Ok(()),
    };
    let Outcome { audited, skipped, failed } =
        pipeline::run(&options.judging, global, telling, output, found)?;
    for located in audited.of_listings.iter().chain(&audited.of_sources) {
        report.finding(output, located)?;
    }
    let summary = audited.totals.summary();
    let end =
        End { summary, skipped, suppressed: None, untold: 0, elapsed: Some(started.elapsed()) };
    if !(global.quiet && is_for_people) {
        report.end(output, &end)?;
    }
    Ok(match summary.findings.worst() >= options.fail_on.into() {
        _ if failed => Status::Failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}
