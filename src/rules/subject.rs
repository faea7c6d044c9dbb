//! What a rule is shown: a job or page, with what earlier rules have spoken for taken away.
//!
//! One fault is to give one finding. So a value that was reported, or that is a placeholder, is no
//! longer *sound*: the accessors here give it to no later rule.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::finding::{Draft, Drafts, Spot};
use crate::json::Text;
use crate::model::{
    Action, ByteRange, Field, Job, Member, Oddity, PageFrame, State, StatusCode, Timestamp,
    TreeHash, View, Visit,
};
use crate::span::Span;

use super::marks::Marks;

/// A job or the frame of a page, as rules see it.
pub struct Subject<'s, 'a> {
    job: Option<&'s Job<'a>>,
    is_cut: bool,
    as_of: Option<Timestamp>,
    members: Vec<Member<'s, 'a>>,
    oddities: Vec<&'s Oddity>,
    /// Fields that are spoken for, by their pointers.
    spoken: HashSet<Cow<'static, str>>,
    /// Fields that hold a default where null is meant.
    defaulted: Vec<Cow<'static, str>>,
    pub(super) marks: Marks,
}

/// A value that is right in type and form, and where it stands.
pub struct Sound<T> {
    pub value: T,
    pub spot: Spot,
}

impl<'s, 'a> Subject<'s, 'a> {
    pub(super) fn of_job(job: &'s Job<'a>, is_cut: bool, as_of: Option<Timestamp>) -> Self {
        let mut subject = Self::new(job, as_of);
        subject.job = Some(job);
        subject.is_cut = is_cut;
        subject
    }

    pub(super) fn of_frame(frame: &'s PageFrame<'a>) -> Self {
        Self::new(frame, None)
    }

    fn new(view: &'s dyn View<'a>, as_of: Option<Timestamp>) -> Self {
        let mut collector = Collector::default();
        view.visit(None, &mut collector);
        Subject {
            job: None,
            is_cut: false,
            as_of,
            members: collector.members,
            oddities: collector.oddities,
            spoken: HashSet::new(),
            defaulted: Vec::new(),
            marks: Marks::default(),
        }
    }

    /// Holds back what bears a mark, whether or not the rule that counts the marks is on.
    pub(super) fn hold_back(&mut self, marks: Marks) {
        self.defaulted.extend(marks.defaulted.iter().map(|spot| spot.pointer.clone()));
        let held = marks.redacted.iter().chain(&marks.defaulted);
        self.spoken.extend(held.map(|spot| spot.pointer.clone()));
        self.marks = marks;
    }

    /// Every documented member, whether set or not, and whether or not it was spoken for.
    pub(super) fn all_members(&self) -> &[Member<'s, 'a>] {
        &self.members
    }

    /// Silences later rules about what a finding is about.
    pub(super) fn speak_for(&mut self, draft: &Draft) {
        self.spoken.extend(draft.about.iter().cloned());
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

    /// The documented members that nobody spoke for yet, whether set or not.
    pub fn members(&self) -> impl Iterator<Item = &Member<'s, 'a>> {
        self.members.iter().filter(|member| !self.is_spoken_for(&member.pointer))
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

    fn is_spoken_for(&self, pointer: &str) -> bool {
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
        self.parsed("/Action", self.job?.action()).map(|sound| sound.value)
    }

    pub fn status(&self) -> Option<Sound<StatusCode>> {
        self.parsed("/StatusCode", self.job?.status_code())
    }

    pub fn is(&self, status: StatusCode) -> bool {
        self.status().is_some_and(|sound| sound.value == status)
    }

    pub fn creation_date(&self) -> Option<Sound<Timestamp>> {
        self.parsed("/CreationDate", self.job?.creation_date())
    }

    pub fn completion_date(&self) -> Option<Sound<Timestamp>> {
        self.parsed("/CompletionDate", self.job?.completion_date())
    }

    pub fn archive_size(&self) -> Option<Sound<u64>> {
        let field = self.job?.archive_size_in_bytes();
        self.sound("/ArchiveSizeInBytes", field, |size| Some(*size))
    }

    pub fn byte_range(&self) -> Option<Sound<ByteRange>> {
        self.parsed("/RetrievalByteRange", self.job?.retrieval_byte_range())
    }

    pub fn tree_hash(&self) -> Option<Sound<TreeHash>> {
        self.parsed("/SHA256TreeHash", self.job?.sha256_tree_hash())
    }

    pub fn archive_tree_hash(&self) -> Option<Sound<TreeHash>> {
        self.parsed("/ArchiveSHA256TreeHash", self.job?.archive_sha256_tree_hash())
    }

    fn parsed<T: std::str::FromStr>(
        &self,
        pointer: &'static str,
        field: &Field<'_, Text<'_>>,
    ) -> Option<Sound<T>> {
        self.sound(pointer, field, |text| text.decode().parse().ok())
    }
}

#[derive(Default)]
struct Collector<'s, 'a> {
    members: Vec<Member<'s, 'a>>,
    oddities: Vec<&'s Oddity>,
}

impl<'s, 'a> Visit<'s, 'a> for Collector<'s, 'a> {
    fn member(&mut self, member: Member<'s, 'a>) {
        self.members.push(member);
    }

    fn oddity(&mut self, oddity: &'s Oddity) {
        self.oddities.push(oddity);
    }
}
