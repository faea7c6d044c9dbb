//! `report --compare OLD NEW`: what happened between two snapshots, for people. What is counted how is said
//! with the form [for programs](super::compare_json).

use std::io::{self, Write};

use super::compare_report::{
    CompareReport, OF_CONTRADICTIONS, SECTIONS, Section, about, course, doubts, head, places,
    remarks, side, value, vault_name, why_not_compared,
};
use super::figures::{counted, grouped};
use super::layout::{BOLD, cut_middle, wrap};
use super::listing_table::{Align, write_table};
use crate::audit::printable;
use crate::compare::{Comparison, Contradiction, Course, Followed, Side, Snapshot, VaultSide};

/// So many jobs of each course are named.
const SHOWN: usize = 20;

/// Writes the comparison for a terminal of `width` columns.
///
/// # Errors
/// What the writer says.
pub fn write_compare_human(
    out: &mut dyn Write,
    report: &CompareReport<'_, '_>,
    width: usize,
) -> io::Result<()> {
    let comparison = report.comparison;
    write_snapshot(out, Side::Old, comparison.old(), width)?;
    write_snapshot(out, Side::New, comparison.new_snapshot(), width)?;
    write_counts(out, comparison, width)?;
    write_vaults(out, comparison, width)?;
    write_contradictions(out, comparison, width)?;
    for section in &SECTIONS {
        write_section(out, comparison, section, width)?;
    }
    write_not_compared(out, comparison, width)
}

fn write_snapshot(
    out: &mut dyn Write,
    which: Side,
    snapshot: &Snapshot,
    width: usize,
) -> io::Result<()> {
    writeln!(out, "{BOLD}{}  {}{BOLD:#}", side(which), head(snapshot))?;
    remarks(snapshot).iter().try_for_each(|remark| write_wrapped(out, remark, 5, width))
}

fn write_counts(out: &mut dyn Write, comparison: &Comparison<'_>, width: usize) -> io::Result<()> {
    let counts = comparison.counts();
    let taken = Course::ALL.into_iter().filter(|course| counts.of(*course) > 0);
    let rows = taken.map(|it| vec![grouped(counts.of(it)), course(counts, it)]);
    let head = [("jobs", Align::Right), ("what became of them", Align::Left)];
    write_table(out, &head, rows.collect(), width)
}

fn write_vaults(out: &mut dyn Write, comparison: &Comparison<'_>, width: usize) -> io::Result<()> {
    let jobs = |side: Option<VaultSide>| match side {
        Some(side) => grouped(side.jobs),
        None => "-".to_owned(),
    };
    let vaults = comparison.vaults();
    let rows = vaults.iter().take(SHOWN).map(|vault| {
        let name = printable(&vault_name(vault.arn));
        vec![jobs(vault.old), jobs(vault.new), name, doubts(vault).join("; ")]
    });
    let head = [
        ("OLD", Align::Right),
        ("NEW", Align::Right),
        ("vault", Align::Left),
        ("what is not certain", Align::Left),
    ];
    write_table(out, &head, rows.collect(), width)?;
    write_more(out, vaults.len() as u64)
}

fn write_contradictions(
    out: &mut dyn Write,
    comparison: &Comparison<'_>,
    width: usize,
) -> io::Result<()> {
    let count = comparison.counts().contradicting();
    if count == 0 {
        return Ok(());
    }
    let verb = if count == 1 { "contradicts what it was" } else { "contradict what they were" };
    writeln!(out, "\n{BOLD}{} {verb}{BOLD:#}", counted(count, "job"))?;
    write_wrapped(out, OF_CONTRADICTIONS, 1, width)?;
    for (job, changes) in comparison.contradictions().take(SHOWN) {
        write_job(out, &job, width)?;
        for Contradiction { pointer, old, new, why } in changes.iter().take(SHOWN) {
            let (old, new) = (value(old.as_ref()), value(new.as_ref()));
            let change = printable(&format!("{pointer}: {old} → {new}"));
            write_wrapped(out, &format!("{change} ({})", why.words()), 4, width)?;
        }
        if let more @ 1.. = changes.len().saturating_sub(SHOWN) {
            writeln!(out, "    and {} more of it", grouped(more))?;
        }
    }
    write_more(out, count)
}

fn write_section(
    out: &mut dyn Write,
    comparison: &Comparison<'_>,
    section: &Section,
    width: usize,
) -> io::Result<()> {
    let count = section.count(comparison.counts());
    if count == 0 {
        return Ok(());
    }
    writeln!(out, "\n{BOLD}{} {}{BOLD:#}", counted(count, "job"), section.title)?;
    if let Some(advice) = section.advice {
        write_wrapped(out, advice, 1, width)?;
    }
    section.jobs(comparison).take(SHOWN).try_for_each(|job| write_job(out, &job, width))?;
    write_more(out, count)
}

/// Writes a job; its identifier is cut where it does not fit.
fn write_job(out: &mut dyn Write, job: &Followed<'_>, width: usize) -> io::Result<()> {
    let id = cut_middle(&printable(&job.job_id()), width.saturating_sub(2));
    writeln!(out, "  {id}")?;
    write_wrapped(out, &printable(&about(job)), 4, width)?;
    let places = places(job).into_iter();
    let places: Vec<String> =
        places.map(|(which, place)| format!("{} {}", side(which), printable(&place))).collect();
    write_wrapped(out, &places.join(", "), 4, width)
}

fn write_more(out: &mut dyn Write, count: u64) -> io::Result<()> {
    match count.saturating_sub(SHOWN as u64) {
        0 => Ok(()),
        more => writeln!(out, "  and {} more; --format json names all", grouped(more)),
    }
}

fn write_not_compared(
    out: &mut dyn Write,
    comparison: &Comparison<'_>,
    width: usize,
) -> io::Result<()> {
    let not_compared = comparison.not_compared();
    if not_compared.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{BOLD}not compared{BOLD:#}")?;
    for (it, jobs) in not_compared.iter().take(SHOWN) {
        let (pointer, jobs) = (printable(it.pointer), counted(*jobs, "job"));
        write_wrapped(out, &format!("{pointer} of {jobs}: {}", why_not_compared(it)), 2, width)?;
    }
    write_more(out, not_compared.len() as u64)
}

/// Writes a text so far from the left.
fn write_wrapped(out: &mut dyn Write, text: &str, indent: usize, width: usize) -> io::Result<()> {
    let mut lines = wrap(text, width.saturating_sub(indent)).into_iter();
    lines.try_for_each(|line| writeln!(out, "{:indent$}{line}", ""))
}
