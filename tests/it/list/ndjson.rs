//! `ndjson` hands a job on as it was saved.

use icecore::report::ListFormat;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{jobs, query};

#[test]
fn a_job_on_one_line_passes_through_unchanged() {
    let odd = r#"{ "JobId" :"\u0041", "Tier":null,"Tier": null, "ArchiveSizeInBytes":1.0e2 }"#;
    assert_eq!(jobs(ListFormat::Ndjson, &[odd, "{}"]), format!("{odd}\n{{}}\n"));
}

#[test]
fn of_a_job_on_several_lines_only_the_white_space_goes() {
    let job = "{\r\n\t\"JobDescription\" : \"a \\\" \\\\\",\n  \"x\" : [ 1.0e2 , \"b  \\n c\" ],\n  \"x\":null }\n";
    let line = r#"{"JobDescription":"a \" \\","x":[1.0e2,"b  \n c"],"x":null}"#;
    assert_eq!(jobs(ListFormat::Ndjson, &[job]), format!("{line}\n"));
}

#[test]
fn of_a_query_each_element_has_its_line() {
    let found = json!([{"Tier": "Bulk", "JobId": "a"}, "b\nc", null, [1, 2]]);
    let lines = "{\"JobId\":\"a\",\"Tier\":\"Bulk\"}\n\"b\\nc\"\nnull\n[1,2]\n";
    assert_eq!(query(ListFormat::Ndjson, &found), lines);
    assert_eq!(query(ListFormat::Ndjson, &json!({"b": [], "a": 1})), "{\"a\":1,\"b\":[]}\n");
    assert_eq!(query(ListFormat::Ndjson, &json!([])), "");
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ \\t\\r\\n\"\\\\a{}:,é]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[ \"\\\\\\na-c]{0,3}", inner, 0..4)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn a_pretty_job_becomes_the_compact_one(members in prop::collection::btree_map("[a-d\"\\\\ ]{1,4}", value(), 0..5)) {
        let job: Value = members.into_iter().collect();
        let line = jobs(ListFormat::Ndjson, &[&format!("{job:#}")]);
        prop_assert_eq!(line, format!("{job}\n"));
    }
}
