//! How a producer lays out JSON: order of keys, separators, indentation, nulls.

use super::draft::{Draft, Value};
use super::field::{COUNT, Field};
use super::random::Random;
use super::style::Style;

/// The layout of one style.
#[derive(Debug)]
pub(super) struct Form {
    pub style: Style,
    /// What stands between two values.
    pub comma: &'static str,
    colon: &'static str,
    /// How deep the members of a job are indented, if lines are broken at all.
    indent: Option<usize>,
    keeps_nulls: bool,
    order: [Field; COUNT],
    /// What stands before the value of each field, a comma first.
    joints: [Vec<u8>; COUNT],
}

impl Form {
    pub fn new(style: Style) -> Self {
        let (comma, colon, indent) = match style {
            Style::Wire | Style::Jq | Style::Shuffled => (",", ":", None),
            Style::Boto => (", ", ": ", None),
            Style::Cli => (",", ": ", Some(3)),
        };
        let is_wire = matches!(style, Style::Wire | Style::Jq | Style::Shuffled);
        let order = if is_wire { Field::WIRE_ORDER } else { Field::MODEL_ORDER };
        let mut form = Form {
            style,
            comma,
            colon,
            indent,
            keeps_nulls: is_wire,
            order,
            joints: [const { Vec::new() }; COUNT],
        };
        form.joints = Field::MODEL_ORDER.map(|field| {
            let mut joint = comma.as_bytes().to_vec();
            form.key(&mut joint, field.name(), form.indent);
            joint
        });
        form
    }

    /// Writes a job; `random` is for styles that shuffle its keys. A broken one ends in a comma.
    pub fn job(&self, out: &mut Vec<u8>, draft: &Draft, random: &mut Random, is_broken: bool) {
        let mut order = self.order;
        if self.style == Style::Shuffled {
            shuffle(&mut order, random);
        }
        out.push(b'{');
        let mut skip = self.comma.len();
        for field in order {
            let value = draft.get(field);
            if self.is_written(value) {
                out.extend_from_slice(&self.joints[field as usize][skip..]);
                self.value(out, draft, value, self.indent);
                skip = 0;
            }
        }
        for (key, value) in draft.extra.iter().filter(|(_, value)| self.is_written(value)) {
            out.extend_from_slice(&self.comma.as_bytes()[skip.min(self.comma.len())..]);
            self.key(out, key, self.indent);
            self.value(out, draft, value, self.indent);
            skip = 0;
        }
        if is_broken {
            out.push(b',');
        }
        self.line(out, self.indent.map(|depth| depth - 1));
        out.push(b'}');
    }

    /// Begins a line at this depth, where lines are broken.
    pub fn line(&self, out: &mut Vec<u8>, depth: Option<usize>) {
        if let (Some(_), Some(depth)) = (self.indent, depth) {
            out.push(b'\n');
            out.resize(out.len() + 4 * depth, b' ');
        }
    }

    /// Writes a key and its colon, on a line of its own where lines are broken.
    pub fn key(&self, out: &mut Vec<u8>, key: &str, depth: Option<usize>) {
        self.line(out, depth);
        out.push(b'"');
        out.extend_from_slice(key.as_bytes());
        out.push(b'"');
        out.extend_from_slice(self.colon.as_bytes());
    }

    fn is_written(&self, value: &Value) -> bool {
        match value {
            Value::Absent => false,
            Value::Null => self.keeps_nulls,
            _ => true,
        }
    }

    fn value(&self, out: &mut Vec<u8>, draft: &Draft, value: &Value, depth: Option<usize>) {
        match value {
            Value::Absent | Value::Null => out.extend_from_slice(b"null"),
            Value::Literal(json) => out.extend_from_slice(json.as_bytes()),
            Value::Text(span) => out.extend_from_slice(draft.json(*span)),
            Value::Object(members) => self.object(out, draft, members, depth),
            Value::List(elements) => {
                let inner = depth.map(|depth| depth + 1);
                out.push(b'[');
                for (index, element) in elements.iter().enumerate() {
                    out.extend_from_slice(if index == 0 { b"" } else { self.comma.as_bytes() });
                    self.line(out, inner);
                    self.value(out, draft, element, inner);
                }
                self.line(out, depth);
                out.push(b']');
            }
        }
    }

    fn object(
        &self,
        out: &mut Vec<u8>,
        draft: &Draft,
        members: &[(&'static str, Value)],
        depth: Option<usize>,
    ) {
        let mut written: Vec<&(&str, Value)> =
            members.iter().filter(|(_, value)| self.is_written(value)).collect();
        if self.keeps_nulls {
            written.sort_by_cached_key(|(key, _)| key.to_ascii_lowercase());
        }
        let inner = depth.map(|depth| depth + 1);
        out.push(b'{');
        for (index, (key, value)) in written.into_iter().enumerate() {
            out.extend_from_slice(if index == 0 { b"" } else { self.comma.as_bytes() });
            self.key(out, key, inner);
            self.value(out, draft, value, inner);
        }
        self.line(out, depth);
        out.push(b'}');
    }
}

/// Puts the fields in random order (Fisher and Yates).
fn shuffle(order: &mut [Field; COUNT], random: &mut Random) {
    for last in (1..COUNT).rev() {
        let other = random.below(last as u64 + 1);
        order.swap(last, usize::try_from(other).unwrap_or(last));
    }
}
