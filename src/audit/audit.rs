//! The audit: dumps in, findings and totals out.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::again::Again;
use super::archive_ids::read_again;
use super::feed::{Source, WINDOW};
use super::first_jobs::first_jobs;
use super::form::Form;
use super::job_entry::JobEntry;
use super::join::Join;
use super::located::Located;
use super::of_listing::{self, Files, Reopen};
use super::once::{count_once, superseded_by_file};
use super::part::Shown;
use super::told::Told;
use super::totals::Totals;
use super::worker::{RulesIn, Settings};
use crate::dump::{Dump, Error};
use crate::filter::Filter;
use crate::ledger::{TextPlace, UnreadId};
use crate::listing::{Collector, Listing, Scope, Unmergeable};
use crate::model::Timestamp;
use crate::rules::{RuleSet, judge_listing};

/// Judges dumps, one after the other, and adds up what they hold.
///
/// ```
/// use icecore::audit::Audit;
/// use icecore::dump::Dump;
/// use icecore::finding::Profile;
///
/// let dump = Dump::from_slice(br#"{"JobList": [{"Action": "Select"}]}"#);
/// let mut audit = Audit::new(Profile::Observed);
/// audit.dump("page.json", &dump, &mut |found| {
///     println!("{}:{}: {}", found.file, found.position.line, found.finding.message);
/// });
/// let audited = audit.finish(&mut |_, look| {
///     look(&dump);
///     Ok(())
/// });
/// assert_eq!(audited.totals.summary().jobs, 1);
/// ```
///
/// What an audit has come to at the end of a file is a partial result. It can be written down with
/// serde, read back, on another machine too, and merged with those of the files that follow:
///
/// ```
/// use icecore::audit::Audit;
/// use icecore::dump::Dump;
/// use icecore::finding::Profile;
///
/// let part = |name: &str| {
///     let mut audit = Audit::new(Profile::Observed);
///     audit.dump(name, &Dump::from_slice(br#"{"JobList": []}"#), &mut |_| {});
///     serde_json::to_string(&audit)
/// };
/// let (one, two) = (part("page-1.json")?, part("page-2.json")?);
/// let one: Audit = serde_json::from_str(&one)?;
/// let both = one.merge(serde_json::from_str(&two)?)?;
/// assert_eq!(both.into_listing().files().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Audit {
    pub(super) settings: Settings,
    /// The bytes of a window, if the usual number is not wanted.
    pub(super) window: Option<usize>,
    pub(super) totals: Totals,
    pub(super) of_sources: Vec<Located>,
    pub(super) collector: Collector,
    /// The sources that could be opened, and how many documents each has.
    pub(super) begun: Vec<(usize, usize)>,
    /// How many sources there were.
    pub(super) sources: usize,
}

/// What is known when all dumps were judged.
#[derive(Debug)]
pub struct Audited {
    /// What the dumps hold, in numbers, as it is saved.
    pub totals: Totals,
    /// The same with each job counted once, in its latest state, if a ledger is kept; a JobId names one
    /// job, and with [`Scope::File`] one in each file. Files, pages, findings and dates are as in the other.
    pub once: Option<Totals>,
    /// What the rules about listings found, in the order of the input.
    pub of_listings: Vec<Located>,
    /// What the rules about the source found, in the order of the input.
    pub of_sources: Vec<Located>,
    /// The pages, put together.
    pub listing: Listing,
    /// The first jobs, each once and in its latest state, in the order of their listings; as many as
    /// [`Audit::with_first_jobs`] asked for.
    pub first_jobs: Vec<JobEntry>,
    /// Files that could not be read again: their findings tell no place.
    pub errors: Vec<Error>,
    /// Of each file the number of its source, where they were judged as sources.
    sources: Vec<usize>,
}

