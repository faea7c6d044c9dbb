//! All formats tell the same numbers.

use std::collections::BTreeMap;

use icecore::report::{bytes, grouped};
use serde_json::Value;

use super::{AS_OF, dumps, icecore};
use crate::folder::Folder;

/// Rows of cells, by what their head says.
type Tables = BTreeMap<String, Vec<Vec<String>>>;

/// The words of a row; a table for people has no other borders.
fn words(row: &[String]) -> String {
    row.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn of_markdown(text: &str) -> Tables {
    let mut tables = Tables::new();
    let mut head: Option<String> = None;
    for line in text.lines() {
        let Some(row) = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |")) else {
            head = head.filter(|_| line.starts_with("|--"));
            continue;
        };
        let cells: Vec<String> = row.split(" | ").map(unescaped).collect();
        match &head {
            None => head = Some(words(&cells)),
            Some(head) => tables.entry(head.clone()).or_default().push(cells),
        }
    }
    tables
}

fn of_html(page: &str) -> Tables {
    let (_, numbers) = page.split_once("<section id=\"numbers\">").expect("there are numbers");
    let (numbers, _) = numbers.split_once("<section id=\"findings\">").expect("they end");
    let cells = |row: &str, tag: &str| -> Vec<String> {
        let tag = format!("<{tag} ");
        let cells = row.split(&tag).skip(1);
        cells
            .map(|cell| {
                cell.split_once('>')
                    .expect("it is a tag")
                    .1
                    .split('<')
                    .next()
                    .map_or_else(String::new, unescaped)
            })
            .collect()
    };
    let tables = numbers.split("<table>").skip(1).map(|table| {
        let (head, body) = table.split_once("</thead>").expect("it has a head");
        let rows = body.split("<tr>").skip(1).map(|row| cells(row, "td"));
        (words(&cells(head, "th")), rows.collect())
    });
    tables.collect()
}

fn unescaped(text: &str) -> String {
    let mut text = text.replace("<code>", "").replace("</code>", "");
    while let Some((before, rest)) = text.split_once("&#") {
        let (number, after) = rest.split_once(';').expect("a reference ends");
        let number: u32 = number.parse().expect("it is a number");
        text = format!("{before}{}{after}", char::from_u32(number).expect("it is a character"));
    }
    text
}

