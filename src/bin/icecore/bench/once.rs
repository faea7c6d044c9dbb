//! One run of one work, in a process of its own: `bench` starts itself with `--once`.
//!
//! A process that has done something else before holds memory that the allocator did not give back, and
//! finds its caches and predictors warm. Then neither the peak of memory nor the first milliseconds are
//! those of the work. So each run is alone, begins as the command does when somebody types it, and its peak
//! is simply that of the process.

use std::hint::black_box;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use icecore::audit::{Audit, Source, Told};
use icecore::dump::{Dump, Error, Input, Search, Stream, Windows};
use icecore::finding::Profile;
use icecore::listing::Scope;
use serde::{Deserialize, Serialize};

use super::decode::Decoder;
use super::documents::documents;
use super::engines::{Engine, Serde, SimdJson, count};
use super::memory;
use super::work::Work;

/// What a run came to.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Once {
    Done(Run),
    /// The engine cannot read these files.
    Unread(Vec<Unread>),
}

/// What a run took.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Run {
    pub seconds: f64,
    pub peak_bytes: Option<u64>,
    /// How many jobs there are, if the work looks at them.
    pub jobs: Option<u64>,
    /// How many bytes there are, after decompression, if it counts them.
    pub bytes: Option<u64>,
}

/// A file that an engine cannot read, and why.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Unread {
    pub file: String,
    pub reason: String,
}

/// How much is read at a time, as the audit does it.
const BLOCK: usize = 1 << 20;

/// Does it once.
///
/// # Errors
/// If a file cannot be read.
pub fn once(work: Work, paths: &[PathBuf], threads: usize) -> Result<Once, Error> {
    let inputs = Search::default().with_ignored().find(paths);
    if let Some(error) = inputs.errors.into_iter().next() {
        return Err(error);
    }
    let inputs = inputs.inputs;
    match work {
        Work::Read => read(&inputs),
        Work::Decode => Ok(decode(&load(&inputs)?)),
        Work::Judge => judge(&sources(&load(&inputs)?)),
        Work::Icecore => whole(&sources(&load(&inputs)?), threads),
        Work::Serde => Ok(parse(&mut Serde, load(&inputs)?)),
        Work::SimdJson => Ok(parse(&mut SimdJson::default(), load(&inputs)?)),
        Work::Stitch | Work::Check => {
            let kept = keep(&inputs)?;
            let sources = of_files(&inputs, kept.as_ref());
            if work == Work::Check { whole(&sources, threads) } else { stitch(&sources, threads) }
        }
    }
}

/// A dump in memory, with its name.
type Loaded = (String, Dump<'static>);
type Sources<'s> = Vec<(String, Source<'s>)>;

/// Reads the dumps into memory, decompressed.
fn load(inputs: &[Input]) -> Result<Vec<Loaded>, Error> {
    let load = |input: &Input| match input {
        Input::File(path) => Dump::open(path).map(|dump| (name(path), dump)),
        Input::Stdin => Dump::from_reader(io::stdin().lock()).map(|dump| (STDIN.to_owned(), dump)),
    };
    inputs.iter().map(load).collect()
}

/// The name of standard input in messages.
const STDIN: &str = "<stdin>";

fn name(path: &Path) -> String {
    path.display().to_string()
}

fn sources(dumps: &[Loaded]) -> Sources<'_> {
    dumps.iter().map(|(name, dump)| (name.clone(), Source::Dump(dump))).collect()
}

/// Standard input, if it is among the inputs: it can be read only once.
fn keep(inputs: &[Input]) -> Result<Option<Dump<'static>>, Error> {
    let is_kept = inputs.contains(&Input::Stdin);
    is_kept.then(|| Dump::from_reader(io::stdin().lock())).transpose()
}

/// The dumps where they are, none of them read yet.
fn of_files<'s>(inputs: &'s [Input], kept: Option<&'s Dump<'static>>) -> Sources<'s> {
    let source = |input: &'s Input| match input {
        Input::File(path) => Some((name(path), Source::File(path))),
        Input::Stdin => kept.map(|dump| (STDIN.to_owned(), Source::Dump(dump))),
    };
    inputs.iter().filter_map(source).collect()
}

