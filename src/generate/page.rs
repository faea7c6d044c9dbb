//! Writes documents: pages, merged listings, and what defects put beside them.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::date::{SAVED, http_date};
use super::defect::{DocumentAct, PageAct};
use super::job::push_job_id;
use super::nature::Nature;
use super::plan::PagePlan;
use super::random::{Key, Purpose};
use super::style::Style;
use super::text::{JOB_ID, push_id};
use super::vault::Vault;
use super::writer::Writer;
use crate::model::StatusCode;

/// How long a request id is.
const REQUEST_ID: usize = 47;
/// More jobs than any page of the service ever had.
const TOO_MANY: u64 = 1001;

impl Writer<'_> {
    /// Writes a page, and what stands beside it; in the style of jq, its jobs.
    pub fn page(&mut self, vault: &Vault, page: PagePlan) -> io::Result<()> {
        if self.form.style == Style::Jq {
            return self.lines(vault, page);
        }
        let acts = self.strikes.on_page(vault, page);
        if acts.contains(&PageAct::Drop) {
            return Ok(());
        }
        let strikes = |act| self.strikes.on_document(vault, page.number, act);
        let (is_twice, is_followed) = (strikes(DocumentAct::Twice), strikes(DocumentAct::Refusal));
        self.document(vault, page, &acts)?;
        if is_twice {
            self.document(vault, page, &acts)?;
        }
        if acts.contains(&PageAct::Fork) {
            self.fork(vault, page)?;
        }
        if acts.contains(&PageAct::Unfiltered) {
            self.unfiltered(vault, page)?;
        }
        if is_followed {
            self.refusal();
        }
        Ok(())
    }

    /// Writes all pages of a vault merged in one document.
    pub fn merged(
        &mut self,
        vault: &Vault,
        pages: impl Iterator<Item = PagePlan>,
    ) -> io::Result<()> {
        self.begin_document();
        self.open_list();
        for page in pages {
            for index in page.first..page.end {
                self.job(vault, page, index)?;
            }
        }
        self.close_list();
        if self.strikes.on_end(vault) {
            let token =
                format!(r#"{{"marker": "{}"}}"#, text(JOB_ID, vault.key.of(Purpose::Nowhere)));
            self.member("NextToken");
            let token = format!("\"{}\"", STANDARD.encode(token));
            self.buffer.extend_from_slice(token.as_bytes());
        }
        self.end_document(self.strikes.on_document(vault, 0, DocumentAct::Break));
        Ok(())
    }

    fn lines(&mut self, vault: &Vault, page: PagePlan) -> io::Result<()> {
        for index in page.first..page.end {
            self.job(vault, page, index)?;
            if self.strikes.on_document(vault, index, DocumentAct::Refusal) {
                self.refusal();
            }
        }
        Ok(())
    }

    fn document(&mut self, vault: &Vault, page: PagePlan, acts: &[PageAct]) -> io::Result<()> {
        self.open(vault.key, page.number);
        let back = if acts.contains(&PageAct::GoBack) { went_back(vault, page) } else { None };
        let end = if back.is_some() { page.end - 1 } else { page.end };
        for index in page.first..end {
            self.job(vault, page, index)?;
        }
        if let Some((index, nature)) = back {
            self.job_of(vault, index, &nature)?;
        }
        if acts.contains(&PageAct::Overfill) {
            self.overfill(vault, page)?;
        }
        self.close_list();
        self.marker(vault, page, acts);
        self.end_document(self.strikes.on_document(vault, page.number, DocumentAct::Break));
        Ok(())
    }

    fn open(&mut self, key: Key, number: u64) {
        self.begin_document();
        if self.form.style == Style::Boto {
            push_metadata(&mut self.buffer, key, number);
        }
        self.open_list();
    }

    fn marker(&mut self, vault: &Vault, page: PagePlan, acts: &[PageAct]) {
        let is_last = page.end == vault.jobs;
        let next = if acts.contains(&PageAct::Repeat) {
            Some(page.first)
        } else if acts.contains(&PageAct::Return) {
            page.before
        } else {
            Some(page.end).filter(|_| !is_last)
        };
        if let Some(next) = next {
            let identity = self.strikes.on_identity(vault, next);
            self.member("Marker");
            push_job_id(&mut self.buffer, vault, next, identity);
        } else if self.strikes.on_end(vault) {
            let nowhere = format!("\"{}\"", text(JOB_ID, vault.key.of(Purpose::Nowhere)));
            self.member("Marker");
            self.buffer.extend_from_slice(nowhere.as_bytes());
        } else if self.keeps_nulls() {
            self.member("Marker");
            self.buffer.extend_from_slice(b"null");
        }
    }

    fn keeps_nulls(&self) -> bool {
        matches!(self.form.style, Style::Wire | Style::Shuffled)
    }

    /// Adds jobs until there are too many, at the time of the page's last one.
    fn overfill(&mut self, vault: &Vault, page: PagePlan) -> io::Result<()> {
        let others = vault.otherwise();
        let created = vault.created(page.end - 1);
        let missing = TOO_MANY.saturating_sub(page.end - page.first);
        for index in
            (page.number.wrapping_mul(TOO_MANY)..).take(usize::try_from(missing).unwrap_or(0))
        {
            let nature = Nature { created, ..Nature::of(&others, index) };
            self.job_of(&others, index, &nature)?;
        }
        Ok(())
    }

    /// Writes another page that begins with the same job.
    fn fork(&mut self, vault: &Vault, page: PagePlan) -> io::Result<()> {
        let others = vault.otherwise();
        self.open(others.key, page.number);
        self.job(vault, page, page.first)?;
        for index in page.first + 1..page.end {
            self.job_of(&others, index, &Nature::of(&others, index))?;
        }
        self.close_list();
        self.marker(vault, page, &[]);
        self.end_document(false);
        Ok(())
    }

    /// Writes a response, as WireMock records it, to a request whose filter its job does not pass.
    fn unfiltered(&mut self, vault: &Vault, page: PagePlan) -> io::Result<()> {
        let nature = Nature::of(vault, page.first);
        let asked = match nature.status {
            StatusCode::Failed => StatusCode::Succeeded,
            StatusCode::Succeeded | StatusCode::InProgress => StatusCode::Failed,
        };
        let request = format!(
            r#""request":{{"method":"GET","url":"/-/vaults/{}/jobs?statuscode={asked}"}},"response":{{"status":200,"jsonBody":{{"#,
            vault.name
        );
        self.begin_document();
        self.buffer.extend_from_slice(request.as_bytes());
        self.open_list();
        self.job_of(vault, page.first, &nature)?;
        self.close_list();
        self.buffer.extend_from_slice(b",\"Marker\":null}}");
        self.end_document(false);
        Ok(())
    }
}

