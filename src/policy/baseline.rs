//! What was found before, in a file that is kept with the dumps: only what is new is told.
//!
//! ```json
//! {
//!   "baseline_version": 1,
//!   "findings": [
//!     {"rule":"tree-hash-format","path":"page.json","vault_arn":"…","job_id":"…","pointer":"/SHA256TreeHash","count":1},
//!     {"rule":"invalid-json","path":"cut.json","count":1}
//!   ]
//! }
//! ```
//!
//! One finding stands on a line, so that a change of the file can be read. A job's is known by rule,
//! vault, JobId and pointer, wherever the job is saved, and `path` says only where it was; any other by rule,
//! path and the page's `token`.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::identity::{About, Identity};
use crate::rules::{RULES, find, nearest};

/// The form of the file: another number for each change of it.
const VERSION: u32 = 1;

/// Findings that are known.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    known: HashMap<Identity, Known>,
}

#[derive(Clone, Debug, Default)]
struct Known {
    /// The files that it was found in, and how often: a job may be saved in several.
    places: BTreeMap<String, u64>,
    /// How many were met in this run.
    met: u64,
}

/// Something that is in the baseline and was not found any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// By what it would be known.
    pub identity: Identity,
    /// The file that it was in.
    pub path: String,
    /// How many are gone.
    pub count: u64,
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// If it is not JSON, not a baseline, of another version, or names a rule that is not there.
    pub fn read(json: &[u8]) -> Result<Self, BaselineError> {
        let Version { baseline_version } = serde_json::from_slice(json)?;
        if baseline_version != VERSION {
            return Err(BaselineError::Version(baseline_version));
        }
        let form: Form<'_> = serde_json::from_slice(json)?;
        let mut baseline = Baseline::default();
        for entry in form.findings {
            let (identity, path, count) = entry.into_parts()?;
            *baseline.known.entry(identity).or_default().places.entry(path).or_default() += count;
        }
        Ok(baseline)
    }

    /// Writes the baseline, sorted by path, rule and job.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut sorted: BTreeMap<(&str, &Identity), u64> = BTreeMap::new();
        for (identity, known) in &self.known {
            let places = known.places.iter();
            sorted.extend(places.map(|(path, count)| ((path.as_str(), identity), *count)));
        }
        write!(out, "{{\n  \"baseline_version\": {VERSION},\n  \"findings\": [")?;
        for (index, ((path, identity), count)) in sorted.into_iter().enumerate() {
            let joint = if index == 0 { "\n    " } else { ",\n    " };
            out.write_all(joint.as_bytes())?;
            serde_json::to_writer(&mut *out, &Entry::of(identity, path, count))?;
        }
        let end = if self.known.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" };
        out.write_all(end.as_bytes())
    }

    /// How many findings are known.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.known.values().map(Known::count).sum()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Adds a finding in the file of this path.
    pub fn add(&mut self, identity: Identity, path: &str) {
        *self.known.entry(identity).or_default().places.entry(path.to_owned()).or_default() += 1;
    }

    /// Meets a finding; tells whether it is known, and no more often than it is known.
    pub fn meet(&mut self, identity: &Identity) -> bool {
        match self.known.get_mut(identity).filter(|known| known.met < known.count()) {
            Some(known) => {
                known.met += 1;
                true
            }
            None => false,
        }
    }

    /// Keeps what another baseline knows, where this holds for a finding and the path of its file.
    pub fn keep(&mut self, before: &Baseline, is_kept: impl Fn(&Identity, &str) -> bool) {
        for (identity, known) in &before.known {
            let kept = known.places.iter().filter(|(path, _)| is_kept(identity, path));
            for (path, count) in kept {
                let places = &mut self.known.entry(identity.clone()).or_default().places;
                let now = places.entry(path.clone()).or_default();
                *now = (*now).max(*count);
            }
        }
    }

    /// What was not met, where this holds for the finding and the paths of all its files.
    pub fn stale(&self, is_judged: impl Fn(&Identity, &str) -> bool) -> Vec<Stale> {
        let mut stale: Vec<Stale> = self
            .known
            .iter()
            .filter(|(identity, known)| {
                known.met < known.count()
                    && known.places.keys().all(|path| is_judged(identity, path))
            })
            .map(|(identity, known)| Stale {
                identity: identity.clone(),
                path: known.places.keys().next().cloned().unwrap_or_default(),
                count: known.count() - known.met,
            })
            .collect();
        stale.sort_by(|one, other| (&one.path, &one.identity).cmp(&(&other.path, &other.identity)));
        stale
    }
}

