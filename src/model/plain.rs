//! Values that are plainly sound: most of those that are judged, even where much is wrong.
//!
//! Whether a value has its form, is a placeholder or a word for no value is asked by many rules, and
//! each of them looks at it byte by byte. A test that answers all of them at once, for values as
//! Glacier writes them, leaves the rules with the few that are otherwise.

use super::arn::{SnsTopicArn, VaultArn};
use super::byte_range::ByteRange;
use super::id::is_random_id;
use super::member::Kind;
use super::placeholder_marks::{has_long_run_of_x, is_wholly_placeholder};
use super::timestamp::Timestamp;
use super::tree_hash::is_random_tree_hash;

/// The longest free text that nobody has to look at twice.
const LONGEST_FREE_TEXT: usize = 1024;

/// Whether it is plain that a text has the form of its kind and stands for nothing else.
///
/// This may refuse what is sound, never the other way round: the length of a description and its
/// characters are looked at here as well, since whoever is told `true` looks no further.
pub(crate) fn is_plain(text: &str, kind: Kind) -> bool {
    let bytes = text.as_bytes();
    match kind {
        Kind::JobId => bytes.try_into().is_ok_and(is_random_id::<92>),
        Kind::ArchiveId => bytes.try_into().is_ok_and(is_random_id::<138>),
        Kind::TreeHash => bytes.try_into().is_ok_and(is_random_tree_hash),
        Kind::JobDate | Kind::RangeDate => {
            bytes.try_into().is_ok_and(|text| Timestamp::millis_of(text).is_some())
        }
        Kind::ByteRange => {
            ByteRange::leading(bytes).is_some_and(|(_, length)| length == bytes.len())
        }
        Kind::VaultArn => VaultArn::parse(text).is_ok() && !has_long_run_of_x(text),
        Kind::SnsTopic => SnsTopicArn::parse(text).is_ok() && !has_long_run_of_x(text),
        Kind::Enum(values) => values.contains(&text),
        Kind::FreeText => {
            bytes.len() <= LONGEST_FREE_TEXT
                && is_printable_ascii(bytes)
                && !is_wholly_placeholder(text)
        }
        Kind::EnumAnyCase(_)
        | Kind::Marker
        | Kind::Limit
        | Kind::Size
        | Kind::Boolean
        | Kind::BucketName
        | Kind::Object
        | Kind::List => false,
    }
}

/// Without an early end, so that many bytes are looked at at once.
fn is_printable_ascii(bytes: &[u8]) -> bool {
    let is_other = |byte: u8| !(b' '..=b'~').contains(&byte);
    bytes.iter().fold(0, |any, byte| any | u8::from(is_other(*byte))) == 0
}
