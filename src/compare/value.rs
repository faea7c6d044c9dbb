//! Values of members, in the one form in which they are compared.

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::{JsonType, Kind, Timestamp, TreeHash, is_placeholder};

/// The value of a member of a job.
///
/// Times are equal if they are the same instant. Values of another JSON type than is documented are kept
/// as that type, with their text if they are a string or a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'s> {
    /// A string.
    Text(Cow<'s, str>),
    /// A time, to the millisecond.
    Time(Timestamp),
    /// A tree hash.
    TreeHash(TreeHash),
    /// A whole number.
    Integer(u64),
    /// True or false.
    Boolean(bool),
    /// What is of another type.
    Malformed(JsonType, Option<Cow<'s, str>>),
}

impl<'s> Value<'s> {
    /// That of a string that stands for a value of this kind; `None` if it is a default of a typed client
    /// in place of null.
    pub(super) fn of_text(text: &'s str, kind: Kind) -> Option<Self> {
        Some(match kind {
            Kind::JobDate | Kind::RangeDate => match exact(text) {
                Some(time) if time.utc().year() == 1 => return None,
                Some(time) => Value::Time(time),
                None => Value::Text(text.into()),
            },
            Kind::TreeHash => text.parse().map_or(Value::Text(text.into()), Value::TreeHash),
            _ => Value::Text(text.into()),
        })
    }

    /// Whether it stands in place of a value that was not to be seen.
    pub(super) fn is_placeholder(&self, kind: Kind) -> bool {
        match self {
            Value::Text(text) => is_placeholder(text, kind),
            Value::TreeHash(hash) => is_placeholder(&hash.to_string(), kind),
            Value::Time(_) | Value::Integer(_) | Value::Boolean(_) | Value::Malformed(..) => false,
        }
    }
}

/// The time that a text is, if milliseconds are enough to write it.
fn exact(text: &str) -> Option<Timestamp> {
    let time: Timestamp = text.parse().ok()?;
    Timestamp::from_unix_millis(time.unix_millis()).filter(|in_millis| *in_millis == time)
}

/// As it is written in JSON, but for quotes around strings.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) | Value::Malformed(_, Some(text)) => f.write_str(text),
            Value::Time(time) => time.fmt(f),
            Value::TreeHash(hash) => hash.fmt(f),
            Value::Integer(number) => number.fmt(f),
            Value::Boolean(value) => value.fmt(f),
            Value::Malformed(found, None) => found.fmt(f),
        }
    }
}

/// Strings as strings, numbers as numbers; what cannot be kept, as a string with its type.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Integer(number) => serializer.serialize_u64(*number),
            Value::Boolean(value) => serializer.serialize_bool(*value),
            Value::Malformed(JsonType::Number, Some(digits)) => {
                match digits.parse::<serde_json::Number>() {
                    Ok(number) => number.serialize(serializer),
                    Err(_) => serializer.serialize_str(digits),
                }
            }
            other => serializer.collect_str(other),
        }
    }
}
