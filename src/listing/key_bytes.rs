//! Fingerprints written down: 48 bytes each, in base64 where a format is text.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserializer, Serializer};

use super::key::JobKey;

/// How many bytes a job's fingerprints take.
const LENGTH: usize = 48;

pub(super) fn serialize<S: Serializer>(keys: &[JobKey], serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(keys.len() * LENGTH);
    for key in keys {
        let JobKey { id, content, immutable, archive, archive_size, archive_tree_hash } = *key;
        bytes.extend(id.to_le_bytes());
        [content, immutable, archive].iter().for_each(|word| bytes.extend(word.to_le_bytes()));
        [archive_size, archive_tree_hash].iter().for_each(|half| bytes.extend(half.to_le_bytes()));
    }
    match serializer.is_human_readable() {
        true => serializer.serialize_str(&STANDARD.encode(bytes)),
        false => serializer.serialize_bytes(&bytes),
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<JobKey>, D::Error> {
    match deserializer.is_human_readable() {
        true => deserializer.deserialize_str(Keys),
        false => deserializer.deserialize_byte_buf(Keys),
    }
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Vec<JobKey>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the fingerprints of jobs, {LENGTH} bytes each")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<JobKey>, E> {
        self.visit_bytes(&STANDARD.decode(text).map_err(E::custom)?)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<JobKey>, E> {
        let keys = bytes.chunks_exact(LENGTH);
        match keys.remainder() {
            [] => Ok(keys.map(key).collect()),
            _ => Err(E::invalid_length(bytes.len(), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Vec<JobKey>, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = sequence.next_element()? {
            bytes.push(byte);
        }
        self.visit_bytes(&bytes)
    }
}

fn key(mut bytes: &[u8]) -> JobKey {
    JobKey {
        id: u128::from_le_bytes(take(&mut bytes)),
        content: u64::from_le_bytes(take(&mut bytes)),
        immutable: u64::from_le_bytes(take(&mut bytes)),
        archive: u64::from_le_bytes(take(&mut bytes)),
        archive_size: u32::from_le_bytes(take(&mut bytes)),
        archive_tree_hash: u32::from_le_bytes(take(&mut bytes)),
    }
}

/// Takes the next bytes of a row that is as long as the fingerprints are.
fn take<const N: usize>(bytes: &mut &[u8]) -> [u8; N] {
    let Some((taken, rest)) = bytes.split_first_chunk::<N>() else { return [0; N] };
    *bytes = rest;
    *taken
}
