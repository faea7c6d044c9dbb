//! Chains in the situations that saved dumps are in.

use icecore::listing::{End, Evidence, Joint, Position, Start};
use serde_json::{Value, json};

use super::{evidence, found, job, job_id, joints, order, page, result, stitch, stitch_as};

fn token(marker: Option<usize>, amount: Option<u64>) -> String {
    Position { marker: marker.map(job_id), amount }.encode()
}

#[test]
fn pages_are_joined_by_the_job_that_their_marker_names() {
    let listing = stitch(&[page(6..8, None), page(0..3, Some(3)), page(3..6, Some(6))]);
    assert_eq!(order(&listing), [[1, 2, 0]]);
    assert_eq!(evidence(&listing), [Evidence::MarkerIsJob, Evidence::MarkerIsJob]);
    assert!(listing.is_complete());
    assert_eq!(found(&listing), [""; 0]);
}

#[test]
fn a_marker_may_name_the_last_job_that_was_delivered() {
    let listing = stitch(&[page(0..3, Some(2)), page(2..5, None)]);
    assert_eq!(evidence(&listing), [Evidence::MarkerIsJob]);
    assert_eq!(listing.count_jobs(&listing.chains()[0]), 5);
    // An overlap is worth a note, and nothing more.
    assert_eq!(found(&listing), ["duplicate-job"]);
    assert!(listing.is_complete());
}

#[test]
fn cuts_of_a_client_are_joined_by_token_and_by_date() {
    // Three service pages of three jobs, fetched two jobs at a time.
    let listing = stitch(&[
        result(6..8, None),
        result(2..4, Some(token(Some(3), Some(1)))),
        result(0..2, Some(token(None, Some(2)))),
        result(4..6, Some(token(Some(6), None))),
    ]);
    assert_eq!(order(&listing), [[2, 1, 3, 0]]);
    assert_eq!(evidence(&listing), [Evidence::Dates, Evidence::Dates, Evidence::Token]);
    assert_eq!(listing.chains()[0].start, Start::Token);
    assert_eq!(found(&listing), [""; 0]);
}

#[test]
fn a_cut_inside_a_saved_page_leads_into_that_page() {
    // The client was cut one job into the page at job 3, which is saved whole.
    let listing = stitch(&[page(3..6, None), result(0..4, Some(token(Some(3), Some(1))))]);
    assert_eq!(evidence(&listing), [Evidence::Token]);
    assert_eq!(listing.count_jobs(&listing.chains()[0]), 6);
    assert_eq!(found(&listing), [""; 0]);
}

#[test]
fn the_fuller_of_two_saves_is_used_and_the_other_named() {
    let wire = page(0..3, Some(3));
    let cut = page(0..2, Some(2));
    let listing = stitch(&[cut, page(3..5, None), wire]);
    assert_eq!(order(&listing), [[2, 1]]);
    let [copy] = listing.copies() else { panic!("{:?}", listing.copies()) };
    assert_eq!((listing.page(copy.page).file, copy.is_cut), (0, true));
    assert_eq!(found(&listing), ["duplicate-page"]);
}

/// All orders of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else { return vec![Vec::new()] };
    let shorter = orders(last);
    let with_last = shorter.iter().flat_map(|order| {
        (0..=order.len()).map(move |at| [&order[..at], &[last], &order[at..]].concat())
    });
    with_last.collect()
}

#[test]
fn a_page_saved_twice_breaks_no_chain_in_any_order_of_files() {
    let saved = [
        page(0..3, Some(3)),
        page(3..6, Some(6)),
        page(3..6, Some(6)),
        page(6..9, Some(9)),
        page(9..10, None),
    ];
    for order in orders(saved.len()) {
        let documents: Vec<Value> = order.iter().map(|index| saved[*index].clone()).collect();
        let listing = stitch(&documents);
        assert!(listing.is_complete(), "{order:?}");
        assert_eq!(listing.copies().len(), 1, "{order:?}");
    }
    let in_one_file = stitch(&[Value::Array(saved.to_vec())]);
    assert!(in_one_file.is_complete());
    assert_eq!(in_one_file.copies().len(), 1);
}

#[test]
fn nulls_make_no_difference_between_two_saves() {
    let mut with_nulls = job(1);
    with_nulls["CompletionDate"] = Value::Null;
    let listing = stitch(&[json!({"JobList": [with_nulls]}), json!({"JobList": [job(1)]})]);
    assert_eq!((listing.chains().len(), listing.copies().len()), (1, 1));
}

