//! Comparisons of two snapshots, held against a slow one over whole JSON values ([`slow`]).

mod slow;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use icecore::audit::{Audit, Source, Told};
use icecore::compare::{Comparison, Snapshot};
use icecore::dump::Dump;
use icecore::filter::Filter;
use icecore::finding::Profile;
use icecore::generate::{Generator, Style};
use icecore::model::StatusCode;
use icecore::report::{CompareReport, write_compare_json};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Files, by their names.
type Files = Vec<(String, String)>;

fn page(jobs: &[Value], marker: &Value) -> String {
    json!({ "JobList": jobs, "Marker": marker }).to_string()
}

/// A file with all jobs.
fn whole(jobs: &[Value]) -> Files {
    vec![("all.json".to_owned(), page(jobs, &Value::Null))]
}

fn audit() -> Audit {
    Audit::new(Profile::Observed)
}

/// The snapshot of files that are in memory.
fn snapshot(mut audit: Audit, files: &Files) -> Snapshot {
    let dumps: Vec<Dump<'_>> =
        files.iter().map(|(_, text)| Dump::from_slice(text.as_bytes())).collect();
    for ((name, _), dump) in files.iter().zip(&dumps) {
        audit.dump(name, dump, &mut |_| {});
    }
    let (snapshot, errors) = audit.snapshot(&mut |number, look| {
        look(&dumps[number]);
        Ok(())
    });
    assert!(errors.is_empty(), "{errors:?}");
    snapshot
}

/// The same, read in windows of this size.
fn in_windows(mut audit: Audit, files: &Files, window: usize) -> Snapshot {
    audit = audit.window(window);
    let dumps: Vec<Dump<'_>> =
        files.iter().map(|(_, text)| Dump::from_slice(text.as_bytes())).collect();
    let names = files.iter().map(|(name, _)| name.clone());
    let sources: Vec<_> = names.zip(dumps.iter().map(Source::Dump)).collect();
    audit.files(&sources, 2, &mut |told| match told {
        Told::Failed(_, error) => panic!("{error}"),
        _ => ControlFlow::Continue(()),
    });
    let (snapshot, errors) = audit.snapshot_files(&sources, &mut |_| {});
    assert!(errors.is_empty(), "{errors:?}");
    snapshot
}

/// What is written of a comparison.
fn written(old: &Snapshot, new: &Snapshot) -> Value {
    let comparison = Comparison::of(old, new);
    let mut out = Vec::new();
    write_compare_json(&mut out, &CompareReport::of(&comparison))
        .expect("memory can be written to");
    serde_json::from_slice(&out).expect("it is JSON")
}

/// The same without how files are split.
fn without_files(mut written: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(members) => {
                for key in ["file", "files", "line", "column"] {
                    members.remove(key);
                }
                members.values_mut().for_each(strip);
            }
            Value::Array(elements) => elements.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut written);
    written
}

/// What is written, as the slow comparison tells it; unchanged jobs are not named.
fn as_told(written: &Value) -> slow::Told {
    let key = |job: &Value| {
        let text = |key: &str| job[key].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("vault_arn"), text("job_id"))
    };
    let courses = written["jobs"].as_object().expect("courses have names");
    let mut told = slow::Told::new();
    for (course, jobs) in courses {
        let count = match &written["counts"][course] {
            Value::Object(by_status) => &by_status["total"],
            count => count,
        };
        let jobs = jobs.as_array().expect("jobs are in a list");
        assert_eq!(*count, json!(jobs.len()), "{course}");
        for job in jobs {
            let before = told.insert(key(job), (course.clone(), BTreeSet::new()));
            assert_eq!(before, None, "a job takes one course");
        }
    }
    let contradictions = written["contradictions"].as_array().expect("it is a list");
    assert_eq!(written["counts"]["contradicting"], json!(contradictions.len()));
    for job in contradictions {
        let changes = job["changes"].as_array().expect("changes are in a list");
        let pointers = changes.iter().map(|it| it["pointer"].as_str().expect("a text").to_owned());
        told.get_mut(&key(job)).expect("it has a course").1.extend(pointers);
    }
    told
}

