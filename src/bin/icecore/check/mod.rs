//! `icecore check`: what is found goes through the sieve and into every report that was asked for.

mod gone;
mod judged;
mod known;
mod reports;
mod teller;
mod verdict;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use icecore::audit::Totals;
use icecore::report::{Counted, End};
use icecore::rules::find;

use crate::apart::{check_apart, check_no_dump};
use crate::args::Check;
use crate::complaint::complain;
use crate::context::Context;
use crate::output::Output;
use crate::pipeline::{self, Auditing};
use crate::status::Status;
use judged::Judged;
use known::KnownFiles;
use reports::{Chosen, Reports};
use teller::Teller;

pub fn run(options: &Check, context: Context<'_>, output: &mut Output) -> io::Result<Status> {
    let started = Instant::now();
    let policy = context.policy(&options.judging);
    let Opened { reports, known, own } = match open(options, context) {
        Ok(opened) => opened,
        Err(message) => {
            complain(&message);
            return Ok(Status::Failed);
        }
    };
    let mut teller = Teller::new(options, context, &policy, reports, known);
    teller.begin(output)?;
    if teller.writes_files() {
        output.outlive_reader();
    }
    let auditing = Auditing {
        judging: &options.judging,
        context,
        policy: &policy,
        telling: teller.telling(),
        ledger: None,
        first_jobs: 0,
        own,
    };
    let mut outcome =
        pipeline::run(auditing, output, &mut |output, event| teller.take(output, event))?;
    if let Some(counts) = teller.counts() {
        outcome.audited.totals = outcome.audited.totals.with_findings(&counts);
    }
    let totals = &outcome.audited.totals;
    let statistics = if options.telling.statistics { statistics(totals) } else { Vec::new() };
    let end = End {
        skipped: outcome.named.skipped,
        suppressed: teller.suppressed(),
        untold: teller.untold(),
        statistics: &statistics,
        elapsed: Some(started.elapsed()),
        ..End::of(totals.summary())
    };
    teller.end(output, &end)?;
    output.flush()?;
    let root = &context.config.root;
    let judged = Judged {
        root,
        policy: &policy,
        files: teller.files_read(root, &outcome.audited.listing),
        scope: context.scope(&options.judging.reading),
        folders: judged::folders(&options.judging.reading.paths, root),
        is_filtered: !options.judging.filtering.is_empty(),
        as_of: options.judging.as_of,
        has_failed: outcome.failed,
        leaves_out: !options.judging.reading.searching.exclude.is_empty(),
    };
    teller.end_known(&judged, context.config)?;
    Ok(verdict::of(options, context, &outcome))
}

/// How often each rule was broken.
fn statistics(totals: &Totals) -> Vec<Counted> {
    let by_rule = totals.by_rule().iter();
    by_rule.filter_map(|(id, (level, count))| Some((&find(id)?.meta, *level, *count))).collect()
}

/// What is read and written besides dumps.
struct Opened {
    reports: Reports,
    known: KnownFiles,
    /// These files, as seen from the root: they are no dumps.
    own: BTreeSet<String>,
}

/// Opens all files that are to be written, before any work is done.
fn open(options: &Check, context: Context<'_>) -> Result<Opened, String> {
    let config = context.config;
    let chosen = Chosen::of(&options.telling, config)?;
    let known = known::file(&options.known, config).map(|path| ("the baseline", path));
    let configuration = config.file.as_deref().map(|path| ("the configuration", path));
    let files: Vec<(&str, &Path)> =
        configuration.into_iter().chain(known).chain(chosen.files()).collect();
    check_apart(&files, &config.root)?;
    let files: Vec<&Path> = files.into_iter().map(|(_, path)| path).collect();
    let reading = &options.judging.reading;
    if !reading.searching.force_exclude {
        check_no_dump(&files, &reading.paths)?;
    }
    let seen = |path: &&Path| config.root.relative(&path.display().to_string());
    let own = files.iter().map(seen).collect();
    let known = KnownFiles::open(&options.known, config)?;
    let fail_on = verdict::fail_on(&options.failing, config);
    let reports = chosen.open(config, fail_on, options.telling.statistics)?;
    Ok(Opened { reports, known, own })
}
