//! Why a dump cannot be generated.

use std::fmt;
use std::io;

/// Why a dump cannot be generated.
#[derive(Debug)]
#[non_exhaustive]
pub enum GenerateError {
    /// There is no such rule.
    UnknownRule {
        /// What was given.
        rule: String,
        /// A rule with nearly that name, if there is one.
        nearest: Option<&'static str>,
    },
    /// Such a dump cannot break a rule.
    Impossible {
        /// The rule.
        rule: &'static str,
        /// What the dump lacks.
        why: String,
    },
    /// The output could not be written.
    Write(io::Error),
}

impl fmt::Display for GenerateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GenerateError::UnknownRule { rule, nearest } => {
                write!(f, "there is no rule `{rule}`")?;
                nearest.map_or(Ok(()), |known| write!(f, "; did you mean `{known}`?"))
            }
            GenerateError::Impossible { rule, why } => {
                write!(f, "this dump cannot break the rule `{rule}`: {why}")
            }
            GenerateError::Write(error) => write!(f, "cannot write: {error}"),
        }
    }
}

impl std::error::Error for GenerateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            GenerateError::Write(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for GenerateError {
    fn from(error: io::Error) -> Self {
        GenerateError::Write(error)
    }
}
