//! `output-location`.

use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::{EncryptionType, Grantee, GranteeType, S3Location};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "output-location",
        group: Group::Value,
        summary: "an output location names a legal bucket, a key only with aws:kms, one kind of \
                  access control, and grantees by the member their type needs",
        why: "A select job writes its output to S3; a location that S3 refuses means that there is \
              none.",
        source: "API reference, S3Location, Encryption and Grantee; S3 user guide, bucket names",
        real_data: "The one captured response that has a location keeps it.",
        levels: Levels::new(Level::Warning, Level::Error),
        help: "write the location as S3 accepts it",
        pass: Sample::select(r#"{"OutputLocation": {"S3": {"BucketName": "restored.example"}}}"#),
        fail: Sample::select(r#"{"OutputLocation": {"S3": {"BucketName": "Restored_Example"}}}"#),
    },
    check: Check::Job(check),
};

const BUCKET: &str = "/OutputLocation/S3/BucketName";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let Some(job) = subject.job() else { return };
    let Some(location) = job.output_location().value() else {
        return;
    };
    let Some(s3) = location.s3().value() else {
        if let (true, Some(span)) = (location.s3().is_unset(), job.output_location().span()) {
            let spot = Spot::new(span, "/OutputLocation");
            drafts.report(spot, "the output location names no bucket");
        }
        return;
    };
    check_bucket(s3, subject, drafts);
    check_encryption(s3, subject, drafts);
    check_access(s3, subject, drafts);
}

fn check_bucket(s3: &S3Location<'_>, subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let bucket = s3.bucket_name();
    if bucket.is_unset() {
        let spot = match bucket.span() {
            Some(null) => Spot::new(null, BUCKET),
            None => Spot::new(s3.span(), "/OutputLocation/S3"),
        };
        drafts.report(spot, "the output location names no bucket");
    } else if let Some(bucket) =
        subject.sound(BUCKET, bucket, |text| Some(text.decode().into_owned()))
        && !is_bucket_name(&bucket.value)
    {
        let message = format!("{} is not a legal bucket name", quote(&bucket.value));
        drafts.report(bucket.spot, message).help(
            "3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at each end",
        );
    }
}

fn check_encryption(s3: &S3Location<'_>, subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    const TYPE: &str = "/OutputLocation/S3/Encryption/EncryptionType";
    let Some(encryption) = s3.encryption().value() else {
        return;
    };
    let kind = encryption.encryption_type();
    let known = subject.sound(TYPE, kind, |text| text.decode().parse::<EncryptionType>().ok());
    match known {
        Some(kind) if kind.value == EncryptionType::AwsKms => return,
        None if !kind.is_unset() => return,
        _ => {}
    }
    for (pointer, field) in [
        ("/OutputLocation/S3/Encryption/KMSKeyId", encryption.kms_key_id()),
        ("/OutputLocation/S3/Encryption/KMSContext", encryption.kms_context()),
    ] {
        if let Some(spot) = subject.set(pointer, field) {
            let kms = EncryptionType::AwsKms;
            drafts.report(spot, format!("a KMS key or context is given without {kms}"));
            return;
        }
    }
}

fn check_access(s3: &S3Location<'_>, subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    const CANNED: &str = "/OutputLocation/S3/CannedACL";
    const GRANTS: &str = "/OutputLocation/S3/AccessControlList";
    let grants = s3.access_control_list().value().map(Vec::as_slice).unwrap_or_default();
    if let Some(spot) = subject.set(CANNED, s3.canned_acl())
        && !grants.is_empty()
    {
        drafts.report(spot, "CannedACL and AccessControlList are both given").about([GRANTS]);
        return;
    }
    for (index, grant) in grants.iter().enumerate() {
        let Some(grantee) = grant.value().and_then(|grant| grant.grantee().value()) else {
            continue;
        };
        if let Some(member) = missing_member(grantee) {
            let span = grantee.r#type().span().unwrap_or(grantee.span());
            let spot = Spot::new(span, format!("{GRANTS}/{index}/Grantee/Type"));
            drafts.report(spot, format!("a grantee of this type needs `{member}`"));
        }
    }
}

/// The member that a grantee's type needs, if it is not there.
fn missing_member(grantee: &Grantee<'_>) -> Option<&'static str> {
    let kind = grantee.r#type().value()?.decode().parse().ok()?;
    let (member, field) = match kind {
        GranteeType::AmazonCustomerByEmail => ("EmailAddress", grantee.email_address()),
        GranteeType::CanonicalUser => ("ID", grantee.id()),
        GranteeType::Group => ("URI", grantee.uri()),
    };
    field.is_unset().then_some(member)
}

/// The rules for bucket names that S3 documents, reserved prefixes left out.
fn is_bucket_name(name: &str) -> bool {
    let is_end = |byte: Option<u8>| {
        byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    let legal = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-')
    };
    (3..=63).contains(&name.len())
        && name.bytes().all(legal)
        && is_end(name.bytes().next())
        && is_end(name.bytes().last())
        && !name.contains("..")
        && name.parse::<std::net::Ipv4Addr>().is_err()
}
