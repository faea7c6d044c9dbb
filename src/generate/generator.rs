//! The options of a dump, and the dump that they make.

use std::io::Write;

use super::defect::{DocumentAct, Needs, PageAct, What};
use super::error::GenerateError;
use super::plan::{PagePlan, pages_of};
use super::rate::Rate;
use super::strikes::Strikes;
use super::style::Style;
use super::table::DEFECTS;
use super::vault::{Vault, share};
use super::writer::Writer;
use crate::rules::{RULES, nearest};

/// Makes a dump.
///
/// The same options make the same bytes, on any machine. Nothing is kept of what was written, so that
/// a dump of any size needs the memory of one job.
///
/// ```
/// use icecore::dump::Dump;
/// use icecore::generate::{Generator, Style};
///
/// let mut dump = Vec::new();
/// Generator::new(7).jobs(120).page_size(50).vaults(2).style(Style::Boto).write(&mut dump)?;
/// let pages: Vec<_> = Dump::from_slice(&dump).pages().map(|page| page.unwrap().jobs().len()).collect();
/// assert_eq!(pages, [50, 10, 50, 10]);
/// # Ok::<(), icecore::generate::GenerateError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    seed: u64,
    jobs: u64,
    page_size: u64,
    vaults: u64,
    style: Style,
    strikes: Strikes,
}

