//! The lists that account for every copy: `manifest.csv` for all of them, one list a channel other
//! than post, and the transcribers'. Numbers within the run stand for plans and people; no names.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::outcome::{Copy, RecordOutcome, State};
use super::super::press::Printed;
use super::plan_number;
use crate::disclose::Way;

/// One line of a list.
#[derive(Serialize)]
struct Line<'a> {
    plan: u32,
    recipient: Option<usize>,
    copy: String,
    pack: &'static str,
    layout: Option<String>,
    format: Option<String>,
    size_pt: Option<u32>,
    language: Option<String>,
    channel: &'static str,
    made_by_hand_in: Option<&'static str>,
    part: Option<usize>,
    parts: Option<usize>,
    pages: Option<usize>,
    path: Option<&'a str>,
    sha256: Option<&'a str>,
    cover: Option<&'a str>,
    batch: Option<&'a str>,
    seq: Option<u32>,
    restricted: bool,
    state: &'static str,
    rule: Option<&'static str>,
}

/// Every list by its path in the output folder. A restricted record's copies are in the restricted
/// tree's lists alone.
pub(super) fn all<'a>(
    records: impl Iterator<Item = &'a RecordOutcome>,
    fingerprint: &str,
    printed: &'a Printed,
) -> BTreeMap<String, Vec<u8>> {
    let mut lists: BTreeMap<String, Vec<Line<'_>>> = BTreeMap::new();
    // The whole manifest is there even when nothing was made.
    lists.insert("manifest.csv".into(), Vec::new());
    for record in records {
        for (place, copy) in record.copies.iter().enumerate() {
            let name = copy_name(record, place, fingerprint);
            let tree = if record.restricted { "restricted/" } else { "" };
            for list in lists_of(copy) {
                let list = lists.entry(format!("{tree}{list}")).or_default();
                list.push(line(record, copy, name.clone(), printed.slot(&name)));
            }
        }
    }
    lists.into_iter().map(|(path, lines)| (path, csv(&lines))).collect()
}

/// What a copy is called in lists and decisions: plan and copy by number, and four digits that stand
/// for the inputs, so that a number is never taken for another run's.
pub(in crate::batch) fn copy_name(
    record: &RecordOutcome,
    place: usize,
    fingerprint: &str,
) -> String {
    format!("{}.{}-{fingerprint}", plan_number(record), place + 1)
}

/// The lists that a copy stands in.
fn lists_of(copy: &Copy) -> Vec<String> {
    let mut lists = vec!["manifest.csv".to_owned()];
    match &copy.state {
        State::Transcription { .. } => lists.push("transcription/list.csv".into()),
        State::Made { .. } if copy.way != Way::Post => {
            lists.push(format!("channels/{}/list.csv", copy.way.as_str()));
        }
        _ => {}
    }
    lists
}

fn line<'a>(
    record: &RecordOutcome,
    copy: &'a Copy,
    name: String,
    slot: Option<(&'a str, u32)>,
) -> Line<'a> {
    let edition = copy.edition.as_ref();
    let kept = copy.state.kept();
    Line {
        plan: plan_number(record),
        recipient: copy.recipient,
        copy: name,
        pack: copy.pack.as_str(),
        layout: edition.map(|edition| edition.layout.to_string()),
        format: edition.map(|edition| edition.format.to_string()),
        size_pt: edition.map(|edition| edition.size_pt),
        language: edition.map(|edition| edition.language.to_string()),
        channel: copy.way.as_str(),
        made_by_hand_in: copy.by_hand.map(crate::template::Transcription::words),
        part: copy.part.map(|of| of.part),
        parts: copy.part.map(|of| of.parts),
        pages: kept.map(|(_, _, pages, _)| pages),
        path: kept.map(|(path, ..)| path),
        sha256: kept.map(|(_, sha256, ..)| sha256),
        cover: copy.cover.as_ref().map(|cover| cover.path.as_str()),
        batch: slot.map(|(batch, _)| batch),
        seq: slot.map(|(_, sequence)| sequence),
        restricted: record.restricted,
        state: copy.state.name(),
        rule: copy.state.reasons().first().map(|reason| reason.rule.id),
    }
}

fn csv(lines: &[Line<'_>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    // Writing to memory can't fail, and every line has the same columns.
    let _ = writer.write_record(COLUMNS);
    for line in lines {
        let _ = writer.serialize(line);
    }
    writer.into_inner().unwrap_or_default()
}

/// The columns, in the order of [`Line`].
const COLUMNS: [&str; 21] = [
    "plan",
    "recipient",
    "copy",
    "pack",
    "layout",
    "format",
    "size_pt",
    "language",
    "channel",
    "made_by_hand_in",
    "part",
    "parts",
    "pages",
    "path",
    "sha256",
    "cover",
    "batch",
    "seq",
    "restricted",
    "state",
    "rule",
];
