//! Which defects strike where: drawn for each job, page and vault by its number, so that what is not
//! struck stays as it is.

use super::defect::{Act, Defect, DocumentAct, JobAct, PageAct, Place, Stead};
use super::job::Identity;
use super::plan::PagePlan;
use super::rate::Rate;
use super::table::{JOB_ID_FORMAT, SIMULATED_RESPONSE};
use super::vault::Vault;

/// The defects that a dump is to have, in the order of the catalogue.
#[derive(Clone, Debug, Default)]
pub(super) struct Strikes {
    drawn: Vec<Drawn>,
}

#[derive(Clone, Debug)]
struct Drawn {
    place: usize,
    defect: &'static Defect,
    rate: Rate,
    /// What tells its draws from those of others.
    key: u64,
}

impl Strikes {
    /// Adds a defect, whose place in the catalogue is told; the last word on its rate counts.
    pub fn add(&mut self, place: usize, defect: &'static Defect, rate: Rate) {
        self.drawn.retain(|drawn| drawn.place != place);
        let at = self.drawn.partition_point(|drawn| drawn.place < place);
        self.drawn.insert(at, Drawn { place, defect, rate, key: hash(defect.rule) });
    }

    /// Every defect that is to strike.
    pub fn defects(&self) -> impl Iterator<Item = &'static Defect> {
        self.drawn.iter().map(|drawn| drawn.defect)
    }

    /// What strikes a job of a page.
    pub fn on_job(&self, vault: &Vault, page: PagePlan, index: u64) -> Vec<&'static JobAct> {
        let can_be = |place: Place| match place {
            Place::Any => true,
            Place::NotFirst => index > page.first,
            Place::Odd => index % 2 == 1,
        };
        self.struck(vault, index)
            .filter_map(|defect| match &defect.act {
                Act::Job(act) if can_be(act.place) => Some(act),
                _ => None,
            })
            .collect()
    }

    /// What is wrong with a JobId, wherever it is written.
    pub fn on_identity(&self, vault: &Vault, index: u64) -> Identity {
        let identities = self.struck(vault, index).filter_map(|defect| match defect.rule {
            JOB_ID_FORMAT => Some(Identity::Cut),
            SIMULATED_RESPONSE => Some(Identity::Simulated),
            _ => None,
        });
        identities.take(1).next().unwrap_or_default()
    }

    /// Which job stands in the place of a job of a page.
    ///
    /// Only every other job of a page is replaced, so that the one before it stands there, too.
    pub fn in_stead(&self, vault: &Vault, page: PagePlan, index: u64) -> Option<Stead> {
        let mut steads = self.struck(vault, index).filter_map(|defect| match defect.act {
            Act::Stead(stead) if (index - page.first) % 2 == 1 => Some(stead),
            _ => None,
        });
        steads.next()
    }

    /// What strikes a document; its number is that of its page, or of its job, or 0 if it is all of its vault.
    pub fn on_document(&self, vault: &Vault, number: u64, act: DocumentAct) -> bool {
        self.struck(vault, number)
            .any(|defect| matches!(defect.act, Act::Document(own) if own == act))
    }

    /// What strikes a page.
    pub fn on_page(&self, vault: &Vault, page: PagePlan) -> Vec<PageAct> {
        let jobs = page.end - page.first;
        let is_last = page.end == vault.jobs;
        let can_be = |act: PageAct| match act {
            PageAct::Drop => page.number > 0 && !is_last,
            PageAct::Repeat => page.number > 0,
            PageAct::Return => page.number > 1,
            PageAct::Fork | PageAct::GoBack => page.number > 0 && jobs > 1,
            PageAct::Unfiltered => jobs > 0,
            PageAct::Overfill => !is_last,
        };
        self.struck(vault, page.number)
            .filter_map(|defect| match defect.act {
                Act::Page(act) if can_be(act) => Some(act),
                _ => None,
            })
            .collect()
    }

    /// Whether a vault's listing is cut off.
    pub fn on_end(&self, vault: &Vault) -> bool {
        self.struck(vault, 0).any(|defect| matches!(defect.act, Act::End))
    }

    fn struck(&self, vault: &Vault, number: u64) -> impl Iterator<Item = &'static Defect> {
        let place = vault.key.child(number);
        let struck = move |drawn: &&Drawn| drawn.rate.strikes(&mut place.child(drawn.key).stream());
        self.drawn.iter().filter(struck).map(|drawn| drawn.defect)
    }
}

/// A number for a rule that stays the same when rules are added (FNV-1a).
fn hash(rule: &str) -> u64 {
    rule.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}
