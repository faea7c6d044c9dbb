//! `csv-delimiters`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::json::Text;
use crate::model::Field;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "csv-delimiters",
        group: Group::Value,
        summary: "comment, quote and escape characters are one character, delimiters are not empty, \
                  and the quote is not the field delimiter",
        why: "A select job with other delimiters reads its archive wrongly or not at all.",
        source: "API reference, CSVInput and CSVOutput",
        real_data: "Unknown: no captured response has them set.",
        levels: Levels::new(Level::Warning, Level::Error),
        help: "write one character, or leave the key out for the default",
        pass: Sample::select(
            r#"{"SelectParameters": {"InputSerialization": {
  "csv": {"FieldDelimiter": ";"}}}}"#,
        ),
        fail: Sample::select(
            r#"{"SelectParameters": {"InputSerialization": {
  "csv": {"FieldDelimiter": ""}}}}"#,
        ),
    },
    check: Check::Job(check),
};

/// The members of one `csv` object that are characters or delimiters.
struct Csv<'c, 'a> {
    at: &'static [&'static str; 5],
    comments: Option<&'c Field<'a, Text<'a>>>,
    quote: &'c Field<'a, Text<'a>>,
    escape: &'c Field<'a, Text<'a>>,
    field: &'c Field<'a, Text<'a>>,
    record: &'c Field<'a, Text<'a>>,
}

const INPUT: [&str; 5] = [
    "/SelectParameters/InputSerialization/csv/Comments",
    "/SelectParameters/InputSerialization/csv/QuoteCharacter",
    "/SelectParameters/InputSerialization/csv/QuoteEscapeCharacter",
    "/SelectParameters/InputSerialization/csv/FieldDelimiter",
    "/SelectParameters/InputSerialization/csv/RecordDelimiter",
];
const OUTPUT: [&str; 5] = [
    "",
    "/SelectParameters/OutputSerialization/csv/QuoteCharacter",
    "/SelectParameters/OutputSerialization/csv/QuoteEscapeCharacter",
    "/SelectParameters/OutputSerialization/csv/FieldDelimiter",
    "/SelectParameters/OutputSerialization/csv/RecordDelimiter",
];

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let Some(select) = subject.job().and_then(|job| job.select_parameters().value()) else {
        return;
    };
    if let Some(csv) = select.input_serialization().value().and_then(|input| input.csv().value()) {
        let csv = Csv {
            at: &INPUT,
            comments: Some(csv.comments()),
            quote: csv.quote_character(),
            escape: csv.quote_escape_character(),
            field: csv.field_delimiter(),
            record: csv.record_delimiter(),
        };
        check_csv(&csv, subject, drafts);
    }
    if let Some(csv) = select.output_serialization().value().and_then(|output| output.csv().value())
    {
        let csv = Csv {
            at: &OUTPUT,
            comments: None,
            quote: csv.quote_character(),
            escape: csv.quote_escape_character(),
            field: csv.field_delimiter(),
            record: csv.record_delimiter(),
        };
        check_csv(&csv, subject, drafts);
    }
}

fn check_csv(csv: &Csv<'_, '_>, subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let [comments, quote, escape, field, record] = *csv.at;
    let characters =
        [(comments, csv.comments), (quote, Some(csv.quote)), (escape, Some(csv.escape))];
    for (pointer, character) in characters {
        let Some(character) = character.and_then(|text| sound(subject, pointer, text)) else {
            continue;
        };
        let count = character.value.chars().count();
        if count != 1 {
            let message = format!("the length of `{}` is {count}, not 1", name(pointer));
            drafts.report(character.spot, message);
        }
    }
    for (pointer, delimiter) in [(field, csv.field), (record, csv.record)] {
        if let Some(delimiter) = sound(subject, pointer, delimiter)
            && delimiter.value.is_empty()
        {
            drafts.report(delimiter.spot, format!("`{}` is empty", name(pointer)));
        }
    }
    if let (Some(quote), Some(field)) =
        (sound(subject, quote, csv.quote), sound(subject, field, csv.field))
        && quote.value == field.value
        && quote.value.chars().count() == 1
    {
        let message = format!("the quote `{}` is the field delimiter, too", quote.value);
        drafts.report(quote.spot, message);
    }
}

fn sound(
    subject: &Subject<'_, '_>,
    pointer: &'static str,
    field: &Field<'_, Text<'_>>,
) -> Option<super::subject::Sound<String>> {
    subject.sound(pointer, field, |text| Some(text.decode().into_owned()))
}

fn name(pointer: &str) -> &str {
    pointer.rsplit('/').next().unwrap_or(pointer)
}
