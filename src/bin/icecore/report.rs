//! `icecore report`.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use icecore::audit::Audited;
use icecore::coverage::{Coverage, View};
use icecore::inventory::Inventory;
use icecore::listing::Listing;
use icecore::model::Timestamp;
use icecore::policy::{Sieve, Verdict};
use icecore::prices::Costs;
use icecore::report::{
    HtmlReport, JOBS, ListingReport, ReportFormat, write_listing_human, write_listing_json,
    write_listing_markdown,
};

use crate::apart::{check_apart, check_no_dump};
use crate::args::Report;
use crate::compare;
use crate::complaint::complain;
use crate::context::Context;
use crate::destination::Destination;
use crate::output::Output;
use crate::pages::{HINT, warn_of_gaps};
use crate::pipeline::{self, Auditing, Event, Named, Outcome, Telling};
use crate::price_files;
use crate::shown::Shown;
use crate::status::Status;
use crate::target::is_standard_output;

pub fn run(options: &Report, context: Context<'_>, output: &mut Output) -> io::Result<Status> {
    let (destination, own) = match open(options, context) {
        Ok(opened) => opened,
        Err(message) => {
            complain(&message);
            return Ok(Status::Failed);
        }
    };
    let format = format(options);
    if let Some([old, new]) = options.compare.as_deref() {
        return compare::run(options, format, [old, new], context, &destination, output);
    }
    let Some(prices) = price_files::load(&options.prices) else { return Ok(Status::Failed) };
    let mut shown = Shown::on(options.output.as_deref());
    let Outcome { audited, named, failed } =
        audit(options, context, (format, own), output, &mut shown)?;
    let is_as_of_now = options.judging.as_of.is_none();
    let (inventories, left_out) = open_inventories(&options.inventory);
    let view = view(options, &audited);
    let view = View { left_out, lacks_dumps: failed || view.lacks_dumps, ..view };
    let report =
        ListingReport { skipped: named.skipped, is_as_of_now, ..ListingReport::of(&audited) };
    let ledger = report.once.ledger();
    let mut coverage = ledger.map(|ledger| Coverage::of(ledger, &inventories, view));
    let are_named = coverage.iter_mut().all(|coverage| name(coverage, &audited, &named));
    let costs = ledger
        .filter(|_| !options.prices.is_empty())
        .map(|ledger| Costs::of_ledger(&prices, ledger));
    let report = ListingReport { coverage: coverage.as_ref(), costs: costs.as_ref(), ..report };
    destination.write(output, format == ReportFormat::Human, |out| match format {
        ReportFormat::Json => write_listing_json(out, &report),
        ReportFormat::Markdown => write_listing_markdown(out, &report),
        ReportFormat::Html => {
            let Shown { findings, unreadable, .. } = &shown;
            HtmlReport { report, findings, jobs: &audited.first_jobs, unreadable }.write(out)
        }
        _ => write_listing_human(out, &report, destination.width()),
    })?;
    pipeline::mention_faults(&audited.listing);
    let is_incomplete = warn_of_gaps(&audited.listing, context.global, HINT);
    // The process ends with this: to give memory back piece by piece would only take time.
    std::mem::forget(audited);
    Ok(match options.require_complete && is_incomplete {
        _ if failed || left_out > 0 || !are_named => Status::Failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}

/// Audits everything; findings are counted, and only a page shows them, besides `check`.
fn audit(
    options: &Report,
    context: Context<'_>,
    (format, own): (ReportFormat, BTreeSet<String>),
    output: &mut Output,
    shown: &mut Shown,
) -> io::Result<Outcome> {
    let policy = context.policy(&options.judging);
    let mut sieve = (!policy.is_uniform()).then(|| Sieve::new(&policy, &context.config.root));
    let is_page = format == ReportFormat::Html;
    let auditing = Auditing {
        judging: &options.judging,
        context,
        policy: &policy,
        telling: Telling::Bare,
        ledger: options.judging.as_of.or_else(now),
        first_jobs: if is_page { JOBS } else { 0 },
        own,
    };
    let mut outcome = pipeline::run(auditing, output, &mut |_, event| {
        match event {
            Event::Found(located) => {
                let verdict = sieve.as_mut().map(|sieve| sieve.judge(located));
                match verdict.unwrap_or(Verdict::Told(located.finding.level)) {
                    Verdict::Told(level) if is_page => shown.found(located, level),
                    _ => {}
                }
            }
            Event::Unreadable(name, error) => {
                shown.unreadable.push((name.to_owned(), error.to_owned()));
            }
            Event::File(_) | Event::Written(_) => {}
        }
        Ok(())
    })?;
    if let Some(sieve) = sieve {
        let Audited { totals, .. } = &mut outcome.audited;
        *totals = std::mem::take(totals).with_findings(&sieve.told());
    }
    Ok(outcome)
}

/// How much was seen, as far as what was read tells.
fn view(options: &Report, audited: &Audited) -> View {
    let Audited { totals, listing, .. } = audited;
    // Only a verdict asks for it, and there is none without an inventory.
    let conflicting = (!options.inventory.is_empty()).then(|| listing.conflicting_jobs());
    View {
        is_filtered: !options.judging.filtering.is_empty(),
        lacks_dumps: !listing.unread().is_empty(),
        incomplete: incomplete_vaults(listing),
        left_out: 0,
        errors: totals.summary().findings.error,
        conflicting: conflicting.unwrap_or(0),
    }
}

/// The format that was asked for, or else that which the file's name ends like.
fn format(options: &Report) -> ReportFormat {
    let of_file = || ReportFormat::of_file(options.output.as_deref()?);
    options.format.or_else(of_file).unwrap_or(ReportFormat::Human)
}

/// Opens what is written, before any work is done; with the files of this run that are no dumps, as seen from
/// the root.
fn open(options: &Report, context: Context<'_>) -> Result<(Destination, BTreeSet<String>), String> {
    let root = &context.config.root;
    let output = options.output.as_deref().filter(|path| !is_standard_output(path));
    let read = options.prices.iter().map(|path| ("the prices", path.as_path()));
    let read = read.chain(options.inventory.iter().map(|path| ("an inventory", path.as_path())));
    let configuration = context.config.file.as_deref().map(|path| ("the configuration", path));
    if let Some(output) = output {
        for file in configuration.into_iter().chain(read.clone()) {
            check_apart(&[file, ("the report", output)], root)?;
        }
        let dumps = options.compare.as_deref().unwrap_or(&options.judging.reading.paths);
        check_no_dump(&[output], dumps)?;
    }
    let own = read.map(|(_, path)| path).chain(output);
    let own = own.map(|path| root.relative(&path.display().to_string())).collect();
    Ok((Destination::open(output)?, own))
}

/// Names the archives that are told; tells whether all files could be read again for that.
fn name(coverage: &mut Coverage, audited: &Audited, named: &Named) -> bool {
    let (read, errors) = audited.read_archive_ids(&coverage.unread(), &named.sources());
    coverage.name(&read);
    errors.iter().for_each(|error| complain(&error.to_string()));
    errors.is_empty()
}

/// The inventories, and how many could not be read; each of them costs one message.
fn open_inventories(paths: &[PathBuf]) -> (Vec<Inventory>, u64) {
    let mut inventories = Vec::new();
    let mut left_out = 0;
    for path in paths {
        if path == Path::new("-") {
            left_out += 1;
            complain("an inventory cannot be standard input (`-`): name its file; it is left out");
            continue;
        }
        match Inventory::open(path) {
            Ok(inventory) => inventories.push(inventory),
            Err(error) => {
                left_out += 1;
                complain(&format!("{error}; the inventory is left out"));
            }
        }
    }
    (inventories, left_out)
}

/// The vaults whose listing is incomplete; empty stands for one of which none is known.
fn incomplete_vaults(listing: &Listing) -> BTreeSet<String> {
    let incomplete = listing.chains().iter().filter(|chain| !chain.is_complete());
    incomplete.map(|chain| listing.vault_of(chain).unwrap_or_default().to_owned()).collect()
}

/// The time of the run, to the second; `None` if the clock is beyond the years that dates have.
fn now() -> Option<Timestamp> {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_unix_millis(i64::try_from(since_1970.as_secs()).ok()?.checked_mul(1000)?)
}
