//! The `icecore` command: arguments → options → pipeline → exit status.

mod args;
mod bench;
mod check;
mod complaint;
mod filtering;
mod generate;
mod generating;
mod list;
mod output;
mod pages;
mod pipeline;
mod progress;
mod report;
mod rules;
mod status;
mod values;

use std::io::Write;

use clap::Parser;

use args::{Args, Command};
use output::Output;

fn main() -> std::process::ExitCode {
    let args = Args::parse();
    args.global.bound_threads();
    let mut output = Output::new(args.global.color);
    let result = match &args.command {
        Command::Check(options) => check::run(options, &args.global, &mut output),
        Command::Report(options) => report::run(options, &args.global, &mut output),
        Command::List(options) => list::run(options, &args.global, &mut output),
        Command::Pages(options) => pages::run(options, &args.global, &mut output),
        Command::Rules(options) => rules::list(options, &mut output),
        Command::Explain(options) => rules::explain(options, &mut output),
        Command::Generate(options) => generate::run(options, &args.global),
        Command::Bench(options) => bench::run(options, &args.global, &mut output),
    };
    status::of(result.and_then(|status| output.flush().map(|()| status))).into()
}
