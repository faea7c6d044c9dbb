//! Inventories in CSV.
//!
//! What Glacier writes is no CSV that a library reads. Quotes in a description are escaped by a backslash,
//! but a backslash itself is not: a description that is one backslash stands there as `"\"`, which
//! looks like a quote that is still open. Real files show it, and the tests of mt-aws-glacier, which have some of
//! them, say so. Other writers double their quotes. But of the five fields only the description
//! may hold quotes or commas, and no field a line feed: descriptions are printable ASCII. So a line is an
//! archive, and what stands before and after the description is counted from the ends of the line,
//! however the description is written.

use memchr::memchr;

use super::inventory::{Archive, Inventory};
use super::wrong::Wrong;
use crate::model::TreeHash;
use crate::span::BOM;

/// The fields in the order of Glacier's.
const NAMES: [&str; 5] =
    ["ArchiveId", "ArchiveDescription", "CreationDate", "Size", "SHA256TreeHash"];

/// Which may have anything in it.
const DESCRIPTION: &str = NAMES[1];

/// Reads the whole of it.
pub(super) fn inventory(bytes: &[u8]) -> Result<Inventory, Wrong> {
    let mut lines = lines(bytes);
    let (start, head) = lines.next().unwrap_or((bytes.len(), b""));
    let columns = Columns::of(head).ok_or_else(|| {
        let expected = NAMES.join(",");
        Wrong::new(
            start,
            format!("expected a vault inventory: JSON with an `ArchiveList`, or CSV with the header {expected}"),
        )
    })?;
    let archives = lines.map(|(start, line)| columns.archive(start, line));
    Ok(Inventory { archives: archives.collect::<Result<_, _>>()?, ..Inventory::default() })
}

/// Lines that are not empty, each with where it begins.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    let lines = std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr(b'\n', rest).unwrap_or(rest.len());
        let start = at;
        at += length + 1;
        Some((start, rest[..length].trim_ascii_end()))
    });
    lines.filter(|(_, line)| !line.is_empty())
}

/// Which field stands where.
struct Columns {
    names: Vec<&'static str>,
    /// How many stand before the description, and how many after it.
    around: (usize, usize),
}

/// A field, and where it begins.
type Cell<'l> = (usize, &'l [u8]);

impl Columns {
    /// Those of a header; `None` if it is none.
    fn of(head: &[u8]) -> Option<Self> {
        let names = head.split(|byte| *byte == b',').map(|name| {
            let name = unquoted(name);
            NAMES.into_iter().find(|known| known.as_bytes() == name)
        });
        let names: Vec<&str> = names.collect::<Option<_>>()?;
        let is_there = |name: &&str| names.iter().filter(|other| *other == name).count() == 1;
        if names.len() != NAMES.len() || !NAMES.iter().all(is_there) {
            return None;
        }
        let before = names.iter().position(|name| *name == DESCRIPTION)?;
        let around = (before, names.len() - before - 1);
        Some(Columns { names, around })
    }

    fn archive(&self, start: usize, line: &[u8]) -> Result<Archive, Wrong> {
        let cells = self.cells(start, line).ok_or_else(|| {
            Wrong::new(start, format!("expected {} fields in the line", self.names.len()))
        })?;
        let mut names = self.names.iter().filter(|name| **name != DESCRIPTION).zip(cells);
        let (mut id, mut size, mut tree_hash) = (String::new(), 0, None);
        names.try_for_each(|(name, (at, cell))| {
            let text = std::str::from_utf8(unquoted(cell)).unwrap_or_default();
            match *name {
                "ArchiveId" => id = archive_id(text, at)?,
                "Size" => {
                    let expected = || Wrong::new(at, "expected a Size: a whole number of bytes");
                    size = text.parse().map_err(|_| expected())?;
                }
                "SHA256TreeHash" => {
                    let wrong =
                        |error| Wrong::new(at, format!("expected a SHA256TreeHash: it {error}"));
                    tree_hash = Some(text.parse::<TreeHash>().map_err(wrong)?);
                }
                _ => {}
            }
            Ok::<(), Wrong>(())
        })?;
        Ok(Archive { archive_id: id, size, tree_hash })
    }

    /// The fields but for the description.
    fn cells<'l>(&self, start: usize, line: &'l [u8]) -> Option<Vec<Cell<'l>>> {
        let (before, after) = self.around;
        let mut cells = Vec::with_capacity(before + after);
        let (mut from, mut to) = (0, line.len());
        for _ in 0..before {
            let length = memchr(b',', &line[from..])?;
            cells.push((start + from, &line[from..from + length]));
            from += length + 1;
        }
        for _ in 0..after {
            let comma = memchr::memrchr(b',', line.get(from..to)?)?;
            cells.insert(before, (start + from + comma + 1, &line[from + comma + 1..to]));
            to = from + comma;
        }
        Some(cells)
    }
}

fn archive_id(text: &str, at: usize) -> Result<String, Wrong> {
    let is_id =
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
    match is_id {
        true => Ok(text.to_owned()),
        false => Err(Wrong::new(at, "expected an ArchiveId")),
    }
}

/// Without the quotes around it, if there are any.
fn unquoted(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    let inner = cell.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
    inner.unwrap_or(cell)
}
