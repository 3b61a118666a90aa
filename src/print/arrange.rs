//! From mailpieces to streams and batches. Pure: the same mailpieces in the same order always lie in
//! the same places, each whole and in exactly one.

use std::collections::BTreeMap;

use super::envelope::{Class, class_from, sheets, sides};
use super::mailpiece::{Mailpiece, Route};
use super::stream::{Batch, Kind, Placed, PlacedDocument, Stream, Totals};
use crate::config::Print;
use crate::finding::Finding;

/// Everything that the print room is to print.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arranged {
    /// In the order of routes, envelopes and papers; restricted ones last.
    pub streams: Vec<Stream>,
    /// What to look at: PRT-06, PRT-08.
    pub findings: Vec<Finding>,
}

impl Arranged {
    /// The sums over all streams.
    pub fn totals(&self) -> Totals {
        self.streams.iter().map(|stream| stream.totals).sum()
    }

    /// Every mailpiece with its batch.
    pub fn placed(&self) -> impl Iterator<Item = (&Batch, &Placed)> {
        self.streams.iter().flat_map(Stream::placed)
    }
}

/// A mailpiece that knows its person, until the person is forgotten.
type Known = (Option<u64>, Placed);

/// What orders the streams: restricted, route, the envelope's place in the configuration (last where
/// a stream has none or several), and the rest.
type Order = (bool, Route, usize, Kind);

/// Puts every mailpiece in its place.
pub fn arrange(mailpieces: Vec<Mailpiece>, print: &Print) -> Arranged {
    let mailpieces = if print.householding { together(mailpieces, print) } else { mailpieces };
    let mut streams: BTreeMap<Order, (String, Vec<Known>)> = BTreeMap::new();
    for mailpiece in mailpieces {
        let (order, name, placed) = place(mailpiece, print);
        streams.entry(order).or_insert((name, Vec::new())).1.push(placed);
    }
    let mut arranged = Arranged::default();
    let mut twice = Twice::default();
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for ((.., kind), (name, mut pieces)) in streams {
        // Equal thickness in a row: the inserter is set once. The sort keeps the run's order.
        pieces.sort_by_key(|(_, placed)| placed.sheets + placed.enclosure_sheets);
        let head = kind.head();
        let number = numbers.entry(head.to_owned()).or_default();
        let batches = cut(head, number, &kind, pieces, print, &mut twice);
        for batch in &batches {
            arranged
                .findings
                .extend(batch.mailpieces.iter().filter_map(|one| oversize(batch, one)));
        }
        let totals = batches.iter().map(|batch| batch.totals).sum();
        arranged.streams.push(Stream { name, kind, totals, batches });
    }
    arranged.findings.extend(twice.findings());
    arranged
}

/// One envelope for all that one person has of their own, by one route and on one paper: PRT-06,
/// where the council wants it. Never by address alone, and only into the envelope whose window the
/// first cover was made for.
fn together(mailpieces: Vec<Mailpiece>, print: &Print) -> Vec<Mailpiece> {
    let thickness = |piece: &Mailpiece| -> usize {
        let pages = piece.documents.iter().map(|one| one.pages);
        let pages = pages.chain(piece.enclosures.iter().map(|one| one.pages));
        pages.map(|pages| sheets(pages, print.duplex)).sum()
    };
    let mut merged: Vec<Mailpiece> = Vec::new();
    for mailpiece in mailpieces {
        let fits = |one: &&mut Mailpiece| {
            one.person.is_some()
                && one.person == mailpiece.person
                && (one.route, one.restricted) == (mailpiece.route, mailpiece.restricted)
                && one.paper == mailpiece.paper
                && class_of(one, thickness(one) + thickness(&mailpiece), print).name()
                    == class_of(one, thickness(one), print).name()
        };
        match merged.iter_mut().find(fits) {
            Some(one) => {
                one.documents.extend(mailpiece.documents);
                one.enclosures.extend(mailpiece.enclosures);
            }
            None => merged.push(mailpiece),
        }
    }
    merged
}

/// The envelope of a mailpiece with so many sheets.
fn class_of<'a>(piece: &Mailpiece, sheets: usize, print: &'a Print) -> Class<'a> {
    class_from(piece.made_for.as_deref(), sheets, print)
}

