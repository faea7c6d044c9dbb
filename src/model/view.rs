//! What all views have in common: slots for reading them, members for judging them.
//!
//! A view is declared once, as a table of its keys (`view!`). From the table come the
//! typed accessors, the slots that decoding fills ([`View::slot`]), and the list of members that
//! rules walk over ([`View::visit`]), so no key can be read but not judged, or judged but not read.

use std::borrow::Cow;

use super::field::{Field, IntoOwned, JsonType, Malformed};
use crate::json::Text;
use crate::span::Span;

/// An object of a response, all of whose documented keys have a place.
pub trait View<'a> {
    /// The documented keys.
    fn keys(&self) -> &'static [&'static str];

    /// The place of the value of `key`; `None` where the key is not documented.
    fn slot(&mut self, key: &str) -> Option<Slot<'_, 'a>>;

    /// Notes where the object stands.
    fn set_span(&mut self, span: Span);

    /// Keeps something that has no slot.
    fn push_oddity(&mut self, oddity: Oddity);

    /// Walks over every documented member, the nested ones included, and every oddity.
    ///
    /// `at` is the pointer of this object, or `None` if it stands where it always stands.
    fn visit<'m>(&'m self, at: Option<&str>, visitor: &mut dyn Visit<'m, 'a>);
}

/// Receives what [`View::visit`] walks over.
pub trait Visit<'m, 'a> {
    /// One documented member, whether set or not.
    fn member(&mut self, member: Member<'m, 'a>);

    /// One thing that no slot holds.
    fn oddity(&mut self, oddity: &'m Oddity);
}

/// Where decoding puts a value, by the type that is documented for it.
#[expect(missing_docs, reason = "the names are those of the JSON types")]
pub enum Slot<'s, 'a> {
    Text(&'s mut Field<'a, Text<'a>>),
    /// A string; an integer is taken too, as its digits.
    TextOrInteger(&'s mut Field<'a, Text<'a>>),
    /// An integer from 0 to 2^64 - 1.
    Integer(&'s mut Field<'a, u64>),
    Boolean(&'s mut Field<'a, bool>),
    Object(&'s mut dyn ObjectSlot<'a>),
    List(&'s mut dyn ListSlot<'a>),
    /// An object with keys of the user's own.
    Map(&'s mut Field<'a, Vec<Entry<'a>>>),
    /// An object whose content does not matter here.
    Opaque(&'s mut Field<'a, ()>),
}

impl Slot<'_, '_> {
    /// Whether nothing was put there yet.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        match self {
            Slot::Text(field) | Slot::TextOrInteger(field) => field.is_absent(),
            Slot::Integer(field) => field.is_absent(),
            Slot::Boolean(field) => field.is_absent(),
            Slot::Object(slot) => slot.is_absent(),
            Slot::List(slot) => slot.is_absent(),
            Slot::Map(field) => field.is_absent(),
            Slot::Opaque(field) => field.is_absent(),
        }
    }

    /// Takes out what was put there.
    pub fn clear(self) {
        match self {
            Slot::Text(field) | Slot::TextOrInteger(field) => *field = Field::Absent,
            Slot::Integer(field) => *field = Field::Absent,
            Slot::Boolean(field) => *field = Field::Absent,
            Slot::Object(slot) => slot.clear(),
            Slot::List(slot) => slot.clear(),
            Slot::Map(field) => *field = Field::Absent,
            Slot::Opaque(field) => *field = Field::Absent,
        }
    }
}

/// A field that holds a nested view.
pub trait ObjectSlot<'a> {
    /// Whether the field is absent.
    fn is_absent(&self) -> bool;
    /// Makes the field hold an empty view, and lends it.
    fn begin(&mut self) -> &mut dyn View<'a>;
    /// Makes the field null.
    fn set_null(&mut self, span: Span);
    /// Makes the field malformed.
    fn set_malformed(&mut self, malformed: Malformed<'a>, span: Span);
    /// Notes where the whole object stands.
    fn set_span(&mut self, span: Span);
    /// Makes the field absent.
    fn clear(&mut self);
}

impl<'a, V: View<'a> + Default> ObjectSlot<'a> for Field<'a, Box<V>> {
    fn is_absent(&self) -> bool {
        Field::is_absent(self)
    }

    fn begin(&mut self) -> &mut dyn View<'a> {
        &mut **self.insert(Box::default(), Span::default())
    }

    fn set_null(&mut self, span: Span) {
        *self = Field::Null(span);
    }

