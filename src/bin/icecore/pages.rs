//! `icecore pages`.

use std::io::{self, Write};

use icecore::listing::Listing;
use icecore::report::{write_pages_human, write_pages_json};

use crate::args::{Format, Global, Pages};
use crate::complaint::warn;
use crate::context::Context;
use crate::output::Output;
use crate::pipeline::{self, Read};
use crate::status::Status;

pub fn run(options: &Pages, context: Context<'_>, output: &mut Output) -> io::Result<Status> {
    let (listing, Read { skipped, failed }) = pipeline::stitch(&options.reading, context)?;
    pipeline::mention_faults(&listing);
    match options.format {
        Format::Human => write_pages_human(output, &listing, Output::width())?,
        Format::Json => write_pages_json(output, &listing, skipped)?,
    }
    output.flush()?;
    let is_incomplete = warn_of_gaps(&listing, context.global, "");
    Ok(match options.require_complete && is_incomplete {
        _ if failed => Status::Failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}

/// What tells more about an incomplete listing.
pub const HINT: &str = ": `icecore pages` shows where, and how to fetch the rest";

/// Warns if a listing is incomplete; tells whether one is.
pub fn warn_of_gaps(listing: &Listing, global: &Global, hint: &str) -> bool {
    let incomplete = listing.chains().iter().filter(|chain| !chain.is_complete()).count();
    let all = listing.chains().len();
    if incomplete > 0 && !global.quiet {
        let which = match (incomplete, all) {
            (_, 1) => "the listing is incomplete".to_owned(),
            (1, _) => format!("1 of {all} listings is incomplete"),
            _ => format!("{incomplete} of {all} listings are incomplete"),
        };
        warn(&format!("{which}{hint}"));
    }
    incomplete > 0
}
