//! What the judge asks for each job and page, of each rule that looks at them.

use super::missing_field;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, RuleMeta};

/// A rule that looks at jobs or pages: all that is asked of it for each of them, in one place.
#[derive(Debug)]
pub(super) struct Active {
    pub meta: &'static RuleMeta,
    /// At [`Level::Off`] it only speaks for what it finds, and does not tell it.
    pub level: Level,
    pub check: fn(&Subject<'_, '_>, &mut Drafts),
    pub scope: Scope,
}

/// What a rule is not about.
#[derive(Debug)]
pub(super) struct Scope {
    spares_pages: bool,
    /// Of a job that was cut off, only what is there can be judged.
    spares_cut: bool,
    /// A simulator's values are not Glacier's, so only its JSON is judged.
    spares_simulated: bool,
}

impl Active {
    pub fn of(rule: &'static Rule, level: Level) -> Option<Self> {
        let (Check::Subject(check) | Check::Job(check)) = rule.check else {
            return None;
        };
        let group = rule.meta.group;
        let scope = Scope {
            spares_pages: matches!(rule.check, Check::Job(_)),
            spares_cut: group == Group::Job || rule.meta.id == missing_field::ID,
            spares_simulated: matches!(group, Group::Value | Group::Job),
        };
        Some(Active { meta: &rule.meta, level, check, scope })
    }
}

impl Scope {
    pub fn holds(&self, subject: &Subject<'_, '_>) -> bool {
        !(self.spares_pages && subject.job().is_none()
            || self.spares_cut && subject.is_cut()
            || self.spares_simulated && subject.marks.simulated.is_some())
    }
}
