//! Paging tokens: botocore's, its old form, and Glacier's own.
//!
//! botocore writes what it needs to go on as JSON, with Python's spaces, in standard base64:
//! `{"marker": "M", "boto_truncate_amount": 2}` means that the page at marker M is to be fetched
//! again and its first two jobs dropped. Before 2015 it wrote `M___2`, which it still reads.
//! Everything else is taken as the service's own token.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose};
use serde_json::{Map, Value};

const MARKER: &str = "marker";
const AMOUNT: &str = "boto_truncate_amount";
/// What stands between the parts of a token of the old form.
const OLD_JOINT: &str = "___";

/// A place in a listing: so many jobs into the service's page at a marker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The service's token of the page; `None` for the first page.
    pub marker: Option<String>,
    /// How many jobs of the page were delivered already; `None` means none, and is written so.
    pub amount: Option<u64>,
}

impl Position {
    /// The start of the page at this marker.
    #[must_use]
    pub fn at(marker: impl Into<String>) -> Self {
        Position { marker: Some(marker.into()), amount: None }
    }

    /// How many jobs of the page were delivered already.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.amount.unwrap_or(0)
    }

    /// The token that botocore and the AWS CLI write for this place, byte for byte.
    ///
    /// ```
    /// use icecore::listing::Position;
    ///
    /// let inside = Position { marker: None, amount: Some(2) };
    /// assert_eq!(
    ///     inside.encode(),
    ///     "eyJtYXJrZXIiOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ==",
    /// );
    /// ```
    #[must_use]
    pub fn encode(&self) -> String {
        let mut json = String::from("{\"marker\": ");
        match &self.marker {
            Some(marker) => push_python_string(&mut json, marker),
            None => json.push_str("null"),
        }
        if let Some(amount) = self.amount {
            // Writing to a string cannot fail.
            let _ = write!(json, ", \"{AMOUNT}\": {amount}");
        }
        json.push('}');
        general_purpose::STANDARD.encode(json)
    }
}

/// A token, and which kind it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Token {
    /// Written by botocore or the AWS CLI.
    Botocore(Position),
    /// Written by botocore before 2015: `M___2`, `None___2`.
    Old(Position),
    /// Glacier's own.
    Raw(String),
    /// Base64 of a JSON object as botocore writes it, but with keys or values that are not those of
    /// `ListJobs`.
    Foreign(Map<String, Value>),
    /// An old form with too many parts: botocore refuses it.
    Malformed(String),
}

impl Token {
    /// Reads a token as botocore reads a `StartingToken`.
    ///
    /// ```
    /// use icecore::listing::{Position, Token};
    ///
    /// let position = Position { marker: Some("M".to_owned()), amount: Some(2) };
    /// assert_eq!(Token::decode("M___2"), Token::Old(position.clone()));
    /// assert_eq!(Token::decode(&position.encode()), Token::Botocore(position));
    /// assert_eq!(Token::decode("HkF9p6"), Token::Raw("HkF9p6".to_owned()));
    /// ```
    #[must_use]
    pub fn decode(text: &str) -> Self {
        match python_b64decode(text).and_then(|json| serde_json::from_slice(&json).ok()) {
            Some(Value::Object(members)) => Self::of_members(members),
            _ => Self::old(text),
        }
    }

    /// Which kind it is, as it is written in output.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Token::Botocore(_) => "botocore",
            Token::Old(_) => "old",
            Token::Raw(_) => "raw",
            Token::Foreign(_) => "foreign",
            Token::Malformed(_) => "malformed",
        }
    }

    /// The place that the token names; `None` where botocore would refuse it.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match self {
            Token::Botocore(position) | Token::Old(position) => Some(position.clone()),
            Token::Raw(marker) => Some(Position::at(marker.as_str())),
            Token::Foreign(_) | Token::Malformed(_) => None,
        }
    }

    fn of_members(members: Map<String, Value>) -> Self {
        let marker = match members.get(MARKER) {
            None | Some(Value::Null) => Some(None),
            Some(Value::String(marker)) => Some(Some(marker.clone())),
            Some(_) => None,
        };
        let amount = match members.get(AMOUNT) {
            None => Some(None),
            Some(amount) => amount.as_u64().map(Some),
        };
        let is_foreign = members.keys().any(|key| key != MARKER && key != AMOUNT);
        match (marker, amount) {
            (Some(marker), Some(amount)) if !is_foreign => {
                Token::Botocore(Position { marker, amount })
            }
            _ => Token::Foreign(members),
        }
    }

    fn old(text: &str) -> Self {
        let parts: Vec<&str> = text.split(OLD_JOINT).collect();
        let marker = |part: &str| (part != "None").then(|| part.to_owned());
        match parts[..] {
            [part] => match marker(part) {
                Some(raw) => Token::Raw(raw),
                None => Token::Old(Position::default()),
            },
            [part, amount] => match amount.trim().parse() {
                Ok(amount) => Token::Old(Position { marker: marker(part), amount: Some(amount) }),
                Err(_) => Token::Raw(text.to_owned()),
            },
            _ => Token::Malformed(text.to_owned()),
        }
    }
}

/// What Python's `base64.b64decode` gives: it drops every character that is not base64's, and
/// padding that is out of place, and ends where padding completes a group.
pub(crate) fn python_b64decode(text: &str) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(text.len());
    let mut pads = 0;
    for byte in text.bytes() {
        let place = kept.len() % 4;
        match byte {
            b'=' if place >= 2 => {
                pads += 1;
                if place + pads >= 4 {
                    return base64_engine().decode(kept).ok();
                }
            }
            b'+' | b'/' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                pads = 0;
                kept.push(byte);
            }
            _ => {}
        }
    }
    if kept.len() % 4 == 0 { base64_engine().decode(kept).ok() } else { None }
}

fn base64_engine() -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&alphabet::STANDARD, config)
}

/// Writes a string as Python's `json.dumps` does: in ASCII.
pub(crate) fn push_python_string(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{8}' => json.push_str("\\b"),
            '\u{C}' => json.push_str("\\f"),
            ' '..='~' => json.push(character),
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = write!(json, "\\u{unit:04x}");
                }
            }
        }
    }
    json.push('"');
}
