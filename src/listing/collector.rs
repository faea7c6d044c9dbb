//! Collects what stitching needs while dumps are read.

use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprints;
use super::key::JobKey;
use super::listing::Listing;
use super::numbers::Numbers;
use super::open_page::OpenPage;
use super::page::{DateRun, PageId, PageStart};
use super::pages::{NewPage, OwnedNext, Pages};
use super::place::{File, Unread};
use super::record::Record;
use super::run::JobRun;
use super::scope::{Scope, folder_of};
use super::token::Token;
use crate::dump::{Dump, Fault, JobSite, PageKind, PageSite, Shift, Visitor};
use crate::json::Text;
use crate::model::{Field, Job, Kind, PageFrame, Request, Timestamp, VaultArn, is_placeholder};

/// Takes pages in, dump after dump.
///
/// ```
/// use icecore::dump::Dump;
/// use icecore::listing::{Collector, Scope};
///
/// let dump = Dump::from_slice(br#"{"JobList": [], "Marker": null}"#);
/// let mut collector = Collector::new(Scope::Folder);
/// collector.dump("page.json", &dump);
/// assert!(collector.stitch().chains()[0].is_complete());
/// ```
///
/// What was collected is a partial result: it can be written down with serde, and collectors of
/// files that follow each other can be merged.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(remote = "Self")]
pub struct Collector {
    pub(super) scope: Scope,
    #[serde(rename = "fingerprint_key")]
    pub(super) fingerprints: Fingerprints,
    pub(super) scopes: Numbers<String>,
    pub(super) files: Vec<File>,
    pub(super) pages: Pages,
    #[serde(with = "super::key_bytes")]
    pub(super) keys: Vec<JobKey>,
    pub(super) vaults: Numbers<Box<str>>,
    pub(super) open: OpenPage,
    /// The first page as it was when it ended; it may have begun in an earlier part of the file.
    pub(super) lead: Option<OpenPage>,
    pub(super) unread: Vec<Unread>,
}

/// How long the JobId of a clean job is.
const JOB_ID: u16 = 92;

impl Collector {
    /// A collector for listings within this scope.
    #[must_use]
    pub fn new(scope: Scope) -> Self {
        Collector { scope, ..Collector::default() }
    }

    /// Takes fingerprints that depend on this key, 0 unless another is given.
    ///
    /// Whoever does not know the key cannot make up jobs that are taken for each other. Fingerprints
    /// taken with different keys cannot be compared, so that such collectors refuse to
    /// [merge](Collector::merge).
    #[must_use]
    pub fn fingerprint_key(self, key: u64) -> Self {
        Collector { fingerprints: Fingerprints::new(key), ..self }
    }

    /// Puts pages together within this scope.
    #[must_use]
    pub fn scope(self, scope: Scope) -> Self {
        Collector { scope, ..self }
    }

    /// Takes in a whole dump; `file` is its name.
    pub fn dump(&mut self, file: &str, dump: &Dump<'_>) {
        self.begin_file(file);
        dump.visit(self);
    }

    /// Begins a file; what is then visited belongs to it.
    pub fn begin_file(&mut self, name: &str) {
        let number = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let scope = self.scope_of(name, number);
        let first_page = self.pages.ids().end;
        self.files.push(File { name: name.into(), scope, first_page });
    }

    /// How many files there are.
    #[must_use]
    pub fn count_files(&self) -> u32 {
        u32::try_from(self.files.len()).unwrap_or(u32::MAX)
    }

    /// The number of the scope of the file with this name and number.
    pub(super) fn scope_of(&mut self, name: &str, number: u32) -> u32 {
        match self.scope {
            Scope::File => number,
            Scope::Folder => self.scopes.of(&*folder_of(name)),
            Scope::All => 0,
        }
    }

    /// Takes in what was collected of the next part of the file, which stands there; `goes_on` tells
    /// whether its first jobs are of the page that the jobs before it are of.
    pub fn append(&mut self, part: Collector, at: &Shift, goes_on: bool) {
        let vaults = self.vaults.merge::<str>(&part.vaults);
        let first_job = self.keys.len() as u64;
        let first_page = self.pages.ids().end;
        let file = self.last_file();
        let has_pages = part.pages.len() > 0;
        self.keys.extend_from_slice(&part.keys);
        self.pages.append(part.pages, |page| {
            page.file = file;
            page.first_job += first_job;
            page.set_vault(page.vault().map(|vault| vaults[vault as usize]));
            page.shift(at);
        });
        if has_pages && goes_on {
            let mut open = std::mem::take(&mut self.open);
            open.append(part.lead.unwrap_or_default(), &vaults, at);
            self.retell(first_page, open);
        }
        if has_pages || !goes_on {
            self.open = OpenPage::default();
        }
        self.open.append(part.open, &vaults, at);
        for mut unread in part.unread {
            unread.first.shift(at);
            self.add_unread(unread.first, unread.count);
        }
    }

