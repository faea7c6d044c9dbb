//! How bad a finding is, and by whose measure.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule is not applied.
    Off,
    /// Worth knowing; nothing is wrong.
    Info,
    /// Probably wrong.
    Warning,
    /// Glacier could not have answered so.
    Error,
}

impl Level {
    /// The name, as it is written on the command line and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// By whose measure is judged.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// By what AWS is seen to answer: real responses raise nothing above info.
    #[default]
    Observed,
    /// By the letter of the documentation, which real responses do not always keep.
    Documented,
}

impl Profile {
    /// The name, as it is written on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Profile::Observed => "observed",
            Profile::Documented => "documented",
        }
    }
}

impl FromStr for Profile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "observed" => Ok(Profile::Observed),
            "documented" => Ok(Profile::Documented),
            _ => Err("the profiles are `observed` and `documented`".to_owned()),
        }
    }
}

/// The level of a rule in each profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// In [`Profile::Observed`].
    pub observed: Level,
    /// In [`Profile::Documented`].
    pub documented: Level,
}

impl Levels {
    /// The same level in both profiles.
    #[must_use]
    pub const fn both(level: Level) -> Self {
        Levels { observed: level, documented: level }
    }

    /// A level for each profile.
    #[must_use]
    pub const fn new(observed: Level, documented: Level) -> Self {
        Levels { observed, documented }
    }

    /// The level in a profile.
    #[must_use]
    pub fn of(self, profile: Profile) -> Level {
        match profile {
            Profile::Observed => self.observed,
            Profile::Documented => self.documented,
        }
    }
}
