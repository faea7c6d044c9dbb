//! `icecore report`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use icecore::coverage::{Coverage, View};
use icecore::inventory::Inventory;
use icecore::listing::Listing;
use icecore::model::Timestamp;
use icecore::policy::Sieve;
use icecore::prices::Costs;
use icecore::report::{ListingReport, write_listing_human, write_listing_json};

use crate::args::{Format, Report, ReportFormat};
use crate::compare;
use crate::complaint::complain;
use crate::context::Context;
use crate::output::Output;
use crate::pages::{HINT, warn_of_gaps};
use crate::pipeline::{self, Auditing, Event, Outcome, Telling};
use crate::price_files;
use crate::status::Status;

pub fn run(options: &Report, context: Context<'_>, output: &mut Output) -> io::Result<Status> {
    if let Some([old, new]) = options.compare.as_deref() {
        return compare::run(options, [old, new], context, output);
    }
    let format = match options.format {
        ReportFormat::Human => Format::Human,
        ReportFormat::Json => Format::Json,
        ReportFormat::Markdown => {
            complain("only --compare OLD NEW is written as markdown; choose human or json");
            return Ok(Status::Failed);
        }
    };
    let Some(prices) = price_files::load(&options.prices) else { return Ok(Status::Failed) };
    let policy = context.policy(&options.judging);
    let mut sieve = (!policy.is_uniform()).then(|| Sieve::new(&policy, &context.config.root));
    let auditing = Auditing {
        judging: &options.judging,
        context,
        policy: &policy,
        telling: Telling::Bare,
        ledger: options.judging.as_of.or_else(now),
        own: own(options, context),
    };
    // Findings are counted here, not shown; `check` shows them.
    let Outcome { mut audited, skipped, failed } =
        pipeline::run(auditing, output, &mut |_, event| {
            if let (Event::Found(located), Some(sieve)) = (event, &mut sieve) {
                sieve.judge(located);
            }
            Ok(())
        })?;
    if let Some(sieve) = sieve {
        audited.totals = audited.totals.with_findings(&sieve.told());
    }
    let is_as_of_now = options.judging.as_of.is_none();
    let (inventories, left_out) = open_inventories(&options.inventory);
    let view = View {
        is_filtered: !options.judging.filtering.is_empty(),
        lacks_dumps: failed,
        incomplete: incomplete_vaults(&audited.listing),
        left_out,
    };
    let report = ListingReport { skipped, is_as_of_now, ..ListingReport::of(&audited) };
    let ledger = report.once.ledger();
    let coverage = ledger.map(|ledger| Coverage::of(ledger, &inventories, view));
    let costs = ledger
        .filter(|_| !options.prices.is_empty())
        .map(|ledger| Costs::of_ledger(&prices, ledger));
    let report = ListingReport { coverage: coverage.as_ref(), costs: costs.as_ref(), ..report };
    match format {
        Format::Human => write_listing_human(output, &report, Output::width())?,
        Format::Json => write_listing_json(output, &report)?,
    }
    output.flush()?;
    let is_incomplete = warn_of_gaps(&audited.listing, context.global, HINT);
    Ok(match options.require_complete && is_incomplete {
        _ if failed || left_out > 0 => Status::Failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}

/// Files of this run that are no dumps.
fn own(options: &Report, context: Context<'_>) -> BTreeSet<String> {
    let files = options.prices.iter().chain(&options.inventory);
    files.map(|file| context.config.root.relative(&file.display().to_string())).collect()
}

/// The inventories, and how many could not be read; each of them costs one message.
fn open_inventories(paths: &[PathBuf]) -> (Vec<Inventory>, u64) {
    let mut inventories = Vec::new();
    let mut left_out = 0;
    for path in paths {
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
