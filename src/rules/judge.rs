//! Runs the rules over jobs, pages and faults, in their order of precedence.

use std::borrow::Cow;

use super::accept::{self, Acceptor};
use super::active::Active;
use super::marks::Marks;
use super::rule::{Check, Rule};
use super::rule_set::RuleSet;
use super::subject::Subject;
use super::suggest::Suggestions;
use super::table::RULES;
use super::{default_for_null, redacted_value, simulated_response};
use crate::decode::fast::Row;
use crate::dump::{Dump, Fault, JobSite, Page, PageSite, Place};
use crate::finding::{Drafts, Finding, Findings, Found, Level, RuleMeta, Spot};
use crate::json::Text;
use crate::model::{Field, Job, PageFrame, Timestamp};

/// Judges what a dump holds.
///
/// ```
/// use icecore::dump::Dump;
/// use icecore::finding::Profile;
/// use icecore::rules::Judge;
///
/// let dump = Dump::from_slice(br#"{"JobList": [{"Action": "Retrieval"}]}"#);
/// let mut judge = Judge::new(Profile::Observed);
/// for page in dump.pages() {
///     let findings = judge.page(&page?);
///     assert_eq!(findings.last().unwrap().rule.id, "unknown-value");
/// }
/// # Ok::<(), icecore::dump::Fault>(())
/// ```
#[derive(Debug)]
pub struct Judge {
    set: RuleSet,
    as_of: Option<Timestamp>,
    /// The same in milliseconds since 1970; without one, the end of time.
    as_of_millis: i64,
    tallies: Vec<Tally>,
    acceptor: Acceptor,
    /// The rules that look at jobs and pages.
    rules: Vec<Active>,
    suggestions: Suggestions,
    /// Empty between two subjects; kept for its memory.
    drafts: Drafts,
}

/// What a rule about the source has found in a file, or in a part of one.
#[derive(Clone, Debug)]
pub struct Tally {
    rule: &'static Rule,
    first: Place,
    names: Names<'static>,
    count: u64,
}

impl Tally {
    /// Where the first mark stands.
    #[must_use]
    pub fn first(&self) -> &Place {
        &self.first
    }

    /// The same, to be told as seen from elsewhere.
    pub fn first_mut(&mut self) -> &mut Place {
        &mut self.first
    }

    /// Takes in what the same rule has found in a later part; tells whether it is the same rule.
    pub fn merge(&mut self, later: &Tally) -> bool {
        let is_same = self.rule.meta.id == later.rule.meta.id;
        self.count += if is_same { later.count } else { 0 };
        is_same
    }
}

/// What a job or a page is called in findings.
#[derive(Clone, Debug, Default)]
struct Names<'n> {
    job_id: Option<Cow<'n, str>>,
    vault_arn: Option<Cow<'n, str>>,
    token: Option<Cow<'n, str>>,
}

impl<'n> Names<'n> {
    fn of(job: &'n Job<'_>) -> Self {
        let (job_id, vault_arn) = (name(job.job_id()), name(job.vault_arn()));
        Names { job_id, vault_arn, token: None }
    }

    fn of_page(frame: &'n PageFrame<'_>) -> Self {
        let token = name(frame.marker()).or_else(|| name(frame.next_token()));
        Names { token, ..Names::default() }
    }

    fn lent(&self) -> Names<'_> {
        Names {
            job_id: self.job_id.as_deref().map(Cow::Borrowed),
            vault_arn: self.vault_arn.as_deref().map(Cow::Borrowed),
            token: self.token.as_deref().map(Cow::Borrowed),
        }
    }

    fn into_owned(self) -> Names<'static> {
        let own = |name: Option<Cow<'n, str>>| name.map(|name| Cow::Owned(name.into_owned()));
        Names { job_id: own(self.job_id), vault_arn: own(self.vault_arn), token: own(self.token) }
    }
}

impl Judge {
    /// A judge by the rules of this profile, or by a set of them.
    #[must_use]
    pub fn new(rules: impl Into<RuleSet>) -> Self {
        let set = rules.into();
        let rules = set.looking().filter_map(|(rule, level)| Active::of(rule, level)).collect();
        Judge {
            set,
            as_of: None,
            as_of_millis: i64::MAX,
            tallies: Vec::new(),
            acceptor: Acceptor::default(),
            rules,
            suggestions: Suggestions::default(),
            drafts: Drafts::default(),
        }
    }

