//! A stitched listing held in memory: the jobs as they were saved, in pages.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::token::Position;

/// The jobs of one vault, in the pages that the service cut them into.
#[derive(Clone, Debug, Default)]
pub struct SavedListing<'d> {
    /// The account of the vault, if its jobs tell it.
    pub account_id: Option<String>,
    /// The name of the vault, if its jobs tell it.
    pub vault_name: Option<String>,
    /// The pages, in the order of the listing, each job once.
    pub pages: Vec<SavedPage<'d>>,
    /// Where the listing goes on after its last saved job; `None` if it ends there.
    pub next: Option<Position>,
}

/// One page.
#[derive(Clone, Debug, Default)]
pub struct SavedPage<'d> {
    /// The service's token that fetched the page, where it is known; its first job's identifier may
    /// serve in its place.
    pub fetched_at: Option<String>,
    /// The jobs.
    pub jobs: Vec<SavedJob<'d>>,
    /// The service's token of the next page; `None` on the last one.
    pub marker: Option<String>,
}

/// One job, as its JSON text.
#[derive(Clone, Debug)]
pub struct SavedJob<'d> {
    text: Cow<'d, [u8]>,
    job_id: Option<Box<str>>,
    vault_arn: Option<Box<str>>,
    status_code: Option<Box<str>>,
    completed: Option<bool>,
}

impl<'d> SavedJob<'d> {
    /// The job that this text is; fields that are not of their type count as unset.
    ///
    /// # Errors
    /// Where the text is not a JSON object.
    pub fn new(text: impl Into<Cow<'d, [u8]>>) -> Result<Self, serde_json::Error> {
        let text = text.into();
        let members: Map<String, Value> = serde_json::from_slice(&text)?;
        let string = |key: &str| members.get(key).and_then(Value::as_str).map(Box::from);
        Ok(SavedJob {
            job_id: string("JobId"),
            vault_arn: string("VaultARN"),
            status_code: string("StatusCode"),
            completed: members.get("Completed").and_then(Value::as_bool),
            text,
        })
    }

    /// The JSON text, as it was saved.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// `JobId`.
    #[must_use]
    pub fn job_id(&self) -> Option<&str> {
        self.job_id.as_deref()
    }

    /// `VaultARN`.
    #[must_use]
    pub fn vault_arn(&self) -> Option<&str> {
        self.vault_arn.as_deref()
    }

    /// `StatusCode`.
    #[must_use]
    pub fn status_code(&self) -> Option<&str> {
        self.status_code.as_deref()
    }

    /// `Completed`.
    #[must_use]
    pub fn completed(&self) -> Option<bool> {
        self.completed
    }

    /// The job as botocore gives it: nulls are left out.
    #[must_use]
    pub fn to_value(&self) -> Value {
        // The text was read once, so it is JSON.
        let mut value = serde_json::from_slice(&self.text).unwrap_or_default();
        drop_nulls(&mut value);
        value
    }
}

/// Leaves out the members that are null, at any depth.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(drop_nulls);
        }
        Value::Array(elements) => elements.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}
