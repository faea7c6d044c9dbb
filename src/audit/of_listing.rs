//! What the rules about listings found, made concrete: with file, line, column and bytes.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::rc::Rc;

use super::again::Again;
use super::excerpt::printable;
use super::located::Located;
use super::second_look::{Seen, Want, look};
use crate::dump::{Dump, Error, Place};
use crate::finding::Finding;
use crate::listing::{Listing, PageStart};
use crate::rules::{Drafted, ListingSpot, order};
use crate::span::Span;

/// Lends the dump of this number again, in the order in which dumps were judged.
pub type Reopen<'r> = dyn FnMut(usize, &mut dyn FnMut(&Dump<'_>)) -> Result<(), Error> + 'r;

/// How to come by the files again.
pub(super) enum Files<'f, 'r> {
    /// Somebody has them in memory.
    Lent(&'f mut Reopen<'r>),
    /// They are read again.
    Read(Again<'f>),
}

/// The error that a file no longer holds what it held.
pub(super) fn changed(listing: &Listing, file: u32) -> Error {
    let name = Path::new(&*listing.files()[file as usize].name);
    Error::reading(Some(name), io::Error::other("it has changed since it was first read"))
}

/// Finds pages of which it is known where they begin.
fn at_starts(
    listing: &Listing,
    file: u32,
    wants: &mut [&mut Want],
    again: &Again<'_>,
) -> Result<(), Error> {
    let start = |want: &Want| match want.spot {
        ListingSpot::Page(page) => listing.page(page).start,
        _ => None,
    };
    let mut wants: Vec<(PageStart, &mut Want)> =
        wants.iter_mut().filter_map(|want| Some((start(want)?, &mut **want))).collect();
    wants.sort_by_key(|(start, _)| start.offset);
    let brace = |start: &PageStart| {
        let offset = usize::try_from(start.offset).unwrap_or(usize::MAX);
        Span::new(offset, offset.saturating_add(1))
    };
    let spans: Vec<Span> = wants.iter().map(|(start, _)| brace(start)).collect();
    if spans.is_empty() {
        return Ok(());
    }
    let shown = again.show(file, &spans)?;
    let has_several_documents = again.has_several_documents(file);
    for ((start, want), (span, (position, excerpt))) in
        wants.into_iter().zip(spans.into_iter().zip(shown))
    {
        let document = start.document as usize;
        let pointer = start.element.map(|index| format!("/{index}")).unwrap_or_default();
        let place = Place { span, document, pointer, inner: None, in_job: 0 };
        let document = has_several_documents.then_some(document);
        want.seen = Some(Seen { position, excerpt, document, ..Seen::at(place) });
    }
    Ok(())
}

/// Findings in the order of the input, and files that could not be read again.
pub(super) fn locate(
    listing: &Listing,
    drafted: Vec<Drafted>,
    files: &mut Files<'_, '_>,
) -> (Vec<Located>, Vec<Error>) {
    let mut wants: Vec<Want> = drafted.iter().flat_map(Want::of).collect();
    let mut by_file: BTreeMap<u32, Vec<&mut Want>> = BTreeMap::new();
    for want in &mut wants {
        by_file.entry(listing.page(want.spot.page()).file).or_default().push(want);
    }
    let mut errors = Vec::new();
    for (file, mut wants) in by_file {
        let looked = match files {
            Files::Lent(reopen) => {
                reopen(file as usize, &mut |dump| look(dump, listing, &mut wants))
            }
            Files::Read(again) => at_starts(listing, file, &mut wants, again).and_then(|()| {
                wants.retain(|want| want.seen.is_none());
                if wants.is_empty() { Ok(()) } else { again.look(file, listing, &mut wants) }
            }),
        };
        errors.extend(looked.err());
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
    let nowhere = || Place {
        span: Span::default(),
        document: 0,
        pointer: String::new(),
        inner: None,
        in_job: 0,
    };
    let seen = want.seen.unwrap_or_else(|| Seen::at(nowhere()));
    let token = match want.spot {
        ListingSpot::Page(page) | ListingSpot::Token(page) => listing.page(page).next.text(),
        ListingSpot::Job(_) | ListingSpot::Field(..) => None,
    };
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
            token,
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