    /// What it judges by.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        &self.set
    }

    /// Judges as of this time: a job cannot have been created after it.
    #[must_use]
    pub fn as_of(mut self, time: Timestamp) -> Self {
        self.as_of = Some(time);
        self.as_of_millis = time.unix_millis();
        self
    }

    /// Judges a page held in memory: each of its jobs, then its frame.
    ///
    /// What the rules about the source say comes with [`Judge::end_of_file`].
    pub fn page(&mut self, page: &Page<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (job, site) in page.jobs_and_sites() {
            self.job(job, site, &mut findings);
        }
        self.frame(page.frame(), page.site(), &mut findings);
        findings
    }

    /// Judges a job.
    pub fn job(&mut self, job: &Job<'_>, site: JobSite<'_>, findings: &mut Vec<Finding>) {
        self.any_job(job, false, site, findings);
    }

    /// Judges a job of which nobody may need the findings for longer than it takes to tell them.
    ///
    /// A job in which the JSON breaks is judged by what could be read of it.
    pub(crate) fn any_job(
        &mut self,
        job: &Job<'_>,
        is_cut: bool,
        site: JobSite<'_>,
        findings: &mut dyn Findings,
    ) {
        let locate = |spot: &Spot| site.place(spot.span, &spot.pointer);
        let names = || Names::of(job);
        self.subject(Subject::of_job(job, is_cut, self.as_of), &locate, &names, findings);
    }

    /// Whether it is plain that no rule objects to a job that the fast path read from `bytes`; `false`
    /// leaves it to [`Judge::job`].
    #[inline(always)]
    pub fn accept(&mut self, row: &Row, bytes: &[u8]) -> bool {
        let Some(word) = self.acceptor.read(row, bytes, self.as_of_millis) else {
            return false;
        };
        match self.acceptor.verdict(word) {
            Some(verdict) => verdict,
            None => self.meet(word, row, bytes),
        }
    }

    /// Whether it is plain that no rule objects to the frame of a page.
    #[must_use]
    pub fn accepts_frame(frame: &PageFrame<'_>) -> bool {
        accept::is_plain_frame(frame)
    }

    /// Shows the rules the first job with a word.
    #[cold]
    fn meet(&mut self, word: u64, row: &Row, bytes: &[u8]) -> bool {
        let span = row.span();
        let dump = Dump::from_slice(&bytes[span.start..span.end]);
        let judge = Judge::new(self.set.clone());
        let mut judge = match self.as_of {
            Some(time) => judge.as_of(time),
            None => judge,
        };
        let mut pages = dump.pages();
        let is_clean =
            pages.next().is_some_and(|page| page.is_ok_and(|page| judge.page(&page).is_empty()));
        let is_clean = is_clean && judge.end_of_file().is_empty();
        self.acceptor.learn(word, is_clean);
        is_clean
    }

    /// Judges what could be read of a job in which the JSON breaks: the values that are there.
    pub fn cut_job(&mut self, job: &Job<'_>, site: JobSite<'_>, findings: &mut Vec<Finding>) {
        self.any_job(job, true, site, findings);
    }

    /// Judges the frame of a page.
    pub fn frame(&mut self, frame: &PageFrame<'_>, site: &PageSite, findings: &mut Vec<Finding>) {
        self.any_frame(frame, site, findings);
    }

    /// The same, for whoever takes the findings.
    pub(crate) fn any_frame(
        &mut self,
        frame: &PageFrame<'_>,
        site: &PageSite,
        findings: &mut dyn Findings,
    ) {
        let locate = |spot: &Spot| site.place(spot.span, &spot.pointer);
        let names = || Names::of_page(frame);
        self.subject(Subject::of_frame(frame), &locate, &names, findings);
    }

    /// Judges what could not be read.
    pub fn fault(&self, fault: &Fault, findings: &mut Vec<Finding>) {
        self.any_fault(fault, findings);
    }

    /// The same, for whoever takes the findings.
    pub(crate) fn any_fault(&self, fault: &Fault, findings: &mut dyn Findings) {
        for rule in RULES {
            let Check::Fault(check) = rule.check else {
                continue;
            };
            let level = self.set.level(&rule.meta);
            if let (Some((message, help)), true) = (check(fault), level > Level::Off) {
                findings.take(Found {
                    rule: &rule.meta,
                    level,
                    message: message.into(),
                    help: help.map_or(rule.meta.help.into(), Cow::Owned),
                    place: fault.place.clone(),
                    job_id: None,
                    vault_arn: None,
                    token: None,
                });
            }
        }
    }

    /// Ends a file: what the rules about the source found in it, one finding a rule.
    pub fn end_of_file(&mut self) -> Vec<Finding> {
        let tallies = self.end_of_part();
        tallies.into_iter().filter_map(|tally| self.tell(tally)).collect()
    }

    /// Ends a part of a file: what the rules about the source found in it.
    pub fn end_of_part(&mut self) -> Vec<Tally> {
        std::mem::take(&mut self.tallies)
    }

    fn subject<'n>(
        &mut self,
        mut subject: Subject<'_, '_>,
        locate: &dyn Fn(&Spot) -> Place,
        names: &dyn Fn() -> Names<'n>,
        findings: &mut dyn Findings,
    ) {
        subject.hold_back(marks_of(&subject));
        if !subject.marks.is_empty() {
            self.tally(&subject, locate, names);
        }
        subject.suggestions = std::mem::take(&mut self.suggestions).into();
        let mut found = Vec::new();
        let mut drafts = std::mem::take(&mut self.drafts);
        for Active { meta, level, check, scope } in &self.rules {
            if !scope.holds(&subject) {
                continue;
            }
            check(&subject, &mut drafts);
            // Nearly all find nothing.
            if drafts.is_empty() {
                continue;
            }
            for draft in drafts.drain() {
                if *level > Level::Off {
                    found.push((*meta, *level, locate(&draft.spot), draft.message, draft.help));
                }
                subject.speak_for(draft.about);
            }
        }
        self.suggestions = subject.suggestions.into_inner();
        self.drafts = drafts;
        if !found.is_empty() {
            tell_found(found, &names(), findings);
        }
    }

    fn tally<'n>(
        &mut self,
        subject: &Subject<'_, '_>,
        locate: &dyn Fn(&Spot) -> Place,
        names: &dyn Fn() -> Names<'n>,
    ) {
        for rule in RULES {
            let Check::Source(source) = rule.check else {
                continue;
            };
            let spots = (source.spots)(&subject.marks);
            let Some(first) = spots.first() else { continue };
            let count = spots.len() as u64;
            match self.tallies.iter_mut().find(|tally| tally.rule.meta.id == rule.meta.id) {
                Some(tally) => tally.count += count,
                None => {
                    self.tallies.push(Tally {
                        rule,
                        first: locate(first),
                        names: names().into_owned(),
                        count,
                    });
                }
            }
        }
    }

    /// The finding that a tally over a whole file becomes, if its rule is on.
    #[must_use]
    pub fn tell(&self, tally: Tally) -> Option<Finding> {
        let Check::Source(source) = tally.rule.check else {
            return None;
        };
        let level = self.set.level(&tally.rule.meta);
        (level > Level::Off).then(|| Finding {
            rule: &tally.rule.meta,
            level,
            message: (source.message)(tally.count),
            help: tally.rule.meta.help.to_owned(),
            place: tally.first,
            job_id: tally.names.job_id.map(Cow::into_owned),
            vault_arn: tally.names.vault_arn.map(Cow::into_owned),
            token: tally.names.token.map(Cow::into_owned),
        })
    }
}

