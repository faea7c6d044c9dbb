//! `select-parameters-presence`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Action;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "select-parameters-presence",
        group: Group::Job,
        summary: "a Select job has `SelectParameters` with an `Expression`",
        why: "Without the query nobody knows what the output is.",
        source: "API reference, GlacierJobDescription: SelectParameters; SelectParameters: Expression",
        real_data: "The one captured Select response does not keep it.",
        levels: Levels::new(Level::Off, Level::Error),
        help: "save the job again; a real response may lack them all the same",
        pass: Sample::select(
            r#"{"SelectParameters": {"Expression": "SELECT s._1 FROM archive s"}}"#,
        ),
        fail: Sample::select(r#"{"SelectParameters": {"Expression": null}}"#),
    },
    check: Check::Job(check),
};

const FIELD: &str = "/SelectParameters";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let Some(job) = subject.job() else { return };
    if subject.action() != Some(Action::Select) {
        return;
    }
    let parameters = job.select_parameters();
    subject.require(FIELD, parameters, "this Select job has no SelectParameters", drafts);
    if let Some(spot) = subject.set(FIELD, parameters)
        && parameters.value().is_some_and(|parameters| parameters.expression().is_unset())
    {
        drafts.report(spot, "the SelectParameters have no Expression");
    }
}
