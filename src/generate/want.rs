//! What kind of job a defect needs: an inventory has no range that could be wrong.

use super::archive::{Archive, Extent};
use super::nature::Nature;
use super::vault::Vault;
use crate::model::{Action, StatusCode};

/// The kind of job that a defect needs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Want {
    action: Option<Action>,
    status: Option<Stage>,
    extent: Option<Extent>,
}

/// How far a job has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Running,
    Ended,
    Succeeded,
}

impl Want {
    pub const ANY: Want = Want { action: None, status: None, extent: None };
    pub const ENDED: Want = Want { status: Some(Stage::Ended), ..Want::ANY };
    pub const ARCHIVE: Want = Want { action: Some(Action::ArchiveRetrieval), ..Want::ANY };
    pub const WHOLE: Want =
        Want { status: Some(Stage::Succeeded), extent: Some(Extent::Whole), ..Want::ARCHIVE };
    pub const WHOLE_IN_PROGRESS: Want = Want { status: Some(Stage::Running), ..Want::WHOLE };
    pub const NODE: Want = Want { extent: Some(Extent::Node), ..Want::WHOLE };
    pub const INVENTORY: Want = Want { action: Some(Action::InventoryRetrieval), ..Want::ANY };
    pub const INVENTORY_SUCCEEDED: Want =
        Want { status: Some(Stage::Succeeded), ..Want::INVENTORY };
    pub const SELECT: Want = Want { action: Some(Action::Select), ..Want::ANY };

    /// Makes a job of a kind that as many of these wants as can be are met.
    ///
    /// A job keeps its action if one of them wants that; or else the first one that wants another has it.
    pub fn adapt(nature: &mut Nature, wants: &[Want], vault: &Vault) {
        let mut actions = wants.iter().filter_map(|want| want.action);
        if !actions.clone().any(|action| action == nature.action)
            && let Some(action) = actions.next()
        {
            nature.action = action;
            nature.tier = nature.tier.filter(|_| action != Action::InventoryRetrieval);
        }
        let of_action = |want: &&Want| want.action.is_none_or(|action| action == nature.action);
        let met: Vec<Want> = wants.iter().filter(of_action).copied().collect();
        if let Some(stage) =
            met.iter().filter_map(|want| want.status).min_by_key(|stage| is_lax(*stage))
            && !stage.is_that_of(nature.status)
        {
            nature.status = stage.status();
        }
        if let Some(extent) = met.iter().find_map(|want| want.extent) {
            nature.set_extent(extent, vault);
        }
    }

    /// Whether a job is of this kind.
    pub fn is_met_by(self, nature: &Nature) -> bool {
        self.action.is_none_or(|action| action == nature.action)
            && self.status.is_none_or(|stage| stage.is_that_of(nature.status))
            && self.extent.is_none_or(|extent| extent == nature.extent)
    }
}

/// Where one wants an end and the other a good one, both can have the good one.
fn is_lax(stage: Stage) -> bool {
    stage != Stage::Succeeded
}

impl Stage {
    fn status(self) -> StatusCode {
        match self {
            Stage::Running => StatusCode::InProgress,
            Stage::Ended | Stage::Succeeded => StatusCode::Succeeded,
        }
    }

    fn is_that_of(self, status: StatusCode) -> bool {
        match self {
            Stage::Running => status == StatusCode::InProgress,
            Stage::Ended => status != StatusCode::InProgress,
            Stage::Succeeded => status == StatusCode::Succeeded,
        }
    }
}

impl Nature {
    /// Retrieves this much of its archive; or of a larger one, where that has no parts.
    fn set_extent(&mut self, extent: Extent, vault: &Vault) {
        self.extent = extent;
        let has_parts = |number: &u64| Archive::new(vault.archives, *number).has_parts();
        if extent != Extent::Whole && !has_parts(&self.archive) {
            // Far from the numbers of all jobs, so that nobody else has asked for it.
            let mut others = (1..).map(|step: u64| self.archive.wrapping_add(step << 40));
            self.archive = others.find(has_parts).unwrap_or(self.archive);
        }
    }
}
