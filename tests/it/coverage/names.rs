//! ArchiveIds are read again where they stand, or were kept where they stand nowhere as they are meant.

use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use flate2::write::GzEncoder;
use icecore::audit::{Audit, Audited, Source};
use icecore::coverage::{ArchiveState, Coverage, View};
use icecore::dump::{Dump, Spool};
use serde_json::{Value, json};

use super::{Made, Request, audit, job};

/// How a file is written.
type Write<'w> = &'w dyn Fn(&str) -> Vec<u8>;

/// What becomes of a file.
type Change<'c> = &'c dyn Fn(&str) -> String;

/// Archives in the order of their jobs, all of one size, each of which failed.
fn failed(numbers: impl Iterator<Item = u64>) -> (Vec<Made>, Vec<Value>) {
    let archives: Vec<Made> = numbers.map(|number| Made { number, vault: 0, mib: 4 }).collect();
    let request =
        |archive| Request { archive, part: None, tells_size: true, minute: 1, tier: "Standard" };
    let jobs =
        (0..archives.len()).map(|archive| job(archive, &request(archive), "Failed", &archives));
    let jobs = jobs.collect();
    (archives, jobs)
}

fn page(jobs: &[Value]) -> String {
    json!({ "JobList": jobs, "Marker": null }).to_string()
}

fn audited(audit: Audit, sources: &[(String, Source<'_>)]) -> Audited {
    let mut audit = audit.fingerprint_key(17);
    audit.files(sources, 2, &mut |_| ControlFlow::Continue(()));
    audit.finish_files(sources)
}

fn coverage(audited: &Audited) -> Coverage {
    let ledger = audited.once.as_ref().and_then(|once| once.ledger()).expect("there is one");
    Coverage::of(ledger, &[], View::default())
}

fn told(coverage: &Coverage) -> Vec<&str> {
    coverage.lacking().filter_map(ArchiveState::archive_id).collect()
}

/// What is told of sources, all ArchiveIds of which can be read again.
fn named(audit: Audit, sources: &[(String, Source<'_>)]) -> Vec<String> {
    let audited = audited(audit, sources);
    let coverage = super::named(coverage(&audited), &audited, sources);
    told(&coverage).into_iter().map(str::to_owned).collect()
}

fn sorted(archives: &[Made]) -> Vec<String> {
    let mut ids: Vec<String> = archives.iter().map(|made| made.id()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn names_are_read_again_from_every_kind_of_source() {
    let (archives, jobs) = failed(0..12);
    let (first, others) = jobs.split_at(4);
    // The second file has places of its own.
    let texts = [page(first), page(others)];
    let folder = tempfile::tempdir().expect("a folder can be made");
    let gzip = |text: &str| {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).expect("memory can be written to");
        encoder.finish().expect("memory can be written to")
    };
    let zstd = |text: &str| zstd::encode_all(text.as_bytes(), 1).expect("it can be compressed");
    let plain = |text: &str| text.as_bytes().to_vec();
    let kinds: [(&str, Write<'_>); 3] = [("json", &plain), ("json.gz", &gzip), ("json.zst", &zstd)];
    for (kind, write) in kinds {
        let paths = [0, 1].map(|number| folder.path().join(format!("{number}.{kind}")));
        paths.iter().zip(&texts).for_each(|(path, text)| {
            fs::write(path, write(text)).expect("it can be written");
        });
        let sources = paths.each_ref().map(|path| (path.display().to_string(), Source::File(path)));
        assert_eq!(named(audit().window(3000), &sources), sorted(&archives), "{kind}");
        assert_eq!(named(audit().plain(), &sources), sorted(&archives), "{kind}");

        let spools = texts.each_ref().map(|text| Spool::new(std::io::Cursor::new(write(text))));
        let sources = spools.each_ref().map(|spool| ("-".to_owned(), Source::Spool(spool)));
        assert_eq!(named(audit(), &sources), sorted(&archives), "{kind} on standard input");
    }
}

#[test]
fn a_file_that_cannot_be_opened_shifts_no_names() {
    let (archives, jobs) = failed(0..3);
    let text = page(&jobs);
    let dump = Dump::from_slice(text.as_bytes());
    let missing = Path::new("no/such/file.json");
    let sources =
        [("missing".to_owned(), Source::File(missing)), ("a".to_owned(), Source::Dump(&dump))];
    assert_eq!(named(audit(), &sources), sorted(&archives));
}

#[test]
fn what_stands_nowhere_as_it_is_meant_is_kept() {
    let (archives, jobs) = failed(0..3);
    let id = archives[1].id();
    let escaped = format!("\\u{:04x}{}", id.as_bytes()[0], &id[1..]);
    let notification = json!({
        "Type": "Notification", "TopicArn": "arn:aws:sns:eu-west-1:123456789012:t",
        "Message": jobs[0].to_string(),
    });
    let texts = [notification.to_string(), page(&jobs[1..]).replace(&id, &escaped)];
    let dumps = texts.each_ref().map(|text| Dump::from_slice(text.as_bytes()));
    let sources = dumps.each_ref().map(|dump| (String::new(), Source::Dump(dump)));
    for audit in [audit(), audit().plain()] {
        let audited = audited(audit, &sources);
        let kept = coverage(&audited);
        let mut expected = sorted(&archives[..2]);
        assert_eq!(told(&kept), expected);
        assert_eq!(kept.unread().len(), 1, "the third stands in the file");
        expected = sorted(&archives);
        let coverage = super::named(kept, &audited, &sources);
        assert_eq!(told(&coverage), expected);
    }
}

#[test]
fn of_a_file_that_has_changed_no_name_is_told() {
    let (archives, jobs) = failed(0..3);
    let file = tempfile::NamedTempFile::new().expect("a file can be made");
    let changes: [(&str, Change<'_>, usize); 3] = [
        ("longer", &|text| format!(" {text}"), 0),
        ("empty", &|_| String::new(), 0),
        ("of other archives", &|text| text.replace(&archives[1].id(), &"-".repeat(138)), 2),
    ];
    for (how, change, left) in changes {
        let text = page(&jobs);
        fs::write(file.path(), &text).expect("it can be written");
        let sources = [("dump.json".to_owned(), Source::File(file.path()))];
        let audited = audited(audit(), &sources);
        fs::write(file.path(), change(&text)).expect("it can be written");
        let mut coverage = coverage(&audited);
        let (read, errors) = audited.read_archive_ids(&coverage.unread(), &sources);
        coverage.name(&read);
        assert_eq!(coverage.lacking().count(), 3, "{how}");
        assert_eq!(told(&coverage).len(), left, "{how}");
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors.len(), 1, "{how}: {errors:?}");
        assert!(errors[0].contains("it has changed since it was first read"), "{errors:?}");
    }
}

#[test]
fn of_equal_archives_those_are_named_that_stand_first() {
    let (archives, jobs) = failed((0..60).rev());
    let (first, others) = jobs.split_at(7);
    let texts = [page(first), page(others)];
    let dumps = texts.each_ref().map(|text| Dump::from_slice(text.as_bytes()));
    let sources = dumps.each_ref().map(|dump| (String::new(), Source::Dump(dump)));
    let expected = sorted(&archives[..20]);
    for window in [1000, 5000, 1 << 20] {
        assert_eq!(named(audit().window(window), &sources), expected);
        assert_eq!(named(audit().window(window).plain(), &sources), expected);
    }
}
