//! Collectors put together.

use std::fmt;

use super::collector::Collector;
use super::place::File;
use super::scope::Scope;
use crate::model::Timestamp;

/// Why parts cannot be merged: they were made in different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmergeable(Difference);

/// What was different when two parts were made: first in the earlier part, then in the later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    Scope(Scope, Scope),
    FingerprintKey,
    Profile(&'static str, &'static str),
    Levels,
    AsOf(Option<Timestamp>, Option<Timestamp>),
    Ledger(Option<Timestamp>, Option<Timestamp>),
    Filter,
}

impl From<Difference> for Unmergeable {
    fn from(difference: Difference) -> Self {
        Unmergeable(difference)
    }
}

impl fmt::Display for Unmergeable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the parts do not go together: ")?;
        match self.0 {
            Difference::Scope(one, other) => {
                write!(f, "one has the scope `{}`, the other `{}`", one.as_str(), other.as_str())
            }
            // A key is of use only as long as few know it.
            Difference::FingerprintKey => f.write_str("their fingerprints have different keys"),
            Difference::Profile(one, other) => {
                write!(f, "one was judged by the profile `{one}`, the other by `{other}`")
            }
            Difference::Levels => f.write_str("their rules were judged at different levels"),
            Difference::AsOf(Some(one), Some(other)) => {
                write!(f, "one was judged as of {one}, the other as of {other}")
            }
            Difference::AsOf(one, other) => {
                let time = one.or(other).map(|time| time.to_string()).unwrap_or_default();
                write!(f, "one was judged as of {time}, the other as of no time")
            }
            Difference::Ledger(Some(one), Some(other)) => {
                write!(f, "one keeps a ledger as of {one}, the other as of {other}")
            }
            Difference::Ledger(..) => f.write_str("one keeps a ledger, the other none"),
            Difference::Filter => f.write_str("they were made with different filters"),
        }
    }
}

impl std::error::Error for Unmergeable {}

impl Collector {
    /// Takes in what was collected of the files that come after those of this collector.
    ///
    /// Both are at the end of a file. However the ordered list of files is cut into parts, and
    /// whichever neighbours are merged first, the listing is the same.
    ///
    /// # Errors
    /// Where the two were collected in different ways, so that their files or their fingerprints
    /// cannot be compared. Nothing is merged then.
    pub fn merge(&mut self, later: Collector) -> Result<(), Unmergeable> {
        self.check_mergeable(&later)?;
        if self.files.is_empty() {
            *self = later;
            return Ok(());
        }
        let vaults = self.vaults.merge::<str>(&later.vaults);
        let (first_file, first_job) = (self.files.len(), self.keys.len() as u64);
        let first_file = u32::try_from(first_file).unwrap_or(u32::MAX);
        let first_page = self.pages.ids().end;
        for (number, file) in (first_file..).zip(later.files) {
            let scope = self.scope_of(&file.name, number);
            self.files.push(File { scope, first_page: file.first_page + first_page, ..file });
        }
        self.keys.extend(later.keys);
        self.pages.append(later.pages, |page| {
            page.file += first_file;
            page.first_job += first_job;
            page.set_vault(page.vault().map(|vault| vaults[vault as usize]));
        });
        self.unread.extend(later.unread.into_iter().map(|mut unread| {
            unread.file += first_file;
            unread
        }));
        Ok(())
    }

    /// Whatever fingerprints or scopes depend on has to be the same in both.
    fn check_mergeable(&self, later: &Collector) -> Result<(), Unmergeable> {
        if self.scope != later.scope {
            return Err(Difference::Scope(self.scope, later.scope).into());
        }
        match self.fingerprints.key() == later.fingerprints.key() {
            true => Ok(()),
            false => Err(Difference::FingerprintKey.into()),
        }
    }
}
