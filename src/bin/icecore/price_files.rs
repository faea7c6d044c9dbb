//! Files with the prices of a region.
//!
//! A price is never taken for a binary fraction: a text is read as it is, and a number of TOML from the text
//! of the file.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use icecore::model::Tier;
use icecore::prices::{PriceList, Prices, RetrievalPrices};
use jiff::civil::Date;
use serde::Deserialize;
use toml::{Spanned, Value};

use crate::toml_file::{read, tell, tell_at};

/// Of a value that is wrong so many characters are shown.
const SHOWN: usize = 40;

/// Reads the prices of all these files; `None` if one of them is broken, which has been said.
pub fn load(files: &[PathBuf]) -> Option<Prices> {
    let mut prices = Prices::default();
    for file in files {
        let text = read(file, file, "the prices")?;
        let form = match toml::from_str::<Form>(&text) {
            Ok(form) => form,
            Err(error) => {
                tell(&error, file, &text);
                return None;
            }
        };
        if let Err(Wrong { message, offset }) = add(&mut prices, &form, file, &text) {
            tell_at(&message, offset, file, &text);
            return None;
        }
    }
    Some(prices)
}

/// What is wrong, and at which byte.
struct Wrong {
    message: String,
    offset: usize,
}

/// A value with its place.
type Written = Spanned<Value>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    region: Written,
    date: Written,
    source: Written,
    currency: Written,
    #[serde(rename = "Expedited")]
    expedited: Option<RetrievalForm>,
    #[serde(rename = "Standard")]
    standard: Option<RetrievalForm>,
    #[serde(rename = "Bulk")]
    bulk: Option<RetrievalForm>,
    #[serde(rename = "Inventory")]
    inventory: Option<InventoryForm>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RetrievalForm {
    per_gb: Written,
    per_1000_requests: Written,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InventoryForm {
    per_1000_requests: Written,
}

/// Adds the prices of a file with this text.
fn add(prices: &mut Prices, form: &Form, file: &Path, text: &str) -> Result<(), Wrong> {
    let region = parsed(&form.region, text)?;
    let (date, source) = (date(&form.date, text)?, source(&form.source)?);
    let list = PriceList::new(region, date, source, parsed(&form.currency, text)?);
    let mut list = list.named(&file.display().to_string());
    for (tier, form) in form.tiers() {
        let per_gb = parsed(&form.per_gb, text)?;
        let per_1000_requests = parsed(&form.per_1000_requests, text)?;
        list = list.retrievals(tier, RetrievalPrices { per_gb, per_1000_requests });
    }
    if let Some(inventory) = &form.inventory {
        list = list.inventories(parsed(&inventory.per_1000_requests, text)?);
    }
    if list.retrieval_prices().is_empty() && list.inventory_price().is_none() {
        let message = "there is no price here: a table such as [Standard] is missing".to_owned();
        return Err(Wrong { message, offset: text.trim_end().len() });
    }
    prices.add(list).map_err(|twice| wrong(&form.region, twice.to_string()))
}

impl Form {
    fn tiers(&self) -> impl Iterator<Item = (Tier, &RetrievalForm)> {
        let tiers = [
            (Tier::Expedited, &self.expedited),
            (Tier::Standard, &self.standard),
            (Tier::Bulk, &self.bulk),
        ];
        tiers.into_iter().filter_map(|(tier, form)| Some((tier, form.as_ref()?)))
    }
}

/// A value that says itself what is wrong with it.
fn parsed<T: FromStr<Err: ToString>>(written: &Written, text: &str) -> Result<T, Wrong> {
    let value = value(written, text);
    value.parse().map_err(|error: T::Err| refused(written, &value, &error.to_string()))
}

/// A day, and nothing that could be taken for one.
fn date(written: &Written, text: &str) -> Result<Date, Wrong> {
    let value = value(written, text);
    let date = value.parse().ok().filter(|date: &Date| date.to_string() == value);
    date.ok_or_else(|| {
        refused(written, &value, "is no date: a date is written as year-month-day: 2024-03-01")
    })
}

fn source(written: &Written) -> Result<&str, Wrong> {
    let source = written.get_ref().as_str().filter(|source| !source.trim().is_empty());
    let message = "this says nothing: write where the prices were read, in quotes";
    source.ok_or_else(|| wrong(written, message.to_owned()))
}

/// A text, or how the value that is none is written in the file.
fn value<'v>(written: &'v Written, text: &'v str) -> Cow<'v, str> {
    match written.get_ref().as_str() {
        Some(value) => value.into(),
        None => text.get(written.span()).unwrap_or_default().into(),
    }
}

fn refused(written: &Written, value: &str, why: &str) -> Wrong {
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    wrong(written, format!("`{}` {why}", shown.escape_debug()))
}

fn wrong(written: &Written, message: String) -> Wrong {
    Wrong { message, offset: written.span().start }
}
