//! What is ours: several listings, listings that were saved in part, circles.

use icecore::listing::{Position, SavedListing};
use icecore::paginate::{ListJobs, PaginateError, Paginator};

use super::{ACCOUNT, VAULT, ids, listing};

/// The pages and, after a `!`, the error.
fn pages(listings: &[SavedListing<'static>], parameters: ListJobs) -> String {
    let pages = Paginator::new(listings).paginate(parameters);
    let texts = pages.iter().map(|page| match page {
        Ok(page) => ids(page.jobs().iter().copied()),
        Err(error) => format!("! {error}"),
    });
    texts.collect::<Vec<_>>().join(" | ")
}

fn photos() -> ListJobs {
    ListJobs::of_vault(VAULT)
}

#[test]
fn iterating_again_starts_from_the_beginning() {
    let listings = [listing([(None, "A", Some("m")), (Some("m"), "B", None)])];
    let iterator = Paginator::new(&listings).paginate(photos());
    for _ in 0..2 {
        assert_eq!((&iterator).into_iter().count(), 2);
        assert_eq!(ids(iterator.build_full_result().expect("there are pages").job_list), "A B");
    }
}

#[test]
fn a_circle_ends() {
    let circle = [
        (None, "A", Some("a")),
        (Some("a"), "B", Some("b")),
        (Some("b"), "C", Some("a")),
        (None, "D", None),
    ];
    assert_eq!(
        pages(&[listing(circle)], photos()),
        "A | B | C | ! Error during pagination: The same next token was received twice: {'marker': 'a'}",
    );
    // Pages cut anew follow the jobs, and no Marker.
    assert_eq!(pages(&[listing(circle)], photos().page_size(3)), "A B C | D");
}

#[test]
fn a_vault_is_chosen_by_its_name_and_account() {
    let mut other = listing([(None, "B", None)]);
    other.account_id = Some("210987654321".to_owned());
    let mut unnamed = listing([(None, "C", None)]);
    unnamed.vault_name = None;
    unnamed.account_id = None;
    let listings = [listing([(None, "A", None)]), other, unnamed];
    assert_eq!(pages(&listings, photos().account_id(ACCOUNT)), "A");
    assert_eq!(pages(&listings, photos().account_id("210987654321")), "B");
    assert_eq!(pages(&listings, photos().account_id("-")), "A | B");
    assert_eq!(pages(&listings, ListJobs::of_vault("elsewhere")), "C");
    assert_eq!(
        pages(&listings[..2], ListJobs::of_vault("elsewhere")),
        "! An error occurred (ResourceNotFoundException) when calling the ListJobs operation: \
         Vault not found: -/elsewhere (saved are listings of 123456789012/photos, 210987654321/photos)",
    );
}

#[test]
fn listings_of_one_vault_follow_each_other() {
    let mut first = listing([(None, "A", Some("m")), (None, "B", None)]);
    first.next = Some(Position::at("n"));
    let listings = [first, listing([(None, "C D", None)])];
    assert_eq!(pages(&listings, photos()), "A | B | C D");
    assert_eq!(pages(&listings, photos().starting_token("n")), "C D");
    assert_eq!(pages(&listings, photos().page_size(3)), "A B C | D");
}

#[test]
fn pages_without_markers_are_linked_by_their_jobs() {
    let listings =
        [listing([(None, "A B", None), (None, "", None), (None, "C", None), (None, "A D", None)])];
    assert_eq!(pages(&listings, photos()), "A B | C | A D");
    let cut = Paginator::new(&listings).paginate(photos().max_items(3));
    assert_eq!(cut.resume_token(), Ok(Some(Position::at("#3").encode())));
    assert_eq!(pages(&listings, photos().starting_token("#3")), "A D");
}

#[test]
fn jobs_without_identifiers_of_their_own_are_paged_all_the_same() {
    let listings = [listing([(None, "*** *** *** A ***", None)])];
    assert_eq!(pages(&listings, photos().page_size(1)), "*** | *** | *** | A | ***");
}

#[test]
fn a_listing_that_goes_on_ends_with_the_token_that_leads_there() {
    let mut saved = listing([(None, "A B", Some("m")), (Some("m"), "C", None)]);
    for (next, written) in [
        (Position::at("unsaved"), "{'marker': 'unsaved'}"),
        (
            Position { marker: Some("m".to_owned()), amount: Some(1) },
            "{'marker': 'm', 'boto_truncate_amount': 1}",
        ),
    ] {
        saved.next = Some(next.clone());
        let listings = [saved.clone()];
        let paginator = Paginator::new(&listings);
        for parameters in
            [photos(), photos().max_items(3), photos().page_size(2), photos().completed("true")]
        {
            let full = paginator.paginate(parameters).build_full_result().expect("there are pages");
            assert_eq!(
                (ids(full.job_list).as_str(), full.next_token),
                ("A B C", Some(next.encode()))
            );
        }
        let error = paginator.paginate(photos().starting_token(next.encode())).build_full_result();
        match error.expect_err("nothing follows") {
            PaginateError::NotSaved(token) => assert_eq!(token, written),
            error => {
                assert!(error.to_string().contains("Invalid marker value: unsaved"), "{error}");
            }
        }
    }
}

#[test]
fn errors_are_those_of_botocore() {
    let listings = [listing([(None, "A B", None)])];
    let refused = |parameters: ListJobs| pages(&listings, parameters);
    assert_eq!(
        refused(ListJobs::default()),
        "! Parameter validation failed:\nMissing required parameter in input: \"vaultName\"",
    );
    assert_eq!(refused(photos().starting_token("a___b___2")), "! Bad starting token: a___b___2");
    // {"foo": 1}
    assert_eq!(
        refused(photos().starting_token("eyJmb28iOiAxfQ==")),
        "! Parameter validation failed:\nUnknown parameter in input: \"foo\", must be one of: \
         accountId, vaultName, limit, marker, statuscode, completed",
    );
    // 123: botocore crashes, we ask the service.
    assert!(
        refused(photos().starting_token("MTIz"))
            .ends_with("Invalid marker value: MTIz (no saved page and no saved job is at it)")
    );
    assert!(refused(photos().page_size(0)).contains("(InvalidParameterValueException)"));
}