impl Audited {
    /// Reads the `ArchiveId`s that `Coverage` is about to tell: a ledger keeps
    /// only where they stand. `sources` are all that were judged, in their order, and `unread` is in the order
    /// of the input. Returns also files that cannot be read, or have changed meanwhile; what stood there is
    /// missing.
    #[must_use]
    pub fn read_archive_ids(
        &self,
        unread: &[UnreadId],
        sources: &[(String, Source<'_>)],
    ) -> (BTreeMap<UnreadId, String>, Vec<Error>) {
        let Some(ledger) = self.totals.ledger() else { return Default::default() };
        let source = |file| self.sources.get(file as usize).copied().unwrap_or(file as usize);
        read_again(unread, ledger.retrievals(), sources, source)
    }
}

impl Audit {
    /// An audit by the rules of this profile, or by a set of them.
    #[must_use]
    pub fn new(rules: impl Into<RuleSet>) -> Self {
        let settings = Settings { rules: rules.into(), ..Settings::default() };
        Audit { settings, ..Audit::default() }
    }

    /// Judges each file by rules of its own, told its name. Rules about listings go by those that the audit
    /// was made with.
    #[must_use]
    pub fn rules_in(mut self, rules_in: impl Fn(&str) -> RuleSet + Send + Sync + 'static) -> Self {
        self.settings.rules_in = Some(RulesIn(Arc::new(rules_in)));
        self
    }

    /// Reads and judges every job the plain way, as if there was no fast path. What is found is the
    /// same; this is for measuring and for holding one against the other.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.settings.is_plain = true;
        self
    }

    /// Leaves the excerpts of what is found in files empty: they are cut out for people, and cost about
    /// as much as everything else about a finding.
    #[must_use]
    pub fn without_excerpts(mut self) -> Self {
        self.settings.is_without_excerpts = true;
        self
    }

    /// Has what is found in files written down in this form by whoever finds it: faster, where much is
    /// found, than to be told each finding and to write it down then. It is told as
    /// [`Told::Written`]; what is found at the end of the audit is not written.
    #[must_use]
    pub fn written_by(mut self, form: &'static dyn Form) -> Self {
        self.settings.form = Some(form);
        self
    }

    /// Reads files in windows of about so many bytes. What is found does not depend on it.
    #[must_use]
    pub fn window(self, bytes: usize) -> Self {
        Audit { window: Some(bytes.max(1)), ..self }
    }

    /// Puts pages together within this scope.
    #[must_use]
    pub fn scope(self, scope: Scope) -> Self {
        Audit { collector: self.collector.scope(scope), ..self }
    }

    /// Takes fingerprints that depend on this key, 0 unless another is given; see
    /// [`Collector::fingerprint_key`].
    #[must_use]
    pub fn fingerprint_key(self, key: u64) -> Self {
        let settings = Settings { fingerprint_key: key, ..self.settings };
        let mut audit = Audit { settings, collector: self.collector.fingerprint_key(key), ..self };
        audit.totals.keep_ledger(audit.settings.new_ledger());
        audit
    }

    /// Audits as of this time: a job cannot have been created after it.
    #[must_use]
    pub fn as_of(mut self, time: Timestamp) -> Self {
        self.settings.as_of = Some(time);
        self
    }

    /// Keeps a ledger, too: bytes by tier and day, durations, failures, what is in progress and what
    /// expires, as seen from this time; see [`Audited::once`].
    #[must_use]
    pub fn with_ledger(mut self, as_of: Timestamp) -> Self {
        self.settings.ledger = Some(as_of);
        self.totals.keep_ledger(self.settings.new_ledger());
        self
    }

    /// Takes down the first so many jobs, too, each once and in its latest state; with a filter, of those that
    /// match. The files that hold them are read again for that; see [`Audited::first_jobs`].
    #[must_use]
    pub fn with_first_jobs(mut self, most: usize) -> Self {
        self.settings.first_jobs = most;
        self
    }

    /// Judges and counts only jobs that match, by what could be read of them.
    ///
    /// Pages, documents and what cannot be read are judged as before: a filter says which jobs are
    /// of interest, and not which parts of a dump may be broken.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.totals.count_matches(!filter.is_empty());
        self.settings.filter = filter;
        self
    }

