//! The catalogue of rules, for people: a table of all. Everything comes from [`RULES`].

use std::io::{self, Write};

use super::layout::{BOLD, style_of, wrap};
use crate::finding::{Group, RuleMeta};
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
