//! The catalogue of rules: a table of all, or one in full. Everything comes from [`RULES`].

use std::io::{self, Write};

use serde::Serialize;

use super::layout::{BOLD, style_of, wrap};
use crate::finding::{Group, Level, Profile, RuleMeta, Sample};
use crate::rules::RULES;

/// Writes every rule on a line, group by group, with its level in each profile.
///
/// # Errors
/// What the writer says.
pub fn write_catalogue(out: &mut dyn Write, width: usize) -> io::Result<()> {
    let longest = RULES.iter().map(|rule| rule.meta.id.len()).max().unwrap_or_default();
    writeln!(out, "{BOLD}{:longest$}  observed  documented{BOLD:#}", "rule")?;
    for group in Group::ALL {
        writeln!(out, "\n{BOLD}{group}{BOLD:#}")?;
        for rule in RULES.iter().filter(|rule| rule.meta.group == group) {
            let RuleMeta { id, summary, levels, .. } = &rule.meta;
            let [observed, documented] = [levels.observed, levels.documented].map(style_of);
            writeln!(
                out,
                "{id:longest$}  {observed}{:<8}{observed:#}  {documented}{}{documented:#}",
                levels.observed, levels.documented,
            )?;
            for line in wrap(summary, width.saturating_sub(4)) {
                writeln!(out, "    {line}")?;
            }
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct JsonRule<'r> {
    rule: &'r str,
    group: &'r str,
    summary: &'r str,
    why: &'r str,
    source: &'r str,
    real_data: &'r str,
    observed: Level,
    documented: Level,
    help: &'r str,
}

/// Writes every rule as JSON: an array of objects.
///
/// # Errors
/// What the writer says.
pub fn write_catalogue_json(out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<JsonRule<'_>> = RULES.iter().map(|rule| json_rule(&rule.meta)).collect();
    serde_json::to_writer_pretty(&mut *out, &rules)?;
    out.write_all(b"\n")
}

fn json_rule(meta: &RuleMeta) -> JsonRule<'_> {
    JsonRule {
        rule: meta.id,
        group: meta.group.as_str(),
        summary: meta.summary,
        why: meta.why,
        source: meta.source,
        real_data: meta.real_data,
        observed: meta.levels.observed,
        documented: meta.levels.documented,
        help: meta.help,
    }
}

/// Writes one rule in full.
///
/// # Errors
/// What the writer says.
pub fn explain(out: &mut dyn Write, meta: &RuleMeta, width: usize) -> io::Result<()> {
    let levels = [Profile::Observed, Profile::Documented].map(|profile| {
        let level = meta.levels.of(profile);
        let style = style_of(level);
        format!("{style}{level}{style:#} ({})", profile.as_str())
    });
    writeln!(out, "{BOLD}{}{BOLD:#}: {}\n", meta.id, levels.join(", "))?;
    write_paragraph(out, "", &format!("What must hold: {}.", meta.summary), width)?;
    write_paragraph(out, "Why", meta.why, width)?;
    write_paragraph(out, "Source", meta.source, width)?;
    write_paragraph(out, "Real data", meta.real_data, width)?;
    write_paragraph(out, "What to do", &sentence(meta.help), width)?;
    write_sample(out, "Passes", &meta.pass)?;
    write_sample(out, "Fails", &meta.fail)?;
    writeln!(out, "`icecore explain {} --sample fail` prints the failing file whole.", meta.id)
}

/// A help continues "= help:"; alone, it is a sentence.
fn sentence(help: &str) -> String {
    let mut characters = help.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).chain(['.']).collect()
}

fn write_paragraph(out: &mut dyn Write, head: &str, text: &str, width: usize) -> io::Result<()> {
    if !head.is_empty() {
        writeln!(out, "{BOLD}{head}{BOLD:#}")?;
    }
    for line in wrap(text, width) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)
}

fn write_sample(out: &mut dyn Write, head: &str, sample: &Sample) -> io::Result<()> {
    let base = sample.base.name().map(|name| format!(", on {name}")).unwrap_or_default();
    writeln!(out, "{BOLD}{head}{BOLD:#}{base}")?;
    for line in sample.json.lines() {
        writeln!(out, "    {line}")?;
    }
    writeln!(out)
}
