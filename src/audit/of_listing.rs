//! What the rules about listings found, made concrete: with file, line, column and bytes.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::excerpt::printable;
use super::located::Located;
use super::second_look::{Seen, Want, look};
use crate::dump::{Dump, Error, Place};
use crate::finding::Finding;
use crate::listing::Listing;
use crate::rules::{Drafted, order};
use crate::span::Span;

/// Lends the dump of this number again, in the order in which dumps were judged.
pub type Reopen<'r> = dyn FnMut(usize, &mut dyn FnMut(&Dump<'_>)) -> Result<(), Error> + 'r;

/// Findings in the order of the input, and files that could not be read again.
pub(super) fn locate(
    listing: &Listing,
    drafted: Vec<Drafted>,
    reopen: &mut Reopen<'_>,
) -> (Vec<Located>, Vec<Error>) {
    let mut wants: Vec<Want> = drafted.iter().flat_map(Want::of).collect();
    let mut by_file: BTreeMap<u32, Vec<&mut Want>> = BTreeMap::new();
    for want in &mut wants {
        by_file.entry(listing.page(want.spot.page()).file).or_default().push(want);
    }
    let mut errors = Vec::new();
    for (file, mut wants) in by_file {
        let lent = reopen(file as usize, &mut |dump| look(dump, listing, &mut wants));
        errors.extend(lent.err());
    }

    let mut wants = wants.into_iter();
    let mut located: Vec<(u32, Located)> = drafted
        .into_iter()
        .filter_map(|drafted| {
            let want = wants.next()?;
            let other = drafted.draft.differs_from.and_then(|_| wants.next());
            let file = listing.page(want.spot.page()).file;
            Some((file, tell(listing, drafted, want, other.as_ref())?))
        })
        .collect();
    located.sort_by_key(|(file, located)| (*file, order(&located.finding)));
    (located.into_iter().map(|(_, located)| located).collect(), errors)
}

/// The finding that a draft becomes; `None` if the bytes show that there is nothing to report.
fn tell(listing: &Listing, drafted: Drafted, want: Want, other: Option<&Want>) -> Option<Located> {
    let name = |want: &Want| &listing.file_of(want.spot.page()).name;
    let file: Rc<str> = (&**name(&want)).into();
    // A file that changed or vanished meanwhile costs the place, not the finding.
    let nowhere =
        || Place { span: Span::default(), document: 0, pointer: String::new(), inner: None };
    let seen = want.seen.unwrap_or_else(|| Seen::at(nowhere()));
    let Drafted { rule, level, draft } = drafted;
    let mut message = draft.message;
    if let Some(other) = other
        && let (Some(there), Some((_, fields))) = (&other.seen, draft.differs_from)
    {
        let at = format!("{}:{}:{}", name(other), there.position.line, there.position.column);
        let differing = differing(fields, &seen.values, &there.values)?;
        message = format!("{message}: {differing} in {at}");
    }
    Some(Located {
        file,
        finding: Finding {
            rule,
            level,
            message: printable(&message),
            help: printable(draft.help.as_deref().unwrap_or(rule.help)),
            place: seen.place,
            job_id: seen.job_id,
            vault_arn: seen.vault_arn,
        },
        position: seen.position,
        excerpt: seen.excerpt,
        document: seen.document,
    })
}

/// How the values of fields differ, if they do; what is unset on one side says nothing of others.
fn differing(fields: &[&str], here: &[Option<String>], there: &[Option<String>]) -> Option<String> {
    let shown = |value: &Option<String>| match value {
        Some(value) => format!("`{value}`"),
        None => "unset".to_owned(),
    };
    let differing = fields.iter().zip(here.iter().zip(there)).filter(|(_, (one, two))| one != two);
    let (set, unset): (Vec<_>, Vec<_>) =
        differing.partition(|(_, (here, there))| here.is_some() && there.is_some());
    let told = if set.is_empty() { unset } else { set };
    let parts: Vec<String> = told
        .into_iter()
        .map(|(field, (here, there))| {
            format!("{field} is {} here, and {}", shown(here), shown(there))
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
