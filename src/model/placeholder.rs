//! Placeholders: what people write over a value before they publish a dump.

use super::arn::{SnsTopicArn, VaultArn};
use super::byte_range::ByteRange;
use super::id::{is_archive_id, is_job_id};
use super::member::Kind;
use super::placeholder_marks::{
    has_brackets_or_dots, has_long_run_of_x, has_word, is_one_character, is_wholly_placeholder,
    longest_run_of_x, may_have_marks,
};
use super::plain::is_plain;
use super::timestamp::Timestamp;
use super::tree_hash::TreeHash;

/// Whether a text stands in place of a value of this kind.
#[must_use]
pub fn is_placeholder(text: &str, kind: Kind) -> bool {
    !is_plain(text, kind) && is_placeholder_of_form(text, kind)
}

/// The same, for texts that are not plain.
fn is_placeholder_of_form(text: &str, kind: Kind) -> bool {
    if kind == Kind::FreeText {
        return is_wholly_placeholder(text);
    }
    if has_right_form(text, kind) {
        return is_one_character(text) && text.len() > 12 || has_long_run_of_x(text);
    }
    is_one_character(text)
        || may_have_marks(text)
            && (longest_run_of_x(text) >= 3 || has_brackets_or_dots(text) || has_word(text))
}

fn has_right_form(text: &str, kind: Kind) -> bool {
    match kind {
        Kind::JobId => is_job_id(text),
        Kind::ArchiveId => is_archive_id(text),
        Kind::VaultArn => VaultArn::parse(text).is_ok(),
        Kind::SnsTopic => SnsTopicArn::parse(text).is_ok(),
        Kind::JobDate | Kind::RangeDate => text.parse::<Timestamp>().is_ok(),
        Kind::TreeHash => text.parse::<TreeHash>().is_ok(),
        Kind::ByteRange => text.parse::<ByteRange>().is_ok(),
        Kind::Enum(values) => values.contains(&text),
        Kind::EnumAnyCase(values) => values.iter().any(|value| value.eq_ignore_ascii_case(text)),
        Kind::Limit => text.parse::<u64>().is_ok(),
        // Whether the name is legal is for its rule; what is written in its letters is a name.
        Kind::BucketName => {
            text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
                && text.bytes().any(|byte| byte.is_ascii_alphanumeric())
        }
        Kind::Marker => text.bytes().all(|byte| byte.is_ascii_graphic()) && text.len() > 12,
        Kind::FreeText | Kind::Size | Kind::Boolean | Kind::Object | Kind::List => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::action::Action;
    use super::*;

    const ID: &str = "wuGcD0iQstY6I-9oGH7fCHl97GVTFeo4WvgEAVfdYTpAcgy1H03V7ciQKGP_Evy9V8HK7-W-sl0jJ1PeUdA4RtZmWUJa";

    #[test]
    fn what_is_as_glacier_writes_it_is_plain() {
        let archive = format!("{ID}{}", &ID[..46]);
        let hash = "5a1e0000000000000000000000000000000000000000000000000000005a1e00";
        for (text, kind) in [
            (ID, Kind::JobId),
            (&archive, Kind::ArchiveId),
            (hash, Kind::TreeHash),
            ("2024-03-08T09:00:00.000Z", Kind::JobDate),
            ("0-4194303", Kind::ByteRange),
            ("arn:aws:glacier:eu-west-1:123456789012:vaults/samples", Kind::VaultArn),
            ("arn:aws:sns:eu-west-1:123456789012:topic", Kind::SnsTopic),
            ("Select", Kind::Enum(Action::VALUES)),
            ("quarterly restore", Kind::FreeText),
        ] {
            assert!(is_plain(text, kind), "{text}");
            assert!(!is_placeholder_of_form(text, kind), "{text}");
        }
    }

    #[test]
    fn what_has_a_mark_of_something_else_is_not_plain() {
        let repeated = ID[..10].repeat(10);
        let crossed = format!("{}xxxxxxxx", &ID[..84]);
        for (text, kind) in [
            (&ID[1..], Kind::JobId),
            (&repeated[..92], Kind::ArchiveId),
            (&crossed, Kind::JobId),
            (&"a".repeat(64), Kind::TreeHash),
            ("2024-03-08T09:00:00Z", Kind::JobDate),
            ("1-0", Kind::ByteRange),
            ("arn:aws:glacier:eu-west-1:123456789012:vaults/xxxxxxxx", Kind::VaultArn),
            ("select", Kind::Enum(Action::VALUES)),
            ("redacted", Kind::FreeText),
            ("caf\u{e9}", Kind::FreeText),
            ("", Kind::Enum(Action::VALUES)),
        ] {
            assert!(!is_plain(text, kind), "{text}");
        }
    }
}
