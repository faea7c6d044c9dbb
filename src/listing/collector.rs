//! Collects what stitching needs while dumps are read.

use std::collections::{BTreeMap, HashMap};

use super::key::{JobKey, id_of};
use super::listing::Listing;
use super::page::{DateRun, Next, OddJobs, PageStart, PageSummary};
use super::place::{File, Unread};
use super::run::JobRun;
use super::scope::Scope;
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
#[derive(Debug, Default)]
pub struct Collector {
    scope: Scope,
    scopes: HashMap<String, u32>,
    files: Vec<File>,
    pages: Vec<PageSummary>,
    keys: Vec<JobKey>,
    vaults: Vec<Box<str>>,
    vault_numbers: HashMap<Box<str>, u32>,
    open: OpenPage,
    /// The first page as it was when it ended; it may have begun in an earlier part of the file.
    lead: Option<OpenPage>,
    pages_of_file: u32,
    unread: Vec<Unread>,
}

/// How long the JobId of a clean job is.
const JOB_ID: u16 = 92;

/// What is known of a page of which jobs were seen, but not yet its frame.
#[derive(Clone, Debug, Default)]
struct OpenPage {
    jobs: u32,
    /// Where the first job begins.
    start: Option<PageStart>,
    vault: Option<u32>,
    /// Of each vault how many jobs there are, and the index of the first.
    by_vault: BTreeMap<u32, (u32, u32)>,
    id_lengths: Option<(u16, u16)>,
    dates: Option<DateRun>,
    /// The index of the first job that has a date.
    first_dated: u32,
    /// Of another vault than the first there are those of `by_vault`.
    odd: OddJobs,
}

impl Collector {
    /// A collector for listings within this scope.
    #[must_use]
    pub fn new(scope: Scope) -> Self {
        Collector { scope, ..Collector::default() }
    }

    /// Takes in a whole dump; `file` is its name.
    pub fn dump(&mut self, file: &str, dump: &Dump<'_>) {
        self.begin_file(file);
        dump.visit(self);
    }

    /// Takes in what was collected of later files. It makes no difference which of several collectors
    /// are merged first, as long as they stay in the order of their files.
    pub fn merge(&mut self, later: Collector) {
        let first_file = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let first_job = self.keys.len() as u64;
        let vaults = self.vaults_of(&later);
        for file in later.files {
            self.begin_file(&file.name);
        }
        self.keys.extend_from_slice(&later.keys);
        self.pages.extend(later.pages.into_iter().map(|page| PageSummary {
            file: first_file.saturating_add(page.file),
            first_job: first_job + page.first_job,
            vault: page.vault.map(|vault| vaults[vault as usize]),
            ..page
        }));
        let unread = later.unread.into_iter();
        self.unread.extend(
            unread.map(|unread| Unread { file: first_file.saturating_add(unread.file), ..unread }),
        );
        self.pages_of_file = later.pages_of_file;
    }

    /// The numbers here of another collector's vaults.
    fn vaults_of(&mut self, other: &Collector) -> Vec<u32> {
        other.vaults.iter().map(|arn| self.vault_number(arn).unwrap_or(u32::MAX)).collect()
    }

    /// Begins a file; what is then visited belongs to it.
    pub fn begin_file(&mut self, name: &str) {
        let number = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let next = u32::try_from(self.scopes.len()).unwrap_or(u32::MAX);
        let scope = *self.scopes.entry(self.scope.key(name, number)).or_insert(next);
        self.files.push(File { name: name.into(), scope });
        self.pages_of_file = 0;
    }

