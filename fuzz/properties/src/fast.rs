//! The fast path finds what the plain one finds.

use std::io::Cursor;
use std::ops::ControlFlow;

use icecore::audit::{Audit, Audited, Located, Source, Told};
use icecore::dump::{Dump, Spool};
use icecore::finding::Profile;
use icecore::model::Timestamp;

/// Whatever the bytes are, the audit says the same with the fast path and without: findings and their
/// places, totals, and the pages put together, down to the fingerprints of jobs; and but for these,
/// whatever key fingerprints are taken by.
///
/// # Panics
/// If that does not hold for `bytes`.
pub fn fast_path_agrees_with_plain(bytes: &[u8]) {
    for profile in [Profile::Observed, Profile::Documented] {
        for as_of in [None, Timestamp::from_unix_millis(1_331_000_000_000)] {
            let with = |audit: Audit| match as_of {
                Some(time) => audit.as_of(time),
                None => audit,
            };
            let audit = || with(audit(profile));
            let fast = told(bytes, audit());
            let plain = told(bytes, audit().plain());
            assert_same(&fast, &plain);
            let other_key = told(bytes, audit().fingerprint_key(1));
            assert_same(before_keys(&other_key), before_keys(&fast));
        }
    }
}

/// However files are cut into windows, and on however many threads these are judged, the audit says
/// the same as when it is given each file as a whole, without the fast path; also if some come over
/// streams, and if the files before and after each of the cuts are audited apart, and the audits then
/// written down, read back and merged, from the first on or from the last.
///
/// # Panics
/// If that does not hold for these files.
pub fn parts_agree_with_whole(
    files: &[Vec<u8>],
    cuts: &[usize],
    window: usize,
    threads: usize,
) {
    let dumps: Vec<Dump<'_>> = files.iter().map(|bytes| Dump::from_slice(bytes)).collect();
    let name = |number: usize| format!("file-{number}");
    let key = window as u64;
    let mut whole = audit(Profile::Observed).fingerprint_key(key).plain();
    let mut found = Vec::new();
    for (number, dump) in dumps.iter().enumerate() {
        whole.dump(&name(number), dump, &mut |located| found.push(located.clone()));
    }
    let whole = finished(found, whole, &dumps);

    let spools: Vec<Spool> =
        files.iter().map(|bytes| Spool::new(Cursor::new(bytes.clone()))).collect();
    let source = |number: usize| match (number + window).is_multiple_of(2) {
        true => Source::Dump(&dumps[number]),
        false => Source::Spool(&spools[number]),
    };
    let sources: Vec<(String, Source<'_>)> =
        (0..files.len()).map(|number| (name(number), source(number))).collect();
    let mut found = Vec::new();
    let mut audits: Vec<Audit> = Vec::new();
    let mut start = 0;
    for end in cuts.iter().copied().chain([sources.len()]).map(|end| end.min(sources.len())) {
        let mut audit = audit(Profile::Observed).fingerprint_key(key).window(window);
        audit.files(&sources[start..end.max(start)], threads, &mut |told| {
            match told {
                Told::Found(located) => found.push(located.clone()),
                Told::Begins(_) | Told::Written(_) => {}
                Told::Failed(_, error) => panic!("{error}"),
            }
            ControlFlow::Continue(())
        });
        audits.push(read_back(&audit));
        start = end.max(start);
    }
    let merged = |one: Audit, later| one.merge(later).expect("both have the same settings");
    let audit = if threads.is_multiple_of(2) {
        audits.into_iter().reduce(merged)
    } else {
        audits.into_iter().rev().reduce(|later, earlier| merged(earlier, later))
    };
    let audit = audit.expect("there is one part at least");
    assert_same(&told_in_all(found, audit.finish_files(&sources)), &whole);
}

/// An audit that keeps a ledger, as of a time when samples were saved.
/// So many jobs are taken down.
const FIRST: usize = 5;

fn audit(profile: Profile) -> Audit {
    let as_of = Timestamp::from_unix_millis(1_709_899_200_000);
    Audit::new(profile).with_ledger(as_of.expect("it is a time")).with_first_jobs(FIRST)
}

/// What another machine makes of an audit that this one has written down.
fn read_back(audit: &Audit) -> Audit {
    let written = serde_json::to_vec(audit).expect("an audit can be written down");
    let read: Audit = serde_json::from_slice(&written).expect("what was written can be read");
    assert_eq!(serde_json::to_vec(&read).expect("it can be written again"), written);
    // That is no part of a result, but asked for at its end.
    read.with_first_jobs(FIRST)
}

/// What stands before the fingerprints of jobs.
const KEYS: &str = "\nkeys\n";

fn before_keys(told: &str) -> &str {
    told.rsplit_once(KEYS).map_or(told, |(before, _)| before)
}

/// Shows only what is around the first difference: all of it is long.
fn assert_same(found: &str, expected: &str) {
    let same = found.lines().zip(expected.lines()).take_while(|(one, other)| one == other).count();
    let around = |text: &str| -> Vec<String> {
        text.lines().skip(same.saturating_sub(12)).take(24).map(str::to_owned).collect()
    };
    if found != expected {
        assert_eq!(around(found), around(expected), "line {same}");
    }
}

fn told(bytes: &[u8], mut audit: Audit) -> String {
    let dump = Dump::from_slice(bytes);
    let mut found: Vec<Located> = Vec::new();
    audit.dump("fuzz", &dump, &mut |located| found.push(located.clone()));
    finished(found, audit, &[dump])
}

fn finished(found: Vec<Located>, audit: Audit, dumps: &[Dump<'_>]) -> String {
    let audited = audit.finish(&mut |number, look| {
        look(&dumps[number]);
        Ok(())
    });
    told_in_all(found, audited)
}

fn told_in_all(found: Vec<Located>, audited: Audited) -> String {
    let Audited { totals, once, of_listings, of_sources, listing, first_jobs, errors, .. } =
        audited;
    assert!(errors.is_empty(), "all that is looked for is found again: {errors:?}");
    let (pages, keys) = (listing.pages().collect::<Vec<_>>(), listing.keys());
    let (chains, copies) = (listing.chains(), listing.copies());
    let unread = listing.unread();
    format!(
        "{found:#?}\n{totals:#?}\n{once:#?}\n{of_listings:#?}\n{of_sources:#?}\n{first_jobs:#?}\n{pages:#?}\n{chains:#?}\n{copies:#?}\n{unread:#?}{KEYS}{keys:#?}"
    )
}
