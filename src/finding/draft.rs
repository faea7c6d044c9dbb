//! The one way to report something: a place and a message first, the rest if there is more to say.

use std::borrow::Cow;
use std::fmt;

use super::level::Level;
use super::meta::RuleMeta;
use crate::dump::Place;
use crate::span::Span;

/// A place as seen from the job or page judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The bytes to underline.
    pub span: Span,
    /// The JSON pointer of the value.
    pub pointer: Cow<'static, str>,
}

impl Spot {
    /// The place of these bytes, at this pointer.
    pub fn new(span: Span, pointer: impl Into<Cow<'static, str>>) -> Self {
        Spot { span, pointer: pointer.into() }
    }
}

/// What a rule found, before it is known where in a file.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The place.
    pub spot: Spot,
    /// What is wrong there.
    pub message: String,
    /// What to do about it, if there is more to say than the rule's own help.
    pub help: Option<String>,
    /// The fields that are now spoken for, so that later rules are silent about them.
    pub about: Vec<Cow<'static, str>>,
}

impl Draft {
    /// Says what to do, instead of the rule's own help.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Names further fields, by their pointers, that later rules are to be silent about.
    pub fn about(&mut self, fields: impl IntoIterator<Item = &'static str>) -> &mut Self {
        self.about.extend(fields.into_iter().map(Cow::Borrowed));
        self
    }
}

/// Collects what the rules find.
#[derive(Debug, Default)]
pub struct Drafts {
    drafts: Vec<Draft>,
}

impl Drafts {
    /// Reports something. The field at the spot is then spoken for.
    pub fn report(&mut self, spot: Spot, message: impl Into<String>) -> &mut Draft {
        let about = vec![spot.pointer.clone()];
        self.drafts.push(Draft { spot, message: message.into(), help: None, about });
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }

    /// Reports something about a field, at a spot that is not its own, since it is missing. Only the
    /// field is then spoken for.
    pub fn report_about(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        spot: Spot,
        message: impl Into<String>,
    ) {
        self.report(spot, message).about = vec![field.into()];
    }

    /// Whether nothing was reported.
    pub(crate) fn is_empty(&self) -> bool {
        self.drafts.is_empty()
    }

    /// Takes out what was reported.
    pub fn drain(&mut self) -> impl Iterator<Item = Draft> + '_ {
        self.drafts.drain(..)
    }
}

/// One thing that was found, and where.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static RuleMeta,
    /// How bad it is, in the profile judged by.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Where.
    pub place: Place,
    /// The job it is about, if it has an identifier.
    pub job_id: Option<String>,
    /// The vault of that job.
    pub vault_arn: Option<String>,
    /// The token that the page ends with which it is about, if it is about one: its `Marker` or `NextToken`.
    pub token: Option<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { rule, level, message, place, .. } = self;
        write!(f, "{level}[{}]: {message} (at byte {}", rule.id, place.span.start)?;
        if !place.pointer.is_empty() {
            write!(f, ", {}", place.pointer)?;
        }
        if let Some(inner) = &place.inner {
            write!(f, ", there {inner}")?;
        }
        f.write_str(")")
    }
}