/// What a subject tells of its source. A simulator's values tell nothing more.
fn marks_of(subject: &Subject<'_, '_>) -> Marks {
    let simulated = subject.job().and_then(simulated_response::mark);
    if simulated.is_some() {
        return Marks { simulated, ..Marks::default() };
    }
    Marks {
        simulated,
        redacted: redacted_value::find(subject.doubtful_members()),
        defaulted: subject.job().map(default_for_null::find).unwrap_or_default(),
    }
}

/// What was found in one subject.
type OfSubject = (&'static RuleMeta, Level, Place, String, Option<String>);

/// Tells what was found in one subject, in the order of the places.
fn tell_found(mut found: Vec<OfSubject>, names: &Names<'_>, findings: &mut dyn Findings) {
    found.sort_by_key(|(rule, _, place, ..)| (place.span.start, rule.id));
    for (rule, level, place, message, help) in found {
        let Names { job_id, vault_arn, token } = names.lent();
        let help = help.map_or(Cow::Borrowed(rule.help), Cow::Owned);
        let message = message.into();
        findings.take(Found { rule, level, message, help, place, job_id, vault_arn, token });
    }
}

/// The order of findings: by place, then by rule.
#[must_use]
pub fn order(finding: &Finding) -> (usize, &'static str) {
    (finding.place.span.start, finding.rule.id)
}

fn name<'n>(field: &'n Field<'_, Text<'_>>) -> Option<Cow<'n, str>> {
    field.value().map(Text::decode)
}
