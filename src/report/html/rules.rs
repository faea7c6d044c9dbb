//! What must hold: the rules that something was found by, explained.

use super::findings::level_name;
use super::text::{Part, parts};
use crate::report::figures::grouped;
use crate::report::listing_report::ListingReport;
use crate::rules::find;

/// A rule.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub id: &'static str,
    pub level: &'static str,
    pub count: String,
    pub summary: Vec<Part>,
    pub why: Vec<Part>,
    pub help: Vec<Part>,
    pub source: Vec<Part>,
}

/// Those that something was found by, the worst first.
pub(super) fn rules(report: &ListingReport<'_>) -> Vec<Rule> {
    let mut found: Vec<_> = report.saved.by_rule().iter().collect();
    found.sort_by_key(|(id, (level, _))| (std::cmp::Reverse(*level), **id));
    let rules = found.into_iter().filter_map(|(id, (level, count))| {
        let meta = &find(id)?.meta;
        Some(Rule {
            id: meta.id,
            level: level_name(*level),
            count: grouped(count),
            summary: parts(meta.summary),
            why: parts(meta.why),
            help: parts(meta.help),
            source: parts(meta.source),
        })
    });
    rules.collect()
}
