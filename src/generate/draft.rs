//! A job before it is written: each field's value as JSON text, or what stands in its place.
//!
//! One draft serves all jobs, one after the other, so that a plain job costs no allocation. A
//! defect changes the draft and need not know how it will be written.

use super::field::{COUNT, Field};
use crate::span::Span;

/// A value, not yet laid out.
#[derive(Clone, Debug, Default)]
pub(super) enum Value {
    /// No producer writes the key.
    #[default]
    Absent,
    /// Null: the wire writes it, SDKs drop the key.
    Null,
    /// A scalar as JSON.
    Literal(&'static str),
    /// A scalar as JSON, in the draft's text.
    Text(Span),
    /// An object, its members in the order of the service model.
    Object(Vec<(&'static str, Value)>),
    /// A list.
    List(Vec<Value>),
}

/// A job that is being made.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: Vec<u8>,
    values: [Value; COUNT],
    /// Members that are written last: keys that are not documented, or stand there already.
    pub extra: Vec<(&'static str, Value)>,
}

impl Draft {
    /// Takes everything out: all fields null, but those of Select, which other jobs do not have.
    pub fn clear(&mut self) {
        self.text.clear();
        self.extra.clear();
        for (value, field) in self.values.iter_mut().zip(Field::MODEL_ORDER) {
            *value = match field {
                Field::JobOutputPath | Field::SelectParameters | Field::OutputLocation => {
                    Value::Absent
                }
                _ => Value::Null,
            };
        }
    }

    /// The value of a field.
    pub fn get(&self, field: Field) -> &Value {
        &self.values[field as usize]
    }

    /// Gives a field a value.
    pub fn set(&mut self, field: Field, value: Value) {
        self.values[field as usize] = value;
    }

    /// Gives a member of an object a value; `path` leads there from the field's own object.
    pub fn set_member(&mut self, field: Field, path: &[&'static str], value: Value) {
        let mut place = &mut self.values[field as usize];
        for key in path {
            let Value::Object(members) = place else { return };
            let known = members.iter().position(|(name, _)| name == key);
            let at = known.unwrap_or_else(|| {
                members.push((key, Value::Null));
                members.len() - 1
            });
            place = &mut members[at].1;
        }
        *place = value;
    }

    /// Gives a field the JSON that is written by `push`.
    pub fn write(&mut self, field: Field, push: impl FnOnce(&mut Vec<u8>)) {
        let value = self.text(push);
        self.set(field, value);
    }

    /// Gives a field a string that needs no escapes.
    pub fn quote(&mut self, field: Field, text: &str) {
        let value = self.quoted(text);
        self.set(field, value);
    }

    /// A string that needs no escapes.
    pub fn quoted(&mut self, text: &str) -> Value {
        self.text(|out| {
            out.push(b'"');
            out.extend_from_slice(text.as_bytes());
            out.push(b'"');
        })
    }

    /// The JSON that is written by `push`, as a value.
    pub fn text(&mut self, push: impl FnOnce(&mut Vec<u8>)) -> Value {
        let start = self.text.len();
        push(&mut self.text);
        Value::Text(Span::new(start, self.text.len()))
    }

    /// The JSON of a scalar that stands in the draft's text.
    pub fn json(&self, span: Span) -> &[u8] {
        &self.text[span.start..span.end]
    }
}
