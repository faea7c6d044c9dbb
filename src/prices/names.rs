//! The names in a price list, each refused where it cannot be one.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::model::ParseError;

/// A region, as it stands in a `VaultARN`: `eu-west-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Region(String);

impl Region {
    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Small letters in words between hyphens, and a number last.
impl FromStr for Region {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        const NONE: ParseError = ParseError::new(
            "is no region: a region is written as in a VaultARN, such as eu-west-1",
        );
        let (words, number) = text.rsplit_once('-').ok_or(NONE)?;
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        match is_number && words.contains('-') && words.split('-').all(is_word) {
            true => Ok(Region(text.to_owned())),
            false => Err(NONE),
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A currency by its code: `USD`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Currency(String);

impl Currency {
    /// Its code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Three capital letters.
impl FromStr for Currency {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()) {
            true => Ok(Currency(text.to_owned())),
            false => Err(ParseError::new(
                "is no currency: a currency is written as three capital letters, such as USD",
            )),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
