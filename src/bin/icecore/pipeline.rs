//! From paths to findings: finds the inputs, reads each, hands it to the audit.

use std::io::{self, Write};
use std::path::PathBuf;

use icecore::audit::{Audit, Audited, Located, printable};
use icecore::dump::{Dump, Error, Input, Inputs, Skipped};
use icecore::listing::{Listing, Unread};

use crate::args::{Global, Judging, Reading};
use crate::complaint::{complain, mention, warn};
use crate::output::Output;
use crate::progress::Progress;

/// The name of standard input in findings.
const STDIN: &str = "<stdin>";

/// What came of reading all inputs.
pub struct Outcome {
    pub audited: Audited,
    pub skipped: Skipped,
    /// Whether some path could not be read.
    pub failed: bool,
}

/// What came of reading, besides what was read.
pub struct Read {
    pub skipped: Skipped,
    /// Whether some path could not be read.
    pub failed: bool,
}

/// Takes a dump that was read, with its name; may write only with the progress suspended.
pub type Take<'t> = dyn FnMut(&str, Input, Dump<'static>, &Progress) -> io::Result<()> + 't;

/// Reads everything that was named; a path that cannot be read costs one message.
pub fn read(reading: &Reading, global: &Global, take: &mut Take<'_>) -> io::Result<Read> {
    let Inputs { inputs, skipped, errors } = Inputs::find(&reading.paths);
    let mut failed = !errors.is_empty();
    errors.iter().for_each(|error| complain(&error.to_string()));
    let mut progress = Progress::new(inputs.len(), global.quiet);
    for input in inputs {
        let name = match &input {
            Input::File(path) => path.display().to_string(),
            Input::Stdin => STDIN.to_owned(),
        };
        progress.file(&printable(&name));
        if global.verbose {
            mention(&format!("reading {name}"));
        }
        let dump = match &input {
            Input::File(path) => Dump::open(path),
            Input::Stdin => Dump::from_reader(io::stdin().lock()),
        };
        match dump {
            Ok(dump) => take(&name, input, dump, &progress)?,
            Err(error) => {
                failed = true;
                progress.suspended(|| complain(&error.to_string()));
            }
        }
    }
    progress.end();
    Ok(Read { skipped, failed })
}

/// Audits everything that was named.
pub fn run(
    judging: &Judging,
    global: &Global,
    output: &mut Output,
    found: &mut dyn FnMut(&mut Output, &Located) -> io::Result<()>,
) -> io::Result<Outcome> {
    let mut audit = Audit::new(judging.profile())
        .scope(judging.reading.scope())
        .filter(judging.filtering.to_filter());
    if let Some(time) = judging.as_of {
        audit = audit.as_of(time);
    }
    let mut judged = Vec::new();
    let read = read(&judging.reading, global, &mut |name, input, dump, progress| {
        let mut result = Ok(());
        audit.dump(name, &dump, &mut |located| {
            if result.is_ok() {
                result = progress.suspended(|| found(output, located));
            }
        });
        judged.push(Judged::of(input, dump));
        result
    })?;
    let audited = audit.finish(&mut |number, look| judged[number].lend(look));
    audited.errors.iter().for_each(|error| complain(&error.to_string()));
    output.flush()?;
    let failed = read.failed || !audited.errors.is_empty();
    Ok(Outcome { audited, skipped: read.skipped, failed })
}

/// Tells of what is no page, and so is in no listing.
pub fn mention_faults(listing: &Listing) {
    for Unread { file, first, count } in listing.unread() {
        let file = &listing.files()[*file as usize].name;
        let more = match count {
            1 => String::new(),
            _ => format!(" (and {} more)", count - 1),
        };
        warn(&format!("{file}: {first}{more}; `icecore check` shows where"));
    }
}

/// A dump that was judged, and may have to be looked into again.
enum Judged {
    File(PathBuf),
    /// What came over standard input comes only once, so it is kept.
    Stdin(Dump<'static>),
}

impl Judged {
    fn of(input: Input, dump: Dump<'static>) -> Self {
        match input {
            Input::File(path) => Judged::File(path),
            Input::Stdin => Judged::Stdin(dump),
        }
    }

    fn lend(&self, look: &mut dyn FnMut(&Dump<'_>)) -> Result<(), Error> {
        match self {
            Judged::File(path) => look(&Dump::open(path)?),
            Judged::Stdin(dump) => look(dump),
        }
        Ok(())
    }
}
