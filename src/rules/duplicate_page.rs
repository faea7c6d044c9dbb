//! `duplicate-page`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "duplicate-page",
        group: Group::Listing,
        summary: "a page is saved once",
        why: "Whoever counts the jobs of all files counts these twice.",
        source: "This rule is about the dumps: the same answer need be saved only once",
        real_data: "Dumps of real responses break it; Glacier has no part in it.",
        levels: Levels::new(Level::Info, Level::Warning),
        help: "nothing: its jobs are counted once where listings are counted; remove the file if it was meant to be another page",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(
            r#"[{"JobList": ["A", "B"], "Marker": "C"},
 {"JobList": ["C", "D"]},
 {"JobList": ["C", "D"]}]"#,
        ),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for copy in stitched.listing.copies() {
        let of = stitched.name(copy.of);
        let message = match copy.is_cut {
            false => format!("this page is saved before, in {of}"),
            true => format!("all that this page holds is held by {of}, too"),
        };
        let draft = drafts.report(Spot::Page(copy.page), message);
        if copy.skips > 0 {
            let jobs = match copy.skips {
                1 => "1 job".to_owned(),
                count => format!("{count} jobs"),
            };
            draft.help(format!(
                "do not follow its Marker: it would skip {jobs} that a cut by MaxItems dropped"
            ));
        }
    }
}
