//! Paging in any way delivers all jobs, in order.

use icecore::listing::SavedListing;
use icecore::paginate::{ListJobs, Paginator};
use proptest::prelude::*;

use super::{VAULT, ids, listing};

/// Pages of these lengths, with opaque Markers or the next page's first job.
fn listing_of(lengths: &[usize], opaque: bool) -> SavedListing<'static> {
    let mut names = (0..).map(|index| format!("j{index}:{}", ["s", "i", "f"][index % 3]));
    let pages: Vec<String> = lengths
        .iter()
        .map(|length| names.by_ref().take(*length).collect::<Vec<_>>().join(" "))
        .collect();
    let token = |page: usize| match pages[page].split(':').next() {
        Some(job_id) if !opaque && !job_id.is_empty() => job_id.to_owned(),
        _ => format!("m{page}"),
    };
    let tokens: Vec<String> = (0..lengths.len()).map(token).collect();
    listing(pages.iter().enumerate().map(|(index, jobs)| {
        let fetched_at = (index > 0).then(|| &tokens[index][..]);
        (fetched_at, &jobs[..], tokens.get(index + 1).map(String::as_str))
    }))
}

/// All jobs, by following `NextToken`; how many results that took.
fn resumed(listings: &[SavedListing<'static>], parameters: &ListJobs) -> (String, usize) {
    let paginator = Paginator::new(listings);
    let mut parameters = parameters.clone();
    let mut delivered = Vec::new();
    for count in 1..10_000 {
        let full =
            paginator.paginate(parameters.clone()).build_full_result().expect("no page is missing");
        delivered.extend(full.job_list);
        match full.next_token {
            Some(token) => parameters.starting_token = Some(token),
            None => return (ids(delivered), count),
        }
    }
    panic!("paging does not end");
}

fn filters() -> impl Strategy<Value = (Option<String>, Option<String>)> {
    (
        proptest::option::of(prop_oneof!["InProgress", "Succeeded", "Failed"]),
        proptest::option::of(prop_oneof!["true", "false"]),
    )
}

proptest! {
    #[test]
    fn resuming_delivers_every_job_once_and_in_order(
        lengths in proptest::collection::vec(0..70_usize, 1..6),
        opaque: bool,
        max_items in 1..150_i64,
        page_size in proptest::option::of(1..120_i64),
        (statuscode, completed) in filters(),
    ) {
        let listings = [listing_of(&lengths, opaque)];
        let all = ListJobs { statuscode, completed, ..ListJobs::of_vault(VAULT) };
        let whole = Paginator::new(&listings).paginate(all.clone()).build_full_result().unwrap();
        let (delivered, results) = resumed(&listings, &ListJobs { max_items: Some(max_items), page_size, ..all });
        // Where a maximum falls on the end of a page, what follows may be an empty page.
        let least = whole.job_list.len().div_ceil(usize::try_from(max_items).unwrap()).max(1);
        prop_assert!(results >= least);
        prop_assert_eq!(delivered, ids(whole.job_list));
    }

    #[test]
    fn no_page_holds_more_than_it_may(
        lengths in proptest::collection::vec(0..70_usize, 1..6),
        page_size in 1..120_i64,
        max_items in proptest::option::of(0..200_i64),
    ) {
        let listings = [listing_of(&lengths, true)];
        let parameters = ListJobs { max_items, ..ListJobs::of_vault(VAULT).page_size(page_size) };
        let mut total = 0;
        for page in &Paginator::new(&listings).paginate(parameters) {
            let count = i64::try_from(page.unwrap().jobs().len()).unwrap();
            prop_assert!(count <= page_size.min(50));
            total += count;
        }
        prop_assert!(max_items.is_none_or(|most| total <= most));
    }

    #[test]
    fn any_token_gives_pages_or_an_error(token in ".{0,20}", max_items in proptest::option::of(-9..9_i64)) {
        let listings = [listing_of(&[2, 3], false)];
        let parameters = ListJobs { max_items, ..ListJobs::of_vault(VAULT).starting_token(token) };
        prop_assert!(Paginator::new(&listings).paginate(parameters).iter().count() < 10);
    }

    #[test]
    fn an_expression_is_read_or_refused_where_it_stands(expression in "[a-zA-Z`'\"é\\[\\]?.@ \\\\&|<>=0-9{}:,*]{0,24}") {
        let pages = Paginator::new(&[]).paginate(ListJobs::of_vault(VAULT));
        if let Err(error) = pages.search(&expression) {
            prop_assert!(error.offset() <= expression.len());
            prop_assert_eq!(error.expression(), expression);
        }
    }
}
