//! The sheets for those who print, rendered like every other page.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::batch::{Fatal, Kit};
use crate::finding::Finding;
use crate::merge::{self, BatchSlip, MailpieceSlip, MergeData};
use crate::print::{Batch, Placed, Stream};
use crate::render::{Promise, Request};
use crate::template::{Format, Layout};
use crate::wording::Wording;

/// Points of the smallest text on them.
const SMALLEST_PT: f64 = 16.0;

/// More pages than any of them has.
const MOST_PAGES: usize = 10;

/// Makes them in the operator's language.
pub(super) struct Slips<'a> {
    kit: &'a Kit,
    wording: &'a Wording,
    entry: String,
    date: Date,
}

impl<'a> Slips<'a> {
    /// With the wording of the configured language.
    pub(super) fn new(kit: &'a Kit, date: Date) -> Result<Self, Fatal> {
        let language = &kit.config.print.operator_language;
        let wording = kit.wordings.get(language);
        let entry = kit.templates.manifest().entry(Layout::Separator, Format::Standard);
        let (Some(wording), Some(entry)) = (wording, entry) else {
            let message = format!("there is no separator in the language `{language}`");
            let finding = Finding::new("LNG-01", message)
                .at("print.operator_language")
                .help("name a language of `typst.toml`, and the layout `separator` there");
            return Err(Fatal::Findings(vec![finding]));
        };
        Ok(Self { kit, wording, entry, date })
    }

    pub(super) fn language(&self) -> &str {
        self.wording.language().as_str()
    }

    pub(super) fn batch_cover(
        &self,
        stream: &Stream,
        batch: &Batch,
    ) -> Result<Vec<u8>, Vec<Finding>> {
        let mut envelopes: Vec<(String, usize)> = Vec::new();
        let mut inserts: BTreeMap<String, usize> = BTreeMap::new();
        for placed in &batch.mailpieces {
            match envelopes.iter_mut().find(|(name, _)| *name == placed.envelope) {
                Some((_, number)) => *number += 1,
                None => envelopes.push((placed.envelope.clone(), 1)),
            }
            for one in &placed.enclosures {
                *inserts.entry(self.insert(&one.kind)).or_default() += 1;
            }
        }
        let slip = BatchSlip {
            batch: batch.id.clone(),
            stream: stream.name.clone(),
            route: stream.kind.route.as_str(),
            mailpieces: batch.totals.mailpieces,
            sheets: batch.totals.sheets,
            paper: stream.kind.paper.clone(),
            duplex: stream.kind.duplex,
            separators: self.kit.config.print.separators,
            envelopes,
            postage: stream.kind.postage.clone(),
            inserts: inserts.into_iter().collect(),
        };
        let data = merge::batch_slip(&slip, (&self.kit.config.council, self.date), self.wording);
        self.render(&data, &batch.id)
    }

    pub(super) fn separator(
        &self,
        batch: &Batch,
        placed: &Placed,
    ) -> Result<Option<Vec<u8>>, Vec<Finding>> {
        if !self.kit.config.print.separators {
            return Ok(None);
        }
        let slip = MailpieceSlip {
            batch: batch.id.clone(),
            number: placed.sequence,
            of: batch.mailpieces.len(),
            sheets: placed.sheets,
            envelope: placed.envelope.clone(),
            inserts: placed.enclosures.iter().map(|one| self.insert(&one.kind)).collect(),
        };
        let of = (&self.kit.config.council, self.date);
        let data = merge::mailpiece_slip(&slip, of, self.wording);
        self.render(&data, &format!("{}|{}", batch.id, placed.sequence)).map(Some)
    }

    /// A kind of enclosure as the letters name it.
    fn insert(&self, kind: &str) -> String {
        let key = format!("cover.insert.{kind}");
        if self.wording.has(&key) { self.wording.say(&key) } else { kind.replace('_', " ") }
    }

    fn render(&self, data: &MergeData, ident: &str) -> Result<Vec<u8>, Vec<Finding>> {
        let json = serde_json::to_vec(data)
            .map_err(|_| vec![Finding::new("RUN-01", "the sheet's data can't be written")])?;
        let ident = format!("separator|{ident}");
        let request = Request {
            entry: &self.entry,
            data: &json,
            ident: &ident,
            promise: Promise {
                smallest_text_pt: SMALLEST_PT,
                most_pages: MOST_PAGES,
                keeps_sentences: false,
            },
            photos: &[],
            first_page: None,
        };
        let reply = self.kit.renderer.render(&request);
        reply.document.map(|document| document.pdf).ok_or(reply.findings)
    }
}
