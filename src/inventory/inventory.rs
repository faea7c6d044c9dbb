//! The inventory itself.

use crate::model::TreeHash;

/// The archives of a vault, as an inventory lists them.
///
/// ```
/// use icecore::dump::Dump;
/// use icecore::inventory::Inventory;
///
/// let saved = b"ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\n\
///     hP2w,\"a \\\"quote\\\", and a comma\",2024-03-01T00:00:00Z,7,\
///     5a1e0000000000000000000000000000000000000000000000000000005a1e00\n";
/// let inventory = Inventory::read("inventory.csv", &Dump::from_slice(saved))?;
/// assert_eq!((inventory.archives()[0].archive_id.as_str(), inventory.archives()[0].size), ("hP2w", 7));
/// assert_eq!(inventory.vault_arn(), None, "CSV names no vault");
/// # Ok::<(), icecore::inventory::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    pub(super) name: String,
    pub(super) vault_arn: Option<String>,
    pub(super) date: Option<String>,
    pub(super) archives: Vec<Archive>,
}

/// An archive of an inventory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// `ArchiveId`.
    pub archive_id: String,
    /// `Size`, in bytes.
    pub size: u64,
    /// `SHA256TreeHash`, if it is told.
    pub tree_hash: Option<TreeHash>,
}

impl Inventory {
    /// What it is called: its path.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `VaultARN`; CSV has none.
    #[must_use]
    pub fn vault_arn(&self) -> Option<&str> {
        self.vault_arn.as_deref()
    }

    /// `InventoryDate`, as it is written; CSV has none.
    #[must_use]
    pub fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }

    /// The archives, in the order of the inventory.
    #[must_use]
    pub fn archives(&self) -> &[Archive] {
        &self.archives
    }
}
