//! From paths to findings: finds the inputs, reads each, hands it to the audit.

use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use icecore::audit::{Audit, Audited, Form, Source, Told, printable};
use icecore::dump::{Dump, Error, Input, Inputs, Skipped, Spool};
use icecore::finding::Profile;
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
        let name = name(&input);
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

/// How findings are told.
#[derive(Clone, Copy)]
pub enum Telling {
    /// With the text around them.
    WithExcerpts,
    /// Without.
    Bare,
    /// Written down in this form.
    Written(&'static dyn Form),
}

/// Audits everything that was named; tells only what was found.
pub fn run(
    judging: &Judging,
    global: &Global,
    telling: Telling,
    output: &mut Output,
    found: &mut dyn FnMut(&mut Output, Told<'_>) -> io::Result<()>,
) -> io::Result<Outcome> {
    let mut audit = Audit::new(judging.profile())
        .scope(judging.reading.scope())
        .filter(judging.filtering.to_filter())
        .fingerprint_key(fingerprint_key());
    if let Some(time) = judging.as_of {
        audit = audit.as_of(time);
    }
    audit = match telling {
        Telling::WithExcerpts => audit,
        Telling::Bare => audit.without_excerpts(),
        Telling::Written(form) => audit.without_excerpts().written_by(form),
    };
    let named = Named::find(&judging.reading);
    let sources = named.sources();
    let failed = judge(&mut audit, &sources, global, &mut |told| found(output, told))?;
    let audited = audit.finish_files(&sources);
    audited.errors.iter().for_each(|error| complain(&error.to_string()));
    output.flush()?;
    let failed = named.failed || failed || !audited.errors.is_empty();
    Ok(Outcome { audited, skipped: named.skipped, failed })
}

/// Puts together everything that was named; nothing of it is judged.
pub fn stitch(reading: &Reading, global: &Global) -> io::Result<(Listing, Read)> {
    let mut audit =
        Audit::new(Profile::default()).scope(reading.scope()).fingerprint_key(fingerprint_key());
    let named = Named::find(reading);
    let failed = judge(&mut audit, &named.sources(), global, &mut |_| Ok(()))?;
    Ok((audit.into_listing(), Read { skipped: named.skipped, failed: named.failed || failed }))
}

/// Another one for each run, so that no dump can be made up whose jobs are taken for each other.
pub fn fingerprint_key() -> u64 {
    RandomState::new().hash_one(())
}

/// Judges sources, with progress; tells whether one of them could not be read.
fn judge(
    audit: &mut Audit,
    sources: &[(String, Source<'_>)],
    global: &Global,
    found: &mut dyn FnMut(Told<'_>) -> io::Result<()>,
) -> io::Result<bool> {
    let mut progress = Progress::new(sources.len(), global.quiet);
    let mut failed = false;
    let mut result = Ok(());
    audit.files(sources, global.threads(), &mut |told| {
        match told {
            Told::Begins(source) => {
                let name = &sources[source].0;
                progress.file(&printable(name));
                if global.verbose {
                    progress.suspended(|| mention(&format!("reading {name}")));
                }
            }
            Told::Found(_) | Told::Written(_) => result = progress.suspended(|| found(told)),
            Told::Failed(_, error) => {
                failed = true;
                progress.suspended(|| complain(&error.to_string()));
            }
        }
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    progress.end();
    result.map(|()| failed)
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

/// What was named on the command line.
struct Named {
    dumps: Vec<(String, NamedDump)>,
    skipped: Skipped,
    /// Whether some path leads nowhere, or to what cannot be read.
    failed: bool,
}

enum NamedDump {
    File(PathBuf),
    /// What can be read only once, so it is kept: standard input, and pipes.
    Stream(Spool),
}

impl Named {
    fn find(reading: &Reading) -> Self {
        let Inputs { inputs, skipped, errors } = Inputs::find(&reading.paths);
        errors.iter().for_each(|error| complain(&error.to_string()));
        let mut named = Named { dumps: Vec::new(), skipped, failed: !errors.is_empty() };
        for input in inputs {
            let name = name(&input);
            match NamedDump::of(input) {
                Ok(dump) => named.dumps.push((name, dump)),
                Err(error) => {
                    named.failed = true;
                    complain(&error.to_string());
                }
            }
        }
        named
    }

    fn sources(&self) -> Vec<(String, Source<'_>)> {
        let sources = self.dumps.iter().map(|(name, dump)| {
            let source = match dump {
                NamedDump::File(path) => Source::File(path),
                NamedDump::Stream(spool) => Source::Spool(spool),
            };
            (name.clone(), source)
        });
        sources.collect()
    }
}

impl NamedDump {
    fn of(input: Input) -> Result<Self, Error> {
        match input {
            Input::Stdin => Ok(NamedDump::Stream(Spool::new(io::stdin()))),
            Input::File(path) if path.metadata().is_ok_and(|metadata| !metadata.is_file()) => {
                Spool::open(path).map(NamedDump::Stream)
            }
            Input::File(path) => Ok(NamedDump::File(path)),
        }
    }
}

fn name(input: &Input) -> String {
    match input {
        Input::File(path) => path.display().to_string(),
        Input::Stdin => STDIN.to_owned(),
    }
}
