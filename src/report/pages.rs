//! What both forms of `pages` say.

use crate::listing::{Chain, End, Joint, Listing, PageSummary, Start};
use crate::model::Timestamp;

/// The creation dates of a page's first and last job.
pub(super) fn dates(page: &PageSummary) -> Option<(Timestamp, Timestamp)> {
    let dates = page.dates?;
    let time = Timestamp::from_unix_millis;
    Some((time(dates.first)?, time(dates.last)?))
}

/// What a chain lacks, in words; nothing if it is complete.
pub(super) fn why_incomplete(listing: &Listing, chain: &Chain) -> Vec<String> {
    let mut why = Vec::new();
    if chain.start == Start::Later {
        why.push("its first page is not the first of the listing".to_owned());
    }
    for (index, link) in chain.links.iter().enumerate() {
        if link.joint == Some(Joint::Gap) {
            why.push(format!("pages are missing after page {index}"));
        }
        if link.back.is_some() {
            why.push(format!("the token of page {} leads back", index + 1));
        }
        if link.is_doubtful {
            let page = index + 1;
            why.push(format!(
                "page {page} ends an array of pages, and may have been cut by MaxItems"
            ));
        }
    }
    match chain.end {
        End::Token if !chain.ends_in_circle() => {
            why.push(match listing.page(chain.last()).array {
                None => "it goes on after its last page".to_owned(),
                Some(_) => "it goes on after its last page, before whose Marker a cut by MaxItems \
                            may have dropped jobs"
                    .to_owned(),
            });
        }
        End::Broken => why.push("its last page breaks off".to_owned()),
        End::Token | End::Listed | End::Assumed => {}
    }
    why
}
