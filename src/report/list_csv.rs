//! `list --format csv`: RFC 4180, with a header where there are names, lines ended by CRLF.
//!
//! The columns of jobs are those of the service model, in its order, the same for all data: `JobId`,
//! `JobDescription`, `Action`, `ArchiveId`, `VaultARN`, `CreationDate`, `Completed`, `StatusCode`,
//! `StatusMessage`, `ArchiveSizeInBytes`, `InventorySizeInBytes`, `SNSTopic`, `CompletionDate`,
//! `SHA256TreeHash`, `ArchiveSHA256TreeHash`, `RetrievalByteRange`, `Tier`,
//! `InventoryRetrievalParameters.Format` and so on with `StartDate`, `EndDate`, `Limit` and `Marker`,
//! `JobOutputPath`, then the members of `SelectParameters` and `OutputLocation` in the same manner.
//! Lists and maps are one cell of JSON. Undocumented keys follow as columns of their own, so nothing
//! is dropped. An unset field and an empty string are both an empty cell.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab, a line break or a full-width
//! form of the signs for a formula, and a job's description may be anybody's. Such a text gets an
//! apostrophe before it. That holds for identifiers, too: a `JobId` or `ArchiveId` may begin with `-`,
//! and then it is `'-` here; `json` and `ndjson` have it as it is. Numbers stay numbers.

use std::borrow::Cow;
use std::io;

use csv::{Terminator, Writer, WriterBuilder};
use serde_json::Value;

use super::grid::{Grid, columns_of_jobs, row, text};
use crate::listing::SavedJob;

pub(super) fn write_jobs(out: &mut dyn io::Write, jobs: &[&SavedJob<'_>]) -> io::Result<()> {
    // Values are made twice, so that they need not be held: which columns there are is known last.
    let columns = columns_of_jobs(jobs.iter().map(|job| job.to_value()));
    let mut writer = writer(out);
    write_header(&mut writer, &columns)?;
    for job in jobs {
        if let Value::Object(members) = job.to_value() {
            write_row(&mut writer, &row(&members, &columns))?;
        }
    }
    writer.flush()
}

pub(super) fn write_value(out: &mut dyn io::Write, value: &Value) -> io::Result<()> {
    let grid = Grid::of(value);
    let mut writer = writer(out);
    if let Some(columns) = &grid.header {
        write_header(&mut writer, columns)?;
    }
    for cells in &grid.rows {
        write_row(&mut writer, cells)?;
    }
    writer.flush()
}

fn writer(out: &mut dyn io::Write) -> Writer<&mut dyn io::Write> {
    // Lists of a query's result may differ in length.
    WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(out)
}

fn write_header(writer: &mut Writer<&mut dyn io::Write>, columns: &[String]) -> io::Result<()> {
    let names = columns.iter().map(|name| guarded(name.into()));
    writer.write_record(names.map(Cow::into_owned)).map_err(io_error)
}

fn write_row(writer: &mut Writer<&mut dyn io::Write>, cells: &[&Value]) -> io::Result<()> {
    for cell in cells {
        let field = match cell {
            Value::Number(_) => text(cell),
            _ => guarded(text(cell)),
        };
        writer.write_field(&*field).map_err(io_error)?;
    }
    writer.write_record(None::<&[u8]>).map_err(io_error)
}

/// The text, kept from being taken for a formula.
fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    const LEADS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    match text.starts_with(LEADS) {
        true => Cow::Owned(format!("'{text}")),
        false => text,
    }
}

/// The writer's own error, where it is one: a closed pipe must be known as such.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
