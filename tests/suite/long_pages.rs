//! Blocks far longer than a page: nobody may be left without a plan because of how much it says.

use planpress::render::Promise;
use planpress::template::{Format, Layout};
use serde_json::{Value, json};

use crate::stage::{SAMPLES, ask, none, on_two_threads};

/// What is longer than any page at any size.
const LETTERS: usize = 4_000;
/// More lines, days or rows than a page holds.
const MANY: usize = 60;

/// Words of about so many letters.
fn words(letters: usize) -> Value {
    let text = "Somebody comes at nine and helps with what is needed. ".repeat(letters / 54 + 1);
    json!([{ "text": text.trim_end() }])
}

/// One block of each kind, each with much of everything that it can have much of.
fn blocks() -> Vec<(&'static str, Value)> {
    let many = |letters: usize| vec![words(letters); MANY];
    let fact = |value: Vec<Value>| json!({ "label": words(20), "value": value });
    let facts = json!({
        "kind": "facts",
        "rows": [fact(many(90)), fact(vec![words(LETTERS)]), fact(vec![words(30)])],
    });
    let inside = json!([facts, { "kind": "paragraph", "words": words(LETTERS) }]);
    let day = |entries: usize, what: usize| {
        let entry = json!({ "time": words(10), "what": words(what), "who": words(20) });
        json!({ "day": words(10), "entries": vec![entry; entries] })
    };
    let column = |name: &str| json!({ "heading": [{ "text": name }], "align": "start" });
    vec![
        ("paragraph", json!({ "kind": "paragraph", "words": words(LETTERS) })),
        ("list", json!({ "kind": "list", "items": [words(LETTERS), words(30)] })),
        ("long list", json!({ "kind": "list", "items": many(150) })),
        ("steps", json!({ "kind": "steps", "items": many(150) })),
        ("facts", facts.clone()),
        (
            "card",
            json!({
                "kind": "card",
                "heading": words(200),
                "label": words(200),
                "tone": "plain",
                "blocks": inside,
            }),
        ),
        ("part", json!({ "kind": "part", "heading": words(200), "blocks": inside })),
        (
            "callout",
            json!({
                "kind": "callout",
                "heading": words(200),
                "tone": "emergency",
                "blocks": inside,
            }),
        ),
        (
            "own words",
            json!({
                "kind": "own_words",
                "blocks": [{ "kind": "paragraph", "words": words(LETTERS) }],
            }),
        ),
        (
            "table",
            json!({
                "kind": "table",
                "caption": words(80),
                "columns": [column("What"), column("Sum")],
                "rows": [[words(LETTERS), words(20)], [words(30), words(20)]],
                "row_headers": true,
            }),
        ),
        (
            "week",
            json!({
                "kind": "week",
                "caption": null,
                "headings": { "day": words(1), "time": words(1), "what": words(1) },
                "days": [day(MANY, 90), day(1, LETTERS), day(2, 30)],
            }),
        ),
        (
            "picture row",
            json!({
                "kind": "picture_row",
                "picture": "/pictures/clock.svg",
                "alt": null,
                "words": [words(LETTERS)],
            }),
        ),
        (
            "signature",
            json!({
                "kind": "signature",
                "lines": vec![json!({ "label": words(300), "value": null }); 12],
            }),
        ),
    ]
}

/// Promise: however long a block is, alone, before another or at the end, every word of it is on a page.
#[test]
fn what_is_longer_than_a_page_runs_on_to_the_next() {
    let kit = &SAMPLES.kit;
    let example = kit.templates.text("merge.json").expect("an example of merge data");
    let example: Value = serde_json::from_str(example).expect("JSON");
    let mut cases = Vec::new();
    for (format, size_pt) in [
        (Format::Standard, 14),
        (Format::LargePrint, 16),
        (Format::LargePrint, 28),
        (Format::EasyRead, 17),
        (Format::EasyRead, 28),
    ] {
        for compact in [false, true] {
            cases.extend(
                blocks().into_iter().map(|(name, block)| (format, size_pt, compact, name, block)),
            );
        }
    }
    let problems = on_two_threads(&cases, |(format, size_pt, compact, name, block)| {
        let mut data = example.clone();
        data["document"]["format"] = json!(format.to_string());
        data["document"]["size_pt"] = json!(size_pt);
        data["document"]["compact"] = json!(compact);
        let section = |blocks: Value| {
            let heading = words(30);
            json!({ "id": "needs", "heading": heading, "source": null, "page_break": false, "blocks": blocks })
        };
        data["sections"] = json!([section(json!([block, block])), section(json!([block]))]);
        let entry = kit.templates.manifest().entry(Layout::Plan, *format).expect("a template");
        let smallest_text_pt = f64::from(*size_pt);
        let promise = Promise { smallest_text_pt, most_pages: 1_000, keeps_sentences: false };
        let reply = ask(&kit.renderer, &entry, &data, promise);
        let lost: Vec<String> = reply
            .findings
            .iter()
            .filter(|finding| reply.document.is_none() || finding.rule.id == "FMT-08")
            .map(|finding| format!("{}: {}", finding.rule.id, finding.message))
            .collect();
        (!lost.is_empty()).then(|| {
            let small = if *compact { ", compact" } else { "" };
            format!("{name}, {format} {size_pt} pt{small}: {}", lost.join("; "))
        })
    });
    none(&problems.into_iter().flatten().collect::<Vec<_>>(), "long blocks are lost");
}
