//! `icecore report`.

use std::io;

use icecore::report::{write_listing_human, write_listing_json};

use crate::args::{Format, Global, Report};
use crate::output::Output;
use crate::pipeline::{self, Outcome};
use crate::status::Status;

pub fn run(options: &Report, global: &Global, output: &mut Output) -> io::Result<Status> {
    // Findings are counted here, not shown; `check` shows them.
    let Outcome { audit, skipped, failed } =
        pipeline::run(&options.judging, global, output, &mut |_, _| Ok(()))?;
    let (totals, _) = audit.finish();
    match options.format {
        Format::Human => write_listing_human(output, &totals, Output::width())?,
        Format::Json => write_listing_json(output, &totals, skipped)?,
    }
    Ok(if failed { Status::Failed } else { Status::Clean })
}
