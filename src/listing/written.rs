//! Collectors written down and read back.
//!
//! What is read may have been written by somebody else, or be damaged. Numbers in it that lead
//! nowhere are refused here, once, so that nothing behind has to expect them.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::collector::Collector;
use super::open_page::OpenPage;
use super::page::PageId;

impl Serialize for Collector {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Collector::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Collector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let collector = Collector::deserialize(deserializer)?;
        match collector.is_consistent() {
            true => Ok(collector),
            false => Err(D::Error::custom("what was collected contradicts itself: it is damaged")),
        }
    }
}

impl Collector {
    /// Whether every number leads to something.
    fn is_consistent(&self) -> bool {
        let vaults = self.vaults.values().len();
        let open = [Some(&self.open), self.lead.as_ref()];
        self.pages_follow_files()
            && self.jobs_follow_pages()
            && self.pages.records().iter().all(|page| is_below(page.vault(), vaults))
            && open.into_iter().flatten().all(|open| is_sound(open, vaults, self.keys.len()))
            && self.unread.iter().all(|unread| is_below(Some(unread.file), self.files.len()))
    }

    /// Files and pages stand in one order, which look-ups by bisection rely on.
    fn pages_follow_files(&self) -> bool {
        let pages = self.pages.records();
        let first_pages: Vec<PageId> = self.files.iter().map(|file| file.first_page).collect();
        first_pages.is_sorted()
            && pages.is_sorted_by_key(|page| page.file)
            && pages.iter().zip(0..).all(|(page, number)| {
                first_pages.get(page.file as usize).is_some_and(|first| *first <= number)
            })
    }

    fn jobs_follow_pages(&self) -> bool {
        let pages = self.pages.records();
        let jobs = self.keys.len() as u64;
        let ends = |page: u64, jobs: u32| page.checked_add(u64::from(jobs));
        pages.is_sorted_by_key(|page| page.first_job)
            && pages.iter().zip(self.pages.ids()).all(|(page, id)| {
                let odd = self.pages.odd(id).unwrap_or_default();
                ends(page.first_job, page.jobs).is_some_and(|end| end <= jobs)
                    && odd.are_among(page.jobs)
            })
    }
}

fn is_below(number: Option<u32>, count: usize) -> bool {
    number.is_none_or(|number| (number as usize) < count)
}

fn is_sound(open: &OpenPage, vaults: usize, jobs: usize) -> bool {
    is_below(open.vault, vaults)
        && open.by_vault.keys().all(|vault| is_below(Some(*vault), vaults))
        && open.jobs as usize <= jobs
        && open.odd.are_among(open.jobs)
}
