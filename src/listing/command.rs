//! The command that fetches what is not saved.

use std::fmt::Write as _;

use super::listing::Listing;
use super::page::PageId;
use crate::model::{Request, VaultArn};

impl Listing {
    /// The AWS CLI's command that goes on where a page ends; `None` where it has no token that
    /// `ListJobs` takes.
    #[must_use]
    pub fn command_after(&self, page: PageId) -> Option<String> {
        let position = self.page(page).next.position()?;
        Some(self.command(page, Some(&position.encode())))
    }

    /// The AWS CLI's command that fetches the listing that a page belongs to, from its start.
    #[must_use]
    pub fn command_from_start(&self, page: PageId) -> String {
        self.command(page, None)
    }

    fn command(&self, page: PageId, token: Option<&str>) -> String {
        let request = self.page(page).request.map(|request| request.asked());
        let arn = self.arn_near(page);
        let asked =
            |field: fn(&Request) -> &Option<String>| request.and_then(|it| field(it).clone());
        let account = arn.map(|arn| arn.account_id().to_owned());
        let vault = arn.map(|arn| arn.vault_name().to_owned());
        let options = [
            ("--region", arn.map(|arn| arn.region().to_owned())),
            ("--account-id", account.or(asked(|it| &it.account_id)).or(Some("-".to_owned()))),
            ("--vault-name", vault.or(asked(|it| &it.vault_name)).or(Some("VAULT".to_owned()))),
            ("--statuscode", asked(|it| &it.statuscode)),
            ("--completed", asked(|it| &it.completed)),
            ("--starting-token", token.map(str::to_owned)),
        ];
        let mut command = "aws glacier list-jobs".to_owned();
        for (option, value) in options {
            if let Some(value) = value {
                // A value that begins with a hyphen would be taken for an option.
                let joint = if value.starts_with('-') && value != "-" { '=' } else { ' ' };
                // Writing to a string cannot fail.
                let _ = write!(command, " {option}{joint}{}", quoted(&value));
            }
        }
        command
    }

    /// The ARN of a page's vault, or else of its chain's.
    fn arn_near(&self, page: PageId) -> Option<VaultArn<'_>> {
        let of_chain = || self.vault_of(self.chain_with(page)?);
        VaultArn::parse(self.vault_arn(page).or_else(of_chain)?).ok()
    }
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./=+,:@".contains(&byte);
    match !word.is_empty() && word.bytes().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
