//! Declares a view once, as a table of its keys.
//!
//! From the table come the typed accessors, the slots that decoding fills
//! ([`View::slot`](super::view::View::slot)), and the members that rules walk over
//! ([`View::visit`](super::view::View::visit)), so no key can be read but not judged, or judged but
//! not read.

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
            oddities: Vec<$crate::model::member::Oddity>,
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
            pub fn oddities(&self) -> &[$crate::model::member::Oddity] {
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

            fn push_oddity(&mut self, oddity: $crate::model::member::Oddity) {
                self.oddities.push(oddity);
            }

            fn visit<'m>(
                &'m self,
                at: Option<&str>,
                visitor: &mut dyn $crate::model::view::Visit<'m, 'a>,
            ) {
                let wants_unset = visitor.wants_unset();
                $(if wants_unset || !self.$field.is_unset() {
                    let pointer = $crate::model::member::pointer(at, $key, concat!($at, "/", $key));
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
    (@type metadata) => { $crate::model::field::Field<'a, $crate::model::metadata::Metadata<'a>> };
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
    (@slot metadata, $field:expr) => { $crate::model::view::Slot::Metadata($field) };
    (@slot map, $field:expr) => { $crate::model::view::Slot::Map($field) };
    (@slot object, $field:expr) => { $crate::model::view::Slot::Object($field) };
    (@slot list, $field:expr) => { $crate::model::view::Slot::List($field) };

    (@visit text, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {
        $visitor.member($field.member($pointer, $key, $kind, $crate::model::member::State::Text))
    };
    (@visit text_or_integer, $($rest:tt)+) => { view!(@visit text, $($rest)+) };
    (@visit integer, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {
        $visitor.member($field.member($pointer, $key, $kind, |value| $crate::model::member::State::Integer(*value)))
    };
    (@visit boolean, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {
        $visitor.member($field.member($pointer, $key, $kind, |value| $crate::model::member::State::Boolean(*value)))
    };
    (@visit opaque, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {
        $visitor.member($field.member($pointer, $key, $kind, |_| $crate::model::member::State::Nested))
    };
    (@visit metadata, $($rest:tt)+) => { view!(@visit opaque, $($rest)+) };
    (@visit object, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {{
        let inner = $at.map(|_| $pointer.to_string());
        $visitor.member($field.member($pointer, $key, $kind, |_| $crate::model::member::State::Nested));
        if let Some(nested) = $field.value() {
            $crate::model::view::View::visit(&**nested, inner.as_deref(), $visitor);
        }
    }};
    (@visit list, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {{
        let list = $pointer.to_string();
        $visitor.member($field.member($pointer, $key, $kind, |_| $crate::model::member::State::Nested));
        for (index, element) in $field.value().into_iter().flatten().enumerate() {
            let inner = format!("{list}/{index}");
            $visitor.member(element.member(
                inner.clone().into(), $key, $crate::model::member::Kind::Object, |_| $crate::model::member::State::Nested,
            ));
            if let Some(nested) = element.value() {
                $crate::model::view::View::visit(&**nested, Some(&inner), $visitor);
            }
        }
    }};
    (@visit map, $field:expr, $pointer:ident, $key:literal, $kind:expr, $at:ident, $visitor:ident) => {{
        let map = $pointer.to_string();
        $visitor.member($field.member($pointer, $key, $kind, |_| $crate::model::member::State::Nested));
        for entry in $field.value().into_iter().flatten() {
            let mut inner = map.clone();
            $crate::json::push_token(&mut inner, &entry.key.decode());
            $visitor.member(entry.value.member(
                inner.into(), $key, $crate::model::member::Kind::FreeText, $crate::model::member::State::Text,
            ));
        }
    }};
}

pub(super) use view;
