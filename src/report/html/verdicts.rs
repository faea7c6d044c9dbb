//! Whether deleting vaults would lose data, before anything else.

use super::text::shown;
use crate::coverage::{Subject, Verdict};
use crate::report::archives_text::{verdict, verdicts as sentences};
use crate::report::figures::counted;
use crate::report::listing_report::ListingReport;

/// So many are shown, the worst first.
const VAULTS: usize = 10;

/// A sentence, and how bad that is: `bad`, `warning` or `good`. It is also said in words.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub text: String,
    pub tone: &'static str,
}

/// The worst verdicts, and how many more there are.
pub(super) fn verdicts(report: &ListingReport<'_>) -> (Vec<Told>, Option<String>) {
    let Some(coverage) = report.coverage else { return (Vec::new(), None) };
    let mut subjects: Vec<&Subject> = coverage.subjects().iter().collect();
    subjects.sort_by_key(|subject| subject.verdict());
    let more = subjects.len().saturating_sub(VAULTS) as u64;
    let more = (more > 0).then(|| format!("And of {}.", counted(more, "other vault")));
    let told = subjects.iter().take(VAULTS).map(|subject| Told {
        text: shown(&verdict(coverage, subject)),
        tone: tone(subject.verdict()),
    });
    let mut told: Vec<Told> = told.collect();
    if told.is_empty() {
        let sentences = sentences(coverage).into_iter();
        told.extend(sentences.map(|text| Told { text: shown(&text), tone: "plain" }));
    }
    (told, more)
}

fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Loses => "bad",
        Verdict::CannotTell(_) => "warning",
        Verdict::NothingLost => "good",
    }
}