    fn set_malformed(&mut self, malformed: Malformed<'a>, span: Span) {
        *self = Field::Malformed(malformed, span);
    }

    fn set_span(&mut self, span: Span) {
        if let Field::Value(view, place) = self {
            view.set_span(span);
            *place = span;
        }
    }

    fn clear(&mut self) {
        *self = Field::Absent;
    }
}

/// A field that holds a list of views.
pub trait ListSlot<'a> {
    /// Whether the field is absent.
    fn is_absent(&self) -> bool;
    /// Makes the field hold an empty list that stands at `span`.
    fn begin(&mut self, span: Span);
    /// Appends an absent element to the list begun, and lends it.
    fn push(&mut self) -> &mut dyn ObjectSlot<'a>;
    /// Makes the field null.
    fn set_null(&mut self, span: Span);
    /// Makes the field malformed.
    fn set_malformed(&mut self, malformed: Malformed<'a>, span: Span);
    /// Notes where the whole list stands.
    fn set_span(&mut self, span: Span);
    /// Makes the field absent.
    fn clear(&mut self);
}

impl<'a, V: View<'a> + Default> ListSlot<'a> for Field<'a, Vec<Field<'a, Box<V>>>> {
    fn is_absent(&self) -> bool {
        Field::is_absent(self)
    }

    fn begin(&mut self, span: Span) {
        *self = Field::Value(Vec::new(), span);
    }

    fn push(&mut self) -> &mut dyn ObjectSlot<'a> {
        let list = match self {
            Field::Value(list, _) => list,
            other => other.insert(Vec::new(), Span::default()),
        };
        list.push(Field::Absent);
        let last = list.len() - 1;
        &mut list[last]
    }

    fn set_null(&mut self, span: Span) {
        *self = Field::Null(span);
    }

    fn set_malformed(&mut self, malformed: Malformed<'a>, span: Span) {
        *self = Field::Malformed(malformed, span);
    }

    fn set_span(&mut self, span: Span) {
        if let Field::Value(_, place) = self {
            *place = span;
        }
    }

    fn clear(&mut self) {
        *self = Field::Absent;
    }
}

/// One key and value of a map such as `Tagging`.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The key.
    pub key: Text<'a>,
    /// The value.
    pub value: Field<'a, Text<'a>>,
}

impl IntoOwned for Entry<'_> {
    type Owned = Entry<'static>;

    fn into_owned(self) -> Entry<'static> {
        Entry { key: self.key.into_owned(), value: self.value.into_owned() }
    }
}

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
            Kind::FreeText | Kind::Boolean | Kind::Size | Kind::Object | Kind::List => false,
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

