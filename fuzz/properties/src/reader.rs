//! The reader is as strict as `serde_json`, and means the same by what it accepts.
//!
//! A linter that accepts what every client refuses, or the other way round, is wrong about the
//! file; so the most used parser is the judge.

use icecore::json::{Error, Event, Number, Reader};
use icecore::span::Span;
use serde_json::{Map, Value};

/// The reader accepts exactly what `serde_json` accepts, reads the same value from it, and each of
/// its spans covers exactly what the event was read from.
///
/// # Panics
/// If that does not hold for `bytes`.
pub fn reader_agrees_with_serde_json(bytes: &[u8]) {
    match (read(bytes), serde_json::from_slice::<Value>(bytes)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "both accept, but read another value"),
        (Err(ours), Err(_)) => assert_lies_within(bytes, &ours),
        (Ok(ours), Err(theirs)) => panic!("read {ours}, but serde_json refuses: {theirs}"),
        (Err(ours), Ok(theirs)) => {
            panic!(
                "refused at {}: {ours}; serde_json read {theirs}",
                ours.offset()
            )
        }
    }
}

fn assert_lies_within(bytes: &[u8], error: &Error) {
    let span = error.span();
    assert_eq!(error.offset(), span.start);
    assert!(
        bytes.get(span.start..span.end).is_some(),
        "{error}, but {span:?} is not in the input"
    );
}

/// Rebuilds the one document that `bytes` are.
fn read(bytes: &[u8]) -> Result<Value, Error> {
    let mut events = Events {
        bytes,
        reader: Reader::new(bytes),
        passed: 0,
    };
    let first = events.next()?;
    let value = events.value(first)?;
    assert!(
        events.reader.is_done(),
        "the value ended, but not the document"
    );
    events.reader.end()?;
    Ok(value)
}

/// The reader's events, each checked against the bytes it is said to stand for.
struct Events<'a> {
    bytes: &'a [u8],
    reader: Reader<'a>,
    /// Where the last event ended, since the next one cannot begin before that.
    passed: usize,
}

impl<'a> Events<'a> {
    fn next(&mut self) -> Result<Event<'a>, Error> {
        assert!(
            !self.reader.is_done(),
            "the document ended before its value did"
        );
        let (event, span) = self.reader.next()?;
        assert!(self.passed <= span.start, "{event:?} at {span:?} goes back");
        assert_eq!(
            span.end,
            self.reader.offset(),
            "{event:?} at {span:?} ends elsewhere"
        );
        self.assert_stands_at(&event, span);
        self.passed = span.end;
        Ok(event)
    }

    fn assert_stands_at(&self, event: &Event<'a>, span: Span) {
        let written = self.bytes.get(span.start..span.end);
        let written =
            written.unwrap_or_else(|| panic!("{event:?} at {span:?} is not in the input"));
        match punctuation(event) {
            Some(byte) => assert_eq!(written, [byte], "{event:?} at {span:?}"),
            None => {
                let alone: Value = serde_json::from_slice(written)
                    .unwrap_or_else(|error| panic!("{event:?} at {span:?} is no value: {error}"));
                assert_eq!(Some(alone), scalar(event), "{event:?} at {span:?}");
            }
        }
    }

    /// Rebuilds the value whose first event is `first`; a key that is repeated counts last.
    fn value(&mut self, first: Event<'a>) -> Result<Value, Error> {
        match first {
            Event::ObjectStart => self.object(),
            Event::ArrayStart => self.array(),
            Event::Key(_) | Event::ObjectEnd | Event::ArrayEnd => {
                panic!("{first:?} where a value is due")
            }
            Event::String(_) | Event::Number(_) | Event::Bool(_) | Event::Null => {
                Ok(scalar(&first).expect("these are the scalars"))
            }
        }
    }

    fn object(&mut self) -> Result<Value, Error> {
        let mut members = Map::new();
        loop {
            match self.next()? {
                Event::ObjectEnd => return Ok(Value::Object(members)),
                Event::Key(key) => {
                    let first = self.next()?;
                    members.insert(key.decode().into_owned(), self.value(first)?);
                }
                other => panic!("{other:?} where a key is due"),
            }
        }
    }

    fn array(&mut self) -> Result<Value, Error> {
        let mut elements = Vec::new();
        loop {
            match self.next()? {
                Event::ArrayEnd => return Ok(Value::Array(elements)),
                first => elements.push(self.value(first)?),
            }
        }
    }
}

fn punctuation(event: &Event<'_>) -> Option<u8> {
    match event {
        Event::ObjectStart => Some(b'{'),
        Event::ObjectEnd => Some(b'}'),
        Event::ArrayStart => Some(b'['),
        Event::ArrayEnd => Some(b']'),
        Event::Key(_) | Event::String(_) | Event::Number(_) | Event::Bool(_) | Event::Null => None,
    }
}

fn scalar(event: &Event<'_>) -> Option<Value> {
    match event {
        Event::Key(text) | Event::String(text) => Some(Value::from(text.decode())),
        Event::Number(number) => Some(number_value(number)),
        Event::Bool(value) => Some(Value::from(*value)),
        Event::Null => Some(Value::Null),
        Event::ObjectStart | Event::ObjectEnd | Event::ArrayStart | Event::ArrayEnd => None,
    }
}

/// Sizes in bytes have to be exact; any other number is what `serde_json` makes of its digits.
fn number_value(number: &Number<'_>) -> Value {
    let digits = number.as_str();
    let value: Value = serde_json::from_str(digits).expect("the reader gives only whole numbers");
    assert_eq!(number.as_u64(), value.as_u64(), "{digits} as an integer");
    value
}
