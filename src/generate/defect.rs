//! Defects: what each is, where it can strike, and what it needs to be seen.

use super::field::Field;
use super::spoil::Case;
use super::want::Want;

/// How a rule is broken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Defect {
    /// The rule.
    pub rule: &'static str,
    /// What is done.
    pub act: Act,
    /// What the dump must have, or else the rule could not speak.
    pub needs: Needs,
}

/// What a defect does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    /// Nothing: every dump breaks this rule.
    Nothing,
    /// It spoils a job.
    Job(JobAct),
    /// It puts another job in a job's place.
    Stead(Stead),
    /// It breaks a document, or has another one follow it.
    Document(DocumentAct),
    /// It changes a page, or what stands beside it.
    Page(PageAct),
    /// It leaves a token where a listing ends.
    End,
}

/// How a job is spoiled.
#[derive(Clone, Copy, Debug)]
pub(super) struct JobAct {
    pub want: Want,
    /// What is changed, a bit each: of two defects that change the same, the first strikes.
    pub changes: u32,
    pub place: Place,
    pub spoil: fn(&mut Case<'_>),
}

/// Which jobs a defect can strike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Any.
    Any,
    /// Any but the first of a page, which the others are compared with.
    NotFirst,
    /// Every other job: those between are compared with.
    Odd,
}

/// Which job stands in another one's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stead {
    /// The job before it.
    Same,
    /// The job before it, with a date of creation that it did not have.
    Contradicting,
}

/// What is done to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DocumentAct {
    /// It ends in a comma too many.
    Break,
    /// The answer to a refused request follows it.
    Refusal,
    /// It is written twice.
    Twice,
}

/// What is done to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageAct {
    /// It is left out.
    Drop,
    /// Its token leads to itself.
    Repeat,
    /// Its token leads to the page before it.
    Return,
    /// Another page that begins with the same job follows it.
    Fork,
    /// A recorded response that ignored a filter follows it.
    Unfiltered,
    /// It has 1,001 jobs.
    Overfill,
    /// A job of the page before it, which had ended, is in progress on it.
    GoBack,
}

/// What a dump must have for a rule to speak.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needs {
    pub what: What,
    /// How many pages some vault must have.
    pub pages: u64,
    /// How many jobs must be on a page.
    pub jobs: u64,
    /// How many jobs some vault must have.
    pub of_vault: u64,
}

/// What a style must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Jobs, which all keep.
    Jobs,
    /// Objects with a `JobList`.
    Lists,
    /// The pages of the service, with their tokens.
    Pages,
    /// When each page was fetched.
    Times,
    /// Bodies of responses as they were sent.
    Bodies,
}

impl Needs {
    pub const JOBS: Needs = Needs::of(What::Jobs);
    pub const LISTS: Needs = Needs::of(What::Lists);

    pub const fn of(what: What) -> Needs {
        Needs { what, pages: 1, jobs: 1, of_vault: 1 }
    }

    pub const fn pages(pages: u64) -> Needs {
        Needs { pages, ..Needs::of(What::Pages) }
    }

    /// So many jobs on a page.
    pub const fn with_jobs(self, jobs: u64) -> Needs {
        Needs { jobs, of_vault: jobs, ..self }
    }
}

/// The bit of a field.
pub(super) const fn bit(field: Field) -> u32 {
    1 << field as u32
}

/// The limit of an inventory.
pub(super) const LIMIT: u32 = 1 << 21;
/// The dates of an inventory.
pub(super) const DATES: u32 = 1 << 22;
/// The size that jobs of the action do not have.
pub(super) const FOREIGN: u32 = 1 << 23;
/// The delimiters of a query.
pub(super) const CSV: u32 = 1 << 24;
