//! The laws of planning, over mailpieces by the thousand.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;

use super::lists::{documents_csv, mailpieces_csv};
use super::*;
use crate::config::Print;

/// A mailpiece with a cover and so many copies of these pages.
fn piece(plan: u32, pages: &[usize]) -> Mailpiece {
    let document = |number: usize, part, pages| Document {
        part,
        id: format!("{plan:08x}{number:08x}-01"),
        path: format!("copies/{plan:02x}/{plan:08x}{number:08x}-01.pdf"),
        sha256: format!("{plan:032x}{number:032x}"),
        pages,
        plan,
        recipient: Some(1),
        copy: (part == Part::Copy).then(|| format!("{plan}.{number}-0000")),
        pack: Some("full".into()),
        format: Some("standard".into()),
        size_pt: Some(14),
        language: "en".into(),
    };
    let copies = pages.iter().enumerate();
    Mailpiece {
        made_for: None,
        route: Route::Post,
        restricted: false,
        paper: WHITE.into(),
        documents: std::iter::once(document(0, Part::Cover, 1))
            .chain(copies.map(|(place, pages)| document(place + 1, Part::Copy, *pages)))
            .collect(),
        enclosures: Vec::new(),
        person: None,
    }
}

/// Mailpieces as untidy as a council's, the same ones from the same seed.
fn many(count: u32, seed: u64) -> Vec<Mailpiece> {
    let mut dice = Rng::with_seed(seed);
    let pieces = (1..=count).map(|plan| {
        let most = if dice.u8(..20) == 0 { 320 } else { 24 };
        let pages: Vec<usize> = (0..dice.usize(1..4)).map(|_| dice.usize(1..most)).collect();
        let mut piece = piece(plan, &pages);
        piece.route =
            [Route::Post, Route::Post, Route::Post, Route::Collect, Route::Hand][dice.usize(..5)];
        piece.restricted = dice.u8(..30) == 0;
        piece.paper = [WHITE, WHITE, WHITE, "cream", "yellow"][dice.usize(..5)].into();
        piece.person = (dice.u8(..4) == 0).then(|| dice.u64(..u64::from(count) / 4));
        for document in &mut piece.documents {
            document.language = if dice.u8(..5) == 0 { "cy" } else { "en" }.into();
        }
        for kind in ["Reply slip", "Charges leaflet"] {
            if dice.u8(..4) == 0 {
                let (kind, pages) = (kind.into(), dice.usize(1..5));
                piece.enclosures.push(EnclosureListed { kind, pages, sha256: "ab".repeat(32) });
            }
        }
        piece
    });
    pieces.collect()
}

/// Every configuration that changes the arrangement.
fn settings() -> Vec<Print> {
    let usual = Print::default();
    vec![
        usual.clone(),
        Print { duplex: false, ..usual.clone() },
        Print { stream_by_language: true, separators: true, ..usual.clone() },
        Print { batch_mailpieces: 1, ..usual.clone() },
        Print { batch_mailpieces: 7, batch_pages: 60, separators: true, ..usual.clone() },
        Print { householding: true, paper_gsm: 120, ..usual },
    ]
}

/// What holds of every arrangement.
fn laws(given: &[Mailpiece], print: &Print) {
    let arranged = arrange(given.to_vec(), print);
    let id = |one: &PlacedDocument| one.document.id.clone();
    // Every document is in exactly one place.
    let mut placed: Vec<String> =
        arranged.placed().flat_map(|(_, one)| one.documents.iter().map(id)).collect();
    let mut wanted: Vec<String> = given
        .iter()
        .flat_map(|piece| piece.documents.iter().map(|document| document.id.clone()))
        .collect();
    placed.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(placed, wanted);
    // What was given together lies together, in its order.
    let whole: BTreeSet<Vec<String>> =
        arranged.placed().map(|(_, one)| one.documents.iter().map(id).collect()).collect();
    for piece in given {
        let ids: Vec<String> = piece.documents.iter().map(|one| one.id.clone()).collect();
        assert!(
            whole.iter().any(|all| all.windows(ids.len()).any(|window| window == ids)),
            "a mailpiece was split"
        );
    }
    assert!(print.householding || whole.len() == given.len());
    streams_hold(&arranged, print);
    // Enclosures are counted, and none is lost.
    let enclosed: usize = given.iter().map(|piece| piece.enclosures.len()).sum();
    assert_eq!(arranged.totals().enclosures, enclosed);
    assert_eq!(arrange(given.to_vec(), print), arranged, "the order is not stable");
}

