//! The filter, and how it is put together.

use std::collections::{BTreeSet, HashSet};
use std::ops::Bound;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use super::within::Within;
use crate::json::Text;
use crate::model::{Action, Field, Job, StatusCode, Tier, Timestamp, VaultArn};

/// The tests that a job has to pass; without any, every job passes.
///
/// ```
/// use icecore::dump::Dump;
/// use icecore::filter::Filter;
/// use icecore::model::{StatusCode, Tier};
///
/// let dump = Dump::from_slice(br#"{"JobList": [
///     {"JobId": "A", "Action": "ArchiveRetrieval", "Tier": null, "StatusCode": "Failed"},
///     {"JobId": "B", "Action": "ArchiveRetrieval", "Tier": "Bulk", "StatusCode": "Failed"},
///     {"JobId": "C", "Action": "InventoryRetrieval", "Tier": null, "StatusCode": "Failed"}
/// ]}"#);
/// let filter = Filter::builder().statuscode(StatusCode::Failed).tier(Tier::Standard).build();
/// let page = dump.pages().next().unwrap()?;
/// let found: Vec<_> = page.jobs().iter().filter(|job| filter.matches(job)).collect();
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].job_id().value().unwrap(), "A");
/// # Ok::<(), icecore::dump::Fault>(())
/// ```
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Filter {
    vault_names: Vec<String>,
    account_id: Option<String>,
    status_codes: Vec<StatusCode>,
    completed: Option<bool>,
    actions: Vec<Action>,
    tiers: Vec<Tier>,
    #[serde(serialize_with = "in_order")]
    job_ids: HashSet<String>,
    created: Within<Timestamp>,
    ended: Within<Timestamp>,
    size: Within<u64>,
    description: Option<String>,
}

impl Filter {
    /// A filter without tests, to add some to.
    #[must_use]
    pub fn builder() -> FilterBuilder {
        FilterBuilder::default()
    }

    /// Whether there is no test at all, so that every job matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// Whether the job passes every test.
    #[must_use]
    pub fn matches(&self, job: &Job<'_>) -> bool {
        self.matches_vault(job)
            && is_any(&self.status_codes, || parsed(job.status_code()))
            && self.completed.is_none_or(|completed| job.completed().value() == Some(&completed))
            && is_any(&self.actions, || parsed(job.action()))
            && is_any(&self.tiers, || tier_of(job))
            && self.matches_texts(job)
            && self.created.admits(|| time(job.creation_date()))
            && self.ended.admits(|| time(job.completion_date()))
            && self.size.admits(|| size_of(job))
    }

    fn matches_vault(&self, job: &Job<'_>) -> bool {
        if self.vault_names.is_empty() && self.account_id.is_none() {
            return true;
        }
        let text = job.vault_arn().value().map(Text::decode);
        let Some(arn) = text.as_deref().and_then(|text| VaultArn::parse(text).ok()) else {
            return false;
        };
        (self.vault_names.is_empty()
            || self.vault_names.iter().any(|name| name == arn.vault_name()))
            && self.account_id.as_deref().is_none_or(|account| account == arn.account_id())
    }

    fn matches_texts(&self, job: &Job<'_>) -> bool {
        let is_named =
            || job.job_id().value().is_some_and(|id| self.job_ids.contains(&*id.decode()));
        let says = |wanted: &String| {
            job.job_description().value().is_some_and(|text| text.decode().contains(wanted))
        };
        (self.job_ids.is_empty() || is_named()) && self.description.as_ref().is_none_or(says)
    }
}

/// Adds tests to a filter. Tests that take several values pass if any of them is the job's.
#[derive(Clone, Debug, Default)]
pub struct FilterBuilder {
    filter: Filter,
}

impl FilterBuilder {
    /// The vault has this name, by the job's `VaultARN`. One of several, if called again.
    #[must_use]
    pub fn vault_name(mut self, name: impl Into<String>) -> Self {
        self.filter.vault_names.push(name.into());
        self
    }

