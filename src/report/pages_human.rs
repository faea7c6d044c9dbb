//! `pages --format human`: the chains as one would draw them.
//!
//! Pages stand one below the other, numbered; between two of them stands what joins them. A gap is
//! drawn as one, with the command that fills it.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::figures::counted;
use super::layout::{BOLD, FRAME, style_of, wrap};
use super::pages::{dates, why_incomplete};
use crate::audit::printable;
use crate::finding::Level;
use crate::listing::{Chain, Copied, End, Joint, Link, Listing, Next, PageId, Position, Start};
use crate::model::VaultArn;

const GOOD: Style = AnsiColor::Green.on_default().bold();

/// Writes the chains for people, with ANSI styles; `width` is that of the terminal.
///
/// # Errors
/// What the writer says.
pub fn write_pages_human(out: &mut dyn Write, listing: &Listing, width: usize) -> io::Result<()> {
    for chain in listing.chains() {
        Drawing { listing, chain, width }.write(out)?;
        writeln!(out)?;
    }
    write_copies(out, listing, width)?;
    write_forks(out, listing, width)?;
    let lone = listing.lone_jobs().count() as u64;
    if lone > 0 {
        let jobs = counted(lone, "job");
        writeln!(out, "{jobs} saved alone, as by DescribeJob: part of no listing")?;
    }
    if listing.chains().is_empty() && lone == 0 {
        writeln!(out, "no page was found")?;
    }
    Ok(())
}

struct Drawing<'l> {
    listing: &'l Listing,
    chain: &'l Chain,
    width: usize,
}

impl Drawing<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_title(out)?;
        let gutter = self.chain.links.len().to_string().len();
        self.write_start(out, gutter)?;
        for (index, link) in self.chain.links.iter().enumerate() {
            if index > 0 {
                self.write_joint(out, gutter, index, link)?;
            }
            self.write_page(out, gutter, index, link)?;
        }
        self.write_end(out, gutter)
    }

    fn write_title(&self, out: &mut dyn Write) -> io::Result<()> {
        let vault = self.listing.vault_of(self.chain);
        let vault = match vault.map(VaultArn::parse) {
            Some(Ok(arn)) => {
                format!("vault {} of {} in {}", arn.vault_name(), arn.account_id(), arn.region())
            }
            Some(Err(_)) => printable(vault.unwrap_or_default()),
            None => match self.requested_vault() {
                Some(name) => format!("vault {}", printable(name)),
                None => "no vault is named".to_owned(),
            },
        };
        let jobs = counted(self.listing.count_jobs(self.chain), "job");
        let pages = counted(self.chain.links.len() as u64, "page");
        let why = why_incomplete(self.listing, self.chain);
        let (style, verdict) = match why.is_empty() {
            true => (GOOD, "complete".to_owned()),
            false => (style_of(Level::Warning), format!("incomplete: {}", why.join("; "))),
        };
        let title = format!("{vault}: {jobs} on {pages}");
        writeln!(out, "{BOLD}{title}{BOLD:#}")?;
        for line in wrap(&verdict, self.width.saturating_sub(2)) {
            writeln!(out, "  {style}{line}{style:#}")?;
        }
        Ok(())
    }

    /// The vault that was asked for, where a recorder kept the request.
    fn requested_vault(&self) -> Option<&str> {
        let request = self.listing.page(self.chain.first()).request?;
        request.asked().vault_name.as_deref()
    }

    fn write_start(&self, out: &mut dyn Write, gutter: usize) -> io::Result<()> {
        let text = match self.chain.start {
            Start::Recorded => "start: recorded, the request had no marker",
            Start::Token => "start: proven by a token that counts just the jobs from there",
            Start::Assumed => "start: assumed, nothing shows that page 1 is the first",
            Start::Later => "start: missing, page 1 is not the first of its listing",
        };
        let mark = if self.chain.start == Start::Later { "╷" } else { "┌" };
        self.write_note(out, gutter, mark, text)
    }

    fn write_joint(
        &self,
        out: &mut dyn Write,
        gutter: usize,
        index: usize,
        link: &Link,
    ) -> io::Result<()> {
        match link.joint {
            Some(Joint::Follows(evidence)) => {
                let overlap = match link.overlap {
                    0 => String::new(),
                    1 => ", 1 job on both pages".to_owned(),
                    count => format!(", {count} jobs on both pages"),
                };
                self.write_note(out, gutter, "├", &format!("{evidence}{overlap}"))
            }
            Some(Joint::Gap) | None => {
                let before = self.chain.links[index - 1];
                self.write_note(out, gutter, "╵", "")?;
                let command = self.listing.command_after(before.page);
                let style = style_of(Level::Error);
                let (text, command) = match before.back.is_some() {
                    true => ("GAP: the token before it leads back".to_owned(), None),
                    false => ("GAP: at least one page is missing".to_owned(), command),
                };
                writeln!(out, "{:gutter$}   {style}{text}{style:#}", "")?;
                if let Some(command) = command {
                    write_command(out, gutter, &command)?;
                }
                self.write_note(out, gutter, "╷", "")
            }
        }
    }

    fn write_page(
        &self,
        out: &mut dyn Write,
        gutter: usize,
        index: usize,
        link: &Link,
    ) -> io::Result<()> {
        let page = self.listing.page(link.page);
        let file = printable(&name(self.listing, link.page));
        let number = index + 1;
        for (line, text) in wrap(&file, self.width.saturating_sub(gutter + 4)).iter().enumerate() {
            match line {
                0 => writeln!(
                    out,
                    "{BOLD}{number:>gutter$}{BOLD:#} {FRAME}│{FRAME:#} {BOLD}{text}{BOLD:#}"
                )?,
                _ => writeln!(out, "{:gutter$} {FRAME}│{FRAME:#} {BOLD}{text}{BOLD:#}", "")?,
            }
        }
        let jobs = counted(page.jobs.into(), "job");
        let text = match dates(&page) {
            Some((first, last)) if page.jobs > 1 => format!("{jobs}, {first} to {last}"),
            Some((first, _)) => format!("{jobs}, {first}"),
            None => jobs,
        };
        self.write_note(out, gutter, "│", &format!("  {text}"))?;
        if let Some(position) = self.listing.token_in(self.chain, index) {
            let text = format!("  token in:  {}", shown(&position));
            self.write_note(out, gutter, "│", &text)?;
        }
        let token_out = match (&page.next, page.next.position()) {
            (Next::Nothing | Next::Broken, _) => return Ok(()),
            (_, Some(position)) => shown(&position),
            (_, None) => "not one of ListJobs".to_owned(),
        };
        let back = match link.back {
            Some(back) if back.distance == 1 => " (leads to this page again)".to_owned(),
            Some(back) => format!(" (leads {} pages back)", back.distance),
            None => String::new(),
        };
        self.write_note(out, gutter, "│", &format!("  token out: {token_out}{back}"))
    }

    fn write_end(&self, out: &mut dyn Write, gutter: usize) -> io::Result<()> {
        let text = match self.chain.end {
            End::Listed => "end: no token",
            End::Assumed => "end: assumed, such a list keeps no token",
            End::Broken => "end: the JSON breaks off",
            End::Token if self.chain.ends_in_circle() => "end: the token leads back",
            End::Token if self.listing.command_after(self.chain.last()).is_none() => {
                "goes on: its token is not one of ListJobs"
            }
            End::Token => "goes on:",
        };
        let mark = if self.chain.end == End::Token { "╵" } else { "└" };
        self.write_note(out, gutter, mark, text)?;
        match self.listing.command_after(self.chain.last()) {
            Some(command) if !self.chain.ends_in_circle() => write_command(out, gutter, &command),
            _ => Ok(()),
        }
    }

    fn write_note(
        &self,
        out: &mut dyn Write,
        gutter: usize,
        mark: &str,
        text: &str,
    ) -> io::Result<()> {
        let indent = text.len() - text.trim_start().len();
        for (index, line) in
            wrap(text, self.width.saturating_sub(gutter + 3 + indent)).iter().enumerate()
        {
            let mark = if index == 0 { mark } else { "│" };
            let line = line.trim_start();
            let text = format!("{:gutter$} {FRAME}{mark}{FRAME:#} {:indent$}{line}", "", "");
            writeln!(out, "{}", text.trim_end())?;
        }
        Ok(())
    }
}

