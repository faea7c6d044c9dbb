//! The `icecore` command: arguments → options → pipeline → exit status.

mod apart;
mod args;
mod bench;
mod check;
mod compare;
mod complaint;
mod completions;
mod config;
mod context;
mod destination;
mod filtering;
mod generate;
mod generating;
mod list;
mod man;
mod output;
mod pages;
mod pipeline;
mod price_files;
mod progress;
mod replacing;
mod report;
mod rules;
mod shown;
mod status;
mod target;
mod toml_file;
mod values;

use std::io::{self, Write};

use clap::{CommandFactory, Parser};

use args::{Args, Command, Global, Reading};
use context::Context;
use output::Output;
use status::Status;

fn main() -> std::process::ExitCode {
    let args = Args::parse();
    args.global.bound_threads();
    let mut output = Output::new(args.global.color);
    let result = run(&args, &mut output);
    status::of(result.and_then(|status| output.flush().map(|()| status))).into()
}

fn run(args: &Args, output: &mut Output) -> io::Result<Status> {
    let global = &args.global;
    match &args.command {
        Command::Check(options) => configured(global, &options.judging.reading, |context| {
            check::run(options, context, output)
        }),
        Command::Report(options) => configured(global, &options.judging.reading, |context| {
            report::run(options, context, output)
        }),
        Command::List(options) => {
            configured(global, &options.reading, |context| list::run(options, context, output))
        }
        Command::Pages(options) => {
            configured(global, &options.reading, |context| pages::run(options, context, output))
        }
        Command::Rules(options) => rules::list(options, output),
        Command::Explain(options) => rules::explain(options, output),
        Command::Generate(options) => generate::run(options, global),
        Command::Bench(options) => bench::run(options, global, output),
        Command::Completions(options) => completions::run(options, &Args::command(), output),
        Command::Man(options) => man::run(options, Args::command(), output),
    }
}

/// Runs what goes by a configuration; one that is broken costs nobody else anything.
fn configured(
    global: &Global,
    reading: &Reading,
    run: impl FnOnce(Context<'_>) -> io::Result<Status>,
) -> io::Result<Status> {
    match config::load(reading.config.as_deref(), reading.no_config) {
        Some(config) => run(Context { global, config: &config }),
        None => Ok(Status::Failed),
    }
}
