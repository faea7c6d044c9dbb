//! Archive retrievals written down and read back.

use std::borrow::Cow;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::asked::{Asked, archive_hash};
use super::retrieval::Retrieval;
use super::retrievals::Retrievals;
use super::speed::Speed;
use crate::model::{ByteRange, StatusCode};

#[derive(Deserialize, Serialize)]
struct Form<'f> {
    without_archive: u64,
    /// Each VaultARN once; rows have their numbers.
    vaults: Cow<'f, [String]>,
    rows: Vec<RowForm<'f>>,
}

#[derive(Deserialize, Serialize)]
struct RowForm<'f> {
    archive_id: Cow<'f, str>,
    vault: u32,
    /// `None` for a whole archive; an empty list for a range that cannot be read.
    range: Option<Vec<u64>>,
    size: Option<u64>,
    tree_hash: Option<u64>,
    created: Option<i64>,
    speed: Speed,
    status: Option<StatusCode>,
}

impl Serialize for Retrievals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = Form {
            without_archive: self.without_archive(),
            vaults: Cow::Borrowed(self.vaults()),
            rows: self.iter().map(|retrieval| form(&retrieval)).collect(),
        };
        form.serialize(serializer)
    }
}

fn form<'f>(retrieval: &Retrieval<'f>) -> RowForm<'f> {
    RowForm {
        archive_id: Cow::Borrowed(retrieval.archive_id()),
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
        let Form { without_archive, vaults, rows } = Form::deserialize(deserializer)?;
        let rows = rows.iter().map(|row| {
            let vault = vaults.get(row.vault as usize);
            vault.zip(asked(row.range.as_deref())).map(|(vault, asked)| (row, vault, asked))
        });
        let rows: Option<Vec<_>> = rows.collect();
        let rows = rows.ok_or_else(|| D::Error::custom("the retrievals contradict each other"))?;
        let retrievals = rows.into_iter().map(|(row, vault_arn, asked)| Retrieval {
            archive: archive_hash(row.archive_id.as_bytes()),
            archive_id: row.archive_id.as_bytes(),
            vault_arn,
            vault: row.vault,
            asked,
            size: row.size,
            tree_hash: row.tree_hash,
            created: row.created,
            speed: row.speed,
            status: row.status,
        });
        Ok(Retrievals::of(without_archive, retrievals))
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
