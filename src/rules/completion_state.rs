//! `completion-state`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::{Job, StatusCode};

use super::subject::Sound;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "completion-state",
        group: Group::Job,
        summary: "`Completed`, `StatusCode` and `CompletionDate` tell one story",
        why: "A job is in progress, not completed and without a completion date; or it has ended, and has all \
              three. Anything else was edited, or merged from two states of the job.",
        source: "API reference, GlacierJobDescription: Completed, StatusCode, CompletionDate",
        real_data: "Real responses keep it; a fixture of boto 2 has a job in progress with a date.",
        levels: Levels::both(Level::Error),
        help: "change the one that does not fit; save the job again if you do not know which",
        pass: Sample::archive(
            r#"{"Completed": true, "StatusCode": "Failed", "StatusMessage": "expired"}"#,
        ),
        fail: Sample::archive(r#"{"Completed": false}"#),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let Some(job) = subject.job() else { return };
    let facts: Vec<Fact> = [completed(subject, job), status(subject), date(subject, job)]
        .into_iter()
        .flatten()
        .collect();
    let ended = facts.iter().filter(|fact| fact.ended).count();
    if ended == 0 || ended == facts.len() {
        return;
    }
    // Of three, one is alone; of two, neither, and the later one is shown.
    let odd_says = ended * 2 < facts.len() || facts.len() == 2 && facts[1].ended;
    let others: Vec<&str> =
        facts.iter().filter(|fact| fact.ended != odd_says).map(|fact| fact.says.as_str()).collect();
    if let Some(odd) = facts.iter().find(|fact| fact.ended == odd_says) {
        let message = format!("{}, but {}", odd.says, others.join(" and "));
        drafts.report_about(odd.field, odd.spot.clone(), message);
    }
}

/// What one of the three fields says of the job.
struct Fact {
    field: &'static str,
    ended: bool,
    says: String,
    spot: Spot,
}

fn completed(subject: &Subject<'_, '_>, job: &Job<'_>) -> Option<Fact> {
    const FIELD: &str = "/Completed";
    let Sound { value, spot } = subject.sound(FIELD, job.completed(), |value| Some(*value))?;
    Some(Fact { field: FIELD, ended: value, says: format!("Completed is {value}"), spot })
}

fn status(subject: &Subject<'_, '_>) -> Option<Fact> {
    let Sound { value, spot } = subject.status()?;
    let ended = value != StatusCode::InProgress;
    Some(Fact { field: "/StatusCode", ended, says: format!("StatusCode is {value}"), spot })
}

fn date(subject: &Subject<'_, '_>, job: &Job<'_>) -> Option<Fact> {
    const FIELD: &str = "/CompletionDate";
    if subject.is_unset(FIELD, job.completion_date()) {
        let says = "there is no CompletionDate".to_owned();
        let spot = match job.completion_date().span().or(job.status_code().span()) {
            Some(span) if job.completion_date().is_absent() => Spot::new(span, "/StatusCode"),
            Some(span) => Spot::new(span, FIELD),
            None => subject.start(),
        };
        return Some(Fact { field: FIELD, ended: false, says, spot });
    }
    let Sound { value, spot } = subject.completion_date()?;
    Some(Fact { field: FIELD, ended: true, says: format!("CompletionDate is {value}"), spot })
}