    /// The vault belongs to this account, by the job's `VaultARN`; `-` matches every account, as it
    /// stands for that of the credentials in a request.
    #[must_use]
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.filter.account_id = Some(account_id.into()).filter(|account_id| account_id != "-");
        self
    }

    /// The job has this `StatusCode`. One of several, if called again.
    #[must_use]
    pub fn statuscode(mut self, status: StatusCode) -> Self {
        self.filter.status_codes.push(status);
        self
    }

    /// The job has ended, well or not; or it has not.
    #[must_use]
    pub fn completed(mut self, completed: bool) -> Self {
        self.filter.completed = Some(completed);
        self
    }

    /// The job has this `Action`. One of several, if called again.
    #[must_use]
    pub fn action(mut self, action: Action) -> Self {
        self.filter.actions.push(action);
        self
    }

    /// The job has this `Tier`. One of several, if called again.
    ///
    /// A null or absent tier of an archive retrieval or a select job means [`Tier::Standard`]. An
    /// inventory retrieval has no tier, whatever it says.
    #[must_use]
    pub fn tier(mut self, tier: Tier) -> Self {
        self.filter.tiers.push(tier);
        self
    }

    /// The job has this `JobId`. One of several, if called again.
    #[must_use]
    pub fn job_id(mut self, job_id: impl Into<String>) -> Self {
        self.filter.job_ids.insert(job_id.into());
        self
    }

    /// The job was created at this time or after it, like `StartDate` of an inventory.
    #[must_use]
    pub fn created_after(mut self, time: Timestamp) -> Self {
        self.filter.created.from = Bound::Included(time);
        self
    }

    /// The job was created before this time, and not at it, like `EndDate` of an inventory.
    #[must_use]
    pub fn created_before(mut self, time: Timestamp) -> Self {
        self.filter.created.to = Bound::Excluded(time);
        self
    }

    /// The job ended at this time or after it. A job in progress has not.
    #[must_use]
    pub fn completed_after(mut self, time: Timestamp) -> Self {
        self.filter.ended.from = Bound::Included(time);
        self
    }

    /// The job ended before this time, and not at it. A job in progress has not.
    #[must_use]
    pub fn completed_before(mut self, time: Timestamp) -> Self {
        self.filter.ended.to = Bound::Excluded(time);
        self
    }

    /// The job is about at least so many bytes: `ArchiveSizeInBytes` of an archive retrieval or a
    /// select job (the whole archive, whatever range of it was asked for), `InventorySizeInBytes` of
    /// an inventory retrieval. A job that does not tell its size, or its action, does not match.
    #[must_use]
    pub fn min_size(mut self, bytes: u64) -> Self {
        self.filter.size.from = Bound::Included(bytes);
        self
    }

    /// The job is about at most so many bytes, of those that [`FilterBuilder::min_size`] counts.
    #[must_use]
    pub fn max_size(mut self, bytes: u64) -> Self {
        self.filter.size.to = Bound::Included(bytes);
        self
    }

    /// `JobDescription` contains this text, in the same letters, upper and lower case apart.
    #[must_use]
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.filter.description = Some(text.into());
        self
    }

    /// The filter.
    #[must_use]
    pub fn build(self) -> Filter {
        self.filter
    }
}

/// Writes a set so that equal ones are written alike.
fn in_order<S: Serializer>(set: &HashSet<String>, serializer: S) -> Result<S::Ok, S::Error> {
    set.iter().collect::<BTreeSet<_>>().serialize(serializer)
}

/// Whether no value is asked for, or the job's value is one of them.
fn is_any<T: PartialEq>(wanted: &[T], value: impl FnOnce() -> Option<T>) -> bool {
    wanted.is_empty() || value().is_some_and(|value| wanted.contains(&value))
}

fn parsed<T: FromStr>(field: &Field<'_, Text<'_>>) -> Option<T> {
    field.value()?.decode().parse().ok()
}

/// A time; that of the year 1 is .NET's way to write null.
fn time(field: &Field<'_, Text<'_>>) -> Option<Timestamp> {
    parsed::<Timestamp>(field).filter(|time| time.utc().year() > 1)
}

fn tier_of(job: &Job<'_>) -> Option<Tier> {
    match parsed(job.action()) {
        Some(Action::InventoryRetrieval) => None,
        Some(Action::ArchiveRetrieval | Action::Select) if job.tier().is_unset() => {
            Some(Tier::Standard)
        }
        _ => parsed(job.tier()),
    }
}

fn size_of(job: &Job<'_>) -> Option<u64> {
    let size = match parsed(job.action())? {
        Action::InventoryRetrieval => job.inventory_size_in_bytes(),
        Action::ArchiveRetrieval | Action::Select => job.archive_size_in_bytes(),
    };
    size.value().copied()
}
