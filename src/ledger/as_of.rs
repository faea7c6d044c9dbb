//! What ages and what expires are seen from.

use serde::{Deserialize, Serialize};

use crate::model::Timestamp;

/// A time, and how many milliseconds since 1970 that is, which every job is held against.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(from = "Timestamp", into = "Timestamp")]
pub(super) struct AsOf {
    pub time: Timestamp,
    pub millis: i64,
}

impl From<Timestamp> for AsOf {
    fn from(time: Timestamp) -> Self {
        AsOf { time, millis: time.unix_millis() }
    }
}

impl From<AsOf> for Timestamp {
    fn from(as_of: AsOf) -> Self {
        as_of.time
    }
}
