//! Compressed dumps, known by their first bytes.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use icecore::audit::{Audit, Source};
use icecore::dump::{Dump, FaultKind};
use icecore::finding::Profile;
use icecore::generate::{Generator, Style};

use super::{faults, job, told};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn page(jobs: usize) -> String {
    let jobs: Vec<String> = (0..jobs).map(|index| job(&format!("job-{}", index * 7919))).collect();
    format!("{{\"JobList\":[{}]}}\n", jobs.join(","))
}

#[test]
fn members_and_frames_follow_each_other() {
    let page = page(3);
    let plain = told(page.repeat(2).as_bytes());
    assert_eq!(told(&gzip(page.as_bytes()).repeat(2)), plain);
    let zstd = zstd::encode_all(page.as_bytes(), 1).unwrap();
    assert_eq!(told(&zstd.repeat(2)), plain);
}

#[test]
fn offsets_are_those_of_the_decompressed_bytes() {
    let page = page(2);
    let compressed = gzip(page.as_bytes());
    assert_eq!(Dump::from_slice(&compressed).bytes(), page.as_bytes());
}

#[test]
fn what_stands_before_a_break_is_judged_and_the_break_is_one_fault() {
    let page = page(2000);
    for whole in [gzip(page.as_bytes()), zstd::encode_all(page.as_bytes(), 1).unwrap()] {
        let cut = &whole[..whole.len() - 9];
        let faults = faults(cut);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(matches!(faults[0].kind, FaultKind::Compression { .. }), "{faults:?}");
    }
    let whole = gzip(page.as_bytes());
    let told = told(&whole[..whole.len() / 2]);
    assert!(told.len() > 100, "only {} things were read before the break", told.len());
}

#[test]
fn a_damaged_byte_is_one_fault() {
    let mut damaged = gzip(page(200).as_bytes());
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0x55;
    assert_eq!(faults(&damaged).len(), 1);
    assert_eq!(faults(b"\x1F\x8B not gzip").len(), 1);
    assert_eq!(faults(b"\x28\xB5\x2F\xFD not zstd").len(), 1);
}

/// What an audit of a file tells, on so many threads.
fn audited(path: &Path, threads: usize) -> String {
    let mut audit = Audit::new(Profile::Observed);
    let sources = [("cut.json.gz".to_owned(), Source::File(path))];
    let mut told = Vec::new();
    audit.files(&sources, threads, &mut |what| {
        told.push(format!("{what:?}"));
        ControlFlow::Continue(())
    });
    told.push(format!("{:?}", audit.finish_files(&sources).totals));
    told.join("\n")
}

#[test]
fn an_archive_that_was_cut_off_is_read_alike_on_any_threads() {
    // Longer than a window, on one line: it is given up before its end was read, or after.
    let mut pages = Vec::new();
    Generator::new(1)
        .jobs(3_000)
        .style(Style::Boto)
        .write(&mut pages)
        .expect("memory can be written");
    let pages = String::from_utf8(pages).expect("it is text");
    let pages = format!("[{}]", pages.lines().collect::<Vec<_>>().join(","));
    let broken = format!("{}\u{1}{}\n{pages}", &pages[..9_000], &pages[9_000..]);
    let folder = tempfile::tempdir().unwrap();
    for text in [pages.as_str(), broken.as_str()] {
        let path = folder.path().join("cut.json.gz");
        let whole = gzip(text.as_bytes());
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let alone = audited(&path, 1);
        assert!(alone.contains("invalid-json"), "{alone}");
        for threads in [2, 4, 2, 4] {
            assert_eq!(audited(&path, threads), alone);
        }
    }
}
