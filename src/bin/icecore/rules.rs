//! `icecore rules` and `icecore explain`.

use std::io::{self, Write};

use icecore::finding::{RuleMeta, Sample};
use icecore::report;
use icecore::rules::{RULES, find, nearest};

use crate::args::{Explain, RuleFormat, Rules, SampleKind};
use crate::complaint::complain;
use crate::output::Output;
use crate::status::Status;

pub fn list(options: &Rules, output: &mut Output) -> io::Result<Status> {
    match options.format {
        RuleFormat::Human => report::write_catalogue(output, Output::width())?,
        RuleFormat::Json => {
            report::write_rules_json(output, RULES.iter().map(|rule| &rule.meta))?;
        }
        RuleFormat::Markdown => report::write_catalogue_markdown(output)?,
    }
    Ok(Status::Clean)
}

pub fn explain(options: &Explain, output: &mut Output) -> io::Result<Status> {
    let mut rules = Vec::new();
    for id in &options.rules {
        match find(id) {
            Some(rule) => rules.push(&rule.meta),
            None => complain_of_unknown(id),
        }
    }
    if rules.len() < options.rules.len() {
        return Ok(Status::Failed);
    }
    match (options.sample, options.format) {
        (Some(kind), _) => write_each(&rules, output, |output, meta| {
            output.write_all(sample(meta, kind).to_document().as_bytes())
        })?,
        (None, RuleFormat::Json) => report::write_rules_json(output, rules)?,
        (None, RuleFormat::Human) => {
            let width = Output::width();
            write_each(&rules, output, |output, meta| report::explain(output, meta, width))?;
        }
        (None, RuleFormat::Markdown) => {
            write_each(&rules, output, |output, meta| report::write_rule_markdown(output, meta))?;
        }
    }
    Ok(Status::Clean)
}

fn complain_of_unknown(id: &str) {
    let ids = || RULES.iter().map(|rule| rule.meta.id);
    let alike: Vec<&str> = match nearest(id, ids()) {
        Some(known) => vec![known],
        None => ids().filter(|known| !id.is_empty() && known.contains(id)).collect(),
    };
    let hint = match alike.as_slice() {
        [] => String::new(),
        [known] => format!(" did you mean `{known}`?"),
        _ => format!(" did you mean one of `{}`?", alike.join("`, `")),
    };
    complain(&format!("there is no rule `{id}`;{hint} `icecore rules` lists them all"));
}

fn sample(meta: &RuleMeta, kind: SampleKind) -> &Sample {
    match kind {
        SampleKind::Pass => &meta.pass,
        SampleKind::Fail => &meta.fail,
    }
}

/// Writes what there is to write of one rule after the other, with an empty line between.
fn write_each(
    rules: &[&'static RuleMeta],
    output: &mut Output,
    write: impl Fn(&mut Output, &'static RuleMeta) -> io::Result<()>,
) -> io::Result<()> {
    for (index, meta) in rules.iter().enumerate() {
        if index > 0 {
            writeln!(output)?;
        }
        write(output, meta)?;
    }
    Ok(())
}