fn streams_hold(arranged: &Arranged, print: &Print) {
    let mut names = BTreeSet::new();
    let mut ids = BTreeSet::new();
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    for stream in &arranged.streams {
        assert!(names.insert(&stream.name), "{} twice", stream.name);
        assert_eq!(stream.totals, stream.batches.iter().map(|batch| batch.totals).sum());
        let mut thickness = 0;
        for batch in &stream.batches {
            assert!(ids.insert(&batch.id), "{} twice", batch.id);
            let number = numbers.entry(stream.kind.head()).or_default();
            *number += 1;
            assert_eq!(batch.number, *number);
            assert_eq!(batch.totals, Totals::of(&batch.mailpieces));
            assert!((1..=print.batch_mailpieces).contains(&batch.mailpieces.len()));
            let separators = if print.separators { batch.mailpieces.len() } else { 0 };
            let pages = (batch.totals.sheets + separators + 1) * sides(print.duplex);
            assert!(pages <= print.batch_pages || batch.mailpieces.len() == 1, "{pages} pages");
            for (sequence, placed) in (1..).zip(&batch.mailpieces) {
                assert_eq!(placed.sequence, sequence);
                let thick = placed.sheets + placed.enclosure_sheets;
                assert!(thick >= thickness, "not in the order of sheets");
                thickness = thick;
                piece_holds(placed, print);
            }
        }
    }
}

fn piece_holds(placed: &Placed, print: &Print) {
    let mut sheet = 1;
    for one in &placed.documents {
        assert_eq!(one.first_sheet, sheet);
        assert_eq!(one.sheets, sheets(one.document.pages, print.duplex));
        sheet += one.sheets;
    }
    assert_eq!(placed.sheets, sheet - 1);
    let class = class(placed.sheets + placed.enclosure_sheets, print);
    assert_eq!(placed.envelope, class.name());
    assert!(f64::from(placed.weight_g) >= class.weight_g);
}

#[test]
fn every_arrangement_keeps_the_laws() {
    let long = std::env::var_os("PLANPRESS_LONG").is_some();
    let (count, seeds) = if long { (2_000, 12) } else { (150, 3) };
    for seed in 0..seeds {
        let given = many(count, seed);
        for print in settings() {
            laws(&given, &print);
        }
    }
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(arrange(Vec::new(), &Print::default()), Arranged::default());
}

#[test]
fn streams_have_short_names_that_say_what_is_not_usual() {
    let name = |print: &Print, change: &dyn Fn(&mut Mailpiece)| {
        let mut piece = piece(1, &[11]);
        change(&mut piece);
        let stream = arrange(vec![piece], print).streams.remove(0);
        // A batch is named by its envelope or route alone: the mark has little room.
        assert_eq!(stream.batches[0].id, format!("{}-0001", stream.kind.head()));
        stream.name
    };
    let usual = Print::default();
    let single = Print { duplex: false, ..usual.clone() };
    let parted = Print { stream_by_language: true, ..usual.clone() };
    let heavy = Print { paper_gsm: 160, ..usual.clone() };
    assert_eq!(name(&usual, &|_| {}), "c5");
    assert_eq!(name(&usual, &|piece| piece.paper = "cream".into()), "c5-cream");
    assert_eq!(name(&usual, &|piece| piece.restricted = true), "c5-r");
    assert_eq!(name(&usual, &|piece| piece.route = Route::Collect), "collect");
    assert_eq!(name(&usual, &|piece| piece.documents[1].pages = 400), "parcel");
    assert_eq!(name(&single, &|_| {}), "c4-single");
    assert_eq!(name(&parted, &|piece| piece.documents[1].language = "cy".into()), "c5-cy-en");
    assert_eq!(name(&heavy, &|piece| piece.documents[1].pages = 18), "c5-large-letter");
}

