//! What `check` says of the sample that breaks a rule. The sample is checked each time it is asked for, so
//! that what is shown is what is said.

use super::check_human::HumanCheck;
use crate::audit::{Audit, Located};
use crate::dump::Dump;
use crate::finding::{Profile, RuleMeta};

/// The finding that a failing sample gives, and how to get it.
pub(super) struct Specimen {
    located: Located,
    /// The options of `check` that give it.
    options: &'static str,
}

impl Specimen {
    /// Checks the failing sample of a rule.
    pub(super) fn of(meta: &'static RuleMeta) -> Option<Self> {
        let document = meta.fail.to_document();
        WAYS.iter().find_map(|way| {
            let found = way.check(&document);
            let located = found.into_iter().find(|it| it.finding.rule.id == meta.id)?;
            Some(Specimen { located, options: way.options })
        })
    }

    /// What is wrong with the sample.
    pub(super) fn message(&self) -> &str {
        &self.located.finding.message
    }

    /// What is typed and what `check` says to it, on a terminal of so many columns, with ANSI styles.
    pub(super) fn transcript(&self, width: usize) -> String {
        let id = self.located.finding.rule.id;
        let print = format!("$ icecore explain {id} --sample fail |");
        let check = format!("icecore check -{}", self.options);
        let joint = match print.len() + 1 + check.len() <= width {
            true => " ",
            false => "\n    ",
        };
        let mut out = format!("{print}{joint}{check}\n").into_bytes();
        // Memory can be written to.
        let _ = HumanCheck::new(Some(width)).write_finding(&mut out, &self.located);
        String::from_utf8_lossy(&out).trim_end().to_owned()
    }
}

/// A way to check a sample.
struct Way {
    profile: Profile,
    as_of: Option<&'static str>,
    /// The same, as options.
    options: &'static str,
}

/// From the plainest on: a rule may be off by default, or need to know the time.
const WAYS: [Way; 3] = [
    Way { profile: Profile::Observed, as_of: None, options: "" },
    Way { profile: Profile::Documented, as_of: None, options: " --profile documented" },
    Way {
        profile: Profile::Observed,
        as_of: Some("2024-03-09T00:00:00Z"),
        options: " --as-of 2024-03-09T00:00:00Z",
    },
];

impl Way {
    fn check(&self, document: &str) -> Vec<Located> {
        let mut audit = Audit::new(self.profile);
        if let Some(time) = self.as_of.and_then(|time| time.parse().ok()) {
            audit = audit.as_of(time);
        }
        let dump = Dump::from_slice(document.as_bytes());
        let mut found = Vec::new();
        audit.dump("<stdin>", &dump, &mut |located| found.push(located.clone()));
        let audited = audit.finish(&mut |_, look| {
            look(&dump);
            Ok(())
        });
        found.extend(audited.of_listings);
        found.extend(audited.of_sources);
        found
    }
}