/// A job of the page before that has ended, as it was before that.
fn went_back(vault: &Vault, page: PagePlan) -> Option<(u64, Nature)> {
    let natures = (page.before?..page.first - 1).map(|index| (index, Nature::of(vault, index)));
    let mut ended = natures.filter(|(_, nature)| nature.status != StatusCode::InProgress);
    let (index, nature) = ended.next()?;
    Some((index, Nature { status: StatusCode::InProgress, ..nature }))
}

/// What boto3 keeps of the response: pages were fetched a second apart.
fn push_metadata(out: &mut Vec<u8>, vault: Key, page: u64) {
    let id = text(REQUEST_ID, vault.child(page).of(Purpose::Response));
    let seconds = i64::try_from(page).unwrap_or(i64::MAX);
    let date = http_date(SAVED.saturating_add(seconds.saturating_mul(1000)));
    let metadata = format!(
        r#""ResponseMetadata": {{"RequestId": "{id}", "HTTPStatusCode": 200, "HTTPHeaders": {{"x-amzn-requestid": "{id}", "content-type": "application/json", "date": "{date}"}}, "RetryAttempts": 0}}, "#
    );
    out.extend_from_slice(metadata.as_bytes());
}

/// An identifier of this length.
fn text(length: usize, key: Key) -> String {
    let mut id = Vec::new();
    push_id(&mut id, &mut key.stream(), length);
    String::from_utf8_lossy(&id).into_owned()
}
