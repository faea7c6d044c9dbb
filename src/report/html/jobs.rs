//! The jobs themselves, as many as a page holds.

use std::collections::BTreeSet;

use super::text::shown;
use crate::audit::JobEntry;
use crate::model::VaultArn;
use crate::report::figures::bytes;
use crate::report::times::{clock, to_the_second};

/// Values of a field can be chosen from if there are no more.
const CHOICES: usize = 24;

/// The jobs that are shown, and what can be chosen among them.
#[derive(Clone, Debug)]
pub(super) struct Jobs {
    pub rows: Vec<Row>,
    pub actions: Vec<String>,
    pub statuses: Vec<String>,
    pub tiers: Vec<String>,
    pub vaults: Vec<String>,
}

/// A job. Of what has a number to be sorted by, that comes second.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub job_id: String,
    pub description: String,
    pub action: String,
    pub tier: String,
    pub status: String,
    /// The class that gives the status its colour.
    pub class: &'static str,
    pub message: String,
    pub created: (String, String),
    pub completed: (String, String),
    pub took: (String, String),
    pub bytes: (String, String),
    pub range: String,
    pub archive_id: String,
    pub vault: String,
}

impl Jobs {
    pub fn of(entries: &[JobEntry]) -> Self {
        let rows: Vec<Row> = entries.iter().map(Row::of).collect();
        Jobs {
            actions: choices(&rows, |row| &row.action),
            statuses: choices(&rows, |row| &row.status),
            tiers: choices(&rows, |row| &row.tier),
            vaults: choices(&rows, |row| &row.vault),
            rows,
        }
    }
}

impl Jobs {
    /// How many are shown.
    pub fn len(&self) -> u64 {
        self.rows.len() as u64
    }
}

impl Row {
    fn of(job: &JobEntry) -> Self {
        let vault = VaultArn::parse(&job.vault_arn).map(|arn| arn.vault_name().to_owned());
        Row {
            job_id: shown(&job.job_id),
            description: shown(&job.description),
            action: shown(&job.action),
            tier: shown(&job.tier),
            status: shown(&job.status),
            class: class(&job.status),
            message: shown(&job.message),
            created: time(&job.creation_date, job.created),
            completed: time(&job.completion_date, job.completed),
            took: job
                .took()
                .map_or_else(Default::default, |millis| (clock(millis / 1000), millis.to_string())),
            bytes: job
                .bytes
                .map_or_else(Default::default, |count| (bytes(count), count.to_string())),
            range: shown(&job.range),
            archive_id: shown(&job.archive_id),
            vault: shown(&vault.unwrap_or_else(|_| job.vault_arn.clone())),
        }
    }
}

/// A time for people, or what stands in place of one.
fn time(text: &str, millis: Option<i64>) -> (String, String) {
    match millis.and_then(|millis| Some((to_the_second(millis)?, millis.to_string()))) {
        Some(time) => time,
        None => (shown(text), String::new()),
    }
}

fn class(status: &str) -> &'static str {
    match status {
        "Succeeded" => "succeeded",
        "InProgress" => "in-progress",
        "Failed" => "failed",
        _ => "unknown",
    }
}

/// The values of a field, if there are several and not too many.
fn choices(rows: &[Row], field: impl Fn(&Row) -> &String) -> Vec<String> {
    let values: BTreeSet<&String> = rows.iter().map(field).collect();
    match values.len() {
        2..=CHOICES => values.into_iter().filter(|value| !value.is_empty()).cloned().collect(),
        _ => Vec::new(),
    }
}
