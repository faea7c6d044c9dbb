//! Collectors put together.

use std::fmt;

use super::collector::Collector;
use super::place::File;

/// Why collectors cannot be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmergeable(());

impl fmt::Display for Unmergeable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the parts were collected with different scopes")
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
        match self.scope == later.scope {
            true => Ok(()),
            false => Err(Unmergeable(())),
        }
    }
}