impl Known {
    fn count(&self) -> u64 {
        self.places.values().sum()
    }
}

/// Why a file is no baseline.
#[derive(Debug)]
#[non_exhaustive]
pub enum BaselineError {
    /// It cannot be read as one.
    Form(serde_json::Error),
    /// It was written in another version of the form.
    Version(u32),
    /// It names a rule that is not there.
    Rule(String),
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BaselineError::Form(error) => write!(f, "it is not a baseline: {error}"),
            BaselineError::Version(version) => write!(
                f,
                "the baseline is of version {version}, and this program reads version {VERSION}; \
                 write it anew with `--write-baseline`"
            ),
            BaselineError::Rule(rule) => {
                write!(f, "the baseline names a rule `{rule}` that this program does not have")?;
                let known = nearest(rule, RULES.iter().map(|rule| rule.meta.id));
                known.map_or(Ok(()), |known| write!(f, "; did you mean `{known}`?"))
            }
        }
    }
}

impl std::error::Error for BaselineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BaselineError::Form(error) => Some(error),
            BaselineError::Version(_) | BaselineError::Rule(_) => None,
        }
    }
}

impl From<serde_json::Error> for BaselineError {
    fn from(error: serde_json::Error) -> Self {
        BaselineError::Form(error)
    }
}

/// What every version has.
#[derive(Deserialize)]
struct Version {
    baseline_version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form<'j> {
    #[serde(rename = "baseline_version")]
    _version: u32,
    #[serde(borrow)]
    findings: Vec<Entry<'j>>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry<'e> {
    #[serde(borrow)]
    rule: Text<'e>,
    #[serde(borrow)]
    path: Text<'e>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    vault_arn: Option<Text<'e>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    job_id: Option<Text<'e>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pointer: Option<Text<'e>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    token: Option<Text<'e>>,
    count: u64,
}

type Text<'t> = std::borrow::Cow<'t, str>;

impl<'e> Entry<'e> {
    fn of(identity: &'e Identity, path: &'e str, count: u64) -> Self {
        let mut entry = Entry {
            rule: identity.rule.into(),
            path: path.into(),
            vault_arn: None,
            job_id: None,
            pointer: None,
            token: None,
            count,
        };
        match &identity.about {
            About::Job { vault_arn, job_id, pointer } => {
                entry.vault_arn = vault_arn.as_deref().map(Text::from);
                entry.job_id = Some(job_id.into());
                entry.pointer = Some(pointer.into());
            }
            About::Place { token, .. } => entry.token = token.as_deref().map(Text::from),
        }
        entry
    }

    fn into_parts(self) -> Result<(Identity, String, u64), BaselineError> {
        let rule = find(&self.rule).ok_or_else(|| BaselineError::Rule(self.rule.to_string()))?;
        let path = self.path.into_owned();
        let about = match self.job_id {
            Some(job_id) => About::Job {
                vault_arn: self.vault_arn.map(Text::into_owned),
                job_id: job_id.into_owned(),
                pointer: self.pointer.map(Text::into_owned).unwrap_or_default(),
            },
            None => About::Place { path: path.clone(), token: self.token.map(Text::into_owned) },
        };
        Ok((Identity { rule: rule.meta.id, about }, path, self.count))
    }
}
