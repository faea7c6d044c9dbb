//! `duplicate-job`.

use std::collections::HashMap;

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};
use crate::listing::{Chain, JobPlace, Listing};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "duplicate-job",
        group: Group::Listing,
        summary: "a job stands once in its listing",
        why: "Whoever counts the jobs counts it twice.",
        source: "API reference, ListJobs, Marker: the job at which the listing begins, which a page may repeat",
        real_data: "Real responses keep it, but for one job at the boundary of two pages.",
        levels: Levels::new(Level::Warning, Level::Error),
        help: "fetch the listing again: a page was changed, or jobs moved while it was fetched",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "C"]}]"#),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for chain in stitched.listing.chains() {
        report_overlap(stitched, chain, drafts);
    }
    for jobs in &stitched.twins {
        let mut jobs: Vec<_> =
            jobs.iter().filter_map(|job| Some((counted(stitched.listing, *job)?, *job))).collect();
        jobs.sort_unstable();
        let mut firsts: HashMap<usize, JobPlace> = HashMap::new();
        for ((chain, ..), job) in jobs {
            let first = *firsts.entry(chain).or_insert(job);
            if first != job {
                let message = format!("this job stands before, in {}", stitched.name(first.page));
                drafts.report(Spot::Field(job, "JobId"), message);
            }
        }
    }
}

/// Whether a listing counts one of these saves of a job twice.
pub(super) fn concerns(listing: &Listing, jobs: &[JobPlace]) -> bool {
    let mut chains: Vec<usize> =
        jobs.iter().filter_map(|job| Some(counted(listing, *job)?.0)).collect();
    chains.sort_unstable();
    chains.windows(2).any(|pair| pair[0] == pair[1])
}

/// Where a job is counted: the chain, the position of its page there, and its index. A copy's jobs are
/// in no chain, and those of an overlap were counted before.
fn counted(listing: &Listing, job: JobPlace) -> Option<(usize, usize, u32)> {
    let (chain, position) = listing.place_in_chain(job.page)?;
    let link = listing.chains().get(chain)?.links.get(position)?;
    (job.index >= link.overlap).then_some((chain, position, job.index))
}

/// Where each page repeats the last job of the one before it, that is told once.
fn report_overlap(stitched: &Stitched<'_>, chain: &Chain, drafts: &mut ListingDrafts) {
    let before_by_token = |index: usize| {
        let before = chain.links[index - 1].page;
        stitched.listing.page(before).next.position().is_some_and(|it| it.offset() > 0)
    };
    let mut overlaps = chain
        .links
        .iter()
        .enumerate()
        .filter(|(index, link)| link.overlap == 1 && !before_by_token(*index));
    if let Some((_, link)) = overlaps.next() {
        let more = overlaps.count();
        let place = JobPlace { page: link.page, index: 0 };
        let message = match more {
            0 => "this page begins with the last job of the page before it".to_owned(),
            _ => format!(
                "this page begins with the last job of the page before it, and so do {more} more pages"
            ),
        };
        drafts
            .report(Spot::Field(place, "JobId"), message)
            .at_most(Level::Info)
            .help("nothing: a Marker may name the last job delivered; the job is counted once");
    }
}
