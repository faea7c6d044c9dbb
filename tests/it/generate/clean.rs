//! Without defects nothing is found, and what is written is what the producer would write.

use std::collections::BTreeSet;

use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::generate::{Generator, Style};
use icecore::listing::{Chain, Collector, Scope};
use icecore::report::{ListFormat, ListOutput, write_list};
use serde_json::Value;

use super::{ids, written, written_pages};

const PROFILES: [Profile; 2] = [Profile::Observed, Profile::Documented];

#[test]
fn a_clean_dump_raises_nothing_in_either_profile() {
    for style in Style::ALL {
        let generator = Generator::new(11).jobs(1000).style(style);
        for profile in PROFILES {
            assert!(ids(&[written(&generator)], profile).is_empty(), "{style}, {profile:?}");
            assert!(ids(&written_pages(&generator), profile).is_empty(), "{style}, {profile:?}");
        }
    }
}

#[test]
fn several_vaults_are_as_clean_as_one() {
    for style in Style::ALL {
        let generator = Generator::new(12).jobs(300).page_size(20).vaults(9).style(style);
        // Jobs without pages are one listing to whoever reads them, and that jumps between vaults.
        let expected: &[&str] = if style == Style::Jq { &["listing-order"] } else { &[] };
        assert_eq!(ids(&[written(&generator)], Profile::Observed), expected, "{style}");
    }
}

#[test]
fn each_vault_has_one_chain_whose_markers_are_jobs() {
    let generator = Generator::new(13).jobs(100).page_size(7).vaults(3);
    let dump = written(&generator);
    let mut collector = Collector::new(Scope::File);
    collector.dump("dump.ndjson", &Dump::from_slice(&dump));
    let listing = collector.stitch();
    assert_eq!(listing.chains().len(), 3);
    assert!(listing.chains().iter().all(Chain::is_complete));
    let joints =
        listing.chains().iter().flat_map(|chain| &chain.links).filter_map(|link| link.joint);
    let joints: BTreeSet<String> = joints.map(|joint| format!("{joint:?}")).collect();
    assert_eq!(joints.len(), 1, "{joints:?}");
}

#[test]
fn jobs_are_of_every_kind() {
    let dump = written(&Generator::new(14).jobs(6000).style(Style::Jq));
    let jobs = Dump::from_slice(&dump);
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    let mut largest = 0;
    for page in jobs.pages() {
        for job in page.expect("it is sound").jobs() {
            let text = |text: Option<&icecore::json::Text<'_>>| {
                text.map_or_else(|| "none".to_owned(), |text| text.decode().into_owned())
            };
            kinds.insert(text(job.action().value()));
            kinds.insert(text(job.status_code().value()));
            kinds.insert(text(job.tier().value()));
            kinds.insert(format!("topic: {}", job.sns_topic().value().is_some()));
            kinds.insert(format!("described: {}", job.job_description().value().is_some()));
            kinds.insert(format!("hashed: {}", job.sha256_tree_hash().value().is_some()));
            largest = largest.max(job.archive_size_in_bytes().value().copied().unwrap_or(0));
        }
    }
    let expected = [
        "ArchiveRetrieval",
        "Bulk",
        "Expedited",
        "Failed",
        "InProgress",
        "InventoryRetrieval",
        "Select",
        "Standard",
        "Succeeded",
        "described: false",
        "described: true",
        "hashed: false",
        "hashed: true",
        "none",
        "topic: false",
        "topic: true",
    ];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), expected);
    assert!(largest > 1 << 40);
}

#[test]
fn the_cli_style_is_what_the_cli_prints() {
    let dump = written(&Generator::new(15).jobs(2100).style(Style::Cli));
    let value: Value = serde_json::from_slice(&dump).expect("it is JSON");
    let mut printed = Vec::new();
    write_list(&mut printed, ListFormat::Json, &ListOutput::Query(&value), 80)
        .expect("memory can be written to");
    assert!(printed == dump, "the CLI would print it otherwise");
}

#[test]
fn the_wire_style_keeps_nulls_and_sorts_keys() {
    let generator = Generator::new(16).jobs(3000).page_size(1000);
    for page in written_pages(&generator) {
        let value: Value = serde_json::from_slice(&page).expect("it is JSON");
        for job in value["JobList"].as_array().expect("there is a list") {
            let is_select = job["Action"] == "Select";
            let keys = job.as_object().expect("it is a job").len();
            assert_eq!(keys, if is_select { 21 } else { 18 });
        }
        // serde_json sorts keys by their bytes, the service by their letters.
        let sorted = value.to_string().len();
        assert_eq!(page.len(), sorted, "there is white space");
        assert!(page.starts_with(br#"{"JobList":[{"Action":""#));
    }
    assert!(written(&generator).ends_with(b"],\"Marker\":null}\n"));
}

#[test]
fn shuffled_keys_are_the_same_jobs() {
    let generator = Generator::new(17).jobs(60);
    let values = |style| -> Vec<Value> {
        let dump = written(&generator.clone().style(style));
        let lines = dump.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.map(|line| serde_json::from_slice(line).expect("it is JSON")).collect()
    };
    assert_eq!(values(Style::Shuffled), values(Style::Wire));
    assert_ne!(written(&generator.clone().style(Style::Shuffled)), written(&generator));
}

#[test]
fn a_dump_without_jobs_is_an_empty_page() {
    let generator = Generator::new(1).jobs(0).vaults(4);
    assert_eq!(written(&generator), b"{\"JobList\":[],\"Marker\":null}\n");
    assert_eq!(written(&generator.clone().style(Style::Jq)), b"");
    assert_eq!(written(&generator.style(Style::Cli)), b"{\n    \"JobList\": []\n}\n");
}

#[test]
fn memory_does_not_grow_with_the_dump() {
    let most = |jobs| {
        let generator = Generator::new(18).jobs(jobs).page_size(jobs).style(Style::Cli);
        let write = || generator.write(&mut std::io::sink()).expect("nothing is written");
        allocation_counter::measure(write).bytes_max
    };
    assert_eq!(most(2_000), most(8_000));
}

#[test]
fn pages_are_counted_without_being_made() {
    for (jobs, size, vaults) in [(0, 50, 3), (1, 50, 3), (100, 7, 3), (101, 50, 2), (7, 1, 7)] {
        let generator = Generator::new(1).jobs(jobs).page_size(size).vaults(vaults);
        let pages = generator.pages().expect("it can be made").count() as u64;
        assert_eq!(generator.page_count(), pages);
    }
}
