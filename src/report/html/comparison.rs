//! What happened between two snapshots, as a page.

use std::io;

use askama::Template;

use super::overview::Tile;
use super::page::write_page;
use super::policy::{POLICY, SCRIPT, STYLE};
use super::text::{shortened, shown};
use crate::compare::{
    Comparison, Contradiction, Counts, Course, Followed, Side, VaultSide, VaultSides,
};
use crate::report::compare_report::{
    CompareReport, OF_CONTRADICTIONS, SECTIONS, about, course, doubts, head, places, remarks, side,
    value, vault_name, why_not_compared,
};
use crate::report::figures::{counted, grouped};

/// So many jobs are shown.
const MOST: usize = 5000;

/// So many vaults, and so many members that were not compared, are shown.
const LINES: usize = 500;

/// So many characters of a value are shown.
const LONGEST: usize = 200;

/// What jobs are called that contradict what they were.
const CONTRADICTS: &str = "contradicts what it was";

/// Writes the comparison as a page of one file, which asks for nothing else. What is counted how is said with
/// the form [for programs](crate::report::write_compare_json).
///
/// # Errors
/// What the writer says.
pub fn write_compare_html(
    out: &mut dyn io::Write,
    report: &CompareReport<'_, '_>,
) -> io::Result<()> {
    write_page(out, &Page::of(report.comparison))
}

/// The values of the page.
#[derive(Template)]
#[template(path = "comparison/page.html")]
struct Page {
    policy: &'static str,
    style: &'static str,
    script: &'static str,
    version: &'static str,
    headline: String,
    sides: Vec<(&'static str, String)>,
    tiles: Vec<Tile>,
    of_contradictions: Option<&'static str>,
    vaults: Vec<Vault>,
    more_vaults: Option<String>,
    jobs: Vec<Row>,
    more_jobs: Option<String>,
    courses: Vec<&'static str>,
    vault_names: Vec<String>,
    not_compared: Vec<(String, String, String)>,
    more_not_compared: Option<String>,
}

struct Vault {
    old: String,
    new: String,
    name: String,
    doubts: String,
}

/// A job, and what became of it.
struct Row {
    what: &'static str,
    vault: String,
    job_id: String,
    about: String,
    changes: Vec<String>,
    old: String,
    new: String,
}

impl Page {
    fn of(comparison: &Comparison<'_>) -> Self {
        let counts = comparison.counts();
        let vaults = comparison.vaults();
        let (jobs, more_jobs) = rows(comparison);
        let mut vault_names: Vec<String> = jobs.iter().map(|job| job.vault.clone()).collect();
        vault_names.sort_unstable();
        vault_names.dedup();
        let mut courses: Vec<&'static str> = jobs.iter().map(|job| job.what).collect();
        courses.dedup();
        let not_compared = comparison.not_compared();
        let told = not_compared
            .iter()
            .take(LINES)
            .map(|(it, jobs)| (grouped(*jobs), shown(it.pointer), shown(&why_not_compared(it))));
        let more = |all: usize| {
            let more = all.saturating_sub(LINES);
            (more > 0).then(|| format!("And {} more", grouped(more)))
        };
        let new = comparison.new_snapshot();
        let sides = [(Side::Old, comparison.old()), (Side::New, new)].map(|(which, snapshot)| {
            let remarks = remarks(snapshot).into_iter().map(|remark| format!("; {remark}"));
            (side(which), shown(&(head(snapshot) + &remarks.collect::<String>())))
        });
        Page {
            policy: POLICY,
            style: STYLE,
            script: SCRIPT,
            version: env!("CARGO_PKG_VERSION"),
            headline: headline(counts),
            sides: sides.into(),
            tiles: tiles(counts),
            of_contradictions: (counts.contradicting() > 0).then_some(OF_CONTRADICTIONS),
            vaults: vaults.iter().take(LINES).map(vault).collect(),
            more_vaults: more(vaults.len()),
            jobs,
            more_jobs,
            courses,
            vault_names,
            not_compared: told.collect(),
            more_not_compared: more(not_compared.len()),
        }
    }
}

fn headline(counts: &Counts) -> String {
    match counts.contradicting() {
        0 => "What happened between two snapshots".to_owned(),
        1 => "What happened between two snapshots: 1 job contradicts what it was".to_owned(),
        jobs => {
            let jobs = counted(jobs, "job");
            format!("What happened between two snapshots: {jobs} contradict what they were")
        }
    }
}

/// How many jobs took each course, and how many contradict what they were.
fn tiles(counts: &Counts) -> Vec<Tile> {
    let contradicting = counts.contradicting();
    let contradict = (contradicting > 0).then(|| Tile {
        label: "Contradictions",
        value: grouped(contradicting),
        note: "what never changes is not what it was".to_owned(),
        tone: "bad",
    });
    let taken = Course::ALL.into_iter().filter(|taken| counts.of(*taken) > 0);
    let of_courses = taken.map(|taken| Tile {
        label: label(taken),
        value: grouped(counts.of(taken)),
        note: course(counts, taken),
        tone: tone(taken),
    });
    contradict.into_iter().chain(of_courses).collect()
}

fn label(course: Course) -> &'static str {
    match course {
        Course::New => "New",
        Course::Finished => "Finished",
        Course::Failed => "Failed",
        Course::InProgress => "Still in progress",
        Course::Unchanged => "Unchanged",
        Course::Altered => "Altered",
        Course::Impossible => "Impossible",
        Course::Unclear => "Unclear",
        Course::Vanished => "Vanished",
    }
}

