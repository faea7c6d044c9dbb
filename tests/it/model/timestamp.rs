//! Timestamps parse and print losslessly.

use icecore::model::Timestamp;
use proptest::prelude::*;

fn parse(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

fn days_in(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

prop_compose! {
    fn date()(year in 0..=9998_u16, month in 1..=12_u16, day in 1..=31_u16) -> String {
        format!("{year:04}-{month:02}-{:02}", day.min(days_in(year, month)))
    }
}

prop_compose! {
    fn time()(hour in 0..24, minute in 0..60, second in 0..60) -> String {
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

proptest! {
    #[test]
    fn what_is_parsed_prints_as_it_was(date in date(), time in time(), fraction in "(\\.[0-9]{1,9})?") {
        let text = format!("{date}T{time}{fraction}Z");
        prop_assert_eq!(parse(&text).map(|time| time.to_string()), Some(text));
    }

    #[test]
    fn whatever_parses_prints_as_it_was(text in "[0-9]{4}-[0-3][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,10})?Z?") {
        if let Some(time) = parse(&text) {
            prop_assert_eq!(time.to_string(), text);
        }
    }

    #[test]
    fn order_is_that_of_the_text(a in date(), b in date(), at in time()) {
        let time = |date: &str| parse(&format!("{date}T{at}Z"));
        prop_assert_eq!(time(&a).cmp(&time(&b)), a.cmp(&b));
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,30}") {
        let _ = parse(&text);
    }
}

#[test]
fn dates_that_do_not_exist_are_refused() {
    for text in [
        "2023-02-30T00:00:00Z",
        "2023-02-29T00:00:00.000Z",
        "1900-02-29T00:00:00Z",
        "2023-04-31T00:00:00Z",
        "2023-00-10T00:00:00Z",
        "2023-13-10T00:00:00Z",
        "2023-01-00T00:00:00Z",
        "2023-01-32T00:00:00Z",
        "2023-01-01T24:00:00Z",
        "2023-01-01T23:60:00Z",
        "2016-12-31T23:59:60Z",
    ] {
        let error = text.parse::<Timestamp>().expect_err(text);
        assert_eq!(error.reason(), "is no date that exists", "{text}");
    }
}

#[test]
fn leap_days_exist() {
    assert!(parse("2024-02-29T12:00:00.000Z").is_some());
    assert!(parse("2000-02-29T12:00:00Z").is_some());
}

#[test]
fn other_forms_are_refused() {
    for text in [
        "",
        "2012-03-20",
        "2012-03-20T17:03:43",
        "2012-03-20T17:03:43.221",
        "2012-03-20T17:03:43+00:00",
        "2012-03-20T17:03:43.221+00:00",
        "2012-03-20T17:03:43-00:00",
        "2012-03-20t17:03:43Z",
        "2012-03-20T17:03:43z",
        "2012-03-20 17:03:43Z",
        "2012-03-20T17:03Z",
        "2012-03-20T17:03:43.Z",
        "2012-03-20T17:03:43,221Z",
        "2012-03-20T17:03:43.1234567890Z",
        "2012-03-20T17:03:43.+21Z",
        "2012-03-20T17:03:43.-21Z",
        "2012-03-20T17:03:43ZZ",
        " 2012-03-20T17:03:43Z",
        "2012-03-20T17:03:43Z ",
        "+012-03-20T17:03:43Z",
        "12012-03-20T17:03:43Z",
        "2012-3-20T17:03:43.22Z",
        "2012/03/20T17:03:43Z",
        "20120320T170343.221Z",
        "２０１２-03-20T17:03:43Z",
        "2012-03-20T17:03:43.２Z",
        "2012-03-2é T17:03:43Z",
        "1332263023.221",
    ] {
        assert!(parse(text).is_none(), "{text:?}");
    }
}

#[test]
fn equal_instants_are_equal_however_they_are_written() {
    assert_eq!(parse("2012-03-20T17:03:43Z"), parse("2012-03-20T17:03:43.000Z"));
    assert!(parse("2012-03-20T17:03:43Z") < parse("2012-03-20T17:03:43.001Z"));
}

#[test]
fn milliseconds_are_three_digits() {
    let has_milliseconds = |text| parse(text).map(Timestamp::has_milliseconds);
    assert_eq!(has_milliseconds("2012-03-20T17:03:43.221Z"), Some(true));
    assert_eq!(has_milliseconds("2012-03-20T17:03:43Z"), Some(false));
    assert_eq!(has_milliseconds("2012-03-20T17:03:43.221000Z"), Some(false));
}

#[test]
fn the_last_moment_of_the_calendar_exists() {
    // What .NET writes for `DateTime.MaxValue`.
    let last = parse("9999-12-31T23:59:59.999Z");
    assert_eq!(last.map(|time| time.to_string()).as_deref(), Some("9999-12-31T23:59:59.999Z"));
}
