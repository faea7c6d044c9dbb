//! Python's values, as far as a token can hold them.
//!
//! botocore's messages print what it found in a token the way Python prints it, in the order in which
//! it stood there, so neither `serde_json::Value` nor its `Display` will do.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A value that Python's `json.loads` gives; shown as `repr` shows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Python {
    None,
    Bool(bool),
    Int(i128),
    Float(f64),
    Str(String),
    List(Vec<Python>),
    Dict(Dict),
}

/// A dictionary, in the order of its keys' first assignment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict(Vec<(String, Python)>);

impl Python {
    /// What `type()` says.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Python::None => "NoneType",
            Python::Bool(_) => "bool",
            Python::Int(_) => "int",
            Python::Float(_) => "float",
            Python::Str(_) => "str",
            Python::List(_) => "list",
            Python::Dict(_) => "dict",
        }
    }
}

impl Dict {
    pub(super) fn get(&self, key: &str) -> Option<&Python> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn insert(&mut self, key: &str, value: Python) {
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_owned(), value)),
        }
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<Python> {
        let at = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(at).1)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Python)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }
}

/// What Python's `int()` makes of a string.
pub(super) fn int(text: &str) -> Option<i128> {
    let text = text.trim();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_grouped = digits.split('_').all(|group| group.starts_with(|c: char| c.is_ascii_digit()));
    if is_grouped { text.replace('_', "").parse().ok() } else { None }
}

impl fmt::Display for Python {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Python::None => f.write_str("None"),
            Python::Bool(true) => f.write_str("True"),
            Python::Bool(false) => f.write_str("False"),
            Python::Int(int) => write!(f, "{int}"),
            Python::Float(float) => write!(f, "{float:?}"),
            Python::Str(text) => write_repr(f, text),
            Python::List(elements) => {
                f.write_str("[")?;
                for (index, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", separator(index))?;
                }
                f.write_str("]")
            }
            Python::Dict(dict) => write!(f, "{dict}"),
        }
    }
}

impl fmt::Display for Dict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (index, (key, value)) in self.iter().enumerate() {
            f.write_str(separator(index))?;
            write_repr(f, key)?;
            write!(f, ": {value}")?;
        }
        f.write_str("}")
    }
}

fn separator(index: usize) -> &'static str {
    if index == 0 { "" } else { ", " }
}

/// A string as `repr` writes it. Which characters are printable is asked of Rust, whose Unicode may
/// be younger than a Python's.
fn write_repr(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    use fmt::Write as _;
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    f.write_char(quote)?;
    for character in text.chars() {
        match character {
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            '\\' => f.write_str("\\\\")?,
            c if c == quote => write!(f, "\\{c}")?,
            '"' | '\'' => f.write_char(character)?,
            c if c.escape_debug().len() == 1 => f.write_char(c)?,
            c => match u32::from(c) {
                code @ ..=0xFF => write!(f, "\\x{code:02x}")?,
                code @ ..=0xFFFF => write!(f, "\\u{code:04x}")?,
                code => write!(f, "\\U{code:08x}")?,
            },
        }
    }
    f.write_char(quote)
}

impl<'de> Deserialize<'de> for Python {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Python;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Python, E> {
        Ok(Python::None)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Python, E> {
        Ok(Python::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Python, E> {
        Ok(Python::Int(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Python, E> {
        Ok(Python::Int(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Python, E> {
        Ok(Python::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Python, E> {
        Ok(Python::Str(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Python, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element()? {
            list.push(element);
        }
        Ok(Python::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Python, A::Error> {
        let mut dict = Dict::default();
        while let Some((key, value)) = members.next_entry::<String, Python>()? {
            dict.insert(&key, value);
        }
        Ok(Python::Dict(dict))
    }
}
