//! Vault and topic ARNs parse and print losslessly.

use icecore::model::{SnsTopicArn, VaultArn};
use proptest::prelude::*;

fn vault(text: &str) -> Option<String> {
    VaultArn::parse(text).ok().map(|arn| arn.to_string())
}

fn topic(text: &str) -> Option<String> {
    SnsTopicArn::parse(text).ok().map(|arn| arn.to_string())
}

proptest! {
    #[test]
    fn a_vault_arn_prints_as_it_was(
        partition in "aws|aws-cn|aws-us-gov|aws-iso-b",
        region in "[a-z]{2}-[a-z]{4,9}-[1-9]",
        account in "[0-9]{12}",
        name in "[A-Za-z0-9._-]{1,255}",
    ) {
        let text = format!("arn:{partition}:glacier:{region}:{account}:vaults/{name}");
        let arn = VaultArn::parse(&text).expect("a vault ARN");
        prop_assert_eq!(arn.partition(), partition);
        prop_assert_eq!(arn.region(), region);
        prop_assert_eq!(arn.account_id(), account);
        prop_assert_eq!(arn.vault_name(), name);
        prop_assert_eq!(arn.to_string(), text);
    }

    #[test]
    fn a_topic_arn_prints_as_it_was(
        partition in "aws|aws-cn|aws-us-gov|aws-iso-b",
        region in "[a-z]{2}-[a-z]{4,9}-[1-9]",
        account in "[0-9]{12}",
        name in "[A-Za-z0-9_-]{1,250}(\\.fifo)?",
    ) {
        let text = format!("arn:{partition}:sns:{region}:{account}:{name}");
        let arn = SnsTopicArn::parse(&text).expect("a topic ARN");
        prop_assert_eq!(arn.region(), region);
        prop_assert_eq!(arn.account_id(), account);
        prop_assert_eq!(arn.topic_name(), name);
        prop_assert_eq!(arn.to_string(), text);
    }
}

#[test]
fn leading_zeros_belong_to_the_account() {
    let text = "arn:aws:glacier:eu-west-1:000123456789:vaults/photos";
    assert_eq!(VaultArn::parse(text).expect("a vault ARN").account_id(), "000123456789");
}

#[test]
fn other_vault_arns_are_refused() {
    let long = format!("arn:aws:glacier:eu-west-1:123456789012:vaults/{}", "v".repeat(256));
    for text in [
        "",
        "photos",
        "arn:aws:glacier:eu-west-1:123456789012",
        "arn:aws:glacier:eu-west-1:123456789012:photos",
        "arn:aws:glacier:eu-west-1:123456789012:vaults/",
        "arn:aws:glacier:eu-west-1:123456789012:vault/photos",
        "arn:aws:glacier:eu-west-1:123456789012:vaults/a b",
        "arn:aws:glacier:eu-west-1:123456789012:vaults/a/b",
        "arn:aws:glacier:eu-west-1:123456789012:vaults/a:b",
        "arn:aws:glacier:eu-west-1:123456789012:vaults/é",
        "arn:aws:glacier:eu-west-1:1234567890123:vaults/photos",
        "arn:aws:glacier:eu-west-1:12345678901:vaults/photos",
        "arn:aws:glacier:eu-west-1:************:vaults/photos",
        "arn:aws:glacier-devo:eu-west-1:123456789012:vaults/photos",
        "arn:aws:s3:eu-west-1:123456789012:vaults/photos",
        "arn:aws:glacier::123456789012:vaults/photos",
        "arn:aws:glacier:EU-WEST-1:123456789012:vaults/photos",
        "arn:amazon:glacier:eu-west-1:123456789012:vaults/photos",
        "ARN:aws:glacier:eu-west-1:123456789012:vaults/photos",
        " arn:aws:glacier:eu-west-1:123456789012:vaults/photos",
        &long,
    ] {
        assert_eq!(vault(text), None, "{text:?}");
    }
}

#[test]
fn other_topic_arns_are_refused() {
    let long = format!("arn:aws:sns:eu-west-1:123456789012:{}", "t".repeat(257));
    for text in [
        "",
        "arn:aws:sns:eu-west-1:123456789012",
        "arn:aws:sns:eu-west-1:123456789012:",
        "arn:aws:sns:eu-west-1:123456789012:.fifo",
        "arn:aws:sns:eu-west-1:123456789012:a.b",
        "arn:aws:sns:eu-west-1:123456789012:a:subscription",
        "arn:aws:sns:eu-west-1:1234567890123:topic",
        "arn:aws:sqs:eu-west-1:123456789012:topic",
        &long,
    ] {
        assert_eq!(topic(text), None, "{text:?}");
    }
}
