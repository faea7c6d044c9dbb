//! A page whose jobs are being read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::page::{DateRun, OddJobs, PageStart};
use crate::dump::Shift;
use crate::json::Text;
use crate::model::{Field, Job, Request, VaultArn};

/// What is known of a page of which jobs were seen, but not yet its frame.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct OpenPage {
    pub jobs: u32,
    /// Where the first job begins.
    pub start: Option<PageStart>,
    pub vault: Option<u32>,
    /// Of each vault how many jobs there are, and the index of the first.
    pub by_vault: BTreeMap<u32, (u32, u32)>,
    pub id_lengths: Option<(u16, u16)>,
    pub dates: Option<DateRun>,
    /// The index of the first job that has a date.
    pub first_dated: u32,
    /// Of another vault than the first there are those of `by_vault`.
    pub odd: OddJobs,
}

impl OpenPage {
    pub(super) fn saw_vault(&mut self, vault: u32, index: u32, count: u32) {
        self.vault.get_or_insert(vault);
        note_all(self.by_vault.entry(vault).or_default(), index, count);
    }

    /// Goes on with jobs that were taken in apart; `vaults` are the numbers of their vaults here.
    pub(super) fn append(&mut self, next: OpenPage, vaults: &[u32], at: &Shift) {
        let index = self.jobs;
        if index == 0 {
            self.start = next.start.map(|start| start.moved(at));
        }
        self.jobs += next.jobs;
        let number = |vault: u32| vaults[vault as usize];
        self.vault = self.vault.or(next.vault.map(number));
        for (vault, (count, first)) in next.by_vault {
            note_all(self.by_vault.entry(number(vault)).or_default(), index + first, count);
        }
        if let Some((shortest, longest)) = next.id_lengths {
            let own = self.id_lengths.unwrap_or((shortest, longest));
            self.id_lengths = Some((own.0.min(shortest), own.1.max(longest)));
        }
        self.dates = match (self.dates, next.dates) {
            (Some(mut dates), Some(dated)) => {
                dates.append(&dated, index, next.first_dated);
                Some(dates)
            }
            (None, Some(dated)) => {
                self.first_dated = index + next.first_dated;
                Some(dated.moved(index))
            }
            (dates, None) => dates,
        };
        let OddJobs { other_vault: _, unrequested_vault, other_status, other_completed } = next.odd;
        for (own, (count, first)) in [
            (&mut self.odd.unrequested_vault, unrequested_vault),
            (&mut self.odd.other_status, other_status),
            (&mut self.odd.other_completed, other_completed),
        ] {
            if count > 0 {
                note_all(own, index + first, count);
            }
        }
    }

    pub(super) fn hold_against(&mut self, request: &Request, job: &Job<'_>, index: u32) {
        let text =
            |field: &Field<'_, Text<'_>>| field.value().map(|text| text.decode().into_owned());
        if let (Some(wanted), Some(arn)) = (&request.vault_name, text(job.vault_arn()))
            && let Ok(arn) = VaultArn::parse(&arn)
            && arn.vault_name() != wanted
        {
            note(&mut self.odd.unrequested_vault, index);
        }
        if let (Some(wanted), Some(status)) = (&request.statuscode, text(job.status_code()))
            && *wanted != status
        {
            note(&mut self.odd.other_status, index);
        }
        if let (Some(wanted), Some(completed)) = (&request.completed, job.completed().value())
            && *wanted != completed.to_string()
        {
            note(&mut self.odd.other_completed, index);
        }
    }
}

/// Counts one more, and remembers the first.
fn note(odd: &mut (u32, u32), index: u32) {
    note_all(odd, index, 1);
}

/// Counts so many more, and remembers the first.
fn note_all((count, first): &mut (u32, u32), index: u32, more: u32) {
    if *count == 0 {
        *first = index;
    }
    *count += more;
}