impl Generator {
    /// A dump of 1,000 jobs of one vault, 50 a page, as the service writes them.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Generator {
            seed,
            jobs: 1000,
            page_size: 50,
            vaults: 1,
            style: Style::Wire,
            strikes: Strikes::default(),
        }
    }

    /// How many jobs, in all vaults together.
    #[must_use]
    pub fn jobs(mut self, jobs: u64) -> Self {
        self.jobs = jobs;
        self
    }

    /// The most jobs on a page; at least 1. The service allows 50, and once allowed 1,000.
    #[must_use]
    pub fn page_size(mut self, page_size: u64) -> Self {
        self.page_size = page_size.max(1);
        self
    }

    /// How many vaults, of which each has a listing of its own; but no more than there are jobs.
    #[must_use]
    pub fn vaults(mut self, vaults: u64) -> Self {
        self.vaults = vaults.max(1);
        self
    }

    /// Whose way of writing is imitated.
    #[must_use]
    pub fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Breaks a rule in so many of the jobs, pages, documents or listings that can break it.
    ///
    /// What is not struck stays as it is without the defect. A job is made of the kind that the rule speaks of,
    /// where it is of another; of two defects that change the same value, that of the rule which comes first in
    /// the catalogue strikes.
    ///
    /// ```
    /// use icecore::dump::Dump;
    /// use icecore::finding::Profile;
    /// use icecore::generate::Generator;
    /// use icecore::rules::Judge;
    ///
    /// let mut bytes = Vec::new();
    /// Generator::new(7).jobs(40).defect("tree-hash-equality", "50%".parse()?)?.write(&mut bytes)?;
    /// let dump = Dump::from_slice(&bytes);
    /// let page = dump.pages().next().unwrap()?;
    /// let findings = Judge::new(Profile::Observed).page(&page);
    /// assert!(findings.iter().all(|finding| finding.rule.id == "tree-hash-equality"));
    /// assert!(findings.len() > 10);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`GenerateError::UnknownRule`] if there is no such rule.
    pub fn defect(mut self, rule: &str, rate: Rate) -> Result<Self, GenerateError> {
        let Some(place) = DEFECTS.iter().position(|defect| defect.rule == rule) else {
            let nearest = nearest(rule, RULES.iter().map(|rule| rule.meta.id));
            return Err(GenerateError::UnknownRule { rule: rule.to_owned(), nearest });
        };
        self.strikes.add(place, &DEFECTS[place], rate);
        Ok(self)
    }

    /// Whether the dump can be written to one output: what [`Generator::write`] does first.
    ///
    /// # Errors
    /// [`GenerateError::Impossible`] if a defect needs what such a dump does not have.
    pub fn check(&self) -> Result<(), GenerateError> {
        self.require(false)
    }

    /// Writes the dump, all of it to one output.
    ///
    /// # Errors
    /// [`GenerateError::Impossible`] if a defect needs what such a dump does not have, and
    /// [`GenerateError::Write`] if the output cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> Result<(), GenerateError> {
        self.check()?;
        let mut writer = Writer::new(self.style, &self.strikes, out);
        for vault in self.each_vault() {
            if self.style == Style::Cli {
                self.write_merged(&mut writer, &vault)?;
                continue;
            }
            for page in pages_of(&vault, self.page_size) {
                writer.page(&vault, page)?;
            }
        }
        writer.end_line();
        Ok(writer.flush()?)
    }

    /// How many pages the dump has, before a defect leaves some out.
    #[must_use]
    pub fn page_count(&self) -> u64 {
        // Vaults differ by one job, so there are at most two counts of pages among them.
        let vaults = self.vault_count();
        let pages = |number| share(self.jobs, vaults, number).div_ceil(self.page_size).max(1);
        let larger = self.jobs % vaults;
        larger * pages(0) + (vaults - larger) * pages(vaults - 1)
    }

    /// The pages of the dump, for an output each.
    ///
    /// # Errors
    /// [`GenerateError::Impossible`] if a defect needs what such a dump does not have.
    pub fn pages(&self) -> Result<impl Iterator<Item = Page<'_>>, GenerateError> {
        self.require(true)?;
        let all = self.each_vault().flat_map(|vault| {
            pages_of(&vault, self.page_size).map(move |plan| (vault.clone(), plan))
        });
        let numbered = all.zip(1..).map(|((vault, plan), number)| Page {
            number,
            style: self.style,
            strikes: &self.strikes,
            vault,
            plan,
        });
        Ok(numbered.filter(|page| !page.is_dropped()))
    }

    fn write_merged(&self, writer: &mut Writer<'_>, vault: &Vault) -> Result<(), GenerateError> {
        let strikes = |act| self.strikes.on_document(vault, 0, act);
        let copies = if strikes(DocumentAct::Twice) { 2 } else { 1 };
        for _ in 0..copies {
            writer.merged(vault, pages_of(vault, self.page_size))?;
        }
        if strikes(DocumentAct::Refusal) {
            writer.refusal();
        }
        Ok(())
    }

    /// Whether all defects can strike, with a file for each page or without.
    fn require(&self, is_paged: bool) -> Result<(), GenerateError> {
        for defect in self.strikes.defects() {
            let why = self.lacks(defect.needs.what, is_paged).map(str::to_owned);
            if let Some(why) = why.or_else(|| self.lacks_room(&defect.needs)) {
                return Err(GenerateError::Impossible { rule: defect.rule, why });
            }
        }
        Ok(())
    }

    /// Why the style does not have what a defect needs.
    fn lacks(&self, what: What, is_paged: bool) -> Option<&'static str> {
        match (what, self.style) {
            (What::Lists | What::Pages, Style::Jq) => Some("in the style jq there are no pages"),
            (What::Pages, Style::Cli) if !is_paged => {
                Some("in the style cli the pages are merged, unless each has a file of its own")
            }
            (What::Times, style) if style != Style::Boto => {
                Some("only the style boto keeps when a page was fetched")
            }
            (What::Bodies, Style::Cli | Style::Boto | Style::Jq) => {
                Some("only the styles wire and shuffled are such as recorders keep")
            }
            _ => None,
        }
    }

    /// Why the dump is too small for a defect.
    fn lacks_room(&self, needs: &Needs) -> Option<String> {
        // The first vault has as many jobs as any.
        let jobs = self.each_vault().next()?.jobs;
        let on_page = jobs.min(self.page_size);
        let pages = jobs.div_ceil(self.page_size);
        let few = |wanted: u64, things: &str, found: u64| {
            (found < wanted).then(|| format!("it takes {wanted} {things}, and there is {found}"))
        };
        few(needs.of_vault, "jobs in a vault", jobs)
            .or_else(|| few(needs.jobs, "jobs on a page", on_page))
            .or_else(|| few(needs.pages, "pages in a vault", pages))
    }

    /// No vault is empty, unless there are no jobs at all.
    fn vault_count(&self) -> u64 {
        self.vaults.min(self.jobs).max(1)
    }

    fn each_vault(&self) -> impl Iterator<Item = Vault> + '_ {
        let vaults = self.vault_count();
        (0..vaults).map(move |vault| Vault::new(self.seed, vault, share(self.jobs, vaults, vault)))
    }
}

/// A page that is written to an output of its own.
#[derive(Clone, Debug)]
pub struct Page<'g> {
    number: u64,
    style: Style,
    strikes: &'g Strikes,
    vault: Vault,
    plan: PagePlan,
}

impl Page<'_> {
    /// Which page of the dump it is, from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Writes it.
    ///
    /// # Errors
    /// [`GenerateError::Write`] if the output cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> Result<(), GenerateError> {
        let mut writer = Writer::new(self.style, self.strikes, out);
        writer.page(&self.vault, self.plan)?;
        Ok(writer.flush()?)
    }

    fn is_dropped(&self) -> bool {
        self.strikes.on_page(&self.vault, self.plan).contains(&PageAct::Drop)
    }
}
