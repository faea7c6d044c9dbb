//! A view, walked over and turned into something to compare.

use std::collections::BTreeMap;

use icecore::dump::Dump;
use icecore::model::{Job, Member, Oddity, State, View, Visit};
use serde_json::{Value, json};

/// What [`View::visit`] showed of one job.
#[derive(Default)]
pub struct Walk {
    /// The members by pointer; none for those that are absent.
    pub members: BTreeMap<String, Option<Value>>,
    /// The oddities.
    pub oddities: Vec<Oddity>,
    /// Pointers that came up twice.
    pub repeated: Vec<String>,
}

impl Walk {
    pub fn of(job: &Job<'_>) -> Self {
        let mut walk = Walk::default();
        job.visit(None, &mut walk);
        walk
    }

    /// The pointers of the members that are there.
    pub fn set(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.members.iter().filter_map(|(pointer, value)| Some((pointer, value.as_ref()?)))
    }
}

impl<'m, 'a> Visit<'m, 'a> for Walk {
    fn member(&mut self, member: Member<'m, 'a>) {
        let pointer = member.pointer.into_owned();
        let value = match member.state {
            State::Absent => None,
            State::Null => Some(Value::Null),
            State::Text(text) => Some(text.decode().into()),
            State::Integer(integer) => Some(integer.into()),
            State::Boolean(boolean) => Some(boolean.into()),
            State::Nested => Some(json!("nested")),
            State::Malformed(malformed) => Some(json!(format!("malformed: {}", malformed.found))),
        };
        assert_eq!(value.is_none(), member.span.is_none(), "{pointer}");
        if self.members.insert(pointer.clone(), value).is_some() {
            self.repeated.push(pointer);
        }
    }

    fn oddity(&mut self, oddity: &'m Oddity) {
        self.oddities.push(oddity.clone());
    }
}

/// Reads one job, which stands in a page because a job with few keys is not recognised alone.
pub fn with_job<T>(job: &str, look: impl FnOnce(&Job<'_>) -> T) -> T {
    let page = format!(r#"{{"JobList": [{job}]}}"#);
    let dump = Dump::from_slice(page.as_bytes());
    let pages: Vec<_> = dump.pages().collect::<Result<_, _>>().expect("a page");
    look(&pages[0].jobs()[0])
}
