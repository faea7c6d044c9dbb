//! `icecore bench`: what dumps are → rounds of runs → a result, written, saved and compared.

mod compare;
mod decode;
mod documents;
mod engines;
mod memory;
mod once;
mod options;
mod process;
mod rounds;
mod saved;
mod table;
mod work;

use std::io::{self, Read, Write};
use std::path::Path;

use icecore::dump::{Input, Inputs, Search};
use icecore::report::counted;
use serde::Serialize;

use crate::args::{Format, Global};
use crate::complaint::{complain, warn};
use crate::output::Output;
use crate::progress::Progress;
use crate::status::Status;
use compare::{Comparison, same_dumps};
use once::{Once, Run, once};
pub use options::Options;
use process::Runner;
use rounds::Plan;
use saved::{Dumps, Machine, Saved, probe};
use work::{Row, Work, called};

/// Dumps of fewer bytes are read faster than a clock and a scheduler can tell apart.
const SMALL: u64 = 1_000_000;

pub fn run(options: &Options, global: &Global, output: &mut Output) -> io::Result<Status> {
    if let Some(work) = options.once {
        return run_once(work, options, global, output);
    }
    match measure(options, global) {
        Ok((saved, comparison)) => tell(&saved, comparison.as_ref(), options, global, output),
        Err(message) => {
            complain(&message);
            Ok(Status::Failed)
        }
    }
}

/// Does what `bench` has started this process for.
fn run_once(
    work: Work,
    options: &Options,
    global: &Global,
    output: &mut Output,
) -> io::Result<Status> {
    match once(work, &options.paths, global.threads()) {
        Ok(once) => {
            serde_json::to_writer(output, &once)?;
            Ok(Status::Clean)
        }
        Err(error) => {
            complain(&error.to_string());
            Ok(Status::Failed)
        }
    }
}

/// Measures what is asked for; whatever would make that useless is found before.
fn measure(options: &Options, global: &Global) -> Result<(Saved, Option<Comparison>), String> {
    if let Some(path) = &options.save {
        probe(path)?;
    }
    let then = options.compare.as_deref().map(|path| Ok::<_, String>((path, Saved::read(path)?)));
    let then = then.transpose()?;
    let inputs = find(options)?;
    let stdin = inputs.contains(&Input::Stdin).then(read_stdin).transpose()?;
    let runner = Runner::new(&options.paths, stdin)?;
    let dumps = survey(&runner, inputs.len(), global)?;
    if let Some((path, then)) = &then {
        same_dumps(&path.display().to_string(), then.dumps, dumps)?;
    }
    let threads = global.threads();
    let plan = Plan {
        runner: &runner,
        rows: options.works().flat_map(|work| work.rows(threads)).collect(),
        repeats: options.repeats.get(),
        dumps,
        verbose: global.verbose,
    };
    let mut saved = Saved::new(threads, dumps, plan.repeats);
    let runs = plan.rows.len().saturating_mul(plan.repeats as usize + 1);
    let mut progress = Progress::of(runs, "runs", global.quiet);
    let measured = plan.measure(&mut saved, &mut progress);
    progress.end();
    measured?;
    let compare = |(path, then): (&Path, Saved)| {
        warn_of_machine(path, &then.machine);
        Comparison::of(path.display().to_string(), &then, &saved)
    };
    let comparison = then.map(compare);
    Ok((saved, comparison))
}

/// The dumps that are meant, all of which can be read again and again.
fn find(options: &Options) -> Result<Vec<Input>, String> {
    let Inputs { inputs, errors, .. } = Search::default().with_ignored().find(&options.paths);
    if let Some(error) = errors.first() {
        return Err(error.to_string());
    }
    let is_stream = |input: &&Input| match input {
        Input::File(path) => path.metadata().is_ok_and(|metadata| !metadata.is_file()),
        Input::Stdin => false,
    };
    match inputs.iter().find(is_stream) {
        Some(Input::File(path)) => Err(format!(
            "{}: can be read only once, and is to be read many times; give it as standard input, `-`, which is \
             kept",
            path.display()
        )),
        _ => Ok(inputs),
    }
}

fn read_stdin() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| format!("standard input: {error}"))
}

/// Finds out what the dumps hold, which every row is held to.
fn survey(runner: &Runner<'_>, files: usize, global: &Global) -> Result<Dumps, String> {
    let row = Row { work: Work::Check, threads: global.threads() };
    match runner.once(row)? {
        Once::Done(Run { jobs: Some(jobs @ 1..), bytes: Some(bytes), .. }) => {
            if bytes < SMALL && !global.quiet {
                warn(&format!(
                    "{bytes} bytes are too few for times to mean much; `icecore generate --jobs 100000 \
                     --output dump.json` makes a larger dump"
                ));
            }
            Ok(Dumps { files: files as u64, bytes, jobs })
        }
        _ => Err("there are no jobs in what was given, so there is nothing to time; `icecore check` says what is \
                  there"
            .to_owned()),
    }
}

/// Warns that times of another machine, or of another build, are compared with.
fn warn_of_machine(path: &Path, then: &Machine) {
    let here = Machine::here();
    if *then != here {
        let told = |machine: &Machine| {
            let Machine { build, os, arch, cores } = machine;
            format!("{os} on {arch} with {} (a {build} build)", counted(*cores as u64, "core"))
        };
        warn(&format!(
            "{} was measured on {}, and this is {}",
            path.display(),
            told(then),
            told(&here)
        ));
    }
}

/// A result for programs, with the comparison if there is one.
#[derive(Serialize)]
struct Told<'t> {
    #[serde(flatten)]
    saved: &'t Saved,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<&'t Comparison>,
}

/// Writes the result, and says what is not as it should be.
fn tell(
    saved: &Saved,
    comparison: Option<&Comparison>,
    options: &Options,
    global: &Global,
    output: &mut Output,
) -> io::Result<Status> {
    for left_out in &saved.left_out {
        let saved::LeftOut { row, file, reason } = left_out;
        warn(&format!("no figure for `{row}`: {file}: {reason}"));
    }
    match options.format {
        Format::Human => table::write(output, saved, comparison, !global.quiet)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *output, &Told { saved, compared: comparison })?;
            output.write_all(b"\n")?;
        }
    }
    output.flush()?;
    if let Some(path) = &options.save
        && let Err(message) = saved.write(path)
    {
        complain(&message);
        return Ok(Status::Failed);
    }
    Ok(judge(comparison, options))
}

/// Whether something takes longer than is allowed; names all that does.
fn judge(comparison: Option<&Comparison>, options: &Options) -> Status {
    let (Some(comparison), Some(allowed)) = (comparison, options.fail_slower) else {
        return Status::Clean;
    };
    let mut status = Status::Clean;
    for row in comparison.slower(allowed) {
        status = Status::Findings;
        complain(&format!(
            "{} takes {:.2} times as long as in {}; up to {allowed} longer are allowed",
            called(&row.row, row.threads),
            row.ratio,
            comparison.file,
        ));
    }
    status
}
