//! Archive retrievals written down and read back.

use std::borrow::Cow;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::asked::Asked;
use super::facts::read;
use super::retrieval::Retrieval;
use super::retrievals::Retrievals;
use super::speed::Speed;
use super::text_place::{TextPlace, Written};
use crate::model::{ByteRange, StatusCode};

#[derive(Deserialize, Serialize)]
struct Form<'f> {
    /// What the hashes of archives depend on.
    key: u64,
    without_archive: u64,
    /// Each VaultARN once; rows have their numbers.
    vaults: Cow<'f, [String]>,
    rows: Vec<RowForm<'f>>,
}

#[derive(Deserialize, Serialize)]
struct RowForm<'f> {
    archive: u64,
    /// Where the ArchiveId stands, or else the ArchiveId itself, if it can be had.
    at: Option<TextPlace>,
    archive_id: Option<Cow<'f, str>>,
    vault: u32,
    /// `None` for a whole archive; an empty list for a range that cannot be read.
    range: Option<Vec<u64>>,
    size: Option<u64>,
    tree_hash: Option<u32>,
    created: Option<i64>,
    speed: Speed,
    status: Option<StatusCode>,
}

impl Serialize for Retrievals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = Form {
            key: self.hashes().key(),
            without_archive: self.without_archive(),
            vaults: Cow::Borrowed(self.vaults()),
            rows: self.iter().map(|retrieval| form(&retrieval)).collect(),
        };
        form.serialize(serializer)
    }
}

fn form<'f>(retrieval: &Retrieval<'f>) -> RowForm<'f> {
    let (at, archive_id) = match retrieval.written {
        Written::At(place) => (Some(place), None),
        Written::Here(text) => (None, Some(Cow::Borrowed(read(text)))),
        Written::Nowhere => (None, None),
    };
    RowForm {
        archive: retrieval.archive,
        at,
        archive_id,
        vault: retrieval.vault,
        range: match retrieval.asked {
            Asked::Whole => None,
            Asked::Range(range) => Some(vec![range.start(), range.end()]),
            Asked::Unknown => Some(Vec::new()),
        },
        size: retrieval.size,
        tree_hash: retrieval.tree_hash,
        created: retrieval.created,
        speed: retrieval.speed,
        status: retrieval.status,
    }
}

impl<'de> Deserialize<'de> for Retrievals {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Form { key, without_archive, vaults, rows } = Form::deserialize(deserializer)?;
        let rows = rows.iter().map(|row| {
            let vault = vaults.get(row.vault as usize);
            vault.zip(asked(row.range.as_deref())).map(|(vault, asked)| (row, vault, asked))
        });
        let rows: Option<Vec<_>> = rows.collect();
        let rows = rows.ok_or_else(|| D::Error::custom("the retrievals contradict each other"))?;
        let retrievals = rows.into_iter().map(|(row, vault_arn, asked)| Retrieval {
            archive: row.archive,
            written: match (&row.archive_id, row.at) {
                (Some(text), _) => Written::Here(text.as_bytes()),
                (None, Some(place)) => Written::At(place),
                (None, None) => Written::Nowhere,
            },
            vault_arn,
            vault: row.vault,
            asked,
            size: row.size,
            tree_hash: row.tree_hash,
            created: row.created,
            speed: row.speed,
            status: row.status,
        });
        Ok(Retrievals::of(key, without_archive, retrievals))
    }
}

fn asked(range: Option<&[u64]>) -> Option<Asked> {
    match range {
        None => Some(Asked::Whole),
        Some([]) => Some(Asked::Unknown),
        Some([start, end]) => ByteRange::new(*start, *end).ok().map(Asked::Range),
        Some(_) => None,
    }
}
