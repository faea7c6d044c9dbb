//! A field is one of four: absent, null, a value, or malformed; with its bytes wherever it has any.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::json::Text;
use crate::span::Span;

/// A field of a response, as it was found.
///
/// A linter has to hold a wrong value to report it, so reading never fails on one. Absent and null
/// mean the same (SDKs drop nulls, the wire keeps them) but stay apart here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<'a, T> {
    /// The key does not occur.
    #[default]
    Absent,
    /// The key's value is `null`.
    Null(Span),
    /// A value of the documented JSON type.
    Value(T, Span),
    /// A value of another JSON type.
    Malformed(Malformed<'a>, Span),
}

impl<T> Field<'_, T> {
    /// The value, if there is one of the documented type.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Field::Value(value, _) => Some(value),
            _ => None,
        }
    }

    /// The bytes of the value, quotes and braces included; `None` where the key is absent.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Field::Absent => None,
            Field::Null(span) | Field::Value(_, span) | Field::Malformed(_, span) => Some(*span),
        }
    }

    /// Puts a value in, and lends it.
    pub(crate) fn insert(&mut self, value: T, span: Span) -> &mut T {
        *self = Field::Value(value, span);
        match self {
            Field::Value(value, _) => value,
            _ => unreachable!("a value was put there just above"),
        }
    }

    /// Whether the key does not occur.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    /// Whether the field has no value at all: absent or null.
    #[must_use]
    pub fn is_unset(&self) -> bool {
        matches!(self, Field::Absent | Field::Null(_))
    }
}

/// A value of the wrong JSON type, kept so that it can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed<'a> {
    /// The type it has.
    pub found: JsonType,
    /// The string, or the digits of the number; `None` for other types.
    pub text: Option<Text<'a>>,
}

/// The types of JSON values.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are JSON's own")]
pub enum JsonType {
    Object,
    Array,
    String,
    Number,
    Boolean,
    Null,
}

impl fmt::Display for JsonType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            JsonType::Object => "an object",
            JsonType::Array => "an array",
            JsonType::String => "a string",
            JsonType::Number => "a number",
            JsonType::Boolean => "a boolean",
            JsonType::Null => "null",
        })
    }
}

/// Copies whatever borrows, so that a view can outlive the bytes it was read from.
pub trait IntoOwned {
    /// The same type, borrowing from nothing.
    type Owned;

    /// The same value, borrowing from nothing.
    fn into_owned(self) -> Self::Owned;
}

impl IntoOwned for Text<'_> {
    type Owned = Text<'static>;

    fn into_owned(self) -> Text<'static> {
        Text::into_owned(self)
    }
}

impl IntoOwned for Malformed<'_> {
    type Owned = Malformed<'static>;

    fn into_owned(self) -> Malformed<'static> {
        Malformed { found: self.found, text: self.text.map(Text::into_owned) }
    }
}

impl<T: IntoOwned> IntoOwned for Field<'_, T> {
    type Owned = Field<'static, T::Owned>;

    fn into_owned(self) -> Self::Owned {
        match self {
            Field::Absent => Field::Absent,
            Field::Null(span) => Field::Null(span),
            Field::Value(value, span) => Field::Value(value.into_owned(), span),
            Field::Malformed(malformed, span) => Field::Malformed(malformed.into_owned(), span),
        }
    }
}

impl<T: IntoOwned> IntoOwned for Box<T> {
    type Owned = Box<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        Box::new((*self).into_owned())
    }
}

impl<T: IntoOwned> IntoOwned for Vec<T> {
    type Owned = Vec<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.into_iter().map(T::into_owned).collect()
    }
}

macro_rules! owned_already {
    ($($type:ty),+) => {
        $(impl IntoOwned for $type {
            type Owned = $type;

            fn into_owned(self) -> $type {
                self
            }
        })+
    };
}

owned_already!(u64, bool, ());
