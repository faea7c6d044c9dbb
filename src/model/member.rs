//! Members: fields with their type taken away, as rules walk over them, and what no field holds.

use std::borrow::Cow;

use super::field::{Field, JsonType, Malformed};
use crate::json::Text;
use crate::span::Span;

/// One documented member of an object, as rules see it.
#[derive(Clone, Debug)]
pub struct Member<'m, 'a> {
    /// Its JSON pointer from the job, or from the page.
    pub pointer: Cow<'static, str>,
    /// Its key.
    pub name: &'static str,
    /// What its value means.
    pub kind: Kind,
    /// What was found.
    pub state: State<'m, 'a>,
    /// The bytes of the value; `None` where the key is absent.
    pub span: Option<Span>,
}

/// A [`Field`] with its type taken away.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names are those of Field and of the JSON types")]
pub enum State<'m, 'a> {
    Absent,
    Null,
    Text(&'m Text<'a>),
    Integer(u64),
    Boolean(bool),
    Nested,
    Malformed(&'m Malformed<'a>),
}

/// What the value of a member means, and so which form it has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A job's identifier.
    JobId,
    /// An archive's identifier.
    ArchiveId,
    /// The ARN of a vault.
    VaultArn,
    /// The ARN of an SNS topic.
    SnsTopic,
    /// A time in UTC to the millisecond.
    JobDate,
    /// A time in UTC that bounds an inventory.
    RangeDate,
    /// A SHA-256 tree hash.
    TreeHash,
    /// A range of bytes.
    ByteRange,
    /// One of these documented values.
    Enum(&'static [&'static str]),
    /// One of these documented values, in any case.
    EnumAnyCase(&'static [&'static str]),
    /// A paging marker or token.
    Marker,
    /// A whole number, written as a string.
    Limit,
    /// A number of bytes.
    Size,
    /// True or false.
    Boolean,
    /// The name of a bucket in S3.
    BucketName,
    /// Text of the user's or of Glacier's own.
    FreeText,
    /// A nested object.
    Object,
    /// An array.
    List,
}

impl Kind {
    /// Whether a value has a form to keep, so that it cannot be just any text.
    #[must_use]
    pub fn has_form(self) -> bool {
        match self {
            Kind::BucketName
            | Kind::FreeText
            | Kind::Boolean
            | Kind::Size
            | Kind::Object
            | Kind::List => false,
            Kind::JobId
            | Kind::ArchiveId
            | Kind::VaultArn
            | Kind::SnsTopic
            | Kind::JobDate
            | Kind::RangeDate
            | Kind::TreeHash
            | Kind::ByteRange
            | Kind::Enum(_)
            | Kind::EnumAnyCase(_)
            | Kind::Marker
            | Kind::Limit => true,
        }
    }

    /// The documented JSON type, for messages.
    #[must_use]
    pub fn expected(self) -> &'static str {
        match self {
            Kind::Size => "an integer from 0 to 2^64-1",
            Kind::Boolean => "true or false",
            Kind::Object => "an object",
            Kind::List => "an array",
            Kind::Limit => "a string of digits",
            _ => "a string",
        }
    }
}

/// Something that no slot of a view can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// What it is.
    pub kind: OddityKind,
    /// The key.
    pub key: String,
    /// The JSON pointer of the member, from the job or from the page.
    pub pointer: String,
    /// The bytes of the key.
    pub span: Span,
    /// The documented keys of the object it stands in.
    pub documented: &'static [&'static str],
}

/// The kinds of [`Oddity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OddityKind {
    /// A key that is not documented.
    UnknownKey,
    /// A key that the object has already had.
    DuplicateKey,
    /// An element of `JobList` that is no object; `key` and `span` are those of the element.
    NotAJob(JsonType),
}

/// The pointer of a member: known beforehand, unless the object stands in a list.
pub(super) fn pointer(
    at: Option<&str>,
    name: &'static str,
    usual: &'static str,
) -> Cow<'static, str> {
    match at {
        None => Cow::Borrowed(usual),
        Some(at) => Cow::Owned(format!("{at}/{name}")),
    }
}

impl<'a, T> Field<'a, T> {
    /// The field as a member; `of_value` says what its value is.
    pub(super) fn member<'m>(
        &'m self,
        pointer: Cow<'static, str>,
        name: &'static str,
        kind: Kind,
        of_value: impl FnOnce(&'m T) -> State<'m, 'a>,
    ) -> Member<'m, 'a> {
        let state = match self {
            Field::Absent => State::Absent,
            Field::Null(_) => State::Null,
            Field::Value(value, _) => of_value(value),
            Field::Malformed(malformed, _) => State::Malformed(malformed),
        };
        Member { pointer, name, kind, state, span: self.span() }
    }
}