    /// Ends the page of jobs that stand one after the other, if there is one.
    pub fn end_run(&mut self, site: &PageSite) {
        self.add_page(&PageFrame::default(), site);
    }

    /// Tells how far from its start of the file the last page was read, if apart from it.
    pub fn move_last_page(&mut self, by: &Shift) {
        if let Some(page) = self.pages.last_mut().filter(|page| page.kind == PageKind::Page)
            && page.start().is_some()
        {
            page.shift(by);
        }
    }

    /// Makes a page tell of all its jobs, when some stand in an earlier part of the file.
    fn retell(&mut self, page: PageId, mut open: OpenPage) {
        open.odd.other_vault = self.other_vaults(&open);
        let record = self.pages.record_mut(page);
        record.first_job -= u64::from(open.jobs - record.jobs);
        if record.kind == PageKind::LoneJob && open.jobs != 1 {
            record.kind = PageKind::Jobs;
        }
        record.tell_jobs(open.jobs, open.vault, open.id_lengths, open.dates);
        self.pages.tell(page, open.odd, open.start);
    }

    /// Whether jobs were taken in whose page has not ended.
    #[must_use]
    pub fn has_open_page(&self) -> bool {
        self.open.jobs > 0
    }

    /// Forgets the jobs of a page that will not end.
    pub(crate) fn forget_open_page(&mut self) {
        let jobs = std::mem::take(&mut self.open).jobs as usize;
        self.keys.truncate(self.keys.len() - jobs);
    }

    /// Puts the pages together.
    #[must_use]
    pub fn stitch(self) -> Listing {
        let vaults = self.vaults.into();
        let Collector { scope, files, pages, keys, unread, fingerprints, .. } = self;
        Listing::new(files, pages, keys, vaults, unread, fingerprints).scope(scope)
    }

    /// Tells that the next job is the first of its page, and begins at this offset.
    pub fn begin_page(&mut self, site: &PageSite, offset: usize) {
        self.open.start = PageStart::of(site, offset);
    }

    /// Takes in a job of the page that is being read.
    pub fn add_job(&mut self, job: &Job<'_>, request: Option<&Request>) {
        self.keys.push(self.fingerprints.of_job(job));
        let index = self.open.jobs;
        self.open.jobs += 1;
        if let Some(length) = length(job.job_id()) {
            let (shortest, longest) = self.open.id_lengths.unwrap_or((length, length));
            self.open.id_lengths = Some((shortest.min(length), longest.max(length)));
        }
        let vault = self.vault(job);
        let open = &mut self.open;
        if let Some(vault) = vault {
            open.saw_vault(vault, index, 1);
        }
        if let Some(date) = millis(job.creation_date()) {
            match &mut open.dates {
                Some(dates) => dates.push(date, index),
                None => {
                    open.dates = Some(DateRun::new(date));
                    open.first_dated = index;
                }
            }
        }
        if let Some(request) = request {
            open.hold_against(request, job, index);
        }
    }

    /// Takes in jobs of the page that is being read; no request was recorded for it.
    ///
    /// The jobs of a run are clean, so their identifiers and the vault are sound.
    pub fn add_run(&mut self, run: &JobRun) {
        let index = self.open.jobs;
        let count = u32::try_from(run.len()).unwrap_or(u32::MAX);
        self.open.jobs += count;
        self.keys.extend_from_slice(&run.keys);
        let (shortest, longest) = self.open.id_lengths.unwrap_or((JOB_ID, JOB_ID));
        self.open.id_lengths = Some((shortest.min(JOB_ID), longest.max(JOB_ID)));
        if let Some(vault) = self.vault_number(&run.vault) {
            self.open.saw_vault(vault, index, count);
        }
        match (&mut self.open.dates, &run.dates) {
            (Some(dates), Some(next)) => dates.append(next, index, 0),
            (None, Some(dates)) => {
                self.open.dates = Some(dates.moved(index));
                self.open.first_dated = index;
            }
            (_, None) => {}
        }
    }

    /// Takes in the page whose jobs were taken in.
    pub fn add_page(&mut self, frame: &PageFrame<'_>, site: &PageSite) {
        let next = next_of(frame);
        self.end_page(frame, site, next);
    }

    /// Takes in a page in which the JSON breaks.
    pub fn add_cut_page(&mut self, frame: &PageFrame<'_>, site: &PageSite) {
        self.end_page(frame, site, OwnedNext::Broken);
    }

