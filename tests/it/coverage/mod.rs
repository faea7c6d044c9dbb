//! What is told of archives, held against a slow count over all jobs and inventories in memory ([`slow`]).

mod names;
mod slow;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::ControlFlow;

use icecore::audit::{Audit, Audited, Source, Told};
use icecore::coverage::{Coverage, Doubt, Verdict, View};
use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::inventory::Inventory;
use icecore::report::{ListingReport, verdicts, write_listing_json};
use proptest::prelude::*;
use serde_json::{Value, json};

const MIB: u64 = 1 << 20;
const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// An identifier as Glacier makes them up, out of a number.
fn identifier(number: u64, length: u64) -> String {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ length;
    let letters = (0..length).map(|_| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(ALPHABET[(state >> 58) as usize])
    });
    letters.collect()
}

fn hash(number: u64) -> String {
    (0..4).fold(String::new(), |mut text, part| {
        let digits = (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(part * 13);
        write!(text, "{digits:016x}").expect("memory can be written to");
        text
    })
}

fn vault(number: u64) -> String {
    format!("arn:aws:glacier:eu-west-1:123456789012:vaults/vault-{number}")
}

/// An archive of some MiB, of a vault.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    number: u64,
    vault: u64,
    mib: u64,
}

impl Made {
    fn id(self) -> String {
        identifier(self.number, 138)
    }
}

/// A job: which archive, from which MiB how many, and when it was created.
#[derive(Clone, Debug)]
pub struct Request {
    archive: usize,
    part: Option<(u64, u64)>,
    tells_size: bool,
    minute: u64,
    tier: &'static str,
}

const STATUSES: [&str; 3] = ["InProgress", "Succeeded", "Failed"];

fn job(number: usize, request: &Request, status: &str, archives: &[Made]) -> Value {
    let made = archives[request.archive];
    let has_ended = status != "InProgress";
    let range =
        request.part.map(|(from, count)| format!("{}-{}", from * MIB, (from + count) * MIB - 1));
    let is_whole = request.part.is_none_or(|part| part == (0, made.mib));
    let message = match status {
        "Succeeded" => json!("Succeeded"),
        "Failed" => json!("The archive could not be read"),
        _ => Value::Null,
    };
    json!({
        "Action": "ArchiveRetrieval", "ArchiveId": made.id(),
        "ArchiveSHA256TreeHash": hash(made.number),
        "ArchiveSizeInBytes": request.tells_size.then_some(made.mib * MIB),
        "Completed": has_ended,
        "CompletionDate": has_ended.then_some("2024-03-08T10:00:00.000Z"),
        "CreationDate": format!("2024-03-08T0{}:{:02}:00.000Z", request.minute / 60, request.minute % 60),
        "InventoryRetrievalParameters": null, "InventorySizeInBytes": null, "JobDescription": null,
        "JobId": identifier(number as u64 + 1000, 92), "JobOutputPath": null, "OutputLocation": null,
        "RetrievalByteRange": range,
        "SHA256TreeHash": is_whole.then(|| hash(made.number)), "SNSTopic": null,
        "SelectParameters": null, "StatusCode": status, "StatusMessage": message,
        "Tier": request.tier, "VaultARN": vault(made.vault),
    })
}

/// Files with their jobs.
type Files = Vec<(String, Vec<Value>)>;

/// An inventory: of a vault in JSON, or in CSV of none; and which archives it lists.
type List = (Option<u64>, Vec<Made>);

/// Dumps, and inventories beside them.
#[derive(Clone, Debug)]
struct Case {
    files: Files,
    lists: Vec<List>,
}

