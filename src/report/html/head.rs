//! What the page is about: what was read, as of when, and what was not.

use super::text::shown;
use crate::dump::Skipped;
use crate::report::figures::{counted, grouped};
use crate::report::listing_report::ListingReport;
use crate::report::listing_tables::{facts, headline};

/// So many files are named.
const FILES: usize = 100;

#[derive(Clone, Debug)]
pub(super) struct Head {
    pub headline: String,
    pub facts: Vec<(&'static str, String)>,
    pub files: Vec<String>,
    pub more_files: Option<String>,
    /// What should have been read, and was not.
    pub unreadable: Vec<String>,
    pub more_unreadable: Option<String>,
    pub skipped: Option<String>,
    pub version: &'static str,
}

impl Head {
    pub fn of(report: &ListingReport<'_>, unreadable: &[(String, String)]) -> Self {
        let files = report.listing.files();
        let more = |count: usize| {
            let more = count.saturating_sub(FILES) as u64;
            (more > 0).then(|| format!("and {}", counted(more, "more file")))
        };
        Head {
            headline: shown(&headline(report)),
            facts: facts(report),
            files: files.iter().take(FILES).map(|file| shown(&file.name)).collect(),
            more_files: more(files.len()),
            unreadable: unreadable.iter().take(FILES).map(|(_, error)| shown(error)).collect(),
            more_unreadable: more(unreadable.len()),
            skipped: skipped(report.skipped),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// What of folders was not read, in words.
fn skipped(skipped: Skipped) -> Option<String> {
    let Skipped { hidden, other, ignored, linked, excluded } = skipped;
    let kinds = [
        (hidden, "hidden"),
        (other, "with other extensions"),
        (ignored, "ignored by git"),
        (linked, "links to folders"),
        (excluded, "excluded"),
    ];
    let told: Vec<String> = kinds
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", grouped(count)))
        .collect();
    (!told.is_empty()).then(|| format!("Not read of folders: {}.", told.join(", ")))
}
