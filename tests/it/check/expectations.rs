//! What is expected of dumps besides that they are sound.

use icecore::finding::Sample;

use super::{Team, sound, wrong_tier};

#[test]
fn findings_may_leave_the_status_alone() {
    let team = Team::with(&[("a.json", &wrong_tier())]);
    assert_eq!(team.run("check a.json").code, 1);
    assert_eq!(team.run("check a.json --exit-zero").code, 0);
    assert_eq!(team.run("check a.json none.json --exit-zero").code, 2);
}

#[test]
fn an_incomplete_listing_can_be_made_to_fail() {
    let page = Sample::pages(r#"{"JobList": ["A", "B"], "Marker": "C"}"#).to_document();
    let team = Team::with(&[("a.json", &page)]);
    assert_eq!(team.run("check a.json").code, 0);
    let answer = team.run("check a.json --require-complete");
    assert_eq!(answer.code, 1);
    assert!(answer.err.starts_with("icecore: the listing is incomplete"), "{}", answer.err);
    team.write("icecore.toml", "require-complete = true");
    assert_eq!(team.run("check a.json").code, 1);
    assert_eq!(team.run("check a.json --exit-zero").code, 0);
}

#[test]
fn jobs_can_be_counted_on_each_once() {
    let pages = Sample::pages(
        r#"[{"JobList": ["A", "B"], "Marker": "B"}, {"JobList": ["B", "C"], "Marker": null}]"#,
    );
    let team = Team::with(&[("a.json", &pages.to_document())]);
    assert_eq!(team.run("check a.json --expect-jobs 3").code, 0);
    let answer = team.run("check a.json --expect-jobs 1000");
    let says = "icecore: the dumps hold 3 different jobs, and 1,000 were expected\n";
    assert_eq!((answer.code, answer.err.as_str()), (1, says));
    team.write("b/c.json", &sound());
    assert_eq!(team.run("check . --expect-jobs 4").code, 0);
}