fn case() -> impl Strategy<Value = Case> {
    let archives = prop::collection::vec((0_u64..2, 1_u64..9), 1..7);
    let requests = prop::collection::vec(
        (
            any::<prop::sample::Index>(),
            prop::option::of((0_u64..10, 1_u64..5)),
            0_u8..8,
            0_u64..90,
            0_usize..3,
        ),
        0..24,
    );
    let saves =
        prop::collection::vec((any::<prop::sample::Index>(), 0_usize..3, 0_usize..4), 0..40);
    let lists =
        prop::collection::vec((prop::option::of(0_u64..2), any::<u16>(), any::<bool>()), 0..4);
    (archives, requests, saves, lists).prop_map(|(archives, requests, saves, lists)| {
        let archives: Vec<Made> =
            (0..).zip(archives).map(|(number, (vault, mib))| Made { number, vault, mib }).collect();
        let requests: Vec<Request> = requests
            .into_iter()
            .map(|(archive, part, odd, minute, tier)| Request {
                archive: archive.index(archives.len()),
                part,
                tells_size: odd > 0,
                minute,
                tier: ["Expedited", "Standard", "Bulk"][tier],
            })
            .collect();
        let mut files: Files =
            ["a/1", "a/2", "b/1", "b/2"].map(|name| (format!("{name}.json"), Vec::new())).into();
        for (number, request) in requests.iter().enumerate() {
            let saved = job(number, request, STATUSES[number % 3], &archives);
            files[number % 2].1.push(saved);
        }
        for (which, status, file) in saves {
            if !requests.is_empty() {
                let number = which.index(requests.len());
                files[file].1.push(job(number, &requests[number], STATUSES[status], &archives));
            }
        }
        let lists = lists.into_iter().map(|(vault, which, repeats)| {
            let listed =
                archives.iter().filter(|made| vault.is_none_or(|vault| vault == made.vault));
            let listed = listed.filter(|made| which >> made.number & 1 == 1).copied();
            let mut listed: Vec<Made> = listed.collect();
            listed.extend(listed.first().copied().filter(|_| repeats));
            (vault, listed)
        });
        Case { files, lists: lists.collect() }
    })
}

fn inventory(number: usize, (of_vault, archives): &List) -> Inventory {
    let text = match of_vault {
        Some(number) => {
            let list = archives.iter().map(|made| {
                json!({
                    "ArchiveId": made.id(), "ArchiveDescription": "a \"film\", and more\\",
                    "CreationDate": "2023-11-02T10:00:00Z", "Size": made.mib * MIB,
                    "SHA256TreeHash": hash(made.number),
                })
            });
            let list: Vec<Value> = list.collect();
            json!({ "VaultARN": vault(*number), "InventoryDate": "2024-03-08T00:00:00Z", "ArchiveList": list })
                .to_string()
        }
        None => {
            let head = "ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\n";
            archives.iter().fold(head.to_owned(), |mut text, made| {
                let Made { number, mib, .. } = *made;
                writeln!(
                    text,
                    r#"{},"a \"film\", and more\",2023-11-02T10:00:00Z,{},{}"#,
                    made.id(),
                    mib * MIB,
                    hash(number),
                )
                .expect("memory can be written to");
                text
            })
        }
    };
    let saved = Dump::from_slice(text.as_bytes());
    Inventory::read(&format!("{number}"), &saved).expect("it is an inventory")
}

fn audit() -> Audit {
    let as_of = "2024-03-08T12:30:00Z".parse().expect("it is a time");
    Audit::new(Profile::Observed).with_ledger(as_of)
}

fn texts(files: &Files) -> Vec<(String, String)> {
    let text = |jobs: &Vec<Value>| json!({ "JobList": jobs, "Marker": null }).to_string();
    files.iter().map(|(name, jobs)| (name.clone(), text(jobs))).collect()
}