/// A command stays on its line, so that it can be copied.
fn write_command(out: &mut dyn Write, gutter: usize, command: &str) -> io::Result<()> {
    writeln!(out, "{:gutter$}   {}", "", printable(command))
}

fn write_copies(out: &mut dyn Write, listing: &Listing, width: usize) -> io::Result<()> {
    let copies = listing.copies();
    if copies.is_empty() {
        return Ok(());
    }
    let (hold, nothing) = match copies.len() {
        1 => ("1 page holds".to_owned(), "nothing of its own"),
        _ => (format!("{} hold", counted(copies.len() as u64, "page")), "nothing of their own"),
    };
    writeln!(out, "{BOLD}{hold} {nothing}{BOLD:#}")?;
    for Copied { page, of, is_cut, skips } in copies {
        let relation = if *is_cut { "is part of" } else { "is a copy of" };
        let skips = match skips {
            0 => String::new(),
            count => {
                format!("; following its Marker would skip {}", counted((*count).into(), "job"))
            }
        };
        let text = format!("{} {relation} {}{skips}", name(listing, *page), name(listing, *of));
        for (index, line) in wrap(&printable(&text), width.saturating_sub(4)).iter().enumerate() {
            writeln!(out, "{:indent$}{line}", "", indent = if index == 0 { 2 } else { 4 })?;
        }
    }
    writeln!(out)
}

fn write_forks(out: &mut dyn Write, listing: &Listing, width: usize) -> io::Result<()> {
    for fork in listing.forks() {
        let style = style_of(Level::Error);
        let text = format!(
            "FORK: the token of {} leads to {} and to {}",
            name(listing, fork.from),
            name(listing, fork.taken),
            name(listing, fork.other),
        );
        for line in wrap(&printable(&text), width) {
            writeln!(out, "{style}{line}{style:#}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A place in a listing, short enough for a line: its ends tell a marker.
fn shown(position: &Position) -> String {
    let marker = match &position.marker {
        None => "the first page".to_owned(),
        Some(marker) => shortened(&printable(marker)),
    };
    match position.offset() {
        0 => marker,
        1 => format!("1 job into {marker}"),
        count => format!("{count} jobs into {marker}"),
    }
}

fn shortened(marker: &str) -> String {
    const ENDS: usize = 12;
    let characters: Vec<char> = marker.chars().collect();
    if characters.len() <= 2 * ENDS + 1 {
        return marker.to_owned();
    }
    let first: String = characters[..ENDS].iter().collect();
    let last: String = characters[characters.len() - ENDS..].iter().collect();
    format!("{first}…{last}")
}

/// How a page is called: its file, and which page of it, where it has several.
fn name(listing: &Listing, page: PageId) -> String {
    let file = &listing.file_of(page).name;
    match listing.is_only_page_of_file(page) {
        true => file.to_string(),
        false => format!("{file}, page {}", listing.page(page).ordinal + 1),
    }
}