    /// Judges one dump; `file` is its name in findings.
    pub fn dump(&mut self, file: &str, dump: &Dump<'_>, found: &mut dyn FnMut(&Located)) {
        let mut join = self.begin_file(file);
        let documents = join.whole(dump, &self.settings, file);
        let told = &mut |told: Told<'_>| {
            if let Told::Found(located) = told {
                found(located);
            }
        };
        self.end_file(file, dump.bytes().len(), documents, join, told);
    }

    pub(super) fn begin_file(&mut self, file: &str) -> Join {
        let number = self.collector.count_files();
        self.collector.begin_file(file);
        Join {
            file: number,
            ..Join::new(std::mem::take(&mut self.collector), std::mem::take(&mut self.totals))
        }
    }

    /// Ends a file: its findings are told, and those about its source kept until the end.
    pub(super) fn end_file(
        &mut self,
        file: &str,
        bytes: usize,
        documents: usize,
        join: Join,
        told: &mut dyn FnMut(Told<'_>),
    ) {
        let Join { collector, totals, mut held, marked, .. } = join;
        (self.collector, self.totals) = (collector, totals);
        let judge = self.settings.judge(file);
        let file: Rc<str> = file.into();
        if let Some((_, count)) = self.begun.last_mut() {
            *count = documents;
        }
        self.totals.add_file(bytes);
        held.tell_all(&file, documents, told);
        for (tally, shown) in marked {
            let finding = judge.tell(tally);
            self.totals.add_findings(finding.iter());
            self.of_sources.extend(
                finding
                    .map(|finding| Located::new(&file, Shown { finding, ..shown }, documents > 1)),
            );
        }
    }

    /// Takes in the audit of later files, made with the same settings. Audits of consecutive files can
    /// be made apart and then merged; which of them are merged first makes no difference.
    ///
    /// # Errors
    /// Where the two were made with other rules, another time, filter, scope or fingerprint key.
    pub fn merge(mut self, later: Audit) -> Result<Self, Unmergeable> {
        self.settings.check_mergeable(&later.settings)?;
        let files = self.collector.count_files();
        self.collector.merge(later.collector)?;
        let mut totals = later.totals;
        totals.shift(TextPlace { file: files, offset: 0 });
        self.totals.merge(totals);
        self.of_sources.extend(later.of_sources);
        let before = self.sources;
        self.begun.extend(later.begun.into_iter().map(|(source, count)| (before + source, count)));
        self.sources += later.sources;
        Ok(self)
    }

    /// Ends the audit: puts the pages together and judges the listings.
    ///
    /// What is found then stands in files that are no longer in memory: `reopen` lends the dump of a
    /// number again, counted from 0 in the order of the calls of [`Audit::dump`].
    #[must_use]
    pub fn finish(self, reopen: &mut Reopen<'_>) -> Audited {
        self.judge_listings(Files::Lent(reopen))
    }

    /// Ends an audit of files: puts the pages together and judges the listings. Files with such
    /// findings are read once more; `sources` are all that were judged, in their order.
    #[must_use]
    pub fn finish_files(mut self, sources: &[(String, Source<'_>)]) -> Audited {
        let begun = std::mem::take(&mut self.begun);
        let window = self.window.unwrap_or(WINDOW);
        let again = Again { sources, begun: &begun, window };
        let audited = self.judge_listings(Files::Read(again));
        Audited { sources: begun.iter().map(|(source, _)| *source).collect(), ..audited }
    }

    /// Puts the pages together, and judges nothing of that.
    #[must_use]
    pub fn into_listing(self) -> Listing {
        self.collector.stitch()
    }

    fn judge_listings(mut self, mut files: Files<'_, '_>) -> Audited {
        let listing = self.collector.stitch();
        // Both go over all jobs, and neither needs the other.
        let rules = self.settings.rules.clone();
        let superseded = || self.totals.ledger().map(|_| superseded_by_file(&listing));
        let (drafted, superseded) = rayon::join(|| judge_listing(&listing, rules), superseded);
        let (of_listings, mut errors) = of_listing::locate(&listing, drafted, &mut files);
        self.totals.add_findings(of_listings.iter().map(|located| &located.finding));
        let (totals, of_sources) = (self.totals, self.of_sources);
        let once = superseded.map(|superseded| {
            let (once, more) =
                count_once(&listing, &superseded, &self.settings, &totals, &mut files);
            errors.extend(more);
            once
        });
        let (jobs, more) = match self.settings.first_jobs {
            0 => (Vec::new(), Vec::new()),
            most => first_jobs(&listing, &self.settings, most, &mut files),
        };
        errors.extend(more);
        let sources = Vec::new();
        Audited {
            totals,
            once,
            of_listings,
            of_sources,
            listing,
            first_jobs: jobs,
            errors,
            sources,
        }
    }
}