#[test]
fn a_later_state_of_a_job_is_a_snapshot_and_no_copy() {
    let mut done = job(0);
    done["Completed"] = true.into();
    done["StatusCode"] = "Succeeded".into();
    let listing = stitch(&[json!({"JobList": [job(0)]}), json!({"JobList": [done]})]);
    assert_eq!((listing.chains().len(), listing.copies().len()), (2, 0));
    assert_eq!(found(&listing), [""; 0]);
}

#[test]
fn two_snapshots_of_a_listing_are_two_chains() {
    let done = |number: usize| {
        let mut done = job(number);
        done["Completed"] = true.into();
        done["StatusCode"] = "Succeeded".into();
        done
    };
    let later = json!({"JobList": [job(2), done(3)], "Marker": null});
    let listing = stitch(&[
        page(0..2, Some(2)),
        page(2..4, None),
        json!({"JobList": [job(0), done(1)], "Marker": job_id(2)}),
        later,
    ]);
    assert_eq!(order(&listing), [[0, 1], [2, 3]]);
    assert!(listing.is_complete());
    assert_eq!(found(&listing), [""; 0]);
}

#[test]
fn vaults_in_one_folder_are_listings_of_their_own() {
    let of = |vault: &str, numbers: std::ops::Range<usize>, marker: Option<usize>| {
        let mut page = page(numbers, marker);
        for job in page["JobList"].as_array_mut().expect("it is a list") {
            job["VaultARN"] =
                format!("arn:aws:glacier:eu-west-1:123456789012:vaults/{vault}").into();
        }
        page
    };
    let listing = stitch(&[
        of("one", 0..2, Some(2)),
        of("two", 10..12, Some(12)),
        of("one", 2..4, None),
        of("two", 12..14, None),
    ]);
    assert_eq!(order(&listing), [[0, 2], [1, 3]]);
    assert!(listing.is_complete());
}

#[test]
fn opaque_markers_are_joined_by_dates_then_by_order() {
    let opaque = |numbers: std::ops::Range<usize>, marker: Option<&str>| {
        let mut page = page(numbers, None);
        page["Marker"] = marker.into();
        page
    };
    let dated = stitch(&[opaque(2..4, None), opaque(0..2, Some("AAE="))]);
    assert_eq!((order(&dated), evidence(&dated)), (vec![vec![1, 0]], vec![Evidence::Dates]));

    let mut same_time =
        [opaque(0..2, Some("AAE=")), opaque(2..4, Some("AAI=")), opaque(4..6, None)];
    for job in same_time.iter_mut().flat_map(|page| page["JobList"].as_array_mut().unwrap()) {
        job["CreationDate"] = "2024-01-01T00:00:00.000Z".into();
    }
    let numbered = stitch_as(&same_time, |index| format!("x/page-{}.json", index + 9));
    assert_eq!(evidence(&numbered), [Evidence::Sequence, Evidence::Sequence]);
    let named = stitch_as(&same_time, |index| format!("x/{}.json", ["a", "b", "c"][index]));
    assert_eq!(evidence(&named), [Evidence::Assumed, Evidence::Assumed]);
    let array = stitch(&[Value::Array(same_time.to_vec())]);
    assert_eq!(evidence(&array), [Evidence::Sequence, Evidence::Sequence]);
}

#[test]
fn a_marker_that_names_no_saved_job_leaves_a_gap() {
    let listing = stitch(&[page(0..2, Some(2)), page(4..6, None)]);
    assert_eq!(joints(&listing), [Some(Joint::Gap)]);
    assert!(!listing.is_complete());
    assert_eq!(found(&listing), ["missing-page"]);
}

#[test]
fn a_listing_that_goes_on_is_told_with_the_command() {
    let listing = stitch(&[page(0..2, Some(2))]);
    assert_eq!(listing.chains()[0].end, End::Token);
    assert_eq!(found(&listing), ["incomplete-listing"]);
    let token = Position::at(job_id(2)).encode();
    assert_eq!(
        listing.command_after(0).as_deref(),
        Some(
            format!(
                "aws glacier list-jobs --region eu-west-1 --account-id 123456789012 \
                 --vault-name samples --starting-token {token}"
            )
            .as_str()
        ),
    );
}

#[test]
fn a_token_that_repeats_or_returns_is_told_once() {
    let repeated = stitch(&[page(0..2, Some(2)), page(2..4, Some(2))]);
    assert_eq!(found(&repeated), ["repeated-token"]);
    let cyclic =
        stitch(&[page(0..2, Some(2)), page(2..4, Some(4)), page(4..6, Some(2)), page(6..8, None)]);
    assert_eq!(found(&cyclic), ["cyclic-tokens"]);
    let alone = stitch(&[page(0..2, Some(0))]);
    assert_eq!(found(&alone), ["repeated-token"]);
    let round = stitch(&[page(0..2, Some(2)), page(2..4, Some(0))]);
    assert_eq!(found(&round), ["cyclic-tokens"]);
}

