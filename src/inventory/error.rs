//! Why an inventory cannot be had.

use std::fmt;

use crate::dump;
use crate::span::Position;

/// An inventory that cannot be read, or is none.
#[derive(Debug)]
pub struct Error(Kind);

#[derive(Debug)]
enum Kind {
    Unreadable(dump::Error),
    CutOff(String),
    Wrong { name: String, position: Position, what: String },
}

impl Error {
    pub(super) fn cut_off(name: &str) -> Self {
        Error(Kind::CutOff(name.to_owned()))
    }

    pub(super) fn wrong(name: &str, position: Position, what: String) -> Self {
        Error(Kind::Wrong { name: name.to_owned(), position, what })
    }

    /// The place of what is wrong; `None` if the file cannot be read or decompressed at all.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match &self.0 {
            Kind::Wrong { position, .. } => Some(*position),
            _ => None,
        }
    }
}

impl From<dump::Error> for Error {
    fn from(error: dump::Error) -> Self {
        Error(Kind::Unreadable(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Unreadable(error) => write!(f, "{error}"),
            Kind::CutOff(name) => {
                write!(f, "{name}: it cannot be decompressed to its end; save the inventory again")
            }
            Kind::Wrong { name, position: Position { line, column }, what } => {
                write!(f, "{name}:{line}:{column}: {what}")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Kind::Unreadable(error) => Some(error),
            _ => None,
        }
    }
}
