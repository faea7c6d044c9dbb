//! Vaults by number, so that a row names its vault in four bytes.

use std::collections::BTreeMap;

use super::facts::read;

/// The `VaultARN`s that occur, counted from 0 in the order in which they came; that of jobs without one
/// is empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Vaults {
    names: Vec<String>,
    numbers: BTreeMap<String, u32>,
    last: u32,
}

impl Vaults {
    /// The number of a vault. Jobs of one vault follow each other, so the last one is tried first.
    #[inline]
    pub fn number(&mut self, vault_arn: &[u8]) -> u32 {
        let last = self.names.get(self.last as usize);
        if last.is_none_or(|last| last.as_bytes() != vault_arn) {
            self.last = self.look_up(vault_arn);
        }
        self.last
    }

    fn look_up(&mut self, vault_arn: &[u8]) -> u32 {
        let vault_arn = read(vault_arn);
        if let Some(number) = self.numbers.get(vault_arn) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(vault_arn.to_owned());
        self.numbers.insert(vault_arn.to_owned(), number);
        number
    }

    /// The numbers that the vaults of another have here.
    pub fn merge(&mut self, other: &Vaults) -> Vec<u32> {
        other.names.iter().map(|name| self.number(name.as_bytes())).collect()
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }
}
