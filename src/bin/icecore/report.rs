//! `icecore report`.

use std::io::{self, Write};

use icecore::report::{write_listing_human, write_listing_json};

use crate::args::{Format, Global, Report};
use crate::output::Output;
use crate::pages::{HINT, warn_of_gaps};
use crate::pipeline::{self, Outcome, Telling};
use crate::status::Status;

pub fn run(options: &Report, global: &Global, output: &mut Output) -> io::Result<Status> {
    // Findings are counted here, not shown; `check` shows them.
    let Outcome { audited, skipped, failed } =
        pipeline::run(&options.judging, global, Telling::Bare, output, &mut |_, _| Ok(()))?;
    match options.format {
        Format::Human => write_listing_human(output, &audited.totals, Output::width())?,
        Format::Json => write_listing_json(output, &audited.totals, skipped)?,
    }
    output.flush()?;
    let is_incomplete = warn_of_gaps(&audited.listing, global, HINT);
    Ok(match options.require_complete && is_incomplete {
        _ if failed => Status::Failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}
