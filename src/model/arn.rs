//! Amazon resource names of vaults and SNS topics.

use std::fmt;

use super::parse_error::ParseError;

/// `VaultARN`: `arn:aws:glacier:REGION:ACCOUNT:vaults/NAME`, in any partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VaultArn<'a> {
    partition: &'a str,
    region: &'a str,
    account_id: &'a str,
    vault_name: &'a str,
}

impl<'a> VaultArn<'a> {
    /// Reads a vault ARN.
    ///
    /// # Errors
    /// [`ParseError`] says which part is not as Glacier writes it.
    pub fn parse(text: &'a str) -> Result<Self, ParseError> {
        let [partition, region, account_id, resource] = parts(text, "glacier")?;
        let Some(vault_name) = resource.strip_prefix("vaults/") else {
            return Err(ParseError::new("has no `vaults/` before the vault's name"));
        };
        if vault_name.is_empty() || vault_name.len() > 255 {
            return Err(ParseError::new("has a vault name that is not 1 to 255 characters long"));
        }
        if !vault_name.bytes().all(|byte| is_name_byte(byte) || byte == b'.') {
            return Err(ParseError::new("has a vault name with characters beyond [A-Za-z0-9._-]"));
        }
        Ok(VaultArn { partition, region, account_id, vault_name })
    }

    /// The region in a vault ARN whose other parts need not be sound: account and name are often made
    /// illegible before a dump is handed on.
    #[must_use]
    pub fn region_of(text: &'a str) -> Option<&'a str> {
        let mut parts = text.split(':');
        let [Some("arn"), Some(partition), Some("glacier"), Some(region), Some(_)] =
            std::array::from_fn(|_| parts.next())
        else {
            return None;
        };
        (is_partition(partition) && is_region(region)).then_some(region)
    }

    /// `aws`, `aws-cn`, `aws-us-gov`, …
    #[must_use]
    pub fn partition(&self) -> &'a str {
        self.partition
    }

    /// The region, such as `eu-west-1`.
    #[must_use]
    pub fn region(&self) -> &'a str {
        self.region
    }

    /// The 12 digits of the account; leading zeros belong to it.
    #[must_use]
    pub fn account_id(&self) -> &'a str {
        self.account_id
    }

    /// The vault's name.
    #[must_use]
    pub fn vault_name(&self) -> &'a str {
        self.vault_name
    }
}

impl fmt::Display for VaultArn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let VaultArn { partition, region, account_id, vault_name } = self;
        write!(f, "arn:{partition}:glacier:{region}:{account_id}:vaults/{vault_name}")
    }
}

/// `SNSTopic`: `arn:aws:sns:REGION:ACCOUNT:NAME`, in any partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnsTopicArn<'a> {
    partition: &'a str,
    region: &'a str,
    account_id: &'a str,
    topic_name: &'a str,
}

impl<'a> SnsTopicArn<'a> {
    /// Reads a topic ARN.
    ///
    /// # Errors
    /// [`ParseError`] says which part is not as SNS writes it.
    pub fn parse(text: &'a str) -> Result<Self, ParseError> {
        let [partition, region, account_id, topic_name] = parts(text, "sns")?;
        // A FIFO topic ends in `.fifo`; no other dot is allowed.
        let name = topic_name.strip_suffix(".fifo").unwrap_or(topic_name);
        if name.is_empty() || topic_name.len() > 256 {
            return Err(ParseError::new("has a topic name that is not 1 to 256 characters long"));
        }
        if !name.bytes().all(is_name_byte) {
            return Err(ParseError::new("has a topic name with characters beyond [A-Za-z0-9_-]"));
        }
        Ok(SnsTopicArn { partition, region, account_id, topic_name })
    }

    /// The 12 digits of the account.
    #[must_use]
    pub fn account_id(&self) -> &'a str {
        self.account_id
    }

    /// The region, such as `eu-west-1`.
    #[must_use]
    pub fn region(&self) -> &'a str {
        self.region
    }

    /// The topic's name.
    #[must_use]
    pub fn topic_name(&self) -> &'a str {
        self.topic_name
    }
}

impl fmt::Display for SnsTopicArn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SnsTopicArn { partition, region, account_id, topic_name } = self;
        write!(f, "arn:{partition}:sns:{region}:{account_id}:{topic_name}")
    }
}

/// Splits an ARN into partition, region, account and resource, each checked but the last.
fn parts<'a>(text: &'a str, service: &str) -> Result<[&'a str; 4], ParseError> {
    let mut rest = text;
    let mut field = || {
        // An ARN is too short for a search that sets out to find things in long texts.
        let colon = rest.bytes().position(|byte| byte == b':')?;
        let field = &rest[..colon];
        rest = &rest[colon + 1..];
        Some(field)
    };
    let [Some("arn"), Some(partition), Some(named), Some(region), Some(account_id)] =
        std::array::from_fn(|_| field())
    else {
        return Err(ParseError::new("does not have the six parts of an ARN"));
    };
    if !is_partition(partition) {
        return Err(ParseError::new("names no AWS partition"));
    }
    if named != service {
        return Err(ParseError::new("names another service"));
    }
    if !is_region(region) {
        return Err(ParseError::new("names no region"));
    }
    if account_id.len() != 12 || !account_id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ParseError::new("has an account id that is not 12 digits"));
    }
    Ok([partition, region, account_id, rest])
}

fn is_partition(text: &str) -> bool {
    let tail = text.strip_prefix("aws");
    tail.is_some_and(|tail| tail.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))
}

fn is_region(text: &str) -> bool {
    let is_region_byte = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.bytes().all(is_region_byte)
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
