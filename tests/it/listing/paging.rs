//! The jobs themselves, in the pages that the service cut: paging over them gives what a live call
//! would have given.

use icecore::dump::Dump;
use icecore::listing::{Collector, Position, SavedListing, Scope, Token};
use icecore::paginate::{ListJobs, Paginator};
use proptest::prelude::*;
use serde_json::Value;

use super::properties::{bounds, cuts, pages, shuffled, sizes};
use super::{job_id, page, result};

/// What `look` sees of the saved jobs of these documents.
fn with_saved<T>(documents: &[Value], look: impl FnOnce(&[SavedListing<'_>]) -> T) -> T {
    let texts: Vec<String> = documents.iter().map(Value::to_string).collect();
    let dumps: Vec<Dump<'_>> = texts.iter().map(|text| Dump::from_slice(text.as_bytes())).collect();
    let mut collector = Collector::new(Scope::All);
    for (index, dump) in dumps.iter().enumerate() {
        collector.dump(&index.to_string(), dump);
    }
    look(&collector.stitch().with_jobs(&dumps))
}

/// The JobIds and the token of a result.
fn result_of(saved: &[SavedListing<'_>], asked: ListJobs) -> (Vec<String>, Option<String>) {
    let result =
        Paginator::new(saved).paginate(asked).build_full_result().expect("it can be paged");
    let ids = result.job_list.iter().map(|job| job.job_id().unwrap_or_default().to_owned());
    (ids.collect(), result.next_token)
}

fn of_samples() -> ListJobs {
    ListJobs::of_vault("samples")
}

#[test]
fn a_dump_that_begins_a_page_and_is_cut_in_it_begins_it_once() {
    let token = |amount| Position { marker: Some(job_id(3)), amount }.encode();
    let documents =
        [result(0..3, Some(token(None))), result(3..5, Some(token(Some(2)))), result(5..8, None)];
    with_saved(&documents, |saved| {
        let (ids, next) = result_of(saved, of_samples());
        assert_eq!((ids.len(), next), (8, None));
        let (_, next) = result_of(saved, of_samples().max_items(4));
        assert_eq!(next, Some(token(Some(1))));
    });
}

#[test]
fn a_listing_ends_with_the_token_that_it_was_cut_with() {
    let token = Position { marker: Some(job_id(3)), amount: Some(2) }.encode();
    with_saved(&[result(0..5, Some(token.clone()))], |saved| {
        assert_eq!(result_of(saved, of_samples()).1, Some(token));
    });
    with_saved(&[page(0..3, Some(3))], |saved| {
        let next = result_of(saved, of_samples()).1.map(|token| Token::decode(&token));
        assert_eq!(next, Some(Token::Botocore(Position::at(job_id(3)))));
    });
}

#[test]
fn what_follows_a_gap_is_listed_too() {
    with_saved(&[page(0..2, Some(2)), page(4..6, None)], |saved| {
        assert_eq!(result_of(saved, of_samples()).0.len(), 4);
    });
}

#[test]
fn of_two_states_of_a_job_the_later_one_is_listed_once() {
    let mut done = page(0..2, None);
    done["JobList"][0]["Completed"] = true.into();
    done["JobList"][0]["StatusCode"] = "Succeeded".into();
    for documents in [[page(0..2, None), done.clone()], [done, page(0..2, None)]] {
        with_saved(&documents, |saved| {
            let result = Paginator::new(saved).paginate(of_samples()).build_full_result();
            let jobs = result.expect("it can be paged").job_list;
            let states: Vec<_> = jobs.iter().map(|job| job.status_code()).collect();
            assert_eq!(states, [Some("Succeeded"), Some("InProgress")]);
        });
    }
}

#[test]
fn snapshots_of_several_pages_are_paged_through_as_one_listing() {
    let done = |mut page: Value| {
        for job in page["JobList"].as_array_mut().expect("it is a list") {
            job["Completed"] = true.into();
            job["StatusCode"] = "Succeeded".into();
        }
        page
    };
    // The later one begins with a job that the earlier one did not have yet.
    let earlier = [page(1..3, Some(3)), page(3..5, None)];
    let later = [page(0..2, Some(2)), done(page(2..4, Some(4))), done(page(4..5, None))];
    let documents: Vec<Value> = earlier.into_iter().chain(later).collect();
    with_saved(&documents, |saved| {
        let (ids, next) = result_of(saved, of_samples());
        assert_eq!((ids, next), ((0..5).map(job_id).collect(), None));
    });
}

proptest! {
    #[test]
    fn cutting_saved_pages_gives_the_tokens_of_a_live_call(
        (sizes, documents, max_items) in (sizes(1..7), 1_usize..12).prop_flat_map(
            |(sizes, max_items)| {
                let pages = pages(&sizes, false);
                (Just(sizes), shuffled(pages), Just(max_items))
            },
        ),
    ) {
        let (ids, next) = with_saved(&documents, |saved| {
            result_of(saved, of_samples().max_items(i64::try_from(max_items).unwrap()))
        });
        let live = &cuts(&sizes, max_items)[0];
        prop_assert_eq!(next.as_deref(), live["NextToken"].as_str());
        prop_assert_eq!(ids.len(), live["JobList"].as_array().map_or(0, Vec::len));
    }

    #[test]
    fn going_on_with_each_token_gives_every_job_once(
        (sizes, documents, max_items) in (sizes(1..7), 1_usize..7, 1_i64..7).prop_flat_map(
            |(sizes, cut, max_items)| {
                let cuts = cuts(&sizes, cut);
                (Just(sizes), shuffled(cuts), Just(max_items))
            },
        ),
    ) {
        let all = with_saved(&documents, |saved| {
            let mut all = Vec::new();
            let mut asked = of_samples().max_items(max_items);
            loop {
                let (ids, next) = result_of(saved, asked);
                all.extend(ids);
                let Some(next) = next else { break all };
                asked = of_samples().max_items(max_items).starting_token(next);
            }
        });
        let count = bounds(&sizes)[sizes.len()];
        prop_assert_eq!(all, (0..count).map(job_id).collect::<Vec<_>>());
    }
}
