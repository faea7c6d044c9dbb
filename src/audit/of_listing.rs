//! What the rules about listings found, made concrete: with file, line, column and bytes.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::excerpt::{Excerpt, printable};
use super::located::Located;
use super::second_look::{Seen, Want, look};
use crate::dump::{Dump, Error, Place};
use crate::finding::Finding;
use crate::listing::{Listing, PageStart};
use crate::rules::{Drafted, ListingSpot, order};
use crate::span::{Position, Span};

/// Lends the dump of this number again, in the order in which dumps were judged.
pub type Reopen<'r> = dyn FnMut(usize, &mut dyn FnMut(&Dump<'_>)) -> Result<(), Error> + 'r;

/// Shows the places at these offsets, in rising order, of the file of this number; tells also whether
/// it has several documents.
pub(super) type Glance<'g> =
    dyn FnMut(usize, &[usize]) -> Result<(Vec<(Position, Excerpt)>, bool), Error> + 'g;

/// Finds pages of which it is known where they begin.
fn at_starts(
    listing: &Listing,
    file: u32,
    wants: &mut [&mut Want],
    glance: &mut Glance<'_>,
) -> Result<(), Error> {
    let start = |want: &Want| match want.spot {
        ListingSpot::Page(page) => listing.page(page).start,
        _ => None,
    };
    let mut wants: Vec<(PageStart, &mut Want)> =
        wants.iter_mut().filter_map(|want| Some((start(want)?, &mut **want))).collect();
    wants.sort_by_key(|(start, _)| start.offset);
    let offsets: Vec<usize> = wants
        .iter()
        .map(|(start, _)| usize::try_from(start.offset).unwrap_or(usize::MAX))
        .collect();
    if offsets.is_empty() {
        return Ok(());
    }
    let (shown, has_several_documents) = glance(file as usize, &offsets)?;
    for ((start, want), (offset, (position, excerpt))) in
        wants.into_iter().zip(offsets.into_iter().zip(shown))
    {
        let document = start.document as usize;
        let span = Span::new(offset, offset + 1);
        let pointer = start.element.map(|index| format!("/{index}")).unwrap_or_default();
        let place = Place { span, document, pointer, inner: None };
        let document = has_several_documents.then_some(document);
        want.seen = Some(Seen { position, excerpt, document, ..Seen::at(place) });
    }
    Ok(())
}

/// Findings in the order of the input, and files that could not be read again.
pub(super) fn locate(
    listing: &Listing,
    drafted: Vec<Drafted>,
    glance: Option<&mut Glance<'_>>,
    reopen: &mut Reopen<'_>,
) -> (Vec<Located>, Vec<Error>) {
    let mut wants: Vec<Want> = drafted.iter().flat_map(Want::of).collect();
    let mut by_file: BTreeMap<u32, Vec<&mut Want>> = BTreeMap::new();
    for want in &mut wants {
        by_file.entry(listing.page(want.spot.page()).file).or_default().push(want);
    }
    let mut errors = Vec::new();
    if let Some(glance) = glance {
        for (file, wants) in &mut by_file {
            errors.extend(at_starts(listing, *file, wants, glance).err());
        }
    }
    for (file, mut wants) in by_file {
        wants.retain(|want| want.seen.is_none());
        if !wants.is_empty() {
            let lent = reopen(file as usize, &mut |dump| look(dump, listing, &mut wants));
            errors.extend(lent.err());
        }
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
