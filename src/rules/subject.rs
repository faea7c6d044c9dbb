//! What a rule is shown: a job or page, with what earlier rules have spoken for taken away.
//!
//! One fault is to give one finding. So a value that was reported, or that is a placeholder, is no
//! longer *sound*: the accessors here give it to no later rule.
//!
//! What is wrong is mostly one value in twenty. So a value that is plainly sound is not put before the
//! rules about the form of values at all, and one that many rules about jobs ask for is parsed once.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

use crate::finding::{Drafts, Spot};
use crate::json::Text;
use crate::model::{
    Action, ByteRange, Field, Job, Kind, Member, Oddity, PageFrame, State, StatusCode, Timestamp,
    TreeHash, View, Visit, is_plain,
};
use crate::span::Span;

use super::marks::Marks;
use super::spoken::Spoken;
use super::suggest::Suggestions;

/// A job or the frame of a page, as rules see it.
pub struct Subject<'s, 'a> {
    job: Option<&'s Job<'a>>,
    is_cut: bool,
    as_of: Option<Timestamp>,
    /// The members whose values are not plainly sound.
    doubtful: Vec<Member<'s, 'a>>,
    oddities: Vec<&'s Oddity>,
    spoken: Spoken,
    /// Fields that hold a default where null is meant.
    defaulted: Vec<Cow<'static, str>>,
    values: Values,
    pub(super) marks: Marks,
    /// What the judge remembers from one subject to the next.
    pub(super) suggestions: RefCell<Suggestions>,
}

/// Values that many rules ask for; `None` where they cannot be parsed.
#[derive(Default)]
struct Values {
    action: OnceCell<Option<Action>>,
    status: OnceCell<Option<StatusCode>>,
    creation_date: OnceCell<Option<Timestamp>>,
    completion_date: OnceCell<Option<Timestamp>>,
    byte_range: OnceCell<Option<ByteRange>>,
    tree_hash: OnceCell<Option<TreeHash>>,
    archive_tree_hash: OnceCell<Option<TreeHash>>,
}

/// A value that is right in type and form, and where it stands.
pub struct Sound<T> {
    pub value: T,
    pub spot: Spot,
}

impl<'s, 'a> Subject<'s, 'a> {
    pub(super) fn of_job(job: &'s Job<'a>, is_cut: bool, as_of: Option<Timestamp>) -> Self {
        let mut subject = Self::new(job, Collector::default(), as_of);
        subject.job = Some(job);
        subject.is_cut = is_cut;
        subject
    }

    pub(super) fn of_frame(frame: &'s PageFrame<'a>) -> Self {
        // A list that is null is wrong, and only frames have one.
        Self::new(frame, Collector { wants_unset: true, ..Collector::default() }, None)
    }

    fn new(
        view: &'s dyn View<'a>,
        mut collector: Collector<'s, 'a>,
        as_of: Option<Timestamp>,
    ) -> Self {
        view.visit(None, &mut collector);
        Subject {
            job: None,
            is_cut: false,
            as_of,
            doubtful: collector.doubtful,
            oddities: collector.oddities,
            spoken: Spoken::default(),
            defaulted: Vec::new(),
            values: Values::default(),
            marks: Marks::default(),
            suggestions: RefCell::default(),
        }
    }

    /// Holds back what bears a mark, whether or not the rule that counts the marks is on.
    pub(super) fn hold_back(&mut self, marks: Marks) {
        self.defaulted.extend(marks.defaulted.iter().map(|spot| spot.pointer.clone()));
        let held = marks.redacted.iter().chain(&marks.defaulted);
        held.for_each(|spot| self.spoken.insert(spot.pointer.clone()));
        self.marks = marks;
    }

    /// The members whose values are not plainly sound, whether or not they were spoken for.
    pub(super) fn doubtful_members(&self) -> &[Member<'s, 'a>] {
        &self.doubtful
    }

    /// Silences later rules about these fields.
    pub(super) fn speak_for(&mut self, about: Vec<Cow<'static, str>>) {
        about.into_iter().for_each(|pointer| self.spoken.insert(pointer));
    }

