//! `completion-state`.

use std::fmt;

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::{Job, StatusCode, Timestamp};

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
    let facts = [completed(subject, job), status(subject), date(subject, job)];
    let told = || facts.iter().flatten();
    if told().all(|fact| fact.ended) || !told().any(|fact| fact.ended) {
        return;
    }
    let facts: Vec<&Fact> = told().collect();
    let ended = facts.iter().filter(|fact| fact.ended).count();
    // Of three, one is alone; of two, neither, and the later one is shown.
    let odd_says = ended * 2 < facts.len() || facts.len() == 2 && facts[1].ended;
    let others: Vec<String> = facts
        .iter()
        .filter(|fact| fact.ended != odd_says)
        .map(|fact| fact.says.to_string())
        .collect();
    if let Some(odd) = facts.iter().find(|fact| fact.ended == odd_says) {
        let message = format!("{}, but {}", odd.says, others.join(" and "));
        drafts.report_about(odd.field, odd.spot.clone(), message);
    }
}

/// What one of the three fields says of the job.
struct Fact {
    field: &'static str,
    ended: bool,
    says: Says,
    spot: Spot,
}

/// How a field says that.
enum Says {
    Completed(bool),
    Status(StatusCode),
    NoDate,
    Date(Timestamp),
}

impl fmt::Display for Says {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Says::Completed(value) => write!(f, "Completed is {value}"),
            Says::Status(value) => write!(f, "StatusCode is {value}"),
            Says::NoDate => f.write_str("there is no CompletionDate"),
            Says::Date(value) => write!(f, "CompletionDate is {value}"),
        }
    }
}

fn completed(subject: &Subject<'_, '_>, job: &Job<'_>) -> Option<Fact> {
    const FIELD: &str = "/Completed";
    let Sound { value, spot } = subject.sound(FIELD, job.completed(), |value| Some(*value))?;
    Some(Fact { field: FIELD, ended: value, says: Says::Completed(value), spot })
}

fn status(subject: &Subject<'_, '_>) -> Option<Fact> {
    let Sound { value, spot } = subject.status()?;
    let ended = value != StatusCode::InProgress;
    Some(Fact { field: "/StatusCode", ended, says: Says::Status(value), spot })
}

fn date(subject: &Subject<'_, '_>, job: &Job<'_>) -> Option<Fact> {
    const FIELD: &str = "/CompletionDate";
    if subject.is_unset(FIELD, job.completion_date()) {
        let spot = match job.completion_date().span().or(job.status_code().span()) {
            Some(span) if job.completion_date().is_absent() => Spot::new(span, "/StatusCode"),
            Some(span) => Spot::new(span, FIELD),
            None => subject.start(),
        };
        return Some(Fact { field: FIELD, ended: false, says: Says::NoDate, spot });
    }
    let Sound { value, spot } = subject.completion_date()?;
    Some(Fact { field: FIELD, ended: true, says: Says::Date(value), spot })
}
