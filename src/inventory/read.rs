//! Which form an inventory is written in, and where it stops being one.

use std::path::Path;

use super::csv;
use super::error::Error;
use super::inventory::Inventory;
use super::json;
use super::wrong::Wrong;
use crate::dump::Dump;
use crate::span::{BOM, Locator};

impl Inventory {
    /// Reads a file, which may be compressed with gzip or zstd.
    ///
    /// # Errors
    /// [`Error`] if it cannot be read, or is not an inventory to its end.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        Self::read(&path.display().to_string(), &Dump::open(path)?)
    }

    /// Reads what was saved; errors call it by this name.
    ///
    /// # Errors
    /// [`Error`] if it is not an inventory to its end.
    pub fn read(name: &str, saved: &Dump<'_>) -> Result<Self, Error> {
        if saved.is_broken() {
            return Err(Error::cut_off(name));
        }
        let bytes = saved.bytes();
        let read = match bytes.strip_prefix(BOM).unwrap_or(bytes).trim_ascii_start().first() {
            Some(b'{' | b'[') => json::inventory(bytes),
            _ => csv::inventory(bytes),
        };
        let inventory = read.map_err(|Wrong { at, what }| {
            Error::wrong(name, Locator::new(bytes).locate(at), what)
        })?;
        Ok(Inventory { name: name.to_owned(), ..inventory })
    }
}