#[test]
fn batches_of_one_envelope_are_numbered_through() {
    let on = |paper: &str| Mailpiece { paper: paper.into(), ..piece(1, &[11]) };
    let arranged = arrange(vec![on(WHITE), on("cream"), on("yellow")], &Print::default());
    let ids: Vec<&str> = arranged.placed().map(|(batch, _)| batch.id.as_str()).collect();
    assert_eq!(ids, ["c5-0001", "c5-0002", "c5-0003"]);
    let paths = arranged.streams.iter().map(|stream| stream.path_of(&stream.batches[0]));
    let paths: Vec<String> = paths.collect();
    assert!(paths[0].ends_with("batch-0001.pdf") && paths[2].ends_with("batch-0003.pdf"));
}

#[test]
fn what_fits_no_envelope_is_told_and_stays_whole() {
    let arranged = arrange(vec![piece(1, &[400])], &Print::default());
    let ids: Vec<&str> = arranged.findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(ids, ["PRT-08"]);
    assert_eq!(
        arranged.totals(),
        Totals { mailpieces: 1, covers: 1, copies: 1, sheets: 201, pages: 401, enclosures: 0 }
    );
}

#[test]
fn one_person_has_two_envelopes_and_is_told_of_or_one_where_the_council_wants_it() {
    let of = |plan, person, pages| Mailpiece { person, ..piece(plan, &[pages]) };
    let given = || vec![of(1, Some(7), 2), of(2, None, 2), of(3, Some(7), 2), of(4, Some(8), 2)];
    let apart = arrange(given(), &Print::default());
    assert_eq!(apart.totals().mailpieces, 4);
    assert_eq!(apart.findings.len(), 1);
    assert_eq!(
        apart.findings[0].message,
        "mailpieces 1 of batch dl-0001 and 3 of batch dl-0001 go to one person in envelopes of \
         their own"
    );
    let print = Print { householding: true, ..Print::default() };
    let merged = arrange(given(), &print);
    assert_eq!((merged.totals().mailpieces, merged.totals().covers), (3, 4));
    assert_eq!(merged.findings, []);
    // The first cover's address would miss the window of a larger envelope.
    let larger = arrange(vec![of(1, Some(7), 2), of(2, Some(7), 12)], &print);
    assert_eq!((larger.totals().mailpieces, larger.findings.len()), (2, 1));
}

#[test]
fn lists_have_a_row_a_mailpiece_and_a_row_a_document() {
    let mut given = piece(3, &[11, 2]);
    let sha256 = "ab".repeat(32);
    given.enclosures = vec![EnclosureListed { kind: "Reply slip".into(), pages: 1, sha256 }];
    let arranged = arrange(vec![given], &Print::default());
    let stream = &arranged.streams[0];
    let text = |bytes| String::from_utf8(bytes).expect("CSV is text");
    assert_eq!(
        text(mailpieces_csv(stream)),
        "batch,seq,state,plan,recipient,copies,pages,sheets,enclosures,enclosure_sheets,envelope,\
         postage,weight_g,paper,languages,insert\n\
         c5-0001,1,live,3,1,2,14,8,1,1,c5,letter,52,white,en,Reply slip\n"
    );
    let documents = text(documents_csv(stream));
    let rows: Vec<&str> = documents.lines().collect();
    assert_eq!(rows.len(), 4);
    assert!(rows[1].starts_with("c5-0001,1,live,cover,1,1,1,0000000300000000-01,01,,full,"));
    assert!(rows[3].starts_with("c5-0001,1,live,copy,8,1,2,0000000300000002-01,01,3.2-0000,full,"));
    // The same in JSON, and back.
    let json = serde_json::to_string(stream).expect("a manifest is JSON");
    assert_eq!(serde_json::from_str::<Stream>(&json).expect("and is read again"), *stream);
    assert!(!json.contains("person"), "{json}");
}