    /// Takes in what could not be read.
    pub fn add_fault(&mut self, fault: Fault) {
        self.add_unread(fault, 1);
    }

    fn add_unread(&mut self, fault: Fault, count: u64) {
        let file = self.last_file();
        match self.unread.last_mut() {
            Some(unread) if unread.file == file => unread.count += count,
            _ => self.unread.push(Unread { file, first: fault, count }),
        }
    }

    fn end_page(&mut self, frame: &PageFrame<'_>, site: &PageSite, next: OwnedNext) {
        let mut open = std::mem::take(&mut self.open);
        open.odd.other_vault = self.other_vaults(&open);
        if self.pages.len() == 0 {
            self.lead = Some(open.clone());
        }
        let kind = match site.kind() {
            PageKind::LoneJob if open.jobs != 1 => PageKind::Jobs,
            kind => kind,
        };
        let start = match kind {
            PageKind::Page => {
                PageStart::of(site, frame.span().start).filter(|_| !frame.span().is_empty())
            }
            PageKind::Jobs | PageKind::LoneJob => open.start,
        };
        let mut record = Record::new(self.last_file(), kind);
        record.first_job = self.keys.len() as u64 - u64::from(open.jobs);
        record.tell_jobs(open.jobs, open.vault, open.id_lengths, open.dates);
        let document = || u32::try_from(site.document()).unwrap_or(u32::MAX);
        record.set_array(site.is_element().then(document));
        record.set_response(
            !frame.marker().is_absent() || frame.has_metadata(),
            frame.has_metadata(),
        );
        record.set_time(frame.recorded_at().or(site.recorded_at()).map(Timestamp::unix_millis));
        self.pages.push(NewPage { record, next, request: site.request(), odd: open.odd, start });
    }

    fn last_file(&self) -> u32 {
        u32::try_from(self.files.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The jobs of a page that are of another vault than its first.
    fn other_vaults(&self, open: &OpenPage) -> (u32, u32) {
        // An ARN that is wrong in form is another rule's matter.
        let is_sound =
            |vault: &u32| VaultArn::parse(&self.vaults.values()[*vault as usize]).is_ok();
        let mut other = (0, 0);
        let Some(own) = open.vault.filter(|_| open.by_vault.len() > 1).filter(is_sound) else {
            return other;
        };
        for (vault, (count, first)) in &open.by_vault {
            if *vault != own && is_sound(vault) {
                let earlier = if other.0 == 0 { *first } else { other.1.min(*first) };
                other = (other.0 + count, earlier);
            }
        }
        other
    }

    fn vault(&mut self, job: &Job<'_>) -> Option<u32> {
        let text = job.vault_arn().value()?.decode();
        if let Some(known) = self.vaults.number(&*text) {
            return Some(known);
        }
        if is_placeholder(&text, Kind::VaultArn) || text.is_empty() {
            return None;
        }
        self.vault_number(&text)
    }

    fn vault_number(&mut self, arn: &str) -> Option<u32> {
        Some(self.vaults.of(arn)).filter(|number| *number != u32::MAX)
    }
}

impl<'a> Visitor<'a> for Collector {
    fn job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        if !self.has_open_page() {
            self.begin_page(site.page(), job.span().start);
        }
        self.add_job(&job, site.page().request());
    }

    fn page(&mut self, frame: PageFrame<'a>, _: usize, site: &PageSite) {
        self.add_page(&frame, site);
    }

    fn cut_page(&mut self, frame: PageFrame<'a>, _: usize, site: &PageSite) {
        self.add_cut_page(&frame, site);
    }

    fn fault(&mut self, fault: Fault) {
        self.add_fault(fault);
    }
}

fn next_of(frame: &PageFrame<'_>) -> OwnedNext {
    if let Some(token) = token_text(frame.next_token()) {
        return OwnedNext::Token(Token::decode(&token));
    }
    match token_text(frame.marker()) {
        Some(marker) => OwnedNext::Marker(marker),
        None => OwnedNext::Nothing,
    }
}

/// A token that is set; to botocore an empty one is none.
fn token_text(field: &Field<'_, Text<'_>>) -> Option<String> {
    let text = field.value()?.decode();
    (!text.is_empty()).then(|| text.into_owned())
}

/// A date, in milliseconds since 1970.
fn millis(field: &Field<'_, Text<'_>>) -> Option<i64> {
    let text = field.value()?.decode();
    let usual = text.as_bytes().try_into().ok().and_then(Timestamp::millis_of);
    usual.or_else(|| Some(text.parse::<Timestamp>().ok()?.unix_millis()))
}

fn length(field: &Field<'_, Text<'_>>) -> Option<u16> {
    let length = field.value()?.decode().len();
    Some(u16::try_from(length).unwrap_or(u16::MAX))
}
