//! `sns-topic-format`.

use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::{Kind, SnsTopicArn};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "sns-topic-format",
        group: Group::Value,
        summary: "an SNS topic is the ARN of a topic",
        why: "A topic that does not exist is never told that the job has ended, and the output expires \
              unseen.",
        source: "API reference, JobParameters: SNSTopic",
        real_data: "Real responses keep it; a sample in AWS's documentation has a 13-digit account.",
        levels: Levels::new(Level::Warning, Level::Error),
        help: "write the topic as `arn:aws:sns:REGION:ACCOUNT:NAME`",
        pass: Sample::archive(r#"{"SNSTopic": "arn:aws:sns:eu-west-1:123456789012:restores"}"#),
        fail: Sample::archive(r#"{"SNSTopic": "restores"}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for (text, spot) in subject.texts_of(Kind::SnsTopic) {
        if let Err(error) = SnsTopicArn::parse(&text) {
            drafts.report(spot, format!("the SNS topic {} {error}", quote(&text)));
        }
    }
}
