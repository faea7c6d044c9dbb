//! The page in Chromium: what it shows, what filters and headers do, and that hostile texts do nothing.

use super::browser::{Browser, chromium};
use super::{AS_OF, HOSTILE, dumps, icecore};

/// How many rows of a table are shown.
fn rows(browser: &mut Browser, table: &str) -> u64 {
    browser.count(&format!("document.querySelectorAll('#{table} tbody tr:not([hidden])').length"))
}

/// The texts of a column of the jobs, or what they are sorted by.
fn column(browser: &mut Browser, index: usize) -> Vec<String> {
    let cells = format!(
        "Array.from(document.querySelectorAll('#jobs-table tbody tr:not([hidden])'), \
         row => row.cells[{index}].dataset.v || row.cells[{index}].textContent)"
    );
    let cells = browser.eval(&cells);
    let cells = cells.as_array().expect("it is a list").iter();
    cells.map(|cell| cell.as_str().expect("it is text").to_owned()).collect()
}

#[test]
fn a_page_of_20_000_jobs_works_in_a_browser() {
    let Some(chromium) = chromium() else {
        eprintln!(
            "skipped: there is no Chromium to open the page in; install it (apt-get install chromium), \
             or name one in CHROMIUM"
        );
        return;
    };
    let folder = dumps(20_000);
    let prices = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/prices/example.toml");
    std::fs::copy(prices, folder.path("prices.toml")).expect("it can be copied");
    icecore(&folder, &format!("report {AS_OF} --prices prices.toml dumps --output page.html"));
    let mut browser = Browser::open(&chromium, &folder.path("page.html"));
    it_works_without_a_mouse(&mut browser);
    it_shows_pictures(&mut browser);
    it_begins_with_the_verdict(&mut browser);
    filters_leave_out_rows(&mut browser);
    headers_sort(&mut browser);
    links_lead_to_files_and_rules(&mut browser);
    hostile_texts_do_nothing(&mut browser);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

fn it_shows_pictures(browser: &mut Browser) {
    for picture in ["jobs", "requested", "retrieved", "durations"] {
        let marks = format!(
            "document.querySelectorAll('svg[aria-labelledby^=chart-{picture}] rect.mark').length"
        );
        assert!(browser.count(&marks) > 10, "{picture}");
    }
    assert!(browser.count("document.querySelectorAll('.window').length") >= 3);
    assert!(browser.count("document.querySelectorAll('article.map').length") >= 5);
    assert!(browser.count("document.querySelectorAll('rect.joint-gap').length") >= 1);
    // The style counts: a mark has the colour of its class, and stands where it was put.
    let filled = "getComputedStyle(document.querySelector('rect.succeeded')).fill";
    assert_ne!(browser.eval(filled), "rgb(0, 0, 0)");
    let width = "Math.round(document.querySelector('svg.chart').getBoundingClientRect().width)";
    assert!(browser.count(width) > 600);
    let sideways = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    assert_eq!(browser.eval(sideways), true, "nothing sticks out");
}

fn it_begins_with_the_verdict(browser: &mut Browser) {
    let verdict = browser.eval("document.querySelector('#overview .verdicts li').textContent");
    assert!(verdict.as_str().is_some_and(|text| text.contains("deleting ")), "{verdict}");
    assert_ne!(browser.count("document.querySelectorAll('#archives tbody tr').length"), 0);
    assert_ne!(browser.count("document.querySelectorAll('#costs tbody tr').length"), 0);
}

fn filters_leave_out_rows(browser: &mut Browser) {
    let all = rows(browser, "jobs-table");
    assert_eq!(all, 5000);
    browser.eval("document.querySelector('form[data-table=jobs-table] input').focus()");
    browser.type_text("failed inventory");
    let some = rows(browser, "jobs-table");
    assert!(some > 0 && some < all, "{some}");
    let told =
        browser.eval("document.querySelector('form[data-table=jobs-table] output').textContent");
    assert_eq!(told, format!("{some} of 5,000 shown"));
    let choose = |form: &str, by: &str, value: &str| {
        format!(
            "{{ const select = document.querySelector('form[data-table={form}] select[data-by={by}]'); \
             select.value = '{value}'; \
             select.dispatchEvent(new Event('input', {{ bubbles: true }})); select.value }}"
        )
    };
    let clear = "{ const input = document.querySelector('form[data-table=jobs-table] input'); \
                 input.value = ''; input.dispatchEvent(new Event('input', { bubbles: true })); }";
    browser.eval(clear);
    assert_eq!(rows(browser, "jobs-table"), all);

    let findings = rows(browser, "findings-table");
    assert_eq!(browser.eval(&choose("findings-table", "level", "warning")), "warning");
    let warnings = rows(browser, "findings-table");
    let counted =
        "document.querySelectorAll('#findings-table tbody tr[data-level=warning]').length";
    assert_eq!(warnings, browser.count(counted));
    assert!(warnings > 0 && warnings < findings);
    browser.eval(&choose("findings-table", "level", ""));
    browser.eval(&choose("findings-table", "rule", "job-id-format"));
    assert!((1..findings).contains(&rows(browser, "findings-table")));
    browser.eval(&choose("findings-table", "rule", ""));
    assert_eq!(rows(browser, "findings-table"), findings);
}

fn headers_sort(browser: &mut Browser) {
    const BYTES: usize = 5;
    const ACTION: usize = 3;
    let click = |index: usize| {
        format!("document.querySelectorAll('#jobs-table th button')[{index}].click()")
    };
    let sorted = |index: usize| {
        format!("document.querySelectorAll('#jobs-table th')[{index}].getAttribute('aria-sort')")
    };
    browser.eval(&click(BYTES));
    assert_eq!(browser.eval(&sorted(BYTES)), "ascending");
    let numbers = |browser: &mut Browser| -> Vec<u128> {
        let cells = column(browser, BYTES);
        let known = cells.iter().take_while(|cell| !cell.is_empty()).count();
        assert!(cells[known..].iter().all(String::is_empty), "what is empty comes last");
        cells[..known].iter().map(|cell| cell.parse().expect("it is a number")).collect()
    };
    assert!(numbers(browser).is_sorted());
    browser.eval(&click(BYTES));
    assert_eq!(browser.eval(&sorted(BYTES)), "descending");
    assert!(numbers(browser).iter().rev().is_sorted());
    browser.eval(&click(ACTION));
    assert_eq!(browser.eval(&sorted(BYTES)), serde_json::Value::Null);
    assert_eq!(browser.eval(&sorted(ACTION)), "ascending");
    assert_eq!(rows(browser, "jobs-table"), 5000);
}

fn it_works_without_a_mouse(browser: &mut Browser) {
    const TAB: u32 = 9;
    const ENTER: u32 = 13;
    browser.press("Tab", TAB);
    assert_eq!(browser.eval("document.activeElement.className"), "skip");
    let on_screen = "document.activeElement.getBoundingClientRect().left >= 0";
    assert_eq!(browser.eval(on_screen), true, "the skip link shows when it has the focus");
    browser.eval(
        "document.querySelector('form[data-table=findings-table] select[data-by=rule]').focus()",
    );
    // The table scrolls, so it has the focus before its headers have.
    browser.press("Tab", TAB);
    browser.press("Tab", TAB);
    assert_eq!(browser.eval("document.activeElement.textContent"), "level");
    assert_ne!(browser.eval("getComputedStyle(document.activeElement).outlineStyle"), "none");
    browser.press("Enter", ENTER);
    let sorted = "document.querySelector('#findings-table th').getAttribute('aria-sort')";
    assert_eq!(browser.eval(sorted), "ascending");
    browser.press("Enter", ENTER);
    assert_eq!(browser.eval(sorted), "descending");
}

fn links_lead_to_files_and_rules(browser: &mut Browser) {
    let link = "document.querySelector('#findings-table td.place a').getAttribute('href')";
    let link = browser.eval(link);
    assert!(link.as_str().is_some_and(|link| link.starts_with("dumps/")), "{link}");
    let broken = "Array.from(document.querySelectorAll('a')).filter(a => !['file:'].includes(a.protocol) \
                  || a.hash && a.pathname === location.pathname && !document.getElementById(a.hash.slice(1))).length";
    assert_eq!(browser.count(broken), 0);
    browser
        .eval("location.hash = 'rule-job-id-format'; new Promise(done => setTimeout(done, 100))");
    let open = "document.getElementById('rule-job-id-format').closest('details').open";
    assert_eq!(browser.eval(open), true);
}

fn hostile_texts_do_nothing(browser: &mut Browser) {
    assert_eq!(browser.eval("typeof window.hacked"), "undefined");
    for (elements, count) in [
        ("img, iframe, object, embed, #taken, [onerror], [onfocus], [style]", 0),
        ("script", 1),
        ("style", 1),
        ("h1", 1),
    ] {
        let found = format!("document.querySelectorAll('{elements}').length");
        assert_eq!(browser.count(&found), count, "{elements}");
    }
    let descriptions = column(browser, 7);
    for text in HOSTILE {
        let shown = icecore::audit::printable(text);
        assert!(descriptions.contains(&shown), "{shown}");
    }
}
