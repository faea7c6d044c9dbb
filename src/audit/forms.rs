//! How what cannot derive it is written down with serde.
//!
//! A rule is written as its id and looked up when it is read: its description is part of the
//! program, and a program that does not know the rule cannot tell what was found.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::dump::Place;
use crate::finding::{Finding, Level, RuleMeta};
use crate::rules::find;

/// To serde a plain `&'static` would be one that it borrows.
type Rule = &'static RuleMeta;

/// [`Finding`], as it is written.
#[derive(Deserialize, Serialize)]
#[serde(remote = "Finding")]
pub(super) struct FindingForm {
    #[serde(serialize_with = "id", deserialize_with = "rule")]
    rule: Rule,
    level: Level,
    message: String,
    help: String,
    place: Place,
    job_id: Option<String>,
    vault_arn: Option<String>,
    token: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
fn id<S: Serializer>(rule: &Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.id)
}

fn rule<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rule, D::Error> {
    known(&String::deserialize(deserializer)?)
}

/// Reads how often each rule was broken.
pub(super) fn rule_counts<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<&'static str, (Level, u64)>, D::Error> {
    let counts = BTreeMap::<String, (Level, u64)>::deserialize(deserializer)?;
    counts.into_iter().map(|(id, count)| Ok((known(&id)?.id, count))).collect()
}

/// The rule of this id.
fn known<E: Error>(id: &str) -> Result<Rule, E> {
    find(id).map(|rule| &rule.meta).ok_or_else(|| {
        E::custom(format!("this program has no rule `{id}`; was the audit made by a later one?"))
    })
}
