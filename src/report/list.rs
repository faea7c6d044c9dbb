//! `list`: jobs, or what a query made of them, in the format that is asked for.
//!
//! | format | jobs | the result of a query |
//! |---|---|---|
//! | `json` | `{"JobList": […]}` as the AWS CLI prints it | the value, in the same manner |
//! | `ndjson` | a job a line, its bytes unchanged where they stand on one line | an element a line |
//! | `csv` | a row a job, the same columns for all data | a row an element |
//! | `table` | the columns that people look for | a row an element |
//!
//! Only `json` tells where a listing goes on (`Marker`, `NextToken`).

use std::io;

use serde_json::Value;

#[cfg(feature = "cli")]
use super::list_table;
use super::{list_csv, list_json, list_ndjson};
use crate::listing::SavedJob;

/// An output format of `list`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListFormat {
    /// One document, as the AWS CLI prints it: indented by four spaces, members in the order of the
    /// service model, without nulls.
    Json,
    /// A JSON document a line, each ended by a line feed.
    Ndjson,
    /// Comma-separated values (RFC 4180), safe to open in a spreadsheet.
    Csv,
    /// For people.
    #[cfg(feature = "cli")]
    Table,
}

/// What `list` writes.
#[derive(Clone, Copy, Debug)]
pub enum ListOutput<'l> {
    /// Jobs, as they were saved.
    Jobs {
        /// The jobs.
        jobs: &'l [&'l SavedJob<'l>],
        /// Where a client's listing goes on, if it does.
        next_token: Option<&'l str>,
        /// Where a page of the service's goes on, if it does.
        marker: Option<&'l str>,
    },
    /// What a query found.
    Query(&'l Value),
}

/// Writes jobs, or what a query found.
///
/// `width` is the number of columns that a table may have; other formats have no use for it.
///
/// ```
/// use icecore::listing::SavedJob;
/// use icecore::report::{ListFormat, ListOutput, write_list};
///
/// let job = SavedJob::new(&br#"{"Tier": "Bulk", "JobId": "A"}"#[..])?;
/// let jobs = ListOutput::Jobs { jobs: &[&job], next_token: None, marker: None };
/// let mut out = Vec::new();
/// write_list(&mut out, ListFormat::Ndjson, &jobs, 0)?;
/// assert_eq!(out, b"{\"Tier\": \"Bulk\", \"JobId\": \"A\"}\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// What the writer says.
pub fn write_list(
    out: &mut dyn io::Write,
    format: ListFormat,
    output: &ListOutput<'_>,
    width: usize,
) -> io::Result<()> {
    #[cfg(not(feature = "cli"))]
    let _ = width;
    match (format, *output) {
        (ListFormat::Json, ListOutput::Jobs { jobs, next_token, marker }) => {
            list_json::write_jobs(out, jobs, next_token, marker)
        }
        (ListFormat::Json, ListOutput::Query(value)) => list_json::write_value(out, value),
        (ListFormat::Ndjson, ListOutput::Jobs { jobs, .. }) => list_ndjson::write_jobs(out, jobs),
        (ListFormat::Ndjson, ListOutput::Query(value)) => list_ndjson::write_value(out, value),
        (ListFormat::Csv, ListOutput::Jobs { jobs, .. }) => list_csv::write_jobs(out, jobs),
        (ListFormat::Csv, ListOutput::Query(value)) => list_csv::write_value(out, value),
        #[cfg(feature = "cli")]
        (ListFormat::Table, ListOutput::Jobs { jobs, .. }) => {
            list_table::write_jobs(out, jobs, width)
        }
        #[cfg(feature = "cli")]
        (ListFormat::Table, ListOutput::Query(value)) => list_table::write_value(out, value, width),
    }
}
