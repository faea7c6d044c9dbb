//! Strict JSON, read as events that borrow from the bytes.
//!
//! A linter has to point at bytes and must not accept what others refuse, so this reader keeps the
//! [`Span`](crate::span::Span) of every value, and accepts exactly the documents that
//! `serde_json::from_slice::<serde_json::Value>` accepts: RFC 8259, valid UTF-8, whole surrogate
//! pairs, numbers that a double can hold, fewer than 128 levels of nesting. What it refuses, it
//! refuses by saying which byte it stopped at and what could have stood there.
//!
//! It knows nothing of Glacier. Nothing is copied: a string is its bytes between the quotes and is
//! unescaped only when somebody asks ([`Text`]), a number is its digits ([`Number`]).
//!
//! ```
//! use icecore::json::{Event, Reader};
//!
//! let mut reader = Reader::new(br#"{"Completed": true}"#);
//! assert!(matches!(reader.next()?.0, Event::ObjectStart));
//! let (key, span) = reader.next()?;
//! assert!(matches!(key, Event::Key(name) if name == "Completed"));
//! assert_eq!((span.start, span.end), (1, 12));
//! # Ok::<(), icecore::json::Error>(())
//! ```

mod digits;
mod error;
mod number;
mod pointer;
mod reader;
mod string;

pub(crate) use digits::leading_number;
pub use error::{Error, Expected, Found};
pub use number::Number;
pub use pointer::{pointer_of_break, pointer_of_break_in_array, push_token};
pub use reader::{Event, MAX_DEPTH, Reader};
pub use string::{OffsetMap, Text};
