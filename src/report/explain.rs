//! One rule in full, for people.

use std::io::{self, Write};

use super::layout::{BOLD, sentence, style_of, wrap};
use super::specimen::Specimen;
use crate::finding::{Levels, Profile, RuleMeta, Sample};

/// What stands below a head is this far in.
const INDENT: usize = 4;

/// Writes one rule in full: what must hold and why, what to do, and a sample of each kind with what `check`
/// says of the failing one.
///
/// # Errors
/// What the writer says.
pub fn explain(out: &mut dyn Write, meta: &'static RuleMeta, width: usize) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}: {}\n", meta.id, describe(meta.levels))?;
    write_text(out, &format!("What must hold: {}.", meta.summary), width)?;
    for (head, text) in [
        ("Why", meta.why),
        ("Source", meta.source),
        ("Real data", meta.real_data),
        ("What to do", &sentence(meta.help)),
    ] {
        writeln!(out, "\n{BOLD}{head}{BOLD:#}")?;
        write_text(out, text, width)?;
    }
    write_sample(out, "Passes", &meta.pass)?;
    write_sample(out, "Fails", &meta.fail)?;
    if let Some(specimen) = Specimen::of(meta) {
        writeln!(out, "\n{BOLD}What `check` says{BOLD:#}")?;
        write_indented(out, &specimen.transcript(width.saturating_sub(INDENT)))?;
    }
    Ok(())
}

fn describe(levels: Levels) -> String {
    let described = |profile| {
        let level = levels.of(profile);
        let style = style_of(level);
        format!("{style}{level}{style:#}")
    };
    let [observed, documented] = [Profile::Observed, Profile::Documented].map(described);
    match observed == documented {
        true => format!("{observed} in both profiles"),
        false => format!("{observed} (observed), {documented} (documented)"),
    }
}

fn write_text(out: &mut dyn Write, text: &str, width: usize) -> io::Result<()> {
    for line in wrap(text, width) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn write_sample(out: &mut dyn Write, head: &str, sample: &Sample) -> io::Result<()> {
    writeln!(out, "\n{BOLD}{head}{BOLD:#}{}", sample.base.lead())?;
    write_indented(out, sample.json)
}

fn write_indented(out: &mut dyn Write, text: &str) -> io::Result<()> {
    for line in text.lines() {
        writeln!(out, "{:INDENT$}{line}", "")?;
    }
    Ok(())
}
