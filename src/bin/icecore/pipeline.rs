//! From paths to findings: finds the inputs, reads each, hands it to the audit.

use std::io::{self, Write};

use icecore::audit::{Audit, Located, printable};
use icecore::dump::{Dump, Input, Inputs, Skipped};

use crate::args::{Global, Judging};
use crate::complaint::{complain, mention};
use crate::output::Output;
use crate::progress::Progress;

/// The name of standard input in findings.
const STDIN: &str = "<stdin>";

/// What came of reading all inputs.
pub struct Outcome {
    pub audit: Audit,
    pub skipped: Skipped,
    /// Whether some path could not be read.
    pub failed: bool,
}

/// Audits everything that was named; a path that cannot be read costs one message.
pub fn run(
    judging: &Judging,
    global: &Global,
    output: &mut Output,
    found: &mut dyn FnMut(&mut Output, &Located) -> io::Result<()>,
) -> io::Result<Outcome> {
    let Inputs { inputs, skipped, errors } = Inputs::find(&judging.paths);
    let mut audit = Audit::new(judging.profile());
    if let Some(time) = judging.as_of {
        audit = audit.as_of(time);
    }
    let mut failed = !errors.is_empty();
    errors.iter().for_each(|error| complain(&error.to_string()));
    let mut progress = Progress::new(inputs.len(), global.quiet);
    for input in &inputs {
        let name = match input {
            Input::File(path) => path.display().to_string(),
            Input::Stdin => STDIN.to_owned(),
        };
        progress.file(&printable(&name));
        if global.verbose {
            mention(&format!("reading {name}"));
        }
        let dump = match input {
            Input::File(path) => Dump::open(path),
            Input::Stdin => Dump::from_reader(io::stdin().lock()),
        };
        match dump {
            Ok(dump) => {
                let mut result = Ok(());
                audit.dump(&name, &dump, &mut |located| {
                    if result.is_ok() {
                        result = progress.suspended(|| found(output, located));
                    }
                });
                result?;
            }
            Err(error) => {
                failed = true;
                progress.suspended(|| complain(&error.to_string()));
            }
        }
    }
    progress.end();
    output.flush()?;
    Ok(Outcome { audit, skipped, failed })
}
