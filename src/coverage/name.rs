//! What archives are called: their `ArchiveId`s, of which few are in memory.

use std::collections::BTreeMap;

use crate::ledger::{Retrieval, UnreadId, Written};

/// An `ArchiveId`, or where it is to be read. Those that are known come first, by their text, then the
/// others in the order of the input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    Known(String),
    Unread(UnreadId),
    /// It stands nowhere that it can be read from; the hash tells it from others.
    Lost(u64),
}

impl Name {
    /// That of an archive: of an inventory, if one tells it, or else of its jobs.
    pub fn of(listed: Option<&str>, retrievals: &[Retrieval<'_>]) -> Self {
        listed.map_or_else(|| Name::of_jobs(retrievals), |listed| Name::Known(listed.to_owned()))
    }

    /// That of an archive by its jobs. What tells it is the same however the jobs were split.
    fn of_jobs(retrievals: &[Retrieval<'_>]) -> Self {
        let first = retrievals.iter().min_by_key(|one| one.written);
        let Some(Retrieval { archive, written, .. }) = first else {
            return Name::Known(String::new());
        };
        match *written {
            Written::Here(text) => Name::Known(String::from_utf8_lossy(text).into_owned()),
            Written::At(place) => Name::Unread(UnreadId { place, archive: *archive }),
            Written::Nowhere => Name::Lost(*archive),
        }
    }

    /// The text, if it is known.
    pub fn text(&self) -> Option<&str> {
        match self {
            Name::Known(text) => Some(text),
            Name::Unread(_) | Name::Lost(_) => None,
        }
    }

    pub fn unread(&self) -> Option<UnreadId> {
        match self {
            Name::Unread(unread) => Some(*unread),
            Name::Known(_) | Name::Lost(_) => None,
        }
    }

    /// Becomes its text, if that was read.
    pub fn tell(&mut self, read: &BTreeMap<UnreadId, String>) {
        if let Some(text) = self.unread().and_then(|unread| read.get(&unread)) {
            *self = Name::Known(text.clone());
        }
    }
}