/// Ends a run: what it took, and the most memory there was up to now.
fn done(started: Instant, jobs: Option<u64>) -> Run {
    let seconds = started.elapsed().as_secs_f64();
    Run { seconds, peak_bytes: memory::peak(), jobs, bytes: None }
}

fn read(inputs: &[Input]) -> Result<Once, Error> {
    let kept = keep(inputs)?;
    let mut buffer = Vec::new();
    let started = Instant::now();
    for input in inputs {
        let stream = match input {
            Input::File(path) => Stream::open(path)?,
            Input::Stdin => Stream::of_bytes(kept.as_ref().map_or(&[], Dump::bytes)),
        };
        let mut windows = Windows::new(stream, BLOCK);
        // What breaks a stream is found by whoever judges it; up to there it was read.
        while let Ok(Some(window)) = windows.next(std::mem::take(&mut buffer)) {
            buffer = black_box(window).into_buffer();
        }
    }
    Ok(Once::Done(done(started, None)))
}

fn decode(dumps: &[Loaded]) -> Once {
    let mut decoder = Decoder::default();
    let started = Instant::now();
    dumps.iter().for_each(|(_, dump)| decoder.dump(dump));
    Once::Done(done(started, Some(decoder.jobs)))
}

/// Judges files and pages; the listing is put together after the clock has stopped, since only then the
/// audit says what it has counted.
fn judge(sources: &Sources<'_>) -> Result<Once, Error> {
    let started = Instant::now();
    let audit = audit(sources, 1)?;
    let run = done(started, None);
    let jobs = audit.finish_files(sources).totals.summary().jobs;
    Ok(Once::Done(Run { jobs: Some(jobs), ..run }))
}

fn stitch(sources: &Sources<'_>, threads: usize) -> Result<Once, Error> {
    let audit = audit(sources, threads)?;
    let started = Instant::now();
    let listing = audit.into_listing();
    let jobs = listing.keys().len() as u64;
    let run = done(started, Some(jobs));
    black_box(listing);
    Ok(Once::Done(run))
}

fn whole(sources: &Sources<'_>, threads: usize) -> Result<Once, Error> {
    let started = Instant::now();
    let audited = audit(sources, threads)?.finish_files(sources);
    let summary = audited.totals.summary();
    let run = Run { bytes: Some(summary.bytes), ..done(started, Some(summary.jobs)) };
    black_box(&audited.of_listings);
    audited.errors.into_iter().next().map_or(Ok(Once::Done(run)), Err)
}

fn audit(sources: &Sources<'_>, threads: usize) -> Result<Audit, Error> {
    let mut audit = Audit::new(Profile::default()).scope(Scope::Folder);
    let mut failed = None;
    audit.files(sources, threads, &mut |told| match told {
        Told::Failed(_, error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
        told => {
            black_box(told);
            ControlFlow::Continue(())
        }
    });
    failed.map_or(Ok(audit), Err)
}

/// Lets an engine read dumps; files that it cannot read are all found, and then there is no figure.
fn parse(engine: &mut impl Engine, dumps: Vec<Loaded>) -> Once {
    let mut unread = Vec::new();
    let mut known = Vec::new();
    for (file, dump) in dumps {
        match documents(dump.bytes()) {
            Ok(documents) => known.push((file, dump.into_bytes(), documents)),
            Err(reason) => unread.push(Unread { file, reason }),
        }
    }
    let mut jobs = 0;
    let started = Instant::now();
    for (file, json, documents) in &mut known {
        match count(engine, json, documents) {
            Ok(found) => jobs += found,
            Err(reason) => unread.push(Unread { file: file.clone(), reason }),
        }
    }
    match unread.is_empty() {
        true => Once::Done(done(started, Some(jobs))),
        false => Once::Unread(unread),
    }
}
