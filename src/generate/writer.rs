//! Writes jobs and the brackets around them, and hands them on in large pieces.

use std::io::{self, Write};

use super::date::push_job_date;
use super::defect::{DocumentAct, Stead, bit};
use super::draft::Draft;
use super::field::Field;
use super::form::Form;
use super::job::{Identity, fill};
use super::nature::Nature;
use super::plan::PagePlan;
use super::random::Purpose;
use super::spoil::Case;
use super::strikes::Strikes;
use super::style::Style;
use super::vault::Vault;
use super::want::Want;

/// How many bytes are collected before they are handed on.
const FULL: usize = 1 << 18;

/// Writes to an output.
pub(super) struct Writer<'o> {
    pub form: Form,
    pub strikes: &'o Strikes,
    pub buffer: Vec<u8>,
    draft: Draft,
    out: &'o mut dyn Write,
    /// How many jobs the open list has.
    written: u64,
    /// Whether the last line has not ended yet: the service ends none.
    is_line_open: bool,
}

impl<'o> Writer<'o> {
    pub fn new(style: Style, strikes: &'o Strikes, out: &'o mut dyn Write) -> Self {
        Writer {
            form: Form::new(style),
            strikes,
            buffer: Vec::new(),
            draft: Draft::default(),
            out,
            written: 0,
            is_line_open: false,
        }
    }

    /// Begins a document, on a line of its own.
    pub fn begin_document(&mut self) {
        self.end_line();
        self.buffer.push(b'{');
    }

    /// Begins the list of jobs.
    pub fn open_list(&mut self) {
        self.form.key(&mut self.buffer, "JobList", Some(1));
        self.buffer.push(b'[');
        self.written = 0;
    }

    /// Ends the list of jobs.
    pub fn close_list(&mut self) {
        if self.written > 0 {
            self.form.line(&mut self.buffer, Some(1));
        }
        self.buffer.push(b']');
    }

    /// Begins a member of a page after its list.
    pub fn member(&mut self, key: &str) {
        self.buffer.extend_from_slice(self.form.comma.as_bytes());
        self.form.key(&mut self.buffer, key, Some(1));
    }

    /// Ends a document; a broken one has a comma too many.
    pub fn end_document(&mut self, is_broken: bool) {
        if is_broken {
            self.buffer.push(b',');
        }
        self.form.line(&mut self.buffer, Some(0));
        self.buffer.push(b'}');
        self.is_line_open = true;
        if !matches!(self.form.style, Style::Wire | Style::Shuffled) {
            self.end_line();
        }
    }

    /// Writes a document that is no listing: what the service answers who asks too often.
    pub fn refusal(&mut self) {
        const REFUSAL: &[u8] =
            br#"{"code":"ThrottlingException","message":"Rate exceeded","type":"Client"}"#;
        self.end_line();
        self.buffer.extend_from_slice(REFUSAL);
        self.is_line_open = true;
        if !matches!(self.form.style, Style::Wire | Style::Shuffled) {
            self.end_line();
        }
    }

    /// Ends the line, if it has not ended.
    pub fn end_line(&mut self) {
        if self.is_line_open {
            self.buffer.push(b'\n');
            self.is_line_open = false;
        }
    }

    /// Writes the job that stands at a place of a page.
    pub fn job(&mut self, vault: &Vault, page: PagePlan, index: u64) -> io::Result<()> {
        let stead = self.strikes.in_stead(vault, page, index);
        self.make(vault, page, if stead.is_some() { index - 1 } else { index });
        if stead == Some(Stead::Contradicting) {
            // The date of the job that should stand here contradicts, and keeps the listing's order.
            let created = vault.created(index);
            self.draft.write(Field::CreationDate, |out| push_job_date(out, created));
        }
        self.put(vault, index)
    }

    /// Writes a job as it is, of the kind that is told.
    pub fn job_of(&mut self, vault: &Vault, index: u64, nature: &Nature) -> io::Result<()> {
        fill(&mut self.draft, vault, index, nature, Identity::Sound);
        self.put(vault, index)
    }

    /// Hands on what was collected.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// Makes a job, with all defects that strike it.
    fn make(&mut self, vault: &Vault, page: PagePlan, index: u64) {
        let mut nature = Nature::of(vault, index);
        let acts = self.strikes.on_job(vault, page, index);
        if acts.is_empty() {
            return fill(&mut self.draft, vault, index, &nature, Identity::Sound);
        }
        let wants: Vec<Want> = acts.iter().map(|act| act.want).collect();
        Want::adapt(&mut nature, &wants, vault);
        let identity = self.strikes.on_identity(vault, index);
        fill(&mut self.draft, vault, index, &nature, identity);
        let mut changed = 0;
        for act in acts {
            if act.want.is_met_by(&nature) && changed & act.changes == 0 {
                let has_odd_end = changed & bit(Field::CompletionDate) != 0;
                let draft = &mut self.draft;
                (act.spoil)(&mut Case { draft, vault, index, nature: &nature, has_odd_end });
                changed |= act.changes;
            }
        }
    }

    /// Writes the job that was made.
    fn put(&mut self, vault: &Vault, index: u64) -> io::Result<()> {
        let mut random = vault.key.child(index).of(Purpose::Order).stream();
        self.separate();
        let is_document = self.form.style == Style::Jq;
        let is_broken = is_document && self.strikes.on_document(vault, index, DocumentAct::Break);
        self.form.job(&mut self.buffer, &self.draft, &mut random, is_broken);
        if is_document {
            self.is_line_open = true;
            self.end_line();
        }
        if self.buffer.len() >= FULL {
            self.flush()?;
        }
        Ok(())
    }

    fn separate(&mut self) {
        if self.form.style == Style::Jq {
            return;
        }
        if self.written > 0 {
            self.buffer.extend_from_slice(self.form.comma.as_bytes());
        }
        self.form.line(&mut self.buffer, Some(2));
        self.written += 1;
    }
}
