//! Findings of a part of a file, written down as they are found.
//!
//! Of each there are a few numbers, by which it is put in its place, and its text in one long buffer:
//! to hold very many costs no allocation for any of them.

use std::rc::Rc;

use super::form::{Form, Standing};
use crate::dump::{Place, Shift};
use crate::finding::{Finding, Findings, Found, Level, RuleMeta};
use crate::span::{Locator, Position, Span};

/// Findings of a part, in the order in which they were found until they are located.
#[derive(Debug)]
pub(super) struct Writing {
    form: &'static dyn Form,
    texts: Texts,
    written: Vec<Written>,
    /// How many there are of each rule; of most rules there are none.
    pub counts: Vec<(&'static RuleMeta, Level, u64)>,
}

/// What is written of all findings, one after the other.
#[derive(Debug, Default)]
struct Texts {
    /// What stands before the place of each, and then what stands after it.
    around: Vec<u8>,
    pointers: String,
}

/// One finding.
#[derive(Clone, Copy, Debug)]
struct Written {
    rule: &'static str,
    span: Span,
    position: Position,
    document: usize,
    /// Where its texts begin, change over, and end.
    around: [usize; 3],
    pointer: [usize; 2],
}

/// One finding, and what it shares with others of its part.
#[derive(Debug)]
pub(super) struct Line {
    written: Written,
    texts: Rc<Texts>,
    /// The list that the part is of, and how many elements stand before it.
    list: Option<(&'static str, usize)>,
}

/// How much was written of a part: the next one has about as much.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Usual {
    written: usize,
    around: usize,
    pointers: usize,
}

impl Writing {
    pub fn new(form: &'static dyn Form, usual: Usual) -> Self {
        let texts = Texts {
            around: Vec::with_capacity(usual.around),
            pointers: String::with_capacity(usual.pointers),
        };
        let written = Vec::with_capacity(usual.written);
        Writing { form, texts, written, counts: Vec::new() }
    }

    /// The one finding that was located already.
    pub fn of(form: &'static dyn Form, finding: &Finding, position: Position) -> Self {
        let mut writing = Writing::new(form, Usual::default());
        writing.take(Found::from(finding));
        writing.written.iter_mut().for_each(|written| written.position = position);
        writing
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    pub fn usual(&self) -> Usual {
        // A little more, since to grow a buffer is to copy all of it.
        let more = |length: usize| length + length / 16;
        Usual {
            written: more(self.written.len()),
            around: more(self.texts.around.len()),
            pointers: more(self.texts.pointers.len()),
        }
    }

    /// Brings the findings into the order of their places, and locates them in one pass over the bytes
    /// of the window that the part begins in at `from`, or was shown from so many bytes before that.
    pub fn locate(&mut self, bytes: &[u8], from: usize, context: usize) {
        self.written.sort_by_key(Written::order);
        let mut locator = Locator::new(bytes);
        for Written { span, position, .. } in &mut self.written {
            (span.start, span.end) = (span.start + from - context, span.end + from - context);
            *position = locator.locate(span.start);
        }
    }

    /// The findings as seen from the file; `move_position` does to positions what `shift` says of all
    /// else.
    pub fn into_lines(
        self,
        shift: &Shift,
        move_position: impl Fn(&mut Position),
    ) -> impl Iterator<Item = Line> {
        let texts = Rc::new(self.texts);
        let list = shift.list;
        let (bytes, documents) = (shift.bytes, shift.documents);
        self.written.into_iter().map(move |mut written| {
            let Written { span, position, document, .. } = &mut written;
            (span.start, span.end) = (span.start + bytes, span.end + bytes);
            *document += documents;
            move_position(position);
            Line { written, texts: Rc::clone(&texts), list }
        })
    }
}

impl Findings for Writing {
    fn take(&mut self, found: Found<'_>) {
        let Writing { form, texts: Texts { around, pointers }, written, counts } = self;
        let (begin, pointer) = (around.len(), pointers.len());
        form.before(&found, around);
        let change = around.len();
        form.after(&found, around);
        pointers.push_str(&found.place.pointer);
        written.push(Written {
            rule: found.rule.id,
            span: found.place.span,
            position: Position { line: 1, column: 1 },
            document: found.place.document,
            around: [begin, change, around.len()],
            pointer: [pointer, pointers.len()],
        });
        match counts.iter_mut().find(|(rule, ..)| std::ptr::eq(*rule, found.rule)) {
            Some((.., count)) => *count += 1,
            None => counts.push((found.rule, found.level, 1)),
        }
    }
}

impl Written {
    /// By place, then by rule, as [`crate::rules::order`].
    fn order(&self) -> (usize, &'static str) {
        (self.span.start, self.rule)
    }
}

impl Line {
    pub fn order(&self) -> (usize, &'static str) {
        self.written.order()
    }

    pub fn document(&self) -> usize {
        self.written.document
    }

    /// Appends the whole finding.
    pub fn write(&self, form: &dyn Form, file: &str, has_several: bool, out: &mut Vec<u8>) {
        let Line { written, texts, list } = self;
        let Written { span, position, document, around: [begin, change, end], .. } = *written;
        let pointer = &texts.pointers[written.pointer[0]..written.pointer[1]];
        let moved = list.map(|list| in_list(pointer, list));
        let pointer = moved.as_deref().unwrap_or(pointer);
        let document = has_several.then_some(document);
        out.extend_from_slice(&texts.around[begin..change]);
        form.place(&Standing { file, span, position, pointer, document }, out);
        out.extend_from_slice(&texts.around[change..end]);
    }
}

/// The pointer of something in a part of a list, as seen from the document.
fn in_list(pointer: &str, list: (&'static str, usize)) -> String {
    let pointer = pointer.to_owned();
    let mut place = Place { span: Span::default(), document: 0, pointer, inner: None, in_job: 0 };
    place.shift(&Shift { list: Some(list), ..Shift::default() });
    place.pointer
}
