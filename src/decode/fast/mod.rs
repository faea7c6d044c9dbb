//! The fast path: jobs read by what was seen before.
//!
//! A producer writes what stands between two values (comma, white space, the next key, colon) the same
//! way every time, and many values are always the same. So once a job was read key by key, the bytes
//! from the end of one value to the start of the next one that differs are known, nulls and `true` and
//! `"Succeeded"` in between included; and where they stand again, one wide compare replaces reading
//! them. In pseudocode:
//!
//! ```text
//! read a job:
//!     after = the opening brace
//!     until the closing brace:
//!         if the text that mostly follows, or else the one that the bytes here choose, stands here:
//!             take over what it says; pass it
//!         else:
//!             read key by key up to the next value that differs, and remember the text
//!         read that value; after = its column
//! ```
//!
//! The values of `VaultARN` and `SNSTopic` are few, so they are parts of such texts, and stand for themselves
//! in a row by a number ([`Row::vault`], [`Row::topic`]).
//!
//! Nothing is known beforehand but the keys, so the order of keys, the white space and the nulls are
//! whatever the input has. Only texts are remembered that were read strictly in the same place, so what
//! this path accepts the [plain one](super::one_job) accepts, with the same values; a test over
//! arbitrary input holds them equal. And it accepts only what needs no second thought: a string with
//! a character beyond ASCII, or with an escape for one or for a control character; an unknown or
//! repeated key; a value of another type; and a `SelectParameters` that is not null leave the job to
//! the plain path.
//!
//! Where keys come in random order nothing can be predicted. That shows as misses, and then keys are
//! found by a perfect hash straight away.

mod choice;
mod cursor;
mod date;
mod layout;
mod predict;
mod reader;
mod row;
mod value;
mod wide;

pub use reader::{JobReader, RowSink};
pub use row::{COLUMNS, Coded, Column, Row};
