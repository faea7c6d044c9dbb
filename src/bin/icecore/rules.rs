//! `icecore rules` and `icecore explain`.

use std::io::{self, Write};

use icecore::report;
use icecore::rules::{RULES, find, nearest};

use crate::args::{Explain, Format, Rules, SampleKind};
use crate::complaint::complain;
use crate::output::Output;
use crate::status::Status;

pub fn list(options: &Rules, output: &mut Output) -> io::Result<Status> {
    match options.format {
        Format::Human => report::write_catalogue(output, Output::width())?,
        Format::Json => report::write_catalogue_json(output)?,
    }
    Ok(Status::Clean)
}

pub fn explain(options: &Explain, output: &mut Output) -> io::Result<Status> {
    let Some(rule) = find(&options.rule) else {
        let known = nearest(&options.rule, RULES.iter().map(|rule| rule.meta.id));
        let hint = known.map(|known| format!(" did you mean `{known}`?")).unwrap_or_default();
        let asked = &options.rule;
        complain(&format!("there is no rule `{asked}`;{hint} `icecore rules` lists them all"));
        return Ok(Status::Failed);
    };
    match options.sample {
        None => report::explain(output, &rule.meta, Output::width())?,
        Some(SampleKind::Pass) => output.write_all(rule.meta.pass.to_document().as_bytes())?,
        Some(SampleKind::Fail) => output.write_all(rule.meta.fail.to_document().as_bytes())?,
    }
    Ok(Status::Clean)
}
