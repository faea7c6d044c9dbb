//! `byte-range-presence`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Action;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "byte-range-presence",
        group: Group::Job,
        summary: "an ArchiveRetrieval job has a `RetrievalByteRange`, the whole archive by default",
        why: "The range tells which bytes were asked for; without one, nobody can prove that an archive was \
              fetched whole.",
        source: "API reference, GlacierJobDescription: RetrievalByteRange",
        real_data: "Real responses keep it since 2013; those of 2012 do not have the field.",
        levels: Levels::new(Level::Info, Level::Error),
        help: "save the job again, unless the response is from 2012",
        pass: Sample::inventory(r#"{"RetrievalByteRange": null}"#),
        fail: Sample::archive(r#"{"RetrievalByteRange": null}"#),
    },
    check: Check::Job(check),
};

const FIELD: &str = "/RetrievalByteRange";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let Some(job) = subject.job()
        && subject.action() == Some(Action::ArchiveRetrieval)
    {
        subject.require(
            FIELD,
            job.retrieval_byte_range(),
            "this ArchiveRetrieval job has no RetrievalByteRange",
            drafts,
        );
    }
}
