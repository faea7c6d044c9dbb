//! What the words of a filter mean, where they could mean something else.

use icecore::filter::{Filter, FilterBuilder};
use icecore::model::{Action, StatusCode, Tier};
use serde_json::{Value, json};

use super::matches;

fn pass(builder: FilterBuilder, job: &Value) -> bool {
    matches(&builder.build(), job)
}

fn in_vault(arn: &str) -> Value {
    json!({ "VaultARN": arn })
}

#[test]
fn without_tests_every_job_passes() {
    let filter = Filter::builder().build();
    assert!(filter.is_empty());
    for job in [json!({}), json!({"JobId": 5}), json!({"CreationDate": "yesterday"})] {
        assert!(matches(&filter, &job), "{job}");
    }
}

#[test]
fn one_test_makes_a_filter() {
    let of = Filter::builder;
    let epoch = "1970-01-01T00:00:00Z".parse().expect("this is a time");
    for builder in [
        of().vault_name("v"),
        of().account_id("123456789012"),
        of().statuscode(StatusCode::Failed),
        of().completed(false),
        of().action(Action::Select),
        of().tier(Tier::Bulk),
        of().job_id("J"),
        of().created_after(epoch),
        of().created_before(epoch),
        of().completed_after(epoch),
        of().completed_before(epoch),
        of().min_size(0),
        of().max_size(0),
        of().description(""),
    ] {
        let filter = builder.build();
        assert!(!filter.is_empty(), "{filter:?}");
        assert!(!matches(&filter, &json!({})), "what is not there cannot pass: {filter:?}");
    }
}

#[test]
fn a_dash_is_every_account() {
    assert!(Filter::builder().account_id("-").build().is_empty());
    let filter = Filter::builder().account_id("-").vault_name("film");
    assert!(pass(filter, &in_vault("arn:aws:glacier:eu-west-1:123456789012:vaults/film")));
}

#[test]
fn a_vault_is_told_by_its_whole_name_and_its_account() {
    let film = in_vault("arn:aws-cn:glacier:cn-north-1:000000000012:vaults/film");
    assert!(pass(Filter::builder().vault_name("film"), &film));
    assert!(pass(Filter::builder().vault_name("photos").vault_name("film"), &film));
    assert!(!pass(Filter::builder().vault_name("fil"), &film));
    assert!(!pass(Filter::builder().vault_name("Film"), &film));
    assert!(pass(Filter::builder().account_id("000000000012"), &film));
    assert!(!pass(Filter::builder().account_id("12"), &film));
    let redacted = in_vault("arn:aws:glacier:eu-west-1:************:vaults/film");
    assert!(!pass(Filter::builder().vault_name("film"), &redacted));
}

#[test]
fn a_retrieval_without_a_tier_is_standard_and_an_inventory_has_none() {
    let standard = || Filter::builder().tier(Tier::Standard);
    for action in ["ArchiveRetrieval", "Select"] {
        assert!(pass(standard(), &json!({"Action": action, "Tier": null})));
        assert!(pass(standard(), &json!({"Action": action})));
        assert!(!pass(standard(), &json!({"Action": action, "Tier": "Bulk"})));
        assert!(!pass(standard(), &json!({"Action": action, "Tier": 7})));
    }
    for tier in [json!(null), json!("Standard")] {
        assert!(!pass(standard(), &json!({"Action": "InventoryRetrieval", "Tier": tier})));
    }
    assert!(!pass(standard(), &json!({"Tier": null})));
    assert!(pass(standard(), &json!({"Tier": "Standard"})));
}

#[test]
fn after_is_from_that_moment_on_and_before_is_not_at_it() {
    let moment = || "2024-03-08T09:00:00Z".parse().expect("this is a time");
    let job = json!({"CreationDate": "2024-03-08T09:00:00.000Z", "CompletionDate": "2024-03-08T09:00:00.000Z"});
    assert!(pass(Filter::builder().created_after(moment()), &job));
    assert!(!pass(Filter::builder().created_before(moment()), &job));
    assert!(pass(Filter::builder().completed_after(moment()), &job));
    assert!(!pass(Filter::builder().completed_before(moment()), &job));
}

#[test]
fn the_first_moment_of_dotnet_is_no_date() {
    let now = "2024-03-08T09:00:00Z".parse().expect("this is a time");
    let job = json!({"CompletionDate": "0001-01-01T00:00:00Z"});
    assert!(!pass(Filter::builder().completed_before(now), &job));
}

#[test]
fn the_size_is_that_of_what_the_job_is_about() {
    let exactly = || Filter::builder().min_size(5).max_size(5);
    let job = |action: &str| json!({"Action": action, "ArchiveSizeInBytes": 5, "InventorySizeInBytes": 6});
    assert!(pass(exactly(), &job("ArchiveRetrieval")));
    assert!(pass(exactly(), &job("Select")));
    assert!(!pass(exactly(), &job("InventoryRetrieval")));
    assert!(!pass(exactly(), &job("Retrieval")));
    assert!(!pass(exactly(), &json!({"Action": "Select", "ArchiveSizeInBytes": "5"})));
}

#[test]
fn escapes_are_read_before_texts_are_compared() {
    let text = br#"[{"JobId":"\u0041-1","JobDescription":"Reel \u2116 3"}]"#;
    let dump = icecore::dump::Dump::from_slice(text);
    let page = dump.pages().next().expect("there is a page").expect("it is sound");
    for builder in [Filter::builder().job_id("A-1"), Filter::builder().description("№ 3")] {
        assert!(builder.build().matches(&page.jobs()[0]));
    }
    assert!(!Filter::builder().description("reel").build().matches(&page.jobs()[0]));
}