    /// The known word that is nearest to this one, if one is near.
    pub fn nearest(&self, word: &str, known: &'static [&'static str]) -> Option<&'static str> {
        self.suggestions.borrow_mut().nearest(word, known)
    }

    /// The job, where the subject is one.
    pub fn job(&self) -> Option<&'s Job<'a>> {
        self.job
    }

    /// Whether the JSON breaks inside the job, so that what is missing may have been there.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The time that the dump is judged as of, where one was given.
    pub fn as_of(&self) -> Option<Timestamp> {
        self.as_of
    }

    /// Undocumented and repeated keys, nested ones included.
    pub fn oddities(&self) -> &[&'s Oddity] {
        &self.oddities
    }

    /// The documented members that nobody spoke for yet, but for those whose values are plainly sound
    /// and those that have none.
    pub fn members(&self) -> impl Iterator<Item = &Member<'s, 'a>> {
        self.doubtful.iter().filter(|member| !self.is_spoken_for(&member.pointer))
    }

    /// The strings of one kind among them, with their place.
    pub fn texts_of(&self, kind: Kind) -> impl Iterator<Item = (Cow<'s, str>, Spot)> {
        let is_it = move |member: &&Member<'s, 'a>| member.kind == kind;
        let members = self.doubtful.iter().filter(is_it);
        members.filter_map(|member| {
            let (State::Text(text), Some(span)) = (member.state, member.span) else {
                return None;
            };
            let is_new = !self.is_spoken_for(&member.pointer);
            is_new.then(|| (text.decode(), Spot::new(span, member.pointer.clone())))
        })
    }

    /// The strings among them, with their place.
    pub fn texts(&self) -> impl Iterator<Item = (&Member<'s, 'a>, Cow<'s, str>, Spot)> {
        self.members().filter_map(|member| {
            let State::Text(text) = member.state else {
                return None;
            };
            let spot = Spot::new(member.span?, member.pointer.clone());
            Some((member, text.decode(), spot))
        })
    }

    /// Whether an earlier rule spoke of a field.
    pub fn is_spoken_for(&self, pointer: &str) -> bool {
        self.spoken.contains(pointer)
    }

    /// Reports a field that is unset.
    pub fn require<T>(
        &self,
        pointer: &'static str,
        field: &Field<'_, T>,
        message: impl Into<String>,
        drafts: &mut Drafts,
    ) {
        if self.is_unset(pointer, field) {
            drafts.report_about(pointer, self.spot_of_missing(pointer, field), message);
        }
    }

    /// Where to point when a field is missing: at its null, or else at the action that needs it.
    fn spot_of_missing<T>(&self, pointer: &'static str, field: &Field<'_, T>) -> Spot {
        match (field.span(), self.job.and_then(|job| job.action().span())) {
            (Some(span), _) => Spot::new(span, pointer),
            (None, Some(action)) => Spot::new(action, "/Action"),
            (None, None) => self.start(),
        }
    }

    /// The opening brace.
    pub fn start(&self) -> Spot {
        let start = self.job.map_or(0, |job| job.span().start);
        Spot::new(Span::new(start, start + 1), "")
    }

    /// Whether a field has no value: absent, null, or a default that stands for null.
    pub fn is_unset<T>(&self, pointer: &'static str, field: &Field<'_, T>) -> bool {
        field.is_unset() || self.defaulted.iter().any(|defaulted| defaulted == pointer)
    }

    /// The place of a field that has a value which nobody spoke for yet.
    pub fn set<T>(&self, pointer: &'static str, field: &Field<'_, T>) -> Option<Spot> {
        match field {
            Field::Value(_, span) if !self.is_spoken_for(pointer) => {
                Some(Spot::new(*span, pointer))
            }
            _ => None,
        }
    }

    /// A value that nobody spoke for yet, if it is of the right form.
    pub fn sound<T, U>(
        &self,
        pointer: &'static str,
        field: &Field<'_, T>,
        parse: impl FnOnce(&T) -> Option<U>,
    ) -> Option<Sound<U>> {
        let spot = self.set(pointer, field)?;
        let value = field.value().and_then(parse)?;
        Some(Sound { value, spot })
    }

    pub fn action(&self) -> Option<Action> {
        self.parsed(&self.values.action, "/Action", self.job?.action()).map(|sound| sound.value)
    }

    pub fn status(&self) -> Option<Sound<StatusCode>> {
        self.parsed(&self.values.status, "/StatusCode", self.job?.status_code())
    }

    pub fn is(&self, status: StatusCode) -> bool {
        self.status().is_some_and(|sound| sound.value == status)
    }

    pub fn creation_date(&self) -> Option<Sound<Timestamp>> {
        self.parsed(&self.values.creation_date, "/CreationDate", self.job?.creation_date())
    }

    pub fn completion_date(&self) -> Option<Sound<Timestamp>> {
        self.parsed(&self.values.completion_date, "/CompletionDate", self.job?.completion_date())
    }

    pub fn archive_size(&self) -> Option<Sound<u64>> {
        let field = self.job?.archive_size_in_bytes();
        self.sound("/ArchiveSizeInBytes", field, |size| Some(*size))
    }

    pub fn byte_range(&self) -> Option<Sound<ByteRange>> {
        self.parsed(
            &self.values.byte_range,
            "/RetrievalByteRange",
            self.job?.retrieval_byte_range(),
        )
    }

    pub fn tree_hash(&self) -> Option<Sound<TreeHash>> {
        self.parsed(&self.values.tree_hash, "/SHA256TreeHash", self.job?.sha256_tree_hash())
    }

    pub fn archive_tree_hash(&self) -> Option<Sound<TreeHash>> {
        self.parsed(
            &self.values.archive_tree_hash,
            "/ArchiveSHA256TreeHash",
            self.job?.archive_sha256_tree_hash(),
        )
    }

    fn parsed<T: std::str::FromStr + Copy>(
        &self,
        known: &OnceCell<Option<T>>,
        pointer: &'static str,
        field: &Field<'_, Text<'_>>,
    ) -> Option<Sound<T>> {
        let parse = |text: &Text<'_>| text.decode().parse().ok();
        self.sound(pointer, field, |text| *known.get_or_init(|| parse(text)))
    }
}

#[derive(Default)]
struct Collector<'s, 'a> {
    wants_unset: bool,
    doubtful: Vec<Member<'s, 'a>>,
    oddities: Vec<&'s Oddity>,
}

impl<'s, 'a> Visit<'s, 'a> for Collector<'s, 'a> {
    fn member(&mut self, member: Member<'s, 'a>) {
        let is_doubtful = match member.state {
            State::Text(text) => !is_plain(&text.decode(), member.kind),
            State::Malformed(_) => true,
            State::Null => member.kind == Kind::List,
            State::Absent | State::Integer(_) | State::Boolean(_) | State::Nested => false,
        };
        if is_doubtful {
            self.doubtful.push(member);
        }
    }

    fn oddity(&mut self, oddity: &'s Oddity) {
        self.oddities.push(oddity);
    }

    fn wants_unset(&self) -> bool {
        self.wants_unset
    }
}
