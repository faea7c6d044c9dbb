//! `SelectParameters`: the query of a select job.

use super::declare::view;
use super::documented::documented;
use super::member::Kind;

view! {
    /// `SelectParameters`: the query of a select job, and how its input and output are written.
    SelectParameters at "/SelectParameters" {
        /// `InputSerialization`: how the archive is written.
        input_serialization: "InputSerialization" object (InputSerialization) = Kind::Object,
        /// `ExpressionType`: see [`ExpressionType`].
        expression_type: "ExpressionType" text = Kind::Enum(ExpressionType::VALUES),
        /// `Expression`: the query.
        expression: "Expression" text = Kind::FreeText,
        /// `OutputSerialization`: how the result is written.
        output_serialization: "OutputSerialization" object (OutputSerialization) = Kind::Object,
    }
}

view! {
    /// `InputSerialization`: the format of the archive.
    InputSerialization at "/SelectParameters/InputSerialization" {
        /// `csv`: comma-separated values.
        csv: "csv" object (CsvInput) = Kind::Object,
    }
}

view! {
    /// `InputSerialization.csv`.
    CsvInput at "/SelectParameters/InputSerialization/csv" {
        /// `FileHeaderInfo`: what the first line is, see [`FileHeaderInfo`].
        file_header_info: "FileHeaderInfo" text = Kind::EnumAnyCase(FileHeaderInfo::VALUES),
        /// `Comments`: the character that makes a row a comment.
        comments: "Comments" text = Kind::FreeText,
        /// `QuoteEscapeCharacter`: the character that escapes a quote inside a quoted value.
        quote_escape_character: "QuoteEscapeCharacter" text = Kind::FreeText,
        /// `RecordDelimiter`: what stands between records.
        record_delimiter: "RecordDelimiter" text = Kind::FreeText,
        /// `FieldDelimiter`: what stands between fields.
        field_delimiter: "FieldDelimiter" text = Kind::FreeText,
        /// `QuoteCharacter`: what encloses a value that contains the field delimiter.
        quote_character: "QuoteCharacter" text = Kind::FreeText,
    }
}

view! {
    /// `OutputSerialization`: the format of the result.
    OutputSerialization at "/SelectParameters/OutputSerialization" {
        /// `csv`: comma-separated values.
        csv: "csv" object (CsvOutput) = Kind::Object,
    }
}

view! {
    /// `OutputSerialization.csv`.
    CsvOutput at "/SelectParameters/OutputSerialization/csv" {
        /// `QuoteFields`: see [`QuoteFields`].
        quote_fields: "QuoteFields" text = Kind::Enum(QuoteFields::VALUES),
        /// `QuoteEscapeCharacter`: the character that escapes a quote inside a quoted value.
        quote_escape_character: "QuoteEscapeCharacter" text = Kind::FreeText,
        /// `RecordDelimiter`: what stands between records.
        record_delimiter: "RecordDelimiter" text = Kind::FreeText,
        /// `FieldDelimiter`: what stands between fields.
        field_delimiter: "FieldDelimiter" text = Kind::FreeText,
        /// `QuoteCharacter`: what encloses a value that contains the field delimiter.
        quote_character: "QuoteCharacter" text = Kind::FreeText,
    }
}

documented! {
    /// What the first line of the input is (`FileHeaderInfo`); documented in capitals and in words.
    FileHeaderInfo {
        /// Column names that the query may use.
        Use = "USE",
        /// Column names that the query may not use.
        Ignore = "IGNORE",
        /// The first record.
        None = "NONE",
    }
}

documented! {
    /// Which output fields are quoted (`QuoteFields`).
    QuoteFields {
        /// All.
        Always = "ALWAYS",
        /// Those that need it.
        AsNeeded = "ASNEEDED",
    }
}

documented! {
    /// The language of the query (`ExpressionType`).
    ExpressionType {
        /// SQL.
        Sql = "SQL",
    }
}