    /// Takes in what was collected of the next part of the file, which stands there; `goes_on` tells
    /// whether its first jobs are of the page that the jobs before it are of.
    pub fn append(&mut self, part: Collector, at: &Shift, goes_on: bool) {
        let vaults = self.vaults_of(&part);
        let first_job = self.keys.len() as u64;
        let documents = u32::try_from(at.documents).unwrap_or(u32::MAX);
        let file = u32::try_from(self.files.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let has_pages = !part.pages.is_empty();
        self.keys.extend_from_slice(&part.keys);
        for (index, mut page) in part.pages.into_iter().enumerate() {
            page.file = file;
            page.ordinal = self.pages_of_file;
            page.first_job += first_job;
            page.vault = page.vault.map(|vault| vaults[vault as usize]);
            page.array = page.array.map(|document| document + documents);
            page.start = page.start.map(|start| start.moved(at));
            if index == 0 && goes_on {
                let mut open = std::mem::take(&mut self.open);
                open.append(part.lead.clone().unwrap_or_default(), &vaults, at);
                self.summarise(open, &mut page);
            }
            self.pages.push(page);
            self.pages_of_file += 1;
        }
        if has_pages || !goes_on {
            self.open = OpenPage::default();
        }
        self.open.append(part.open, &vaults, at);
        for mut unread in part.unread {
            unread.first.place.shift(at);
            self.add_unread(unread.first, unread.count);
        }
    }

    /// Ends the page of jobs that stand one after the other, if there is one.
    pub fn end_run(&mut self, site: &PageSite) {
        self.add_page(&PageFrame::default(), site);
    }

    /// Tells how far from its start of the file the last page was read, if apart from it.
    pub fn move_last_page(&mut self, by: &Shift) {
        if let Some(page) = self.pages.last_mut().filter(|page| page.kind == PageKind::Page) {
            page.start = page.start.map(|start| start.moved(by));
        }
    }

    /// Makes a page tell of all its jobs, when some stand in an earlier part of the file.
    fn summarise(&self, mut open: OpenPage, page: &mut PageSummary) {
        open.odd.other_vault = self.other_vaults(&open);
        page.first_job -= u64::from(open.jobs - page.jobs);
        page.jobs = open.jobs;
        page.start = open.start;
        page.vault = open.vault;
        page.id_lengths = open.id_lengths.unwrap_or_default();
        page.dates = open.dates;
        page.odd_jobs = (open.odd != OddJobs::default()).then(|| Box::new(open.odd));
        if page.kind == PageKind::LoneJob && page.jobs != 1 {
            page.kind = PageKind::Jobs;
        }
    }

    /// Whether jobs were taken in whose page has not ended.
    #[must_use]
    pub fn has_open_page(&self) -> bool {
        self.open.jobs > 0
    }

    /// Puts the pages together.
    #[must_use]
    pub fn stitch(self) -> Listing {
        Listing::new(self.files, self.pages, self.keys, self.vaults, self.unread)
    }

    /// Tells that the next job is the first of its page, and begins at this offset.
    pub fn begin_page(&mut self, site: &PageSite, offset: usize) {
        self.open.start = PageStart::of(site, offset);
    }

    /// Takes in a job of the page that is being read.
    pub fn add_job(&mut self, job: &Job<'_>, request: Option<&Request>) {
        self.keys.push(JobKey::of(job));
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
        if let Some(date) = timestamp(job.creation_date()) {
            match &mut open.dates {
                Some(dates) => dates.push(date.unix_millis(), index),
                None => {
                    open.dates = Some(DateRun::new(date.unix_millis()));
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
        self.end_page(frame, site, Next::Broken);
    }

    /// Takes in what could not be read.
    pub fn add_fault(&mut self, fault: Fault) {
        self.add_unread(fault, 1);
    }

    fn add_unread(&mut self, fault: Fault, count: u64) {
        let file = u32::try_from(self.files.len().saturating_sub(1)).unwrap_or(u32::MAX);
        match self.unread.last_mut() {
            Some(unread) if unread.file == file => unread.count += count,
            _ => self.unread.push(Unread { file, first: fault, count }),
        }
    }

    fn end_page(&mut self, frame: &PageFrame<'_>, site: &PageSite, next: Next) {
        let mut open = std::mem::take(&mut self.open);
        open.odd.other_vault = self.other_vaults(&open);
        if self.pages.is_empty() {
            self.lead = Some(open.clone());
        }
        let frame_id = frame.request_id();
        let request_id = frame_id.as_deref().or(site.request_id());
        let kind = match site.kind() {
            PageKind::LoneJob if open.jobs != 1 => PageKind::Jobs,
            kind => kind,
        };
        self.pages.push(PageSummary {
            file: u32::try_from(self.files.len().saturating_sub(1)).unwrap_or(u32::MAX),
            ordinal: self.pages_of_file,
            kind,
            array: site.is_element().then(|| u32::try_from(site.document()).unwrap_or(u32::MAX)),
            start: match kind {
                PageKind::Page => {
                    PageStart::of(site, frame.span().start).filter(|_| !frame.span().is_empty())
                }
                PageKind::Jobs | PageKind::LoneJob => open.start,
            },
            is_response: !frame.marker().is_absent() || frame.has_metadata(),
            has_metadata: frame.has_metadata(),
            first_job: self.keys.len() as u64 - u64::from(open.jobs),
            jobs: open.jobs,
            vault: open.vault,
            next,
            request: site.request().cloned().map(Box::new),
            request_id: request_id.map(id_of),
            time: frame.recorded_at().or(site.recorded_at()).map(Timestamp::unix_millis),
            id_lengths: open.id_lengths.unwrap_or_default(),
            dates: open.dates,
            odd_jobs: (open.odd != OddJobs::default()).then(|| Box::new(open.odd)),
        });
        self.pages_of_file += 1;
    }

    /// The jobs of a page that are of another vault than its first.
    fn other_vaults(&self, open: &OpenPage) -> (u32, u32) {
        // An ARN that is wrong in form is another rule's matter.
        let is_sound = |vault: &u32| VaultArn::parse(&self.vaults[*vault as usize]).is_ok();
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
        if is_placeholder(&text, Kind::VaultArn) || text.is_empty() {
            return None;
        }
        self.vault_number(&text)
    }

    fn vault_number(&mut self, arn: &str) -> Option<u32> {
        if let Some(&number) = self.vault_numbers.get(arn) {
            return Some(number);
        }
        let number = u32::try_from(self.vaults.len()).ok()?;
        self.vaults.push(arn.into());
        self.vault_numbers.insert(arn.into(), number);
        Some(number)
    }
}

impl OpenPage {
    fn saw_vault(&mut self, vault: u32, index: u32, count: u32) {
        self.vault.get_or_insert(vault);
        note_all(self.by_vault.entry(vault).or_default(), index, count);
    }

    /// Goes on with jobs that were taken in apart; `vaults` are the numbers of their vaults here.
    fn append(&mut self, next: OpenPage, vaults: &[u32], at: &Shift) {
        let index = self.jobs;
        if index == 0 {
            self.start = next.start.map(|start| start.moved(at));
        }
        self.jobs += next.jobs;
        let number = |vault: u32| vaults[vault as usize];
        self.vault = self.vault.or(next.vault.map(number));
        for (vault, (count, first)) in next.by_vault {
            note_all(self.by_vault.entry(number(vault)).or_default(), index + first, count);
        }
        if let Some((shortest, longest)) = next.id_lengths {
            let own = self.id_lengths.unwrap_or((shortest, longest));
            self.id_lengths = Some((own.0.min(shortest), own.1.max(longest)));
        }
        self.dates = match (self.dates, next.dates) {
            (Some(mut dates), Some(dated)) => {
                dates.append(&dated, index, next.first_dated);
                Some(dates)
            }
            (None, Some(dated)) => {
                self.first_dated = index + next.first_dated;
                Some(dated.moved(index))
            }
            (dates, None) => dates,
        };
        let OddJobs { other_vault: _, unrequested_vault, other_status, other_completed } = next.odd;
        for (own, (count, first)) in [
            (&mut self.odd.unrequested_vault, unrequested_vault),
            (&mut self.odd.other_status, other_status),
            (&mut self.odd.other_completed, other_completed),
        ] {
            if count > 0 {
                note_all(own, index + first, count);
            }
        }
    }

    fn hold_against(&mut self, request: &Request, job: &Job<'_>, index: u32) {
        let text =
            |field: &Field<'_, Text<'_>>| field.value().map(|text| text.decode().into_owned());
        if let (Some(wanted), Some(arn)) = (&request.vault_name, text(job.vault_arn()))
            && let Ok(arn) = VaultArn::parse(&arn)
            && arn.vault_name() != wanted
        {
            note(&mut self.odd.unrequested_vault, index);
        }
        if let (Some(wanted), Some(status)) = (&request.statuscode, text(job.status_code()))
            && *wanted != status
        {
            note(&mut self.odd.other_status, index);
        }
        if let (Some(wanted), Some(completed)) = (&request.completed, job.completed().value())
            && *wanted != completed.to_string()
        {
            note(&mut self.odd.other_completed, index);
        }
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

/// Counts one more, and remembers the first.
fn note(odd: &mut (u32, u32), index: u32) {
    note_all(odd, index, 1);
}

/// Counts so many more, and remembers the first.
fn note_all((count, first): &mut (u32, u32), index: u32, more: u32) {
    if *count == 0 {
        *first = index;
    }
    *count += more;
}

fn next_of(frame: &PageFrame<'_>) -> Next {
    if let Some(token) = token_text(frame.next_token()) {
        return Next::Token(Box::new(Token::decode(&token)));
    }
    match token_text(frame.marker()) {
        Some(marker) => Next::Marker(marker.into()),
        None => Next::Nothing,
    }
}

/// A token that is set; to botocore an empty one is none.
fn token_text(field: &Field<'_, Text<'_>>) -> Option<String> {
    let text = field.value()?.decode();
    (!text.is_empty()).then(|| text.into_owned())
}

fn timestamp(field: &Field<'_, Text<'_>>) -> Option<Timestamp> {
    field.value()?.decode().parse().ok()
}

fn length(field: &Field<'_, Text<'_>>) -> Option<u16> {
    let length = field.value()?.decode().len();
    Some(u16::try_from(length).unwrap_or(u16::MAX))
}
