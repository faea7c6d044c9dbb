//! Every test of a filter against a plain closure over the same job as JSON.

use icecore::filter::{Filter, FilterBuilder};
use icecore::model::{Action, StatusCode, Tier};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::matches;

/// One test, as a filter has it and as a closure.
type Test = (&'static str, fn(FilterBuilder) -> FilterBuilder, fn(&Value) -> bool);

const TESTS: [Test; 14] = [
    (
        "vault_name",
        |f| f.vault_name("film").vault_name("b-roll"),
        |job| matches!(job["VaultARN"].as_str(), Some(FILM | OTHER_FILM | B_ROLL)),
    ),
    (
        "account_id",
        |f| f.account_id("123456789012"),
        |job| matches!(job["VaultARN"].as_str(), Some(FILM | B_ROLL)),
    ),
    (
        "statuscode",
        |f| f.statuscode(StatusCode::Failed).statuscode(StatusCode::InProgress),
        |job| job["StatusCode"] == "Failed" || job["StatusCode"] == "InProgress",
    ),
    ("completed", |f| f.completed(true), |job| job["Completed"] == true),
    ("not completed", |f| f.completed(false), |job| job["Completed"] == false),
    ("action", |f| f.action(Action::Select), |job| job["Action"] == "Select"),
    (
        "tier",
        |f| f.tier(Tier::Standard).tier(Tier::Bulk),
        |job| match job["Action"].as_str() {
            Some("InventoryRetrieval") => false,
            Some("ArchiveRetrieval" | "Select") if job["Tier"].is_null() => true,
            _ => job["Tier"] == "Standard" || job["Tier"] == "Bulk",
        },
    ),
    ("job_id", |f| f.job_id("-1").job_id("-2"), |job| job["JobId"] == "-1" || job["JobId"] == "-2"),
    (
        "created_after",
        |f| f.created_after(noon()),
        |job| dated(&job["CreationDate"]).is_some_and(|date| date >= NOON),
    ),
    (
        "created_before",
        |f| f.created_before(noon()),
        |job| dated(&job["CreationDate"]).is_some_and(|date| date < NOON),
    ),
    (
        "completed_after",
        |f| f.completed_after(noon()),
        |job| dated(&job["CompletionDate"]).is_some_and(|date| date >= NOON),
    ),
    (
        "completed_before",
        |f| f.completed_before(noon()),
        |job| dated(&job["CompletionDate"]).is_some_and(|date| date < NOON),
    ),
    (
        "size",
        |f| f.min_size(2).max_size(5),
        |job| match job["Action"].as_str() {
            Some("InventoryRetrieval") => sized(&job["InventorySizeInBytes"]),
            Some("ArchiveRetrieval" | "Select") => sized(&job["ArchiveSizeInBytes"]),
            _ => false,
        },
    ),
    (
        "description",
        |f| f.description("reel"),
        |job| job["JobDescription"].as_str().is_some_and(|text| text.contains("reel")),
    ),
];

const FILM: &str = "arn:aws:glacier:eu-west-1:123456789012:vaults/film";
const OTHER_FILM: &str = "arn:aws:glacier:eu-west-1:210987654321:vaults/film";
const B_ROLL: &str = "arn:aws:glacier:us-east-1:123456789012:vaults/b-roll";
const NOON: &str = "2024-03-08T12:00:00.000Z";

fn noon() -> icecore::model::Timestamp {
    NOON.parse().expect("this is a time")
}

/// A date of Glacier's form: such dates are in the order of their letters.
fn dated(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| text.ends_with('Z'))
}

fn sized(value: &Value) -> bool {
    value.as_u64().is_some_and(|size| (2..=5).contains(&size))
}

/// One of these values, or one that cannot be read.
fn one_of<V: Into<Value> + Clone>(values: &[V]) -> impl Strategy<Value = Value> + use<V> {
    let mut values: Vec<Value> = values.iter().cloned().map(Into::into).collect();
    values.extend([json!(null), json!("?"), json!([1]), json!({"a": 1}), json!(-1)]);
    select(values)
}

fn date() -> impl Strategy<Value = Value> {
    one_of(&[
        "2024-03-08T11:59:59.999Z",
        NOON,
        "2024-03-08T12:00:00.001Z",
        "2024-03-08T13:00:00.000+01:00",
    ])
}

fn size() -> impl Strategy<Value = Value> {
    prop_oneof![(0..8_u64).prop_map(|size| json!(size)), one_of(&[2.5])]
}

fn job() -> impl Strategy<Value = Value> {
    let texts = (
        one_of(&[FILM, OTHER_FILM, B_ROLL]),
        one_of(StatusCode::VALUES),
        one_of(Action::VALUES),
        one_of(Tier::VALUES),
        one_of(&["-1", "-2", "-12"]),
        one_of(&["reel", "the reel of 3", "Reel", "re"]),
    );
    let others = (one_of(&[true, false]), date(), date(), size(), size());
    (texts, others).prop_map(|(texts, others)| {
        let (arn, status, action, tier, id, description) = texts;
        let (completed, created, ended, archive, inventory) = others;
        json!({
            "VaultARN": arn, "StatusCode": status, "Action": action, "Tier": tier, "JobId": id,
            "JobDescription": description, "Completed": completed, "CreationDate": created,
            "CompletionDate": ended, "ArchiveSizeInBytes": archive, "InventorySizeInBytes": inventory,
        })
    })
}

proptest! {
    #[test]
    fn each_test_is_its_closure(job in job()) {
        for (name, add, passes) in TESTS {
            let filter = add(Filter::builder()).build();
            prop_assert_eq!(matches(&filter, &job), passes(&job), "{}", name);
        }
    }

    #[test]
    fn all_tests_have_to_pass(job in job(), chosen in prop::collection::vec(any::<bool>(), TESTS.len())) {
        let chosen: Vec<Test> =
            TESTS.into_iter().zip(chosen).filter(|(_, is)| *is).map(|(test, _)| test).collect();
        // Of `completed` and its contrary the later one counts.
        prop_assume!(chosen.iter().filter(|(name, ..)| name.ends_with("completed")).count() < 2);
        let filter = chosen.iter().fold(Filter::builder(), |builder, (_, add, _)| add(builder)).build();
        prop_assert_eq!(filter.is_empty(), chosen.is_empty());
        prop_assert_eq!(matches(&filter, &job), chosen.iter().all(|(.., passes)| passes(&job)));
    }
}