fn tone(course: Course) -> &'static str {
    match course {
        Course::Altered | Course::Impossible => "bad",
        Course::Failed | Course::Unclear => "warning",
        _ => "plain",
    }
}

fn vault(vault: &VaultSides<'_>) -> Vault {
    let jobs = |side: Option<VaultSide>| side.map_or("-".to_owned(), |side| grouped(side.jobs));
    Vault {
        old: jobs(vault.old),
        new: jobs(vault.new),
        name: shown(&vault_name(vault.arn)),
        doubts: doubts(vault).join("; "),
    }
}

/// The jobs that are named, what contradicts first, and what of them is not.
fn rows(comparison: &Comparison<'_>) -> (Vec<Row>, Option<String>) {
    let counts = comparison.counts();
    let contradicting = comparison
        .contradictions()
        .map(|(job, changes)| row(CONTRADICTS, &job, changes.iter().map(changed).collect()));
    let others = SECTIONS.iter().flat_map(|section| {
        section.jobs(comparison).map(|job| row(section.title, &job, Vec::new()))
    });
    let all = SECTIONS.iter().map(|section| section.count(counts)).sum::<u64>();
    let rows: Vec<Row> = contradicting.chain(others).take(MOST).collect();
    let shown = rows.len() as u64;
    let more = (all + counts.contradicting()).saturating_sub(shown);
    let more = (more > 0).then(|| {
        let shown = counted(shown, "job");
        format!("Shown are {shown}, those that contradict first; {} more", grouped(more))
    });
    (rows, more)
}

fn row(what: &'static str, job: &Followed<'_>, changes: Vec<String>) -> Row {
    let places = places(job);
    let place = |wanted: Side| {
        let place = places.iter().find(|(side, _)| *side == wanted);
        place.map_or_else(String::new, |(_, place)| shown(place))
    };
    Row {
        what,
        vault: shown(&vault_name(job.vault_arn())),
        job_id: shown(&job.job_id()),
        about: shown(&about(job)),
        changes,
        old: place(Side::Old),
        new: place(Side::New),
    }
}

fn changed(contradiction: &Contradiction<'_>) -> String {
    let Contradiction { pointer, old, new, why } = contradiction;
    let (old, new) = (value(old.as_ref()), value(new.as_ref()));
    let [old, new] = [old, new].map(|text| shortened(&text, LONGEST));
    format!("{}: {old} → {new} ({})", shown(pointer), why.words())
}