/// Reads the ArchiveIds that are told, all of them.
fn named(mut coverage: Coverage, audited: &Audited, sources: &[(String, Source<'_>)]) -> Coverage {
    let (read, errors) = audited.read_archive_ids(&coverage.unread(), sources);
    assert!(errors.is_empty(), "{errors:?}");
    coverage.name(&read);
    assert_eq!(coverage.unread(), []);
    coverage
}

/// What the report says of archives, as JSON.
fn told(audited: &Audited, sources: &[(String, Source<'_>)], case: &Case) -> Value {
    let inventories: Vec<Inventory> =
        case.lists.iter().enumerate().map(|(number, list)| inventory(number, list)).collect();
    let ledger = audited.once.as_ref().and_then(|once| once.ledger()).expect("there is one");
    let coverage = Coverage::of(ledger, &inventories, View::default());
    let coverage = named(coverage, audited, sources);
    let report = ListingReport { coverage: Some(&coverage), ..ListingReport::of(audited) };
    let mut out = Vec::new();
    write_listing_json(&mut out, &report).expect("memory can be written to");
    let mut told: Value = serde_json::from_slice(&out).expect("it is JSON");
    let deleting = told["verdict"]["by_vault"].as_array().expect("it is a list");
    let deleting: Vec<Value> = deleting.iter().map(|of| of["deleting"].clone()).collect();
    json!({ "repeated": told["repeated"].take(), "archives": told["archives"].take(), "deleting": deleting })
}

fn in_windows(mut audit: Audit, case: &Case, window: usize) -> Value {
    audit = audit.window(window);
    let texts = texts(&case.files);
    let dumps: Vec<Dump<'_>> =
        texts.iter().map(|(_, text)| Dump::from_slice(text.as_bytes())).collect();
    let names = texts.iter().map(|(name, _)| name.clone());
    let sources: Vec<_> = names.zip(dumps.iter().map(Source::Dump)).collect();
    audit.files(&sources, 2, &mut |told| match told {
        Told::Failed(_, error) => panic!("{error}"),
        _ => ControlFlow::Continue(()),
    });
    told(&audit.finish_files(&sources), &sources, case)
}

/// The same of parts that are audited apart, written down, read back and merged.
fn in_parts(case: &Case) -> Value {
    let texts = texts(&case.files);
    let dumps: Vec<Dump<'_>> =
        texts.iter().map(|(_, text)| Dump::from_slice(text.as_bytes())).collect();
    let parts = texts.iter().zip(&dumps).map(|((name, _), dump)| {
        let mut audit = audit();
        audit.dump(name, dump, &mut |_| {});
        let written = serde_json::to_string(&audit).expect("it can be written down");
        serde_json::from_str::<Audit>(&written).expect("it can be read")
    });
    let parts: Vec<Audit> = parts.collect();
    let merged =
        parts.into_iter().rev().reduce(|later, earlier| earlier.merge(later).expect("alike"));
    let audited = merged.expect("there is a file").finish(&mut |number, look| {
        look(&dumps[number]);
        Ok(())
    });
    let names = texts.iter().map(|(name, _)| name.clone());
    let sources: Vec<_> = names.zip(dumps.iter().map(Source::Dump)).collect();
    told(&audited, &sources, case)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn archives_are_told_as_a_slow_count_tells_them(case in case(), window in 500_usize..20_000) {
        let slow = slow::told(&case.files, &case.lists);
        prop_assert_eq!(&in_windows(audit(), &case, window), &slow);
        prop_assert_eq!(&in_windows(audit().plain(), &case, window), &slow);
        prop_assert_eq!(&in_parts(&case), &slow);
    }

    #[test]
    fn the_order_of_files_makes_no_difference(case in case()) {
        // Which save of a job counts may depend on their order, so each is saved once.
        let mut case = case;
        let mut saved = BTreeSet::new();
        for (_, jobs) in &mut case.files {
            jobs.retain(|job| saved.insert(job["JobId"].to_string()));
        }
        let mut turned = case.clone();
        turned.files.reverse();
        prop_assert_eq!(in_windows(audit(), &case, 5000), in_windows(audit(), &turned, 5000));
    }
}

/// An archive of 4 MiB, and whether each of its MiB was retrieved.
fn of_pieces(pieces: [&'static str; 4]) -> Case {
    let archives = [Made { number: 1, vault: 0, mib: 4 }];
    let jobs = pieces.iter().enumerate().map(|(number, status)| {
        let part = Some((number as u64, 1));
        let request = Request { archive: 0, part, tells_size: true, minute: 1, tier: "Standard" };
        job(number, &request, status, &archives)
    });
    Case {
        files: vec![("a.json".to_owned(), jobs.collect())],
        lists: vec![(Some(0), archives.to_vec())],
    }
}

fn coverage_of(case: &Case, view: View) -> Coverage {
    let texts = texts(&case.files);
    let dump = Dump::from_slice(texts[0].1.as_bytes());
    let mut audit = audit();
    audit.dump("a.json", &dump, &mut |_| {});
    let audited = audit.finish(&mut |_, look| {
        look(&dump);
        Ok(())
    });
    let inventories = case.lists.iter().map(|list| inventory(0, list)).collect::<Vec<_>>();
    let once = audited.once.expect("there is a ledger");
    Coverage::of(once.ledger().expect("there is one"), &inventories, view)
}

#[test]
fn three_pieces_of_four_are_not_the_archive_and_four_are() {
    let three = of_pieces(["Succeeded", "Succeeded", "InProgress", "Succeeded"]);
    let coverage = coverage_of(&three, View::default());
    assert_eq!(
        verdicts(&coverage),
        [
            "deleting vault-0 loses data: 1 of 1 archive of the inventory of 2024-03-08 (1.0 MiB) was not retrieved \
          whole; jobs in progress would complete 1"
        ]
    );
    let archive = coverage.lacking().next().expect("it lacks a piece");
    assert_eq!(archive.missing_ranges()[0].to_string(), "2097152-3145727");

    let all = coverage_of(&of_pieces(["Succeeded"; 4]), View::default());
    assert_eq!(
        verdicts(&all),
        [
            "deleting vault-0: nothing lost as far as these dumps tell: the archive of the inventory of \
          2024-03-08 was retrieved whole"
        ]
    );
}

#[test]
fn what_was_not_seen_is_said_and_never_makes_a_vault_safe() {
    let verdict = |case: &Case, view: View| coverage_of(case, view).subjects()[0].verdict();
    let all = of_pieces(["Succeeded"; 4]);
    assert_eq!(verdict(&all, View::default()), Verdict::NothingLost);
    let left_out = View { left_out: 1, ..View::default() };
    assert_eq!(verdict(&all, left_out), Verdict::CannotTell(Doubt::LeftOut));
    let without = Case { lists: Vec::new(), ..all.clone() };
    assert_eq!(verdict(&without, View::default()), Verdict::CannotTell(Doubt::NoInventory));
    let empty = Case { lists: vec![(Some(0), Vec::new())], ..all };
    assert_eq!(verdict(&empty, View::default()), Verdict::NothingLost);
    let three = of_pieces(["Succeeded", "Failed", "Succeeded", "Succeeded"]);
    let outside = Case { lists: vec![(Some(0), Vec::new())], ..three.clone() };
    assert_eq!(verdict(&outside, View::default()), Verdict::CannotTell(Doubt::Outside));
    let all = of_pieces(["Succeeded"; 4]);
    for view in [
        View { is_filtered: true, ..View::default() },
        View { lacks_dumps: true, ..View::default() },
        View { incomplete: [vault(0)].into(), ..View::default() },
    ] {
        assert_eq!(verdict(&all, view), Verdict::CannotTell(Doubt::Unseen));
    }
    let conflicting = View { conflicting: 1, ..View::default() };
    assert_eq!(verdict(&all, conflicting), Verdict::CannotTell(Doubt::Conflict));
    let beside = Case { lists: vec![all.lists[0].clone(), (None, Vec::new())], ..all.clone() };
    assert_eq!(verdict(&beside, View::default()), Verdict::CannotTell(Doubt::NoVault));
    let errors = View { errors: 1, ..View::default() };
    assert_eq!(verdict(&all, errors), Verdict::CannotTell(Doubt::Errors));
    let view = View {
        is_filtered: true,
        lacks_dumps: true,
        incomplete: [vault(0)].into(),
        ..View::default()
    };
    let said = verdicts(&coverage_of(&three, view)).remove(0);
    for part in ["a filter hides jobs", "the listing is incomplete", "some dumps could not be read"]
    {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn other_sizes_and_hashes_are_told() {
    let mut case = of_pieces(["Succeeded"; 4]);
    case.lists[0].1[0].mib = 5;
    let coverage = coverage_of(&case, View::default());
    let told = coverage.disagreements().first().next().expect("there is one");
    assert_eq!((told.size_listed, told.size_told), (5 * MIB, Some(4 * MIB)));
    assert!(!told.is_other_tree_hash);
    assert_eq!(coverage.subjects()[0].verdict(), Verdict::Loses);

    let mut case = of_pieces(["Succeeded"; 4]);
    let hash = hash(2);
    case.files[0].1.iter_mut().for_each(|job| job["ArchiveSHA256TreeHash"] = json!(hash));
    let coverage = coverage_of(&case, View::default());
    let told = coverage.disagreements().first().next().expect("there is one");
    assert!(told.is_other_tree_hash && told.size_told.is_none());
    let verdict = coverage.subjects()[0].verdict();
    assert_eq!(verdict, Verdict::CannotTell(Doubt::Disagreement));
}
