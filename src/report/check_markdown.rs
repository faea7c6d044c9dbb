//! `check --format markdown`: tables, for the summary of a step of GitHub Actions, or for a comment.
//!
//! Totals, how often each rule is broken, with a link to its page, and then the findings, the worst first:
//! so much of them as GitHub takes. It refuses a summary of more than 1 MiB whole. Nothing is written before
//! the end, since the totals come first; what is held is less than that 1 MiB.

use std::collections::BTreeMap;
use std::io;

use super::figures::{counted, grouped};
use super::format::{CheckReport, End};
use super::markdown::literal;
use super::shortlist::Shortlist;
use super::verdict;
use crate::audit::Located;
use crate::finding::{Finding, Level, RuleMeta};
use crate::policy::Root;
use crate::rules::RULES;

/// The most bytes that findings may have together. The rules need less than 64 KiB.
const ROOM: usize = 900 * 1024;

/// How many files that cannot be read are named.
const UNREADABLE: usize = 20;

/// Writes Markdown, as GitHub and GitLab read it.
#[derive(Debug)]
pub struct MarkdownCheck {
    root: Root,
    rows: Shortlist<String>,
    /// By level and the place of the rule in the catalogue.
    counts: BTreeMap<(std::cmp::Reverse<Level>, usize), u64>,
    unreadable: Vec<String>,
    unreadable_count: u64,
}

impl MarkdownCheck {
    /// Files are named as seen from the root.
    #[must_use]
    pub fn new(root: Root) -> Self {
        MarkdownCheck {
            root,
            rows: Shortlist::new(ROOM, String::len),
            counts: BTreeMap::new(),
            unreadable: Vec::new(),
            unreadable_count: 0,
        }
    }

    fn write_unreadable(&self, out: &mut dyn io::Write) -> io::Result<()> {
        if self.unreadable.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{} could not be read:\n", counted(self.unreadable_count, "file"))?;
        self.unreadable.iter().try_for_each(|line| writeln!(out, "- {line}"))?;
        match self.unreadable_count.saturating_sub(UNREADABLE as u64) {
            0 => Ok(()),
            more => writeln!(out, "- and {} more", grouped(more)),
        }
    }

    fn write_rules(&self, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "\n| level | rule | findings | what must hold |\n|---|---|--:|---|")?;
        for ((level, rule), count) in &self.counts {
            let meta = &RULES[*rule].meta;
            let (level, link, count) = (name(level.0), link(meta), grouped(count));
            // It is written in Markdown.
            let summary = meta.summary.replace('|', "\\|");
            writeln!(out, "| {level} | {link} | {count} | {summary} |")?;
        }
        Ok(())
    }

    fn write_findings(&self, out: &mut dyn io::Write, end: &End<'_>) -> io::Result<()> {
        writeln!(out, "\n| level | where | rule | finding |\n|---|---|---|---|")?;
        self.rows.entries().try_for_each(|row| out.write_all(row.as_bytes()))?;
        let left_out: u64 = self.rows.left_out().iter().sum();
        if left_out > 0 {
            let more = counted(left_out, "more finding");
            writeln!(out, "\n{more} not shown: the summary of a step is at most 1 MiB.")?;
        }
        if let Some(more) = verdict::untold(end) {
            writeln!(out, "\n{more}.")?;
        }
        Ok(())
    }
}

impl CheckReport for MarkdownCheck {
    fn unreadable(&mut self, _out: &mut dyn io::Write, name: &str, error: &str) -> io::Result<()> {
        self.unreadable_count += 1;
        if self.unreadable.len() < UNREADABLE {
            let file = literal(&self.root.relative(name));
            self.unreadable.push(format!("<code>{file}</code>: {}", literal(error)));
        }
        Ok(())
    }

    fn finding(&mut self, _out: &mut dyn io::Write, located: &Located) -> io::Result<()> {
        self.untold(located);
        self.rows.offer(located.finding.level, || Ok(row(located, &self.root)))
    }

    fn untold(&mut self, located: &Located) {
        let Finding { rule, level, .. } = &located.finding;
        if let Some(place) = RULES.iter().position(|known| known.meta.id == rule.id) {
            *self.counts.entry((std::cmp::Reverse(*level), place)).or_default() += 1;
        }
    }

    fn end(&mut self, out: &mut dyn io::Write, end: &End<'_>) -> io::Result<()> {
        let summary = end.summary;
        writeln!(out, "### icecore: {}\n", verdict::verdict(summary))?;
        writeln!(out, "{}{}", verdict::judged(summary), verdict::kept_back(end))?;
        self.write_unreadable(out)?;
        if self.counts.is_empty() {
            return Ok(());
        }
        self.write_rules(out)?;
        self.write_findings(out, end)
    }
}

fn row(located: &Located, root: &Root) -> String {
    let Finding { rule, level, message, help, .. } = &located.finding;
    let file = literal(&root.relative(&located.file));
    let (line, column) = (located.position.line, located.position.column);
    let (level, id) = (name(*level), rule.id);
    let (message, help) = (literal(message), literal(help));
    format!(
        "| {level} | <code>{file}:{line}:{column}</code> | {id} | {message}<br>help: {help} |\n"
    )
}

fn link(meta: &RuleMeta) -> String {
    format!("[{}]({})", meta.id, meta.url())
}

/// A level, as the totals call it.
fn name(level: Level) -> &'static str {
    match level {
        Level::Info => "note",
        level => level.as_str(),
    }
}
