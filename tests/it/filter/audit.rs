//! A filtered audit: other jobs are neither judged nor counted, everything else is.

use icecore::audit::{Audit, Totals};
use icecore::dump::Dump;
use icecore::filter::Filter;
use icecore::finding::Profile;
use icecore::model::Tier;

/// Three jobs that are wrong alike, of two tiers, on a page with an unknown key, then broken JSON.
const DUMP: &str = concat!(
    r#"{"JobList": [{"Action": "Select", "Tier": "Bulk", "ArchiveId": "***", "StatusCode": "?"},"#,
    r#"{"Action": "Select", "Tier": "Expedited", "ArchiveId": "***", "StatusCode": "?"},"#,
    r#"{"Action": "Select", "Tier": "Bulk", "ArchiveId": "***", "StatusCode": "?"}], "Odd": 1}]"#,
);

/// The findings, of jobs, pages, documents and the source, and the totals.
fn audited(filter: Filter, dump: &str) -> (Vec<(&'static str, String)>, Totals) {
    let mut audit = Audit::new(Profile::Observed).filter(filter);
    let mut found = Vec::new();
    audit.dump("page.json", &Dump::from_slice(dump.as_bytes()), &mut |located| {
        found.push((located.finding.rule.id, located.finding.message.clone()));
    });
    let audited = audit.finish(&mut |_, look| {
        look(&Dump::from_slice(dump.as_bytes()));
        Ok(())
    });
    let (totals, of_sources) = (audited.totals, audited.of_sources);
    let of_sources = of_sources.into_iter();
    found.extend(of_sources.map(|located| (located.finding.rule.id, located.finding.message)));
    (found, totals)
}

fn count(found: &[(&str, String)], rule: &str) -> usize {
    found.iter().filter(|(id, _)| *id == rule).count()
}

#[test]
fn findings_of_other_jobs_are_dropped_and_those_of_pages_stay() {
    for (tier, jobs) in [(Tier::Bulk, 2), (Tier::Expedited, 1), (Tier::Standard, 0)] {
        let (found, totals) = audited(Filter::builder().tier(tier).build(), DUMP);
        assert_eq!(count(&found, "unknown-value"), jobs, "{found:?}");
        assert_eq!(count(&found, "unknown-field"), 1, "{found:?}");
        assert_eq!(count(&found, "invalid-json"), 1, "{found:?}");
        assert_eq!(totals.summary().jobs, 3);
        assert_eq!(totals.summary().matched, Some(jobs as u64));
        assert_eq!(totals.by_action().values().sum::<u64>(), jobs as u64);
    }
}

#[test]
fn the_source_is_told_by_matching_jobs() {
    let (found, _) = audited(Filter::builder().tier(Tier::Bulk).build(), DUMP);
    let (_, message) = found.last().expect("something is found");
    assert!(message.starts_with("2 values are redacted"), "{message}");
    let (found, _) = audited(Filter::builder().tier(Tier::Standard).build(), DUMP);
    assert_eq!(count(&found, "redacted-value"), 0);
}

#[test]
fn a_job_in_which_the_json_breaks_has_to_match_too() {
    let cut = r#"{"JobList": [{"Tier": "Bulk", "StatusCode": "?", "Action": "Select", "JobId"#;
    let (found, _) = audited(Filter::builder().tier(Tier::Bulk).build(), cut);
    assert_eq!(count(&found, "unknown-value"), 1, "{found:?}");
    let (found, _) = audited(Filter::builder().tier(Tier::Expedited).build(), cut);
    assert_eq!(count(&found, "unknown-value"), 0, "{found:?}");
    assert_eq!(count(&found, "invalid-json"), 1, "{found:?}");
}

#[test]
fn without_a_test_nothing_changes() {
    let (found, totals) = audited(Filter::default(), DUMP);
    assert_eq!(count(&found, "unknown-value"), 3, "{found:?}");
    assert_eq!(totals.summary().matched, None);
}