#[test]
fn a_last_page_of_an_array_may_have_been_cut_without_a_trace() {
    // What `list(paginate())` keeps of MaxItems 5: job 5 was dropped before the Marker.
    let array = Value::Array(vec![page(0..3, Some(3)), page(3..5, Some(6))]);
    let alone = stitch(std::slice::from_ref(&array));
    assert_eq!(found(&alone), ["incomplete-listing"]);
    let followed = stitch(&[array.clone(), page(6..8, None)]);
    assert!(!followed.is_complete());
    assert_eq!(found(&followed), ["incomplete-listing"]);
    let whole = [page(0..3, Some(3)), page(3..6, Some(6)), page(6..8, None)];
    let beside = stitch(&[array, Value::Array(whole.to_vec())]);
    assert!(beside.is_complete());
    let skips: Vec<u32> = beside.copies().iter().map(|copy| copy.skips).collect();
    assert_eq!(skips, [0, 1]);
}

#[test]
fn two_pages_after_one_token_are_a_fork_only_if_they_differ() {
    let listing = stitch(&[page(0..2, Some(2)), page(2..5, None), page([2, 9], None)]);
    assert_eq!(found(&listing), ["forked-chain"]);
    let prefix = stitch(&[page(0..2, Some(2)), page(2..5, None), page(2..4, Some(4))]);
    assert_eq!(found(&prefix), ["duplicate-page"]);
}

#[test]
fn a_lone_job_is_in_no_listing() {
    let listing = stitch(&[job(0), json!({"JobList": [job(0), job(1)]})]);
    assert_eq!((listing.chains().len(), listing.lone_jobs().count()), (1, 1));
}

#[test]
fn an_empty_listing_is_complete() {
    let listing = stitch(&[json!({"JobList": [], "Marker": null})]);
    assert!(listing.is_complete());
    assert_eq!(listing.chains().len(), 1);
}

/// The same page with all its jobs created at one time.
fn at_one_time(mut page: Value) -> Value {
    for job in page["JobList"].as_array_mut().expect("it is a list") {
        job["CreationDate"] = "2024-01-01T00:00:00.000Z".into();
    }
    page
}

#[test]
fn a_gap_is_seen_whatever_the_files_are_called_where_dates_are_equal() {
    let (first, last) = (at_one_time(page(0..2, Some(2))), at_one_time(page(4..6, None)));
    assert_eq!(found(&stitch(&[first.clone(), last.clone()])), ["missing-page"]);
    assert_eq!(found(&stitch(&[last, first])), ["missing-page"]);
}

#[test]
fn a_page_without_a_token_can_only_be_the_last() {
    let mut middle = at_one_time(page(1..2, None));
    middle["Marker"] = "opaque=".into();
    let listing =
        stitch(&[result(0..1, Some(token(None, Some(1)))), at_one_time(page(2..3, None)), middle]);
    assert_eq!(order(&listing), [[0, 2, 1]]);
    assert!(listing.is_complete());
}

#[test]
fn a_page_without_jobs_stays_between_its_neighbours() {
    let empty = |marker: Value| json!({"JobList": [], "Marker": marker});
    let mut opaque = page(0..2, None);
    opaque["Marker"] = "AAE=".into();
    let array = Value::Array(vec![opaque, empty("AAI=".into()), page(2..3, None)]);
    assert!(stitch(&[array]).is_complete());
    let array = Value::Array(vec![page(0..2, Some(2)), empty(job_id(3).into()), page(3..4, None)]);
    let listing = stitch(&[array]);
    assert_eq!(evidence(&listing), [Evidence::Sequence, Evidence::MarkerIsJob]);
    // A Marker that is a JobId begins a page: an empty last page is not that page.
    let array = Value::Array(vec![page(0..2, Some(2)), empty(Value::Null)]);
    assert!(!stitch(&[array]).is_complete());
}

#[test]
fn identifiers_may_be_of_any_length() {
    let of = |ids: &[&str], marker: Option<&str>| {
        let jobs = (0..).zip(ids).map(|(number, id)| {
            let mut job = job(number);
            job["JobId"] = (*id).into();
            job
        });
        json!({"JobList": jobs.collect::<Vec<_>>(), "Marker": marker})
    };
    let last = stitch(&[of(&["A-1", "B-22"], Some("B-22")), of(&["D-4444"], None)]);
    assert_eq!(joints(&last), [Some(Joint::Gap)]);
    let among = stitch(&[of(&["job-8", "job-9"], Some("job-10")), of(&["job-12"], None)]);
    assert_eq!(joints(&among), [Some(Joint::Gap)]);
}
