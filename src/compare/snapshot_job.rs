//! A job of a snapshot, as it is lent.

use std::borrow::Cow;

use super::packed::Packed;
use super::pointers::id_in_model;
use super::row::Row;
use super::snapshot::Snapshot;
use super::status::Status;
use super::value::Value;
use crate::span::Position;

/// A job of a [`Snapshot`], in its latest state there.
#[derive(Clone, Copy, Debug)]
pub struct SnapshotJob<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) index: usize,
}

impl<'s> SnapshotJob<'s> {
    /// Its `JobId`.
    #[must_use]
    pub fn job_id(&self) -> Cow<'s, str> {
        self.packed().id()
    }

    /// Its `VaultARN`; empty if it has none.
    #[must_use]
    pub fn vault_arn(&self) -> &'s str {
        self.snapshot.identity(self.row()).0
    }

    /// How far it is.
    #[must_use]
    pub fn status(&self) -> Status {
        self.row().status
    }

    /// The name of the file that it stands in.
    #[must_use]
    pub fn file(&self) -> &'s str {
        &self.snapshot.files[self.row().file as usize].name
    }

    /// Where in the file its brace stands.
    #[must_use]
    pub fn position(&self) -> Position {
        let Row { line, column, .. } = *self.row();
        Position { line: line as usize, column: column as usize }
    }

    /// The value of a member by its JSON pointer in the job, such as `/InventoryRetrievalParameters/Format`;
    /// `None` if it is not set. Not of `/JobId` and `/VaultARN`.
    #[must_use]
    pub fn value(&self, pointer: &str) -> Option<Value<'s>> {
        let known = id_in_model(pointer);
        let pointers = &self.snapshot.pointers;
        let is_it = |id| match known {
            Some(known) => known == id,
            None => pointers.pointer(id) == pointer,
        };
        self.packed().members(pointers).find(|(id, _)| is_it(*id)).map(|(_, value)| value)
    }

    /// Whether it passes the filter that the snapshot was read with.
    #[must_use]
    pub fn matches(&self) -> bool {
        self.row().matches
    }

    pub(super) fn packed(&self) -> Packed<'s> {
        self.snapshot.packed(self.row())
    }

    fn row(&self) -> &'s Row {
        &self.snapshot.rows[self.index]
    }
}