/// The stream of a mailpiece and what its place will say, but for the number.
fn place(mailpiece: Mailpiece, print: &Print) -> (Order, String, Known) {
    let Mailpiece { route, restricted, paper, documents, enclosures, made_for, person } = mailpiece;
    let mut languages: Vec<String> = Vec::new();
    if print.stream_by_language {
        languages.extend(documents.iter().map(|document| document.language.clone()));
        languages.sort_unstable();
        languages.dedup();
    }
    let mut own_sheets = 0;
    let documents: Vec<PlacedDocument> = documents
        .into_iter()
        .map(|document| {
            let first_sheet = own_sheets + 1;
            let sheets = sheets(document.pages, print.duplex);
            own_sheets += sheets;
            PlacedDocument { first_sheet, sheets, document }
        })
        .collect();
    let enclosure_sheets = enclosures.iter().map(|one| sheets(one.pages, print.duplex)).sum();
    let class = class_from(made_for.as_deref(), own_sheets + enclosure_sheets, print);
    // What is not posted is seldom: one stream holds all its envelopes.
    let posted = route == Route::Post;
    let envelope = class.envelope.filter(|_| posted);
    let place = envelope.and_then(|one| print.envelopes.iter().position(|other| other == one));
    let kind = Kind {
        restricted,
        route,
        envelope: envelope.map(|envelope| envelope.name.clone()),
        postage: posted.then(|| class.postage.to_owned()),
        paper,
        duplex: print.duplex,
        languages,
    };
    let name = kind.name(envelope.map_or(class.postage, |envelope| &envelope.postage));
    let placed = Placed {
        sequence: 0,
        envelope: class.name().to_owned(),
        postage: kind.postage.clone(),
        weight_g: class.weight_g.ceil() as u32,
        sheets: own_sheets,
        pages: documents.iter().map(|one| one.document.pages).sum(),
        enclosure_sheets,
        documents,
        enclosures,
        void_for: None,
    };
    ((restricted, route, place.unwrap_or(usize::MAX), kind), name, (person, placed))
}

/// The name of a batch, such as `c5-0003`: short, since it stands in every sheet's mark.
pub(super) fn batch_id(head: &str, number: u32) -> String {
    format!("{head}-{number:04}")
}

/// Cuts a stream into batches that keep to both limits, numbered on from the `last` of this envelope. A
/// mailpiece that is over a limit by itself has a batch of its own: none is ever parted.
fn cut(
    head: &str,
    last: &mut u32,
    kind: &Kind,
    pieces: Vec<Known>,
    print: &Print,
    twice: &mut Twice,
) -> Vec<Batch> {
    let sides = sides(kind.duplex);
    let pages_of = |placed: &Placed| (placed.sheets + usize::from(print.separators)) * sides;
    let mut groups: Vec<Vec<Known>> = Vec::new();
    // A new batch begins with its cover.
    let mut pages = sides;
    for piece in pieces {
        let more = pages_of(&piece.1);
        match groups.last_mut() {
            Some(group)
                if group.len() < print.batch_mailpieces && pages + more <= print.batch_pages =>
            {
                pages += more;
                group.push(piece);
            }
            _ => {
                pages = sides + more;
                groups.push(vec![piece]);
            }
        }
    }
    groups
        .into_iter()
        .map(|group| {
            *last += 1;
            let number = *last;
            let id = batch_id(head, number);
            let numbered = (1..).zip(group);
            let mailpieces: Vec<Placed> = numbered
                .map(|(sequence, (person, placed))| {
                    twice.saw(person, &id, sequence);
                    Placed { sequence, ..placed }
                })
                .collect();
            Batch { number, totals: Totals::of(&mailpieces), id, file: None, mailpieces }
        })
        .collect()
}

/// PRT-08: somebody packs it by hand, and nothing is split.
fn oversize(batch: &Batch, placed: &Placed) -> Option<Finding> {
    (placed.envelope == super::envelope::PARCEL).then(|| {
        let Placed { sequence, sheets, weight_g, .. } = placed;
        Finding::new(
            "PRT-08",
            format!(
                "no envelope holds mailpiece {sequence} of batch {}: {sheets} sheets, {weight_g} g",
                batch.id
            ),
        )
    })
}

/// Where each person's mailpieces lie.
#[derive(Default)]
struct Twice(BTreeMap<u64, Vec<(String, u32)>>);

impl Twice {
    fn saw(&mut self, person: Option<u64>, batch: &str, sequence: u32) {
        if let Some(person) = person {
            self.0.entry(person).or_default().push((batch.to_owned(), sequence));
        }
    }

    /// PRT-06 for everybody who gets two envelopes, in the order of their first.
    fn findings(self) -> Vec<Finding> {
        let mut several: Vec<_> = self.0.into_values().filter(|all| all.len() > 1).collect();
        several.sort_unstable();
        let said = several.into_iter().map(|places| {
            let places: Vec<String> = places
                .iter()
                .map(|(batch, sequence)| format!("{sequence} of batch {batch}"))
                .collect();
            let message = format!(
                "mailpieces {} go to one person in envelopes of their own",
                places.join(" and ")
            );
            Finding::new("PRT-06", message)
        });
        said.collect()
    }
}
