//! The values of the file: each refuses what it cannot be, so that the error stands at its place.

use icecore::finding::{Level, RuleMeta};
use icecore::policy::Patterns;
use icecore::rules::{RULES, find, nearest};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// The id of a rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleId(pub &'static RuleMeta);

impl<'de> Deserialize<'de> for RuleId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        find(&id).map(|rule| RuleId(&rule.meta)).ok_or_else(|| {
            let known = nearest(&id, RULES.iter().map(|rule| rule.meta.id));
            D::Error::custom(match known {
                Some(known) => format!("there is no rule `{id}`; did you mean `{known}`?"),
                None => format!("there is no rule `{id}`; `icecore rules` lists them all"),
            })
        })
    }
}

/// Levels of rules, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Levels(pub Vec<(&'static RuleMeta, Level)>);

impl<'de> Deserialize<'de> for Levels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Levels;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a table of rules with their levels")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Levels, A::Error> {
                let mut levels = Levels::default();
                while let Some((RuleId(rule), level)) = map.next_entry()? {
                    levels.0.push((rule, level));
                }
                Ok(levels)
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// Patterns of paths: one, or several.
#[derive(Clone, Debug)]
pub struct Paths(pub Patterns);

impl<'de> Deserialize<'de> for Paths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "expected a pattern, or several in brackets")]
        enum Form {
            One(String),
            Several(Vec<String>),
        }
        let patterns = match Form::deserialize(deserializer)? {
            Form::One(pattern) => vec![pattern],
            Form::Several(patterns) => patterns,
        };
        if patterns.is_empty() {
            return Err(D::Error::custom("there is no pattern; leave the key out"));
        }
        Patterns::new(patterns).map(Paths).map_err(D::Error::custom)
    }
}

/// Why something is allowed; it cannot be left empty.
#[derive(Clone, Debug)]
pub struct Reason(pub String);

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let reason = String::deserialize(deserializer)?;
        match reason.trim() {
            "" => Err(D::Error::custom("the reason says nothing; write why this is allowed")),
            _ => Ok(Reason(reason)),
        }
    }
}

/// A text that is not empty.
#[derive(Clone, Debug)]
pub struct Filled(pub String);

impl<'de> Deserialize<'de> for Filled {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)? {
            text if text.is_empty() => Err(D::Error::custom("this is empty; leave the key out")),
            text => Ok(Filled(text)),
        }
    }
}

/// A JSON pointer.
#[derive(Clone, Debug)]
pub struct Pointer(pub String);

impl<'de> Deserialize<'de> for Pointer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pointer = String::deserialize(deserializer)?;
        match pointer.is_empty() || pointer.starts_with('/') {
            true => Ok(Pointer(pointer)),
            false => Err(D::Error::custom(format!("a JSON pointer begins with `/`: `/{pointer}`"))),
        }
    }
}
