//! Rules as Markdown: the page `docs/rules.md`, which findings link to, and one rule of it.
//!
//! A paragraph stays on one line. A line that is broken inside a paragraph may begin with a hyphen or a
//! number, and would then be a list.

use std::io::{self, Write};

use super::layout::{capitalised, sentence};
use super::specimen::Specimen;
use crate::finding::{Group, Profile, RuleMeta, Sample};
use crate::rules::RULES;

/// Findings are shown as on a terminal of so many columns.
const WIDTH: usize = 100;

/// What stands before the rules, as paragraphs.
const INTRODUCTION: &[&str] = &[
    "icecore holds saved `ListJobs` responses against these rules. Each has a level in two profiles: \
     `observed`, the default, judges by what AWS is seen to answer, and `documented` by the letter of the \
     documentation. An **error** is something that Glacier could not have answered, a **warning** is probably \
     wrong, **info** is worth knowing, and a rule that is **off** is not applied.",
    "The order of the rules is their precedence: a rule is silent about what a rule before it has spoken of, \
     so that one fault gives one finding.",
    "Each rule has a sample that passes and one that fails. Most are JSON merge patches (RFC 7396) over a \
     sound job: they show only the members that differ, and `null` takes a member out. In samples of pages a \
     letter stands for a sound job, and as a `Marker` for its JobId. `icecore explain RULE --sample fail` \
     prints the whole document. Of what `check` says to that, the rule's own finding is shown.",
    "This page is written by `icecore rules --format markdown`.",
];

/// Writes every rule as a Markdown page: a table of contents, then each rule under a heading that is its id.
///
/// # Errors
/// What the writer says.
pub fn write_catalogue_markdown(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# The rules of icecore")?;
    for paragraph in INTRODUCTION {
        writeln!(out, "\n{paragraph}")?;
    }
    for group in Group::ALL {
        writeln!(out, "\n**{}**\n", capitalised(&group.to_string()))?;
        writeln!(out, "| rule | observed | documented | what must hold |")?;
        writeln!(out, "|---|---|---|---|")?;
        for rule in RULES.iter().filter(|rule| rule.meta.group == group) {
            write_row(out, &rule.meta)?;
        }
    }
    for rule in RULES {
        writeln!(out)?;
        write_rule_markdown(out, &rule.meta)?;
    }
    Ok(())
}

fn write_row(out: &mut dyn Write, meta: &RuleMeta) -> io::Result<()> {
    let RuleMeta { id, levels, summary, .. } = meta;
    let summary = escaped(summary).replace('|', r"\|");
    writeln!(out, "| [`{id}`](#{id}) | {} | {} | {summary} |", levels.observed, levels.documented)
}

/// Writes one rule as Markdown, under a heading that is its id.
///
/// # Errors
/// What the writer says.
pub fn write_rule_markdown(out: &mut dyn Write, meta: &'static RuleMeta) -> io::Result<()> {
    writeln!(out, "## `{}`\n", meta.id)?;
    writeln!(out, "{}\n", escaped(&sentence(meta.summary)))?;
    writeln!(out, "**Level:** {}\n", levels(meta))?;
    for (head, text) in [
        ("Why", meta.why),
        ("Source", meta.source),
        ("Real data", meta.real_data),
        ("What to do", &sentence(meta.help)),
    ] {
        writeln!(out, "**{head}:** {}\n", escaped(text))?;
    }
    write_sample(out, "Passes", &meta.pass)?;
    writeln!(out)?;
    write_sample(out, "Fails", &meta.fail)?;
    if let Some(specimen) = Specimen::of(meta) {
        let transcript = specimen.transcript(WIDTH);
        writeln!(out, "\nWhat `check` says:\n")?;
        write_block(out, "console", &anstream::adapter::strip_str(&transcript).to_string())?;
    }
    Ok(())
}

fn levels(meta: &RuleMeta) -> String {
    let [observed, documented] =
        [Profile::Observed, Profile::Documented].map(|profile| meta.levels.of(profile));
    match observed == documented {
        true => format!("{observed} in both profiles"),
        false => format!("{observed} (`observed`), {documented} (`documented`)"),
    }
}

fn write_sample(out: &mut dyn Write, head: &str, sample: &Sample) -> io::Result<()> {
    writeln!(out, "{head}{}:\n", sample.base.lead())?;
    write_block(out, "json", sample.json)
}

fn write_block(out: &mut dyn Write, language: &str, text: &str) -> io::Result<()> {
    writeln!(out, "```{language}\n{text}\n```")
}

/// A text as Markdown that reads the same. Between backticks it is code, and stays as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut is_code = false;
    for character in text.chars() {
        is_code ^= character == '`';
        if !is_code && r"\*_[]<>&~#".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_markdown_would_take_for_its_own_is_escaped() {
        assert_eq!(escaped("a <b> & *c* [d](e)"), r"a \<b\> \& \*c\* \[d\](e)");
    }

    #[test]
    fn code_stays_as_it_is() {
        assert_eq!(escaped("`<a>` is *b*, `[c]` is not"), r"`<a>` is \*b\*, `[c]` is not");
    }
}
