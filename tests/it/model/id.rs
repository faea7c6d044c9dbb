//! The form of job and archive identifiers.

use icecore::model::{is_archive_id, is_job_id};
use proptest::prelude::*;

proptest! {
    #[test]
    fn ninety_two_url_safe_characters_are_a_job_id(text in "[A-Za-z0-9_-]{92}") {
        prop_assert!(is_job_id(&text) && !is_archive_id(&text));
    }

    #[test]
    fn a_hundred_and_thirty_eight_are_an_archive_id(text in "[A-Za-z0-9_-]{138}") {
        prop_assert!(is_archive_id(&text) && !is_job_id(&text));
    }

    #[test]
    fn one_other_character_spoils_both(text in "[A-Za-z0-9_-]{138}", wrong in "[ +/=.*%\"]") {
        let spoil = |length: usize| format!("{wrong}{}", &text[1..length]);
        prop_assert!(!is_job_id(&spoil(92)) && !is_archive_id(&spoil(138)));
    }
}

#[test]
fn either_may_start_with_a_dash() {
    assert!(is_job_id(&"-".repeat(92)) && is_archive_id(&"_".repeat(138)));
}

#[test]
fn length_is_counted_and_characters_are_ascii() {
    for length in [0, 1, 91, 93, 137, 139] {
        let text = "a".repeat(length);
        assert!(!is_job_id(&text) && !is_archive_id(&text), "{length}");
    }
    assert!(!is_job_id(&"é".repeat(46)) && !is_archive_id(&"é".repeat(69)));
}
