//! Audits written down and read back, so that parts made on several machines can be merged.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::audit::Audit;
use super::located::Located;
use super::totals::Totals;
use super::worker::Settings;
use crate::listing::{Collector, Difference, Unmergeable};

/// The form in which audits are written: another number for each change of it.
const VERSION: u32 = 4;

/// The version stands first, also where members are sorted by their names.
#[derive(Serialize)]
struct Form<'a> {
    audit_version: u32,
    settings: &'a Settings,
    totals: &'a Totals,
    of_sources: &'a [Located],
    collector: &'a Collector,
    begun: &'a [(usize, usize)],
    sources: usize,
}

#[derive(Deserialize)]
struct OwnedForm {
    #[serde(rename = "audit_version", deserialize_with = "version")]
    _version: (),
    settings: Settings,
    totals: Totals,
    of_sources: Vec<Located>,
    collector: Collector,
    begun: Vec<(usize, usize)>,
    sources: usize,
}

impl Serialize for Audit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = Form {
            audit_version: VERSION,
            settings: &self.settings,
            totals: &self.totals,
            of_sources: &self.of_sources,
            collector: &self.collector,
            begun: &self.begun,
            sources: self.sources,
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Audit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = OwnedForm::deserialize(deserializer)?;
        let OwnedForm { settings, totals, of_sources, collector, begun, sources, .. } = form;
        if !begun.is_sorted() || begun.last().is_some_and(|(source, _)| *source >= sources) {
            return Err(D::Error::custom("the files of the audit contradict each other"));
        }
        Ok(Audit { settings, totals, of_sources, collector, begun, sources, window: None })
    }
}

fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    match u32::deserialize(deserializer)? {
        VERSION => Ok(()),
        other => Err(D::Error::custom(format!(
            "the audit is written in form {other}, and this program reads form {VERSION}"
        ))),
    }
}

impl Settings {
    /// Whatever findings depend on has to be the same in both.
    pub fn check_mergeable(&self, later: &Settings) -> Result<(), Unmergeable> {
        let [one, other] = [self, later].map(|settings| settings.rules.profile().as_str());
        if one != other {
            return Err(Difference::Profile(one, other).into());
        }
        if self.rules != later.rules {
            return Err(Difference::Levels.into());
        }
        if self.as_of != later.as_of {
            return Err(Difference::AsOf(self.as_of, later.as_of).into());
        }
        if self.ledger != later.ledger {
            return Err(Difference::Ledger(self.ledger, later.ledger).into());
        }
        match self.filter == later.filter {
            true => Ok(()),
            false => Err(Difference::Filter.into()),
        }
    }
}
