//! Collects what stitching needs while dumps are read.

use std::collections::HashMap;

use super::key::{JobKey, id_of};
use super::listing::Listing;
use super::page::{DateRun, Next, OddJobs, PageSummary};
use super::place::{File, Unread};
use super::scope::Scope;
use super::token::Token;
use crate::dump::{Dump, Fault, JobSite, PageKind, PageSite, Visitor};
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
    pages_of_file: u32,
    unread: Vec<Unread>,
}

/// What is known of a page of which jobs were seen, but not yet its frame.
#[derive(Debug, Default)]
struct OpenPage {
    jobs: u32,
    vault: Option<u32>,
    id_lengths: Option<(u16, u16)>,
    dates: Option<DateRun>,
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

    /// Begins a file; what is then visited belongs to it.
    pub fn begin_file(&mut self, name: &str) {
        let number = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let next = u32::try_from(self.scopes.len()).unwrap_or(u32::MAX);
        let scope = *self.scopes.entry(self.scope.key(name, number)).or_insert(next);
        self.files.push(File { name: name.into(), scope });
        self.pages_of_file = 0;
    }

    /// Puts the pages together.
    #[must_use]
    pub fn stitch(self) -> Listing {
        Listing::new(self.files, self.pages, self.keys, self.vaults, self.unread)
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
        match (open.vault, vault) {
            (None, vault) => open.vault = vault,
            (Some(first), Some(vault)) if first != vault => {
                // An ARN that is wrong in form is another rule's matter.
                let is_sound = |vault: u32| VaultArn::parse(&self.vaults[vault as usize]).is_ok();
                if is_sound(first) && is_sound(vault) {
                    note(&mut open.odd.other_vault, index);
                }
            }
            _ => {}
        }
        if let Some(date) = timestamp(job.creation_date()) {
            match &mut open.dates {
                Some(dates) => dates.push(date.unix_millis(), index),
                None => open.dates = Some(DateRun::new(date.unix_millis())),
            }
        }
        if let Some(request) = request {
            open.hold_against(request, job, index);
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
        let file = u32::try_from(self.files.len().saturating_sub(1)).unwrap_or(u32::MAX);
        match self.unread.last_mut() {
            Some(unread) if unread.file == file => unread.count += 1,
            _ => self.unread.push(Unread { file, first: fault, count: 1 }),
        }
    }

    fn end_page(&mut self, frame: &PageFrame<'_>, site: &PageSite, next: Next) {
        let open = std::mem::take(&mut self.open);
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

    fn vault(&mut self, job: &Job<'_>) -> Option<u32> {
        let text = job.vault_arn().value()?.decode();
        if is_placeholder(&text, Kind::VaultArn) || text.is_empty() {
            return None;
        }
        if let Some(&number) = self.vault_numbers.get(&*text) {
            return Some(number);
        }
        let number = u32::try_from(self.vaults.len()).ok()?;
        self.vaults.push((&*text).into());
        self.vault_numbers.insert((&*text).into(), number);
        Some(number)
    }
}

impl OpenPage {
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
fn note((count, first): &mut (u32, u32), index: u32) {
    if *count == 0 {
        *first = index;
    }
    *count += 1;
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
