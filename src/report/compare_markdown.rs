//! `report --compare OLD NEW --format markdown`: what happened between two snapshots, in tables, for the summary
//! of a step of GitHub Actions, or for a comment. What is counted how is said with the form
//! [for programs](super::compare_json).
//!
//! GitHub refuses a summary of more than 1 MiB whole, so each table has at most 100 KiB.

use std::io::{self, Write};

use super::compare_report::{
    CompareReport, OF_CONTRADICTIONS, SECTIONS, Section, about, course, doubts, head, places,
    remarks, side, value, vault_name, why_not_compared,
};
use super::figures::{counted, grouped};
use super::markdown::literal;
use crate::compare::{Comparison, Contradiction, Course, Followed, Side, VaultSide};

/// The most bytes that the rows of a table may have together. There are eleven tables at most, but that of
/// counts is short.
const ROOM: usize = 100 * 1024;

/// The most characters that are shown of a text of a dump.
const LONGEST: usize = 200;

/// Writes the comparison as Markdown, as GitHub and GitLab read it.
///
/// # Errors
/// What the writer says.
pub fn write_compare_markdown(
    out: &mut dyn Write,
    report: &CompareReport<'_, '_>,
) -> io::Result<()> {
    let comparison = report.comparison;
    writeln!(out, "### icecore: what happened between two snapshots\n")?;
    for (which, snapshot) in [(Side::Old, comparison.old()), (Side::New, comparison.new_snapshot())]
    {
        let remarks = remarks(snapshot).into_iter().map(|remark| format!("; {remark}"));
        writeln!(out, "- {}: {}{}", side(which), head(snapshot), remarks.collect::<String>())?;
    }
    write_counts(out, comparison)?;
    write_vaults(out, comparison)?;
    write_contradictions(out, comparison)?;
    for section in &SECTIONS {
        write_section(out, comparison, section)?;
    }
    write_not_compared(out, comparison)
}

fn write_counts(out: &mut dyn Write, comparison: &Comparison<'_>) -> io::Result<()> {
    let counts = comparison.counts();
    let taken: Vec<Course> =
        Course::ALL.into_iter().filter(|course| counts.of(*course) > 0).collect();
    let rows = taken.iter().map(|it| (counts.of(*it), course(counts, *it)));
    let rows = rows.map(|(jobs, words)| format!("| {} | {words} |\n", grouped(jobs)));
    write_table(out, "| jobs | what became of them |\n|--:|---|", taken.len() as u64, rows)
}

fn write_vaults(out: &mut dyn Write, comparison: &Comparison<'_>) -> io::Result<()> {
    let jobs = |side: Option<VaultSide>| match side {
        Some(side) => grouped(side.jobs),
        None => "-".to_owned(),
    };
    let rows = comparison.vaults().iter().map(|vault| {
        let (old, new) = (jobs(vault.old), jobs(vault.new));
        let (name, doubts) = (cell(&vault_name(vault.arn)), doubts(vault).join("; "));
        format!("| {old} | {new} | {name} | {doubts} |\n")
    });
    let head = "| OLD | NEW | vault | what is not certain |\n|--:|--:|---|---|";
    write_table(out, head, comparison.vaults().len() as u64, rows)
}

fn write_contradictions(out: &mut dyn Write, comparison: &Comparison<'_>) -> io::Result<()> {
    let count = comparison.counts().contradicting();
    if count == 0 {
        return Ok(());
    }
    let verb = if count == 1 { "contradicts what it was" } else { "contradict what they were" };
    writeln!(out, "\n#### {} {verb}\n\n{OF_CONTRADICTIONS}", counted(count, "job"))?;
    let rows = comparison.contradictions().map(|(job, changes)| {
        let changes: Vec<String> = changes.iter().map(changed).collect();
        row(&job, &[cell(&about(&job)), changes.join("<br>")].join("<br>"))
    });
    write_table(out, JOBS, count, rows)
}

fn changed(contradiction: &Contradiction<'_>) -> String {
    let Contradiction { pointer, old, new, why } = contradiction;
    let (old, new) = (cell(&value(old.as_ref())), cell(&value(new.as_ref())));
    format!("{}: {old} → {new} ({})", cell(pointer), why.words())
}

/// The head of tables of jobs.
const JOBS: &str = "| JobId | job | where |\n|---|---|---|";

fn write_section(
    out: &mut dyn Write,
    comparison: &Comparison<'_>,
    section: &Section,
) -> io::Result<()> {
    let count = section.count(comparison.counts());
    if count == 0 {
        return Ok(());
    }
    writeln!(out, "\n#### {} {}", counted(count, "job"), section.title)?;
    if let Some(advice) = section.advice {
        writeln!(out, "\n{advice}")?;
    }
    let rows = section.jobs(comparison).map(|job| row(&job, &cell(&about(&job))));
    write_table(out, JOBS, count, rows)
}

fn row(job: &Followed<'_>, about: &str) -> String {
    let places = places(job).into_iter();
    let places = places.map(|(which, place)| format!("{} {}", side(which), cell(&place)));
    let places = places.collect::<Vec<_>>().join("<br>");
    format!("| <code>{}</code> | {about} | {places} |\n", cell(&job.job_id()))
}

fn write_not_compared(out: &mut dyn Write, comparison: &Comparison<'_>) -> io::Result<()> {
    let count = comparison.not_compared().len() as u64;
    if count == 0 {
        return Ok(());
    }
    writeln!(out, "\n#### not compared")?;
    let rows = comparison.not_compared().iter().map(|(it, jobs)| {
        let (pointer, jobs) = (cell(it.pointer), grouped(*jobs));
        format!("| {jobs} | {pointer} | {} |\n", why_not_compared(it))
    });
    write_table(out, "| jobs | member | why |\n|--:|---|---|", count, rows)
}

/// Writes so many rows, as far as there is room for them, and how many more there are; nothing without any.
fn write_table(
    out: &mut dyn Write,
    head: &str,
    count: u64,
    rows: impl Iterator<Item = String>,
) -> io::Result<()> {
    if count == 0 {
        return Ok(());
    }
    writeln!(out, "\n{head}")?;
    let (mut room, mut more) = (ROOM, count);
    for row in rows {
        if row.len() > room {
            break;
        }
        (room, more) = (room - row.len(), more.saturating_sub(1));
        out.write_all(row.as_bytes())?;
    }
    match more {
        0 => Ok(()),
        more => writeln!(out, "\nand {} more; `--format json` names all", grouped(more)),
    }
}

/// As much of a text as is shown, in a cell of a table.
fn cell(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => literal(text),
        Some((at, _)) => format!("{}…", literal(&text[..at])),
    }
}