/// What is done to a job between two saves.
#[derive(Clone, Copy, Debug)]
enum Change {
    Nothing,
    InProgress,
    Ended(&'static str),
    Without(&'static str),
    Missing(&'static str),
    Else(&'static str),
}

const FIELDS: &[(&str, &str)] = &[
    ("JobId", r#""""#),
    ("JobDescription", r#""something else""#),
    ("Action", r#""Select""#),
    ("ArchiveId", r#""another-archive-of-the-same-vault""#),
    ("VaultARN", r#""arn:aws:glacier:eu-west-1:123456789012:vaults/else""#),
    ("CreationDate", r#""2024-01-05T10:00:00.125Z""#),
    ("Completed", "false"),
    ("StatusCode", r#""Odd""#),
    ("StatusMessage", r#""something else""#),
    ("ArchiveSizeInBytes", "7"),
    ("InventorySizeInBytes", "0"),
    ("SNSTopic", r#""arn:aws:sns:eu-west-1:123456789012:topic""#),
    ("CompletionDate", r#""2024-02-05T10:00:00Z""#),
    ("SHA256TreeHash", r#""5a1e0000000000000000000000000000000000000000000000000000005a1e00""#),
    ("ArchiveSHA256TreeHash", r#""odd""#),
    ("RetrievalByteRange", r#""0-1048575""#),
    ("Tier", r#""Standard""#),
    ("InventoryRetrievalParameters", r#"{"Format": "CSV", "Marker": "mark-of-an-inventory"}"#),
    ("JobOutputPath", r#""some/where""#),
];

fn change() -> impl Strategy<Value = Change> {
    let fields = || prop::sample::select(FIELDS).prop_map(|(field, _)| field);
    prop_oneof![
        6 => Just(Change::Nothing),
        3 => Just(Change::InProgress),
        3 => prop::sample::select(vec!["Succeeded", "Failed"]).prop_map(Change::Ended),
        2 => fields().prop_map(Change::Without),
        1 => fields().prop_map(Change::Missing),
        2 => fields().prop_map(Change::Else),
    ]
}

fn changed(job: &Value, change: Change) -> Value {
    let mut job = job.clone();
    match change {
        Change::Nothing => {}
        Change::InProgress => {
            job["StatusCode"] = json!("InProgress");
            job["Completed"] = json!(false);
            job["CompletionDate"] = Value::Null;
            job["StatusMessage"] = Value::Null;
        }
        Change::Ended(status) => {
            job["StatusCode"] = json!(status);
            job["Completed"] = json!(true);
            job["StatusMessage"] = json!("it has ended");
            job["CompletionDate"] = json!("2024-03-09T10:42:17.315Z");
        }
        Change::Without(field) => job[field] = Value::Null,
        Change::Missing(field) => drop(job.as_object_mut().expect("an object").remove(field)),
        Change::Else(field) => {
            let (_, value) = FIELDS.iter().find(|known| known.0 == field).expect("it is listed");
            job[field] = serde_json::from_str(value).expect("it is JSON");
        }
    }
    job
}

/// Jobs as they are made up.
fn jobs(seed: u64, count: u64, vaults: u64, style: Style) -> Vec<Value> {
    let mut bytes = Vec::new();
    let generator = Generator::new(seed).jobs(count).vaults(vaults).style(style);
    generator.write(&mut bytes).expect("the dump can be made");
    let dump = Dump::from_slice(&bytes);
    let pages = dump.pages().map(|page| page.expect("it is JSON"));
    let texts = pages.flat_map(|page| {
        let spans: Vec<_> = page.jobs().iter().map(icecore::model::Job::span).collect();
        spans.into_iter().map(|span| bytes[span.start..span.end].to_vec()).collect::<Vec<_>>()
    });
    texts.map(|text| serde_json::from_slice(&text).expect("it is JSON")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_comparison_tells_what_a_slow_one_tells(
        seed in 0_u64..1000,
        is_wire in any::<bool>(),
        saves in prop::collection::vec((0_usize..24, change(), any::<bool>()), 0..60),
        window in 200_usize..4000,
    ) {
        let style = if is_wire { Style::Wire } else { Style::Boto };
        let made_up = jobs(seed, 24, 2, style);
        let side = |is_new: bool| {
            let saves = saves.iter().filter(move |save| save.2 == is_new);
            saves.map(|(job, change, _)| changed(&made_up[*job], *change)).collect::<Vec<_>>()
        };
        let (old, new) = (side(false), side(true));
        let [olds, news] = [&old, &new].map(|jobs| snapshot(audit(), &whole(jobs)));
        let told = written(&olds, &news);
        let mut expected = slow::told(&old, &new);
        let unchanged = expected.values().filter(|(course, _)| course == "unchanged").count();
        prop_assert_eq!(&told["counts"]["unchanged"], &json!(unchanged));
        expected.retain(|_, (course, _)| course != "unchanged");
        prop_assert_eq!(as_told(&told), expected);

        let [olds, news] = [&old, &new].map(|jobs| in_windows(audit(), &whole(jobs), window));
        prop_assert_eq!(&written(&olds, &news), &told);
    }

    #[test]
    fn how_a_listing_is_split_and_in_which_order_changes_nothing(
        seed in 0_u64..1000,
        changes in prop::collection::vec(change(), 30),
        split in 1_usize..12,
        turn in 0_usize..30,
    ) {
        // What a page begins with has to be there, so that a Marker leads to it.
        let is_kept = |change: &Change| !matches!(
            change,
            Change::Else("JobId" | "VaultARN" | "CreationDate")
                | Change::Without("JobId" | "VaultARN" | "CreationDate")
                | Change::Missing("JobId" | "VaultARN" | "CreationDate")
        );
        let old = jobs(seed, 30, 1, Style::Wire);
        let new: Vec<Value> = old
            .iter()
            .zip(&changes)
            .skip(2)
            .map(|(job, change)| changed(job, if is_kept(change) { *change } else { Change::Nothing }))
            .collect();
        let old = old[..28].to_vec();
        let in_pages = |jobs: &[Value]| {
            let pages: Vec<&[Value]> = jobs.chunks(split).collect();
            let next = |page: usize| pages.get(page + 1).map_or(&Value::Null, |next| &next[0]["JobId"]);
            let file = |page: usize| (format!("{page}.json"), self::page(pages[page], next(page)));
            let mut files: Files = (0..pages.len()).map(file).collect();
            let turn = turn % files.len();
            files.rotate_left(turn);
            files
        };
        let [olds, news] = [&old, &new].map(|jobs| snapshot(audit(), &whole(jobs)));
        let told = without_files(written(&olds, &news));
        let [olds, news] = [&old, &new].map(|jobs| snapshot(audit(), &in_pages(jobs)));
        prop_assert_eq!(without_files(written(&olds, &news)), told);
    }
}

#[test]
fn a_job_that_is_of_another_vault_contradicts_itself() {
    let arn = |vault: &str| format!("arn:aws:glacier:eu-west-1:123456789012:vaults/{vault}");
    let job = |id: &str, vault: &str| json!({"JobId": id, "VaultARN": arn(vault), "StatusCode": "Succeeded"});
    let old = [job("A", "one"), job("B", "one"), job("B", "two")];
    let new = [job("A", "two"), job("B", "three")];
    let [old, new] = [&old[..], &new[..]].map(|jobs| snapshot(audit(), &whole(jobs)));
    let told = written(&old, &new);
    assert_eq!(told["counts"]["altered"], 1);
    let contradictions = told["contradictions"].as_array().expect("it is a list");
    assert_eq!(contradictions.len(), 1);
    let change = &contradictions[0]["changes"][0];
    assert_eq!(change["pointer"], "/VaultARN");
    assert_eq!((&change["old"], &change["new"]), (&json!(arn("one")), &json!(arn("two"))));
    // Which of the two jobs with the same JobId is meant cannot be told.
    assert_eq!(told["counts"]["vanished"]["total"], 2);
    assert_eq!(told["counts"]["new"]["total"], 1);
}

#[test]
fn jobs_are_told_by_vault_and_then_in_the_order_of_the_listing() {
    let all = jobs(5, 40, 2, Style::Wire);
    let (old, new) = (snapshot(audit(), &whole(&[])), snapshot(audit(), &whole(&all)));
    let told = written(&old, &new);
    let named: Vec<&Value> = told["jobs"]["new"].as_array().expect("a list").iter().collect();
    let mut expected: Vec<&Value> = all.iter().collect();
    expected.sort_by_key(|job| job["VaultARN"].as_str().expect("a text").to_owned());
    let ids =
        |jobs: &[&Value], key: &str| jobs.iter().map(|job| job[key].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&named, "job_id"), ids(&expected, "JobId"));
}

#[test]
fn places_are_those_of_the_braces() {
    let files = vec![
        ("empty.json".to_owned(), page(&[], &Value::Null)),
        ("é.json".to_owned(), "\u{FEFF}{\"é\": 1, \"JobList\": [{\"JobId\": \"A\"},\n  \n {\"JobId\": \"B\"}]}".to_owned()),
        ("sns.json".to_owned(), r#"{"Type": "Notification", "Message": "{\"JobId\": \"C\", \"Action\": \"Select\"}"}"#.to_owned()),
        ("jobs.json".to_owned(), "{\"JobId\": \"D\", \"Action\": \"Select\"}\n{\"JobId\": \"E\", \"Action\": \"Select\"}\n".to_owned()),
    ];
    for window in [1, 7, 40, 1 << 20] {
        for snapshot in [snapshot(audit(), &files), in_windows(audit(), &files, window)] {
            let mut places: Vec<String> = snapshot
                .jobs()
                .map(|job| {
                    let position = job.position();
                    format!("{} {}:{}:{}", job.job_id(), job.file(), position.line, position.column)
                })
                .collect();
            places.sort();
            let expected = [
                "A é.json:1:22",
                "B é.json:3:2",
                "C sns.json:1:38",
                "D jobs.json:1:1",
                "E jobs.json:2:1",
            ];
            assert_eq!(places, expected, "{window}");
        }
    }
}

#[test]
fn a_filter_keeps_what_passes_in_one_of_both() {
    let job = |id: &str, status: &str| json!({"JobId": id, "StatusCode": status});
    let old = [job("A", "InProgress"), job("B", "Succeeded"), job("C", "InProgress")];
    let new = [job("A", "Succeeded"), job("B", "Succeeded"), job("D", "Succeeded")];
    let filter = || audit().filter(Filter::builder().statuscode(StatusCode::InProgress).build());
    let [old, new] = [&old, &new].map(|jobs| snapshot(filter(), &whole(jobs)));
    let told = written(&old, &new);
    let ids = |course: &str| {
        let jobs = told["jobs"][course].as_array().expect("a list").iter();
        jobs.map(|job| job["job_id"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids("finished"), ["A"]);
    assert_eq!(ids("vanished"), ["C"]);
    assert_eq!(ids("new"), [""; 0]);
    assert_eq!(told["counts"]["unchanged"], 0);
}

#[test]
fn what_is_missing_is_certain_only_where_the_other_listing_is_whole() {
    let job = |id: &str, vault: &str| {
        let arn = format!("arn:aws:glacier:eu-west-1:123456789012:vaults/{vault}");
        json!({"JobId": id, "VaultARN": arn, "StatusCode": "InProgress"})
    };
    let old: Files = vec![
        ("photos.json".into(), page(&[job("A", "photos")], &Value::Null)),
        ("films.json".into(), page(&[job("B", "films")], &Value::Null)),
        ("gone.json".into(), page(&[job("C", "gone")], &Value::Null)),
    ];
    let new: Files = vec![
        ("photos.json".into(), page(&[job("D", "photos")], &Value::Null)),
        ("films.json".into(), page(&[job("E", "films")], &json!("a-marker-that-leads-nowhere"))),
        ("lone.json".into(), job("F", "lone").to_string()),
    ];
    let [old, new] = [&old, &new].map(|files| snapshot(audit(), files));
    let told = written(&old, &new);
    let certain = |course: &str| {
        let jobs = told["jobs"][course].as_array().expect("a list").iter();
        jobs.map(|job| (job["job_id"].clone(), job["certain"].clone())).collect::<Vec<_>>()
    };
    let expected = [("B", false), ("C", false), ("A", true)];
    assert_eq!(certain("vanished"), expected.map(|(id, is)| (json!(id), json!(is))));
    let expected = [("E", true), ("F", false), ("D", true)];
    assert_eq!(certain("new"), expected.map(|(id, is)| (json!(id), json!(is))));
    let vaults = told["vaults"].as_array().expect("a list").iter();
    let only: Vec<(bool, bool)> =
        vaults.map(|vault| (vault["old"].is_null(), vault["new"].is_null())).collect();
    assert_eq!(only, [(false, false), (false, true), (true, false), (false, false)]);
}

#[test]
fn what_a_snapshot_does_not_know_or_hides_is_not_compared_and_said() {
    let hash = "5a1e0000000000000000000000000000000000000000000000000000005a1e00";
    let old = [json!({"JobId": "A", "SNSTopic": "arn:aws:sns:eu-west-1:123456789012:topic",
        "ArchiveSHA256TreeHash": hash, "JobDescription": "x"})];
    let new = [json!({"JobId": "A", "Tier": "Bulk", "ArchiveSHA256TreeHash": "*".repeat(64),
        "JobDescription": null})];
    let [old, new] = [&old, &new].map(|jobs| snapshot(audit(), &whole(jobs)));
    let told = written(&old, &new);
    let pointers: Vec<&Value> =
        told["contradictions"][0]["changes"].as_array().expect("a list").iter().collect();
    assert_eq!(
        pointers,
        [&json!({"pointer": "/JobDescription", "old": "x", "new": null, "why": "never_changes"})]
    );
    assert_eq!(
        told["not_compared"],
        json!([
            {"pointer": "/ArchiveSHA256TreeHash", "in": "new", "why": "placeholder", "jobs": 1},
            {"pointer": "/SNSTopic", "in": "new", "why": "absent", "jobs": 1},
            {"pointer": "/Tier", "in": "old", "why": "absent", "jobs": 1},
        ])
    );
}
