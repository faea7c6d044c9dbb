//! Inventories in JSON: `{"VaultARN", "InventoryDate", "ArchiveList": […]}`.

use super::inventory::{Archive, Inventory};
use super::wrong::Wrong;
use crate::json::{Error, Event, Reader, Text};
use crate::model::TreeHash;
use crate::span::{BOM, Span};

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Wrong::new(error.offset(), error.to_string())
    }
}

/// Reads the whole of it.
pub(super) fn inventory(bytes: &[u8]) -> Result<Inventory, Wrong> {
    let start = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    let mut reader = Reader::at(bytes, start);
    let (event, span) = reader.next()?;
    if event != Event::ObjectStart {
        return Err(none(span));
    }
    let mut inventory = Inventory::default();
    let mut has_archives = false;
    let mut known = Vec::new();
    while let (Event::Key(key), at) = reader.next()? {
        let key = key.decode();
        once(&mut known, &["VaultARN", "InventoryDate"], &key, at)?;
        match &*key {
            "VaultARN" => {
                let vault_arn = text_or_null(&mut reader, "a VaultARN")?;
                inventory.vault_arn = vault_arn.filter(|arn| !arn.is_empty());
            }
            "InventoryDate" => inventory.date = text_or_null(&mut reader, "a date")?,
            "ArchiveList" if has_archives => {
                return Err(Wrong::new(
                    at.start,
                    "expected one `ArchiveList`, and this is another",
                ));
            }
            "ArchiveList" => {
                inventory.archives = archives(&mut reader)?;
                has_archives = true;
            }
            "JobList" => {
                let what = "expected a vault inventory; this is a ListJobs response, which is named without --inventory";
                return Err(Wrong::new(at.start, what));
            }
            _ => skip(&mut reader)?,
        }
    }
    reader.end()?;
    if has_archives { Ok(inventory) } else { Err(none(span)) }
}

fn none(span: Span) -> Wrong {
    Wrong::new(span.start, "expected a vault inventory: an object with an `ArchiveList`")
}

fn archives(reader: &mut Reader<'_>) -> Result<Vec<Archive>, Wrong> {
    let (event, span) = reader.next()?;
    if event != Event::ArrayStart {
        return Err(Wrong::new(span.start, "expected a list of archives"));
    }
    let mut archives = Vec::new();
    loop {
        match reader.next()? {
            (Event::ArrayEnd, _) => return Ok(archives),
            (Event::ObjectStart, span) => archives.push(archive(reader, span.start)?),
            (_, span) => return Err(Wrong::new(span.start, "expected an archive: an object")),
        }
    }
}

fn archive(reader: &mut Reader<'_>, start: usize) -> Result<Archive, Wrong> {
    let (mut archive_id, mut size, mut tree_hash) = (None, None, None);
    let mut known = Vec::new();
    while let (Event::Key(key), at) = reader.next()? {
        let key = key.decode();
        once(&mut known, &["ArchiveId", "Size", "SHA256TreeHash"], &key, at)?;
        match &*key {
            "ArchiveId" => archive_id = Some(id(reader)?),
            "Size" => size = Some(whole_number(reader)?),
            "SHA256TreeHash" => tree_hash = hash(reader)?,
            _ => skip(reader)?,
        }
    }
    let lacks = |name: &str| Wrong::new(start, format!("expected an archive with a `{name}`"));
    Ok(Archive {
        archive_id: archive_id.ok_or_else(|| lacks("ArchiveId"))?,
        size: size.ok_or_else(|| lacks("Size"))?,
        tree_hash,
    })
}

/// Refuses a key that says something twice.
fn once(
    known: &mut Vec<&'static str>,
    keys: &[&'static str],
    key: &str,
    at: Span,
) -> Result<(), Wrong> {
    let Some(key) = keys.iter().find(|one| **one == key) else { return Ok(()) };
    if known.contains(key) {
        return Err(Wrong::new(at.start, format!("expected one `{key}`, and this is another")));
    }
    known.push(key);
    Ok(())
}

fn id(reader: &mut Reader<'_>) -> Result<String, Wrong> {
    let (event, span) = reader.next()?;
    match event {
        Event::String(text) if text != "" => Ok(text.decode().into_owned()),
        _ => Err(Wrong::new(span.start, "expected an ArchiveId")),
    }
}

fn whole_number(reader: &mut Reader<'_>) -> Result<u64, Wrong> {
    let (event, span) = reader.next()?;
    let number = match event {
        Event::Number(number) => number.as_u64(),
        _ => None,
    };
    number.ok_or_else(|| Wrong::new(span.start, "expected a Size: a whole number of bytes"))
}

fn hash(reader: &mut Reader<'_>) -> Result<Option<TreeHash>, Wrong> {
    let (event, span) = reader.next()?;
    let wrong = |why: &str| Wrong::new(span.start, format!("expected a SHA256TreeHash: it {why}"));
    match event {
        Event::Null => Ok(None),
        Event::String(text) => {
            text.decode().parse().map(Some).map_err(|error| wrong(&format!("{error}")))
        }
        _ => Err(wrong("is no text")),
    }
}

fn text_or_null(reader: &mut Reader<'_>, expected: &str) -> Result<Option<String>, Wrong> {
    let (event, span) = reader.next()?;
    match event {
        Event::Null => Ok(None),
        Event::String(text) => Ok(Some(Text::decode(&text).into_owned())),
        _ => Err(Wrong::new(span.start, format!("expected {expected}: a text"))),
    }
}

/// Passes over a value.
fn skip(reader: &mut Reader<'_>) -> Result<(), Wrong> {
    let mut depth = 0_usize;
    loop {
        match reader.next()?.0 {
            Event::ObjectStart | Event::ArrayStart => depth += 1,
            Event::ObjectEnd | Event::ArrayEnd => depth -= 1,
            Event::Key(_) => continue,
            _ => {}
        }
        if depth == 0 {
            return Ok(());
        }
    }
}
