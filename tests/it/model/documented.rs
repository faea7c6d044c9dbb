//! The documented values of every closed set.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use icecore::model::{
    Action, CannedAcl, EncryptionType, ExpressionType, FileHeaderInfo, GranteeType,
    InventoryFormat, Permission, QuoteFields, StatusCode, StorageClass, Tier,
};

use super::response_syntax::alternatives;

/// Every value is parsed and printed unchanged; the same in other letters is refused.
fn round_trips<T: FromStr + Display>(values: &[&str]) {
    for &value in values {
        assert_eq!(
            value.parse::<T>().ok().map(|parsed| parsed.to_string()).as_deref(),
            Some(value)
        );
        let (lower, upper) = (value.to_ascii_lowercase(), value.to_ascii_uppercase());
        for other in [lower, upper, format!(" {value}"), format!("{value} "), String::new()] {
            assert!(other == value || other.parse::<T>().is_err(), "{other:?} is not {value:?}");
        }
    }
}

fn documented<T: FromStr + Display + Debug>(values: &[&str], pointer: &str) {
    assert_eq!(values, alternatives(pointer), "{pointer}");
    round_trips::<T>(values);
}

#[test]
fn values_are_those_of_the_response_syntax() {
    documented::<Action>(Action::VALUES, "/Action");
    documented::<StatusCode>(StatusCode::VALUES, "/StatusCode");
    let select = "/SelectParameters";
    documented::<ExpressionType>(ExpressionType::VALUES, &format!("{select}/ExpressionType"));
    let csv = format!("{select}/InputSerialization/csv");
    documented::<FileHeaderInfo>(FileHeaderInfo::VALUES, &format!("{csv}/FileHeaderInfo"));
    let csv = format!("{select}/OutputSerialization/csv");
    documented::<QuoteFields>(QuoteFields::VALUES, &format!("{csv}/QuoteFields"));
}

#[test]
fn values_of_the_output_location_are_those_of_the_response_syntax() {
    let s3 = "/OutputLocation/S3";
    documented::<CannedAcl>(CannedAcl::VALUES, &format!("{s3}/CannedACL"));
    documented::<StorageClass>(StorageClass::VALUES, &format!("{s3}/StorageClass"));
    documented::<EncryptionType>(
        EncryptionType::VALUES,
        &format!("{s3}/Encryption/EncryptionType"),
    );
    let grant = format!("{s3}/AccessControlList/0");
    documented::<Permission>(Permission::VALUES, &format!("{grant}/Permission"));
    documented::<GranteeType>(GranteeType::VALUES, &format!("{grant}/Grantee/Type"));
}

#[test]
fn values_documented_in_words_are_complete_too() {
    assert_eq!(Tier::VALUES, ["Expedited", "Standard", "Bulk"]);
    round_trips::<Tier>(Tier::VALUES);
    assert_eq!(InventoryFormat::VALUES, ["CSV", "JSON"]);
    round_trips::<InventoryFormat>(InventoryFormat::VALUES);
}
