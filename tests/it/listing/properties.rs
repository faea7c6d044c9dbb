//! Whatever a listing was cut into, and in whatever order that lies about, it is put together again.

use icecore::listing::{Listing, Position, Start, Token};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::{found, job_id, page, result, stitch};

/// Sizes of pages in a row.
pub fn sizes(pages: std::ops::Range<usize>) -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1_usize..6, pages)
}

/// Where each page begins, and where the last one ends.
pub fn bounds(sizes: &[usize]) -> Vec<usize> {
    let ends = sizes.iter().scan(0, |end, size| {
        *end += size;
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}

/// The service's pages; with an overlap each Marker names the page's own last job.
pub fn pages(sizes: &[usize], overlap: bool) -> Vec<Value> {
    let bounds = bounds(sizes);
    let last = sizes.len() - 1;
    (0..sizes.len())
        .map(|at| {
            let start = if overlap && at > 0 { bounds[at] - 1 } else { bounds[at] };
            let marker = if overlap { bounds[at + 1] - 1 } else { bounds[at + 1] };
            page(start..bounds[at + 1], (at < last).then_some(marker))
        })
        .collect()
}

/// The same pages with markers that tell nothing, each recorded with its request.
fn recorded(sizes: &[usize]) -> Vec<Value> {
    let bounds = bounds(sizes);
    let url = |at: usize| match at {
        0 => "/-/vaults/samples/jobs".to_owned(),
        _ => format!("/-/vaults/samples/jobs?marker=opaque%3D{at}"),
    };
    (0..sizes.len())
        .map(|at| {
            let mut body = page(bounds[at]..bounds[at + 1], None);
            if at + 1 < sizes.len() {
                body["Marker"] = format!("opaque={}", at + 1).into();
            }
            json!({"request": {"url": url(at)}, "response": {"status": 200, "jsonBody": body}})
        })
        .collect()
}

/// What a client saves of these pages, so many jobs at a time: the jobs and the tokens of botocore.
pub fn cuts(sizes: &[usize], max_items: usize) -> Vec<Value> {
    let bounds = bounds(sizes);
    let count = bounds[sizes.len()];
    (0..count)
        .step_by(max_items)
        .map(|start| {
            let end = (start + max_items).min(count);
            let cut = bounds.iter().rposition(|bound| *bound <= end).unwrap_or(0);
            let marker = (cut > 0).then(|| job_id(bounds[cut]));
            let inside = end - bounds[cut];
            let amount = (inside > 0).then_some(inside as u64);
            result(start..end, (end < count).then(|| Position { marker, amount }.encode()))
        })
        .collect()
}

/// The JobIds of a listing's only chain, by their numbers.
fn numbers(listing: &Listing, documents: &[Value]) -> Vec<usize> {
    let [chain] = listing.chains() else { panic!("{:#?}", listing.chains()) };
    listing
        .jobs_of(chain)
        .map(|place| {
            let file = listing.page(place.page).file as usize;
            let recorded = documents[file].pointer("/response/jsonBody");
            let page = recorded.unwrap_or(&documents[file]);
            let id = page["JobList"][place.index as usize]["JobId"].as_str();
            id.and_then(|id| id[10..].parse().ok()).expect("it has a number")
        })
        .collect()
}

/// Documents in any order.
pub fn shuffled(documents: Vec<Value>) -> impl Strategy<Value = Vec<Value>> {
    Just(documents).prop_shuffle()
}

proptest! {
    #[test]
    fn any_cut_in_any_order_gives_the_listing_back(
        (sizes, documents) in (sizes(1..9), any::<bool>()).prop_flat_map(|(sizes, overlap)| {
            let pages = pages(&sizes, overlap);
            (Just(sizes), shuffled(pages))
        }),
    ) {
        let listing = stitch(&documents);
        prop_assert!(listing.is_complete());
        prop_assert_eq!(numbers(&listing, &documents), (0..sizes.iter().sum()).collect::<Vec<_>>());
    }

    #[test]
    fn a_missing_page_is_told_once(
        (_, documents) in (sizes(3..9), any::<bool>(), any::<Index>()).prop_flat_map(
            |(sizes, overlap, gone)| {
                let mut pages = pages(&sizes, overlap);
                pages.remove(1 + gone.index(pages.len() - 2));
                (Just(sizes), shuffled(pages))
            },
        ),
    ) {
        let listing = stitch(&documents);
        let found: Vec<_> = found(&listing).into_iter().filter(|id| *id != "duplicate-job").collect();
        prop_assert_eq!(found, ["missing-page"]);
        prop_assert!(!listing.is_complete());
    }

    #[test]
    fn a_token_that_leads_back_is_told_once(
        (_, documents) in (sizes(2..9), any::<Index>(), any::<Index>()).prop_flat_map(
            |(sizes, page, earlier)| {
                let mut pages = pages(&sizes, false);
                let at = 1 + page.index(pages.len() - 1);
                let token = pages[earlier.index(at)]["Marker"].clone();
                pages[at]["Marker"] = token;
                (Just(sizes), shuffled(pages))
            },
        ),
    ) {
        let found = found(&stitch(&documents));
        prop_assert_eq!(found.len(), 1, "{:?}", found);
        prop_assert!(["repeated-token", "cyclic-tokens"].contains(&found[0]));
    }

    #[test]
    fn recorded_requests_give_the_listing_back_whatever_the_markers_are(
        (sizes, documents) in sizes(1..9).prop_flat_map(|sizes| {
            let pages = recorded(&sizes);
            (Just(sizes), shuffled(pages))
        }),
    ) {
        let listing = stitch(&documents);
        prop_assert_eq!(found(&listing), [""; 0]);
        prop_assert!(listing.is_complete());
        prop_assert_eq!(listing.chains()[0].start, Start::Recorded);
        prop_assert_eq!(numbers(&listing, &documents), (0..sizes.iter().sum()).collect::<Vec<_>>());
    }

    #[test]
    fn a_missing_recorded_page_is_told_once(
        documents in (sizes(3..9), any::<Index>()).prop_flat_map(|(sizes, gone)| {
            let mut pages = recorded(&sizes);
            pages.remove(1 + gone.index(pages.len() - 2));
            shuffled(pages)
        }),
    ) {
        prop_assert_eq!(found(&stitch(&documents)), ["missing-page"]);
    }

    #[test]
    fn a_recorded_token_that_leads_back_is_told_once(
        documents in (sizes(2..9), any::<Index>(), any::<Index>()).prop_flat_map(
            |(sizes, page, earlier)| {
                let mut pages = recorded(&sizes);
                let at = 1 + page.index(pages.len() - 1);
                let token = pages[earlier.index(at)]["response"]["jsonBody"]["Marker"].clone();
                pages[at]["response"]["jsonBody"]["Marker"] = token;
                shuffled(pages)
            },
        ),
    ) {
        let found = found(&stitch(&documents));
        prop_assert_eq!(found.len(), 1, "{:?}", found);
        prop_assert!(["repeated-token", "cyclic-tokens"].contains(&found[0]));
    }

    #[test]
    fn a_token_of_a_client_that_leads_back_is_told_once(
        documents in (sizes(1..9), 1_usize..5, any::<Index>(), any::<Index>()).prop_filter_map(
            "there is one cut only",
            |(sizes, max_items, cut, earlier)| {
                let mut cuts = cuts(&sizes, max_items);
                if cuts.len() < 2 {
                    return None;
                }
                let at = 1 + cut.index(cuts.len() - 1);
                let token = cuts[earlier.index(at)]["NextToken"].clone();
                cuts[at]["NextToken"] = token;
                Some(cuts)
            },
        ).prop_flat_map(shuffled),
    ) {
        let found = found(&stitch(&documents));
        prop_assert_eq!(found.len(), 1, "{:?}", found);
        prop_assert!(["repeated-token", "cyclic-tokens"].contains(&found[0]), "{:?}", found);
    }

    #[test]
    fn cuts_of_a_client_give_the_listing_back(
        (sizes, documents) in (sizes(1..9), 1_usize..8).prop_flat_map(|(sizes, max_items)| {
            let cuts = cuts(&sizes, max_items);
            (Just(sizes), shuffled(cuts))
        }),
    ) {
        let listing = stitch(&documents);
        prop_assert_eq!(found(&listing), [""; 0]);
        prop_assert!(listing.is_complete());
        prop_assert_eq!(numbers(&listing, &documents), (0..sizes.iter().sum()).collect::<Vec<_>>());
    }

    #[test]
    fn a_cut_that_is_missing_is_told_once_where_tokens_show_it(
        (gone, cuts) in (sizes(2..7), 1_usize..5, any::<Index>()).prop_filter_map(
            "no cut begins where a token says",
            |(sizes, max_items, gone)| {
                let cuts = cuts(&sizes, max_items);
                // The amount of a token that counts more than the dump's own jobs tells its start.
                let tells_start = |cut: &Value| {
                    let token = cut["NextToken"].as_str().map(Token::decode);
                    let amount = token.and_then(|token| token.position()).map_or(0, |it| it.offset());
                    amount >= cut["JobList"].as_array().map_or(0, Vec::len) as u64
                };
                let told: Vec<usize> =
                    (1..cuts.len().max(2) - 1).filter(|at| tells_start(&cuts[at + 1])).collect();
                (!told.is_empty()).then(|| (told[gone.index(told.len())], cuts))
            },
        ),
    ) {
        let mut cuts = cuts;
        cuts.remove(gone);
        prop_assert_eq!(found(&stitch(&cuts)), ["missing-page"]);
    }

    #[test]
    fn saving_everything_twice_changes_no_listing(
        documents in (sizes(1..6), any::<bool>()).prop_flat_map(|(sizes, overlap)| {
            let once = pages(&sizes, overlap);
            shuffled(once.iter().chain(&once).cloned().collect())
        }),
    ) {
        let listing = stitch(&documents);
        prop_assert_eq!(listing.chains().len(), 1);
        prop_assert!(listing.is_complete());
        prop_assert_eq!(listing.copies().len() * 2, documents.len());
    }

    #[test]
    fn nothing_is_lost_whatever_tokens_pages_bear(
        documents in prop::collection::vec(
            (0_usize..12, 0_usize..4, prop::option::of(0_usize..12)),
            0..12,
        ).prop_map(|pages| {
            pages.into_iter().map(|(start, count, marker)| page(start..start + count, marker))
                .collect::<Vec<_>>()
        }),
    ) {
        let listing = stitch(&documents);
        let in_chains: usize = listing.chains().iter().map(|chain| chain.links.len()).sum();
        prop_assert_eq!(in_chains + listing.copies().len(), documents.len());
        let _ = found(&listing);
    }
}
