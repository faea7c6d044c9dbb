//! How much of what there is was seen.

use std::collections::BTreeSet;

/// How much of what there is the jobs and inventories are.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Whether a filter hides jobs.
    pub is_filtered: bool,
    /// Whether some of the dumps could not be read, or not to their end.
    pub lacks_dumps: bool,
    /// The `VaultARN`s whose listing is incomplete; empty for one of which none is known.
    pub incomplete: BTreeSet<String>,
    /// How many inventories could not be read.
    pub left_out: u64,
    /// How many errors were found in the dumps.
    pub errors: u64,
    /// How many jobs have saves that cannot all be true.
    pub conflicting: u64,
}

impl View {
    /// Whether the listing of a vault is incomplete; of one that is not known, whether any is.
    pub(super) fn is_incomplete(&self, vault_arn: Option<&str>) -> bool {
        let is_it = |vault: &str| self.incomplete.contains(vault);
        !self.incomplete.is_empty() && (is_it("") || vault_arn.is_none_or(is_it))
    }
}
