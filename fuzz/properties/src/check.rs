//! Whatever was saved, judging it ends, and says where everything it found stands.

use icecore::audit::{Audit, Located};
use icecore::dump::Dump;
use icecore::finding::{Level, Profile};
use icecore::report::{CheckReport, End, JsonCheck};
use serde_json::Value;

/// Any bytes can be checked in both profiles; findings lie in the file, in order, and are counted;
/// and what is written as JSON is JSON.
///
/// # Panics
/// If that does not hold for `bytes`.
pub fn check_never_panics(bytes: &[u8]) {
    for profile in [Profile::Observed, Profile::Documented] {
        check(bytes, profile);
    }
}

fn check(bytes: &[u8], profile: Profile) {
    let dump = Dump::from_slice(bytes);
    let mut audit = Audit::new(profile);
    let mut found = Vec::new();
    audit.dump("fuzz", &dump, &mut |located| found.push(located.clone()));
    let in_order = |pair: &[Located]| {
        pair[0].finding.place.span.start <= pair[1].finding.place.span.start
    };
    assert!(found.windows(2).all(in_order), "findings are out of order");

    let audited = audit.finish(&mut |_, look| {
        look(&dump);
        Ok(())
    });
    assert!(audited.of_listings.windows(2).all(in_order), "findings are out of order");
    found.extend(audited.of_listings);
    found.extend(audited.of_sources);
    let totals = audited.totals;
    for located in &found {
        assert_is_located(located, dump.bytes(), profile);
    }
    let counts = totals.summary().findings;
    assert_eq!(counts.error + counts.warning + counts.info, found.len() as u64);
    let by_rule: u64 = totals.by_rule().values().map(|(_, count)| count).sum();
    assert_eq!(by_rule, found.len() as u64);
    assert_eq!(written(&found, &totals)["findings"].as_array().map(Vec::len), Some(found.len()));
}

fn assert_is_located(located: &Located, bytes: &[u8], profile: Profile) {
    let finding = &located.finding;
    let span = finding.place.span;
    assert!(bytes.get(span.start..span.end).is_some(), "{finding} is not in the file");
    assert!(finding.level <= finding.rule.levels.of(profile));
    assert!(finding.level > Level::Off, "{finding} is off");
    let lines = 1 + bytes[..span.start].iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(located.position.line, lines, "{finding}");
    let shown = [&located.excerpt.before, &located.excerpt.marked, &located.excerpt.after];
    let harmless = |text: &&String| !text.chars().any(char::is_control);
    assert!(shown.iter().all(|text| harmless(text)), "{finding} shows a control character");
    assert!(!finding.message.chars().any(char::is_control), "{finding:?}");
}

fn written(found: &[Located], totals: &icecore::audit::Totals) -> Value {
    let mut out = Vec::new();
    let mut report = JsonCheck::default();
    for located in found {
        report.finding(&mut out, located).expect("memory can be written to");
    }
    let end = End::of(totals.summary());
    report.end(&mut out, &end).expect("memory can be written to");
    serde_json::from_slice(&out).expect("the report is JSON")
}
