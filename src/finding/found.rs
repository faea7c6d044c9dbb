//! A finding at the moment it is made, when all that it says is still lent by somebody.
//!
//! Where every job is broken, to keep a finding costs more than to make it: its texts are copied into
//! memory of their own, and given back by another thread. Who writes findings down at once does not.

use std::borrow::Cow;

use super::draft::Finding;
use super::level::Level;
use super::meta::RuleMeta;
use crate::dump::Place;

/// A [`Finding`] that borrows what it can.
#[derive(Clone, Debug)]
pub struct Found<'f> {
    /// The rule.
    pub rule: &'static RuleMeta,
    /// How bad it is, in the profile judged by.
    pub level: Level,
    /// What is wrong.
    pub message: Cow<'f, str>,
    /// What to do about it.
    pub help: Cow<'f, str>,
    /// Where.
    pub place: Place,
    /// The job it is about, if it has an identifier.
    pub job_id: Option<Cow<'f, str>>,
    /// The vault of that job.
    pub vault_arn: Option<Cow<'f, str>>,
    /// The token that the page ends with which it is about, if it is about one.
    pub token: Option<Cow<'f, str>>,
}

impl Found<'_> {
    /// The same, borrowing from nothing.
    #[must_use]
    pub fn into_finding(self) -> Finding {
        let Found { rule, level, message, help, place, job_id, vault_arn, token } = self;
        Finding {
            rule,
            level,
            message: message.into_owned(),
            help: help.into_owned(),
            place,
            job_id: job_id.map(Cow::into_owned),
            vault_arn: vault_arn.map(Cow::into_owned),
            token: token.map(Cow::into_owned),
        }
    }
}

impl<'f> From<&'f Finding> for Found<'f> {
    fn from(finding: &'f Finding) -> Self {
        Found {
            rule: finding.rule,
            level: finding.level,
            message: finding.message.as_str().into(),
            help: finding.help.as_str().into(),
            place: finding.place.clone(),
            job_id: finding.job_id.as_deref().map(Cow::Borrowed),
            vault_arn: finding.vault_arn.as_deref().map(Cow::Borrowed),
            token: finding.token.as_deref().map(Cow::Borrowed),
        }
    }
}

/// Takes what is found.
pub(crate) trait Findings {
    /// Takes one finding.
    fn take(&mut self, found: Found<'_>);
}

impl Findings for Vec<Finding> {
    fn take(&mut self, found: Found<'_>) {
        self.push(found.into_finding());
    }
}
