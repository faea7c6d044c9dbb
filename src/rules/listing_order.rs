//! `listing-order`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};
use crate::listing::{Chain, JobPlace};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "listing-order",
        group: Group::Listing,
        summary: "the creation dates of a listing run one way",
        why: "Glacier sorts by creation; jobs in another order were merged, sorted or changed by somebody else.",
        source: "API reference, ListJobs: the list is sorted by job initiation time",
        real_data: "Real responses keep it, newest first.",
        levels: Levels::new(Level::Info, Level::Warning),
        help: "nothing, if the jobs were sorted on purpose",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(r#"{"JobList": ["A", "C", "B", "D", "E"]}"#),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for chain in stitched.listing.chains() {
        let (rising, falling) = steps(stitched, chain);
        let (way, against) = match rising.count > falling.count {
            true => ("oldest first", falling),
            false => ("newest first", rising),
        };
        if let Some(place) = against.first {
            let more = match against.count {
                1 => String::new(),
                2 => ", and so does 1 more".to_owned(),
                count => format!(", and so do {} more", count - 1),
            };
            let message = format!("this job breaks the order of its listing, {way}{more}");
            drafts.report(Spot::Field(place, "CreationDate"), message);
        }
    }
}

/// How often the creation date goes one way, and where first.
#[derive(Default)]
struct Steps {
    count: u64,
    first: Option<JobPlace>,
}

impl Steps {
    fn add(&mut self, count: u32, page: u32, index: u32) {
        if count > 0 {
            self.count += u64::from(count);
            self.first.get_or_insert(JobPlace { page, index });
        }
    }
}

/// The steps towards later and towards earlier dates.
fn steps(stitched: &Stitched<'_>, chain: &Chain) -> (Steps, Steps) {
    let (mut rising, mut falling) = (Steps::default(), Steps::default());
    let mut last = None;
    for page in chain.links.iter().map(|link| link.page) {
        let Some(dates) = stitched.listing.page(page).dates else { continue };
        if let Some(last) = last {
            rising.add(u32::from(dates.first > last), page, 0);
            falling.add(u32::from(dates.first < last), page, 0);
        }
        rising.add(dates.rising.0, page, dates.rising.1);
        falling.add(dates.falling.0, page, dates.falling.1);
        last = Some(dates.last);
    }
    (rising, falling)
}