/// Declares a view as the table of its keys: accessor, key, slot, kind.
macro_rules! view {
    (
        $(#[$meta:meta])*
        $name:ident at $at:literal {
            $($(#[$field_meta:meta])* $field:ident: $key:literal $slot:ident $(($nested:ident))? = $kind:expr,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        pub struct $name<'a> {
            $($field: view!(@type $slot $($nested)?),)+
            span: $crate::span::Span,
            oddities: Vec<$crate::model::view::Oddity>,
        }

        impl<'a> $name<'a> {
            $($(#[$field_meta])* #[must_use] pub fn $field(&self) -> &view!(@type $slot $($nested)?) {
                &self.$field
            })+

            /// The bytes of the object, braces included.
            #[must_use]
            pub fn span(&self) -> $crate::span::Span {
                self.span
            }

            /// Undocumented and repeated keys of this object, nested ones of its own not included.
            #[must_use]
            pub fn oddities(&self) -> &[$crate::model::view::Oddity] {
                &self.oddities
            }

            /// The same object, borrowing from nothing.
            #[must_use]
            pub fn into_owned(self) -> $name<'static> {
                $name {
                    $($field: $crate::model::field::IntoOwned::into_owned(self.$field),)+
                    span: self.span,
                    oddities: self.oddities,
                }
            }
        }

        impl $crate::model::field::IntoOwned for $name<'_> {
            type Owned = $name<'static>;

            fn into_owned(self) -> $name<'static> {
                $name::into_owned(self)
            }
        }

        impl<'a> $crate::model::view::View<'a> for $name<'a> {
            fn keys(&self) -> &'static [&'static str] {
                &[$($key),+]
            }

            fn slot(&mut self, key: &str) -> Option<$crate::model::view::Slot<'_, 'a>> {
                match key {
                    $($key => Some(view!(@slot $slot, &mut self.$field)),)+
                    _ => None,
                }
            }

            fn set_span(&mut self, span: $crate::span::Span) {
                self.span = span;
            }

            fn push_oddity(&mut self, oddity: $crate::model::view::Oddity) {
                self.oddities.push(oddity);
            }

            fn visit<'m>(
                &'m self,
                at: Option<&str>,
                visitor: &mut dyn $crate::model::view::Visit<'m, 'a>,
            ) {
                $({
                    let pointer = $crate::model::view::pointer(at, $key, concat!($at, "/", $key));
                    view!(@visit $slot, &self.$field, pointer, $key, $kind, at, visitor);
                })+
                self.oddities.iter().for_each(|oddity| visitor.oddity(oddity));
            }
        }
    };

    (@type text) => { $crate::model::field::Field<'a, $crate::json::Text<'a>> };
    (@type text_or_integer) => { $crate::model::field::Field<'a, $crate::json::Text<'a>> };
    (@type integer) => { $crate::model::field::Field<'a, u64> };
    (@type boolean) => { $crate::model::field::Field<'a, bool> };
    (@type opaque) => { $crate::model::field::Field<'a, ()> };
    (@type map) => { $crate::model::field::Field<'a, Vec<$crate::model::view::Entry<'a>>> };
    (@type object $nested:ident) => { $crate::model::field::Field<'a, Box<$nested<'a>>> };
    (@type list $nested:ident) => {
        $crate::model::field::Field<'a, Vec<$crate::model::field::Field<'a, Box<$nested<'a>>>>>
    };

    (@slot text, $field:expr) => { $crate::model::view::Slot::Text($field) };
    (@slot text_or_integer, $field:expr) => { $crate::model::view::Slot::TextOrInteger($field) };
    (@slot integer, $field:expr) => { $crate::model::view::Slot::Integer($field) };
    (@slot boolean, $field:expr) => { $crate::model::view::Slot::Boolean($field) };
    (@slot opaque, $field:expr) => { $crate::model::view::Slot::Opaque($field) };
    (@slot map, $field:expr) => { $crate::model::view::Slot::Map($field) };
    (@slot object, $field:expr) => { $crate::model::view::Slot::Object($field) };
    (@slot list, $field:expr) => { $crate::model::view::Slot::List($field) };

    (@visit text, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {
        $visitor.member($field.member($pointer, $key, $kind, $crate::model::view::State::Text))
    };
    (@visit text_or_integer, $($rest:tt)+) => { view!(@visit text, $($rest)+) };
    (@visit integer, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {
        $visitor.member($field.member($pointer, $key, $kind, |value| $crate::model::view::State::Integer(*value)))
    };
    (@visit boolean, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {
        $visitor.member($field.member($pointer, $key, $kind, |value| $crate::model::view::State::Boolean(*value)))
    };
    (@visit opaque, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {
        $visitor.member($field.member($pointer, $key, $kind, |_| $crate::model::view::State::Nested))
    };
    (@visit object, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {{
        let inner = $at.map(|_| $pointer.to_string());
        $visitor.member($field.member($pointer, $key, $kind, |_| $crate::model::view::State::Nested));
        if let Some(nested) = $field.value() {
            $crate::model::view::View::visit(&**nested, inner.as_deref(), $visitor);
        }
    }};
    (@visit list, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {{
        let list = $pointer.to_string();
        $visitor.member($field.member($pointer, $key, $kind, |_| $crate::model::view::State::Nested));
        for (index, element) in $field.value().into_iter().flatten().enumerate() {
            let inner = format!("{list}/{index}");
            $visitor.member(element.member(
                inner.clone().into(), $key, $crate::model::view::Kind::Object, |_| $crate::model::view::State::Nested,
            ));
            if let Some(nested) = element.value() {
                $crate::model::view::View::visit(&**nested, Some(&inner), $visitor);
            }
        }
    }};
    (@visit map, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {{
        let map = $pointer.to_string();
        $visitor.member($field.member($pointer, $key, $kind, |_| $crate::model::view::State::Nested));
        for entry in $field.value().into_iter().flatten() {
            let mut inner = map.clone();
            $crate::json::push_token(&mut inner, &entry.key.decode());
            $visitor.member(entry.value.member(
                inner.into(), $key, $crate::model::view::Kind::FreeText, $crate::model::view::State::Text,
            ));
        }
    }};
}

pub(super) use view;
