//! `icecore report`.

use std::collections::BTreeSet;
use std::io::{self, Write};

use icecore::policy::Sieve;
use icecore::report::{write_listing_human, write_listing_json};

use crate::args::{Format, Report};
use crate::context::Context;
use crate::output::Output;
use crate::pages::{HINT, warn_of_gaps};
use crate::pipeline::{self, Auditing, Event, Outcome, Telling};
use crate::status::Status;

pub fn run(options: &Report, context: Context<'_>, output: &mut Output) -> io::Result<Status> {
    let policy = context.policy(&options.judging);
    let mut sieve = (!policy.is_uniform()).then(|| Sieve::new(&policy, &context.config.root));
    let auditing = Auditing {
        judging: &options.judging,
        context,
        policy: &policy,
        telling: Telling::Bare,
        own: BTreeSet::new(),
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
    match options.format {
        Format::Human => write_listing_human(output, &audited.totals, Output::width())?,
        Format::Json => write_listing_json(output, &audited.totals, skipped)?,
    }
    output.flush()?;
    let is_incomplete = warn_of_gaps(&audited.listing, context.global, HINT);
    Ok(match options.require_complete && is_incomplete {
        _ if failed => Status::Failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}
