//! `vault-arn-format`.

use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::{Kind, VaultArn};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "vault-arn-format",
        group: Group::Value,
        summary: "a vault ARN is `arn:aws[…]:glacier:REGION:ACCOUNT:vaults/NAME`, with 12 digits of account",
        why: "The ARN tells which account and vault a job belongs to; jobs are told apart by it. A zero \
              lost at the front of an account id, or added to it, makes it another vault.",
        source: "Service authorization reference, Amazon S3 Glacier: vaults; API reference, CreateVault: names",
        real_data: "Real responses keep it, in every partition; samples in AWS's documentation have 13-digit \
                    accounts and a service `glacier-devo`.",
        levels: Levels::both(Level::Error),
        help: "write the ARN as `aws glacier describe-vault` gives it",
        pass: Sample::archive(
            r#"{"VaultARN": "arn:aws-cn:glacier:cn-north-1:012345678901:vaults/a.b_c-1"}"#,
        ),
        fail: Sample::archive(
            r#"{"VaultARN": "arn:aws:glacier:eu-west-1:0123456789012:vaults/samples"}"#,
        ),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for (text, spot) in subject.texts_of(Kind::VaultArn) {
        if let Err(error) = VaultArn::parse(&text) {
            drafts.report(spot, format!("the vault ARN {} {error}", quote(&text)));
        }
    }
}
