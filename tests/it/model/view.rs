//! The borrowed view knows every documented field, and reads what serde_json reads.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use super::response_syntax::{any_job, full_job, pointers};
use super::walk::{Walk, with_job};

/// What an SDK adds to a response of `DescribeJob`; no field of a job.
const ADDED_BY_SDKS: [&str; 2] = ["/ResponseMetadata", "/$metadata"];

fn walk(job: &Value) -> Walk {
    with_job(&job.to_string(), Walk::of)
}

#[test]
fn every_documented_field_has_a_member_and_nothing_is_odd() {
    let walk = walk(&full_job());
    let set: BTreeSet<String> = walk.set().map(|(pointer, _)| pointer.clone()).collect();
    assert_eq!(set, pointers(&full_job()));
    assert!(walk.oddities.is_empty() && walk.repeated.is_empty());
}

#[test]
fn no_other_field_has_a_member() {
    let walk = walk(&full_job());
    let absent =
        walk.members.iter().filter(|(_, value)| value.is_none()).map(|(pointer, _)| pointer);
    assert_eq!(absent.collect::<BTreeSet<_>>(), ADDED_BY_SDKS.map(String::from).iter().collect());
}

#[test]
fn members_are_what_the_full_job_holds() {
    assert_members_equal(&full_job());
}

proptest! {
    #[test]
    fn members_are_what_any_job_holds(job in any_job()) {
        assert_members_equal(&job);
    }

    #[test]
    fn a_copy_that_borrows_nothing_is_the_same(job in any_job()) {
        let copied = with_job(&job.to_string(), |job| Walk::of(&job.clone().into_owned()).members);
        prop_assert_eq!(copied, walk(&job).members);
    }
}

fn assert_members_equal(job: &Value) {
    let walk = walk(job);
    for (pointer, seen) in walk.set() {
        let expected = job.pointer(pointer).unwrap_or_else(|| panic!("{pointer} is made up"));
        match expected {
            Value::Object(_) | Value::Array(_) => assert_eq!(seen, "nested", "{pointer}"),
            leaf => assert_eq!(seen, leaf, "{pointer}"),
        }
    }
    assert_eq!(walk.set().count(), pointers(job).len());
}
