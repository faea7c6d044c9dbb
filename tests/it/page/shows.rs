//! The page as text: one file, the same each time, with nothing of a dump as markup.

use super::{AS_OF, HOSTILE, dumps, icecore};
use crate::folder::Folder;

/// A page of the dumps in a folder.
fn page(folder: &Folder, arguments: &str) -> String {
    icecore(folder, &format!("report {AS_OF} --format html {arguments}"))
}

#[test]
fn it_loads_nothing_and_runs_nothing_but_its_own() {
    let page = page(&dumps(300), "dumps");
    for never in [
        "http://",
        "https://",
        " style=\"",
        "javascript:",
        "@import",
        "<img",
        "<link",
        " src=",
        "eval(",
    ] {
        let hostile = HOSTILE.iter().any(|text| text.contains(never));
        assert!(hostile || !page.contains(never), "{never}");
    }
    for (once, count) in
        [("<script>", 1), ("<style>", 1), ("http-equiv=\"Content-Security-Policy\"", 1)]
    {
        assert_eq!(page.matches(once).count(), count, "{once}");
    }
}

#[test]
fn no_text_of_a_dump_is_markup_or_cannot_be_seen() {
    let page = page(&dumps(60), "dumps");
    for text in HOSTILE.iter().filter(|text| text.contains(['<', '"'])) {
        assert!(!page.contains(text), "{text}");
    }
    let hidden = |character: char| {
        character.is_control() && character != '\n'
            || ('\u{202a}'..='\u{202e}').contains(&character)
            || character == '\u{200b}'
    };
    assert_eq!(page.chars().find(|character| hidden(*character)), None);
}

#[test]
fn it_is_the_same_each_time_on_any_number_of_threads() {
    let folder = dumps(2000);
    let one = page(&folder, "dumps --threads 1");
    assert_eq!(one, page(&folder, "dumps --threads 3"));
    assert_eq!(one, page(&folder, "dumps"));
}

#[test]
fn what_is_empty_is_said_to_be() {
    let folder = Folder::new();
    folder.write("empty/page.json", r#"{"JobList": [], "Marker": null}"#);
    folder.write("odd/page.json", r#"{"JobList": [{"JobId": "nothing else"}], "Marker": null}"#);
    let page_of =
        |path: &str| page(&folder, &format!("{path} --ignore document,value,job,listing,source"));
    let empty = page_of("empty");
    for said in [
        "<h1>0 jobs in 1 page (1 file, 31 B)</h1>",
        "No job tells when it was created",
        "There is no job to show.",
        "Nothing was found.",
    ] {
        assert!(empty.contains(said), "{said}");
    }
    let odd = page_of("odd");
    assert!(odd.contains("1 job without a creation date"), "{odd}");
    assert!(odd.contains("<td class=\"id\">nothing else</td>"), "{odd}");
}

#[test]
fn a_long_listing_is_drawn_in_runs_and_its_gap_alone() {
    let folder = Folder::new();
    let pages = icecore(&folder, "generate --jobs 12000 --page-size 1 --style wire");
    let but_one = pages.split_inclusive('\n').enumerate().filter(|(line, _)| *line != 6999);
    folder.write("dump.json", &but_one.map(|(_, page)| page).collect::<String>());
    let page = page(&folder, "dump.json --quiet");
    let map = page.split("<article class=\"map\">").nth(1).expect("there is a listing");
    let map = map.split("</article>").next().expect("it ends");
    assert_eq!(map.matches("<rect class=\"mark joint-gap\"").count(), 1);
    assert!(map.matches("<rect ").count() < 10, "{map}");
    assert!(map.contains("pages 2 to 6,999 (6,998)"), "{map}");
    assert!(map.contains("At least one page is missing after page 6,999."), "{map}");
    assert!(map.contains("<code class=\"command\">aws glacier list-jobs "), "{map}");
    assert!(page.contains(": the first 5,000 of 11,999."));
}

#[test]
fn the_worst_findings_are_shown_and_the_others_counted() {
    let folder = Folder::new();
    icecore(
        &folder,
        "generate --jobs 6000 --defects job-description-format=100% --output dump.json",
    );
    let page = page(&folder, "dump.json --quiet");
    assert_eq!(page.matches("<tr data-level=").count(), 2000);
    assert!(page.contains("Shown are 2,000 findings, the worst first;"), "it is said");
}
