//! From paths to findings: finds the inputs, reads each, hands it to the audit.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use icecore::audit::{Audit, Audited, Form, Located, Source, Told, printable};
use icecore::compare::Snapshot;
use icecore::dump::{Dump, Error, Input, Inputs, Skipped, Spool};
use icecore::finding::Profile;
use icecore::listing::{Listing, Unread};
use icecore::model::Timestamp;
use icecore::policy::Policy;

use crate::args::{Judging, Reading};
use crate::complaint::{complain, mention, warn};
use crate::context::Context;
use crate::output::Output;
use crate::progress::Progress;

/// The name of standard input in findings.
const STDIN: &str = "<stdin>";

/// What is done when all files have been read.
const PUTTING_TOGETHER: &str = "putting pages together, and reading again what stands twice";

/// What came of reading all inputs.
pub struct Outcome {
    pub audited: Audited,
    /// What was named; its files can be read again.
    pub named: Named,
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
pub fn read(reading: &Reading, context: Context<'_>, take: &mut Take<'_>) -> io::Result<Read> {
    let search = context.search(reading, BTreeSet::new());
    let Inputs { inputs, skipped, errors } = search.find(&reading.paths);
    let global = context.global;
    let mut failed = !errors.is_empty();
    errors.iter().for_each(|error| complain(&error.to_string()));
    let mut progress = Progress::new(inputs.len(), global.quiet);
    for input in inputs {
        let name = name(&input, reading);
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

/// What happens while dumps are judged.
#[derive(Clone, Copy)]
pub enum Event<'e> {
    /// This file is next.
    File(&'e str),
    /// This one, or what was named in place of a file, cannot be read.
    Unreadable(&'e str, &'e str),
    /// Something was found.
    Found(&'e Located),
    /// Some things were found, and written down.
    Written(&'e [u8]),
}

/// How everything that was named is audited.
pub struct Auditing<'a> {
    pub judging: &'a Judging,
    pub context: Context<'a>,
    pub policy: &'a Policy,
    pub telling: Telling,
    /// What a ledger is kept as of, if one is.
    pub ledger: Option<Timestamp>,
    /// How many jobs are taken down at the end.
    pub first_jobs: usize,
    /// Files of this program, which are no dumps, as seen from the root.
    pub own: BTreeSet<String>,
}

/// Audits everything that was named; tells what happens, what listings and sources come to last.
pub fn run(
    auditing: Auditing<'_>,
    output: &mut Output,
    happened: &mut dyn FnMut(&mut Output, Event<'_>) -> io::Result<()>,
) -> io::Result<Outcome> {
    let Auditing { judging, context, policy, telling, ledger, first_jobs, own } = auditing;
    let mut audit = Audit::new(policy.to_rule_set())
        .scope(context.scope(&judging.reading))
        .filter(judging.filtering.to_filter())
        .with_first_jobs(first_jobs)
        .fingerprint_key(fingerprint_key());
    if !policy.overrides.is_empty() {
        let (policy, root) = (policy.clone(), context.config.root.clone());
        audit = audit.rules_in(move |file| policy.at(&root.relative(file)).to_rule_set());
    }
    if let Some(time) = judging.as_of {
        audit = audit.as_of(time);
    }
    if let Some(time) = ledger {
        audit = audit.with_ledger(time);
    }
    audit = match telling {
        Telling::WithExcerpts => audit,
        Telling::Bare => audit.without_excerpts(),
        Telling::Written(form) => audit.without_excerpts().written_by(form),
    };
    let named = Named::find(&judging.reading, &judging.reading.paths, context, own);
    let sources = named.sources();
    for (path, error) in &named.errors {
        happened(output, Event::Unreadable(path, error))?;
    }
    let failed = judge(&mut audit, &sources, context, &mut |event| happened(output, event))?;
    let progress = Progress::doing(PUTTING_TOGETHER, context.global.quiet);
    let audited = audit.finish_files(&sources);
    progress.end();
    for error in &audited.errors {
        let message = error.to_string();
        complain(&message);
        happened(output, Event::Unreadable(&path_of(error), &message))?;
    }
    for located in audited.of_listings.iter().chain(&audited.of_sources) {
        happened(output, Event::Found(located))?;
    }
    output.flush()?;
    let failed = !named.errors.is_empty() || failed || !audited.errors.is_empty();
    drop(sources);
    Ok(Outcome { audited, named, failed })
}

/// Puts together everything that was named; nothing of it is judged.
pub fn stitch(reading: &Reading, context: Context<'_>) -> io::Result<(Listing, Read)> {
    let mut audit = Audit::new(Profile::default())
        .scope(context.scope(reading))
        .fingerprint_key(fingerprint_key());
    let named = Named::find(reading, &reading.paths, context, BTreeSet::new());
    let failed = judge(&mut audit, &named.sources(), context, &mut |_| Ok(()))?;
    let failed = failed || !named.errors.is_empty();
    let progress = Progress::doing(PUTTING_TOGETHER, context.global.quiet);
    let listing = audit.into_listing();
    progress.end();
    Ok((listing, Read { skipped: named.skipped, failed }))
}

/// Takes a snapshot of all jobs of these paths; nothing of them is judged.
pub fn snapshot(
    judging: &Judging,
    paths: &[PathBuf],
    context: Context<'_>,
) -> io::Result<(Snapshot, Read)> {
    let reading = &judging.reading;
    let mut audit = Audit::new(Profile::default())
        .scope(context.scope(reading))
        .filter(judging.filtering.to_filter())
        .fingerprint_key(fingerprint_key());
    let named = Named::find(reading, paths, context, BTreeSet::new());
    let sources = named.sources();
    let failed = judge(&mut audit, &sources, context, &mut |_| Ok(()))?;
    let mut progress = Progress::of(sources.len(), "files again", context.global.quiet);
    let (mut snapshot, errors) =
        audit.snapshot_files(&sources, &mut |name| progress.file(&printable(name)));
    progress.end();
    errors.iter().for_each(|error| complain(&error.to_string()));
    let failed = failed || !named.errors.is_empty() || !errors.is_empty();
    if failed {
        snapshot.set_partial();
    }
    Ok((snapshot, Read { skipped: named.skipped, failed }))
}

/// Another one for each run, so that no dump can be made up whose jobs are taken for each other.
pub fn fingerprint_key() -> u64 {
    RandomState::new().hash_one(())
}

/// Judges sources, with progress; tells whether one of them could not be read.
fn judge(
    audit: &mut Audit,
    sources: &[(String, Source<'_>)],
    context: Context<'_>,
    happened: &mut dyn FnMut(Event<'_>) -> io::Result<()>,
) -> io::Result<bool> {
    let global = context.global;
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
                result = happened(Event::File(name));
            }
            Told::Found(located) => {
                result = progress.suspended(|| happened(Event::Found(located)));
            }
            Told::Written(findings) => {
                result = progress.suspended(|| happened(Event::Written(findings)));
            }
            Told::Failed(source, error) => {
                failed = true;
                let error = error.to_string();
                progress.suspended(|| complain(&error));
                result = happened(Event::Unreadable(&sources[source].0, &error));
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
pub struct Named {
    dumps: Vec<(String, NamedDump)>,
    pub skipped: Skipped,
    /// Paths that lead nowhere, or to what cannot be read, and why.
    errors: Vec<(String, String)>,
}

enum NamedDump {
    File(PathBuf),
    /// What can be read only once, so it is kept: standard input, and pipes.
    Stream(Spool),
}

impl Named {
    fn find(
        reading: &Reading,
        paths: &[PathBuf],
        context: Context<'_>,
        own: BTreeSet<String>,
    ) -> Self {
        let Inputs { inputs, skipped, errors } = context.search(reading, own).find(paths);
        let mut named = Named { dumps: Vec::new(), skipped, errors: Vec::new() };
        errors.iter().for_each(|error| named.fail(error));
        for input in inputs {
            let name = name(&input, reading);
            match NamedDump::of(input) {
                Ok(dump) => named.dumps.push((name, dump)),
                Err(error) => named.fail(&error),
            }
        }
        named
    }

    fn fail(&mut self, error: &Error) {
        let message = error.to_string();
        complain(&message);
        self.errors.push((path_of(error), message));
    }

    /// The files, in the order in which they were read.
    pub fn sources(&self) -> Vec<(String, Source<'_>)> {
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

/// The path that an error is about.
fn path_of(error: &Error) -> String {
    error.path().map_or_else(|| STDIN.to_owned(), |path| path.display().to_string())
}

fn name(input: &Input, reading: &Reading) -> String {
    match input {
        Input::File(path) => path.display().to_string(),
        Input::Stdin => reading.stdin_filename.clone().unwrap_or_else(|| STDIN.to_owned()),
    }
}