/// What the report says for people, its lines squeezed.
fn of_people(text: &str) -> Vec<String> {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn reports(folder: &Folder) -> (Vec<String>, Tables, Tables, String, Value) {
    let prices = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/prices/example.toml");
    folder.write("prices.toml", &std::fs::read_to_string(prices).expect("it is there"));
    let options = format!("{AS_OF} --prices prices.toml --quiet");
    let report = |format: &str| icecore(folder, &format!("report dumps {options} -f {format}"));
    let page = report("html");
    let json = serde_json::from_str(&report("json")).expect("it is JSON");
    (of_people(&report("human")), of_markdown(&report("markdown")), of_html(&page), page, json)
}

#[test]
fn all_formats_have_the_same_numbers() {
    for jobs in [60, 700, 4000] {
        // What is hostile may look like a table itself, and is not cut alike.
        let folder = dumps(jobs);
        std::fs::remove_file(folder.path("dumps/0-hostile.json")).expect("it is there");
        let (people, markdown, html, page, json) = reports(&folder);
        assert!(html.len() >= 10, "{:?}", html.keys());
        for (head, rows) in &markdown {
            // There is room for more days on a page.
            let of_page = &html[head];
            assert!(of_page.ends_with(rows), "{head}");
            let words: Vec<String> = rows.iter().map(|row| words(row)).collect();
            let is_cut = ["JobId", "ArchiveId", "evidence", "source", "vault"];
            if !is_cut.iter().any(|column| head.contains(column)) {
                let lacks: Vec<_> = words.iter().filter(|row| !people.contains(row)).collect();
                assert!(lacks.is_empty(), "{head}: {lacks:?}");
            }
        }
        assert_eq!(markdown.keys().collect::<Vec<_>>(), html.keys().collect::<Vec<_>>());
        they_are_those_of_json(&html, &page, &json);
    }
}

fn of_archives(html: &Tables, json: &Value) {
    let tiers = html.get("tier too many paid again").map(Vec::as_slice).unwrap_or_default();
    let again = json["repeated"]["by_tier"].as_array().expect("it is a list").iter().map(|tier| {
        let paid = tier["bytes_again"].as_u64().expect("it is a number");
        let tier = (&tier["tier"], &tier["retrievals_again"]);
        vec![
            tier.0.as_str().expect("it is a text").to_owned(),
            grouped(tier.1.as_u64().expect("it is a number")),
            bytes(paid.into()),
        ]
    });
    assert_eq!(tiers, again.collect::<Vec<_>>());
    let vaults = &html["archives whole in part not at all not told missing vault"];
    let counted: Vec<String> = vaults.iter().map(|row| row[0].clone()).collect();
    let expected = json["archives"]["by_vault"].as_array().expect("it is a list").iter();
    let expected = expected.map(|vault| grouped(vault["archives"].as_u64().expect("a number")));
    assert_eq!(counted, expected.collect::<Vec<_>>());
}

fn of_costs(html: &Tables, json: &Value) {
    let costs = &html["cost of requests cost bytes cost total"];
    let all = costs.iter().find(|row| row[0] == "all").expect("there are several tiers");
    let total = &json["costs"]["totals"][0]["succeeded"];
    assert_eq!(all[1], grouped(total["requests"].as_u64().expect("it is a number")));
    let rounded = total["rounded"].as_str().expect("it is a text");
    assert_eq!(all[5].replace(',', ""), rounded);
}

fn they_are_those_of_json(html: &Tables, page: &str, json: &Value) {
    let number = |value: &Value| grouped(value.as_u64().expect("it is a number"));
    for (field, by) in [("vault", "by_vault"), ("action", "by_action"), ("status", "by_status")] {
        let counts = json["jobs"][by].as_object().expect("it is an object");
        let rows: Vec<Vec<String>> =
            counts.iter().map(|(key, count)| vec![number(count), key.clone()]).collect();
        assert_eq!(html[&format!("jobs {field}")], rows, "{field}");
    }
    let total = |what: &str| json[what]["bytes"].as_u64().expect("it is a number");
    let tiers = &html["tier retrievals requested succeeded retrieved"];
    let all = tiers.last().expect("there are tiers");
    let expected = [
        "all".to_owned(),
        number(&json["requested"]["retrievals"]),
        bytes(total("requested").into()),
        number(&json["retrieved"]["retrievals"]),
        bytes(total("retrieved").into()),
    ];
    assert_eq!(all.as_slice(), expected);
    of_archives(html, json);
    of_costs(html, json);
    // The pictures say what they add up to.
    let created = json["created_by_day"].as_array().expect("it is a list").iter();
    let statuses = ["succeeded", "in_progress", "failed", "unknown"];
    let created: u64 =
        created.flat_map(|day| statuses.map(|status| day[status].as_u64().unwrap_or(0))).sum();
    assert!(page.contains(&format!(">{} jobs in ", grouped(created))), "{created}");
    for what in ["requested", "retrieved"] {
        let days = json[what]["by_day"].as_array().expect("it is a list").iter();
        let bytes_drawn: u64 = days.map(|day| day["bytes"].as_u64().expect("it is a number")).sum();
        assert!(page.contains(&format!(">{} in ", bytes(bytes_drawn.into()))), "{what}");
    }
    let tiles = [
        number(&json["jobs"]["total"]),
        number(&json["failures"]["jobs"]),
        number(&json["outputs"]["jobs"]),
    ];
    for value in tiles {
        assert!(page.contains(&format!("<span class=\"value\">{value}</span>")), "{value}");
    }
    let rows = page
        .split("<table id=\"jobs-table\"")
        .nth(1)
        .map_or(0, |table| table.matches("<tr data-").count());
    assert_eq!(rows as u64, json["jobs"]["total"].as_u64().expect("it is a number").min(5000));
}
