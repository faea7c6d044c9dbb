//! Which rules are judged by, and how bad it is to break each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rule::Rule;
use super::table::RULES;
use crate::finding::{Level, Profile, RuleMeta};

/// Rules with their levels: those of a profile, and what was chosen otherwise.
///
/// ```
/// use icecore::dump::Dump;
/// use icecore::finding::{Level, Profile};
/// use icecore::rules::{Judge, RuleSet, find};
///
/// let unknown_field = find("unknown-field").unwrap();
/// let mut rules = RuleSet::of(Profile::Observed);
/// rules.set(&unknown_field.meta, Level::Error);
///
/// let dump = Dump::from_slice(br#"{"JobList": [], "Markr": null}"#);
/// let page = dump.pages().next().unwrap()?;
/// assert_eq!(Judge::new(rules).page(&page)[0].level, Level::Error);
/// # Ok::<(), icecore::dump::Fault>(())
/// ```
///
/// A rule that is turned off is not told of, and no other rule tells of the same fault instead: it is
/// still spoken for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Form", into = "Form")]
pub struct RuleSet {
    profile: Profile,
    /// In the order of [`RULES`].
    levels: Vec<Level>,
}

impl RuleSet {
    /// All rules, at their levels in this profile.
    #[must_use]
    pub fn of(profile: Profile) -> Self {
        RuleSet { profile, levels: RULES.iter().map(|rule| rule.meta.levels.of(profile)).collect() }
    }

    /// The profile, which also decides what is usual where a rule needs to know that.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// How bad it is to break a rule.
    #[must_use]
    pub fn level(&self, rule: &RuleMeta) -> Level {
        place_of(rule).map_or(Level::Off, |place| self.levels[place])
    }

    /// Chooses how bad it is.
    pub fn set(&mut self, rule: &RuleMeta, level: Level) {
        if let Some(place) = place_of(rule) {
            self.levels[place] = level;
        }
    }

    /// The rules that have to look at jobs, pages and listings: also those that are only silent.
    pub(super) fn looking(&self) -> impl Iterator<Item = (&'static Rule, Level)> + '_ {
        let with_levels = RULES.iter().zip(self.levels.iter().copied());
        with_levels.filter(|(rule, level)| {
            *level > Level::Off || rule.meta.levels.of(self.profile) > Level::Off
        })
    }
}

impl Default for RuleSet {
    fn default() -> Self {
        RuleSet::of(Profile::default())
    }
}

impl From<Profile> for RuleSet {
    fn from(profile: Profile) -> Self {
        RuleSet::of(profile)
    }
}

fn place_of(rule: &RuleMeta) -> Option<usize> {
    RULES.iter().position(|known| known.meta.id == rule.id)
}

/// How a set is written down: a later program may know more rules.
#[derive(Deserialize, Serialize)]
struct Form {
    profile: Profile,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    chosen: BTreeMap<String, Level>,
}

impl From<RuleSet> for Form {
    fn from(rules: RuleSet) -> Self {
        let RuleSet { profile, levels } = rules;
        let chosen = RULES
            .iter()
            .zip(levels)
            .filter(|(rule, level)| rule.meta.levels.of(profile) != *level)
            .map(|(rule, level)| (rule.meta.id.to_owned(), level))
            .collect();
        Form { profile, chosen }
    }
}

impl TryFrom<Form> for RuleSet {
    type Error = String;

    fn try_from(form: Form) -> Result<Self, String> {
        let mut rules = RuleSet::of(form.profile);
        for (id, level) in form.chosen {
            let place = RULES.iter().position(|rule| rule.meta.id == id);
            rules.levels[place.ok_or_else(|| format!("this program has no rule `{id}`"))?] = level;
        }
        Ok(rules)
    }
}
