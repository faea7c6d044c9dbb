//! What all views have in common: slots for reading them, members for judging them.

use super::field::{Field, IntoOwned, Malformed};
use super::member::{Member, Oddity};
use super::metadata::Metadata;
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

    /// Whether members that are absent or null are of interest; half of a job's are, and to walk over
    /// them costs as much as over the others.
    fn wants_unset(&self) -> bool {
        true
    }
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
    /// What an SDK keeps of the response.
    Metadata(&'s mut Field<'a, Metadata<'a>>),
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
            Slot::Metadata(field) => field.is_absent(),
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
            Slot::Metadata(field) => *field = Field::Absent,
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
