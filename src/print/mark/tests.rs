//! Marks there and back; what is no mark; and a mark that somebody changed.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use super::{MODULES, MarkError, PLACE, SheetMark, Symbol, draw, read_marks};

const A4_HEIGHT_PT: f32 = 841.8898;

fn mark(sheet: u32, sheets: u32) -> SheetMark {
    let (batch, copy) = ("c5-0003".to_owned(), "7f3a91c2d4e5f607-01".to_owned());
    SheetMark { batch, sequence: 412, copy, sheet, sheets }
}

/// A page with this content as its last.
fn page(content: Vec<u8>) -> (Document, ObjectId) {
    let mut pdf = Document::with_version("1.7");
    let tree = pdf.new_object_id();
    let first = pdf.add_object(Stream::new(dictionary! {}, b"q\n".to_vec()));
    let last = pdf.add_object(Stream::new(dictionary! {}, content));
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => vec![first.into(), last.into()],
        "MediaBox" => vec![0.into(), 0.into(), 595.2756.into(), A4_HEIGHT_PT.into()],
    });
    let pages = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.objects.insert(tree, pages.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    pdf.trailer.set("Root", catalog);
    (pdf, last)
}

fn read(content: &str) -> Result<Option<SheetMark>, MarkError> {
    let (pdf, _) = page(content.as_bytes().to_vec());
    let mut marks = read_marks(&pdf);
    assert_eq!(marks.len(), 1, "an entry a page");
    marks.remove(0)
}

fn drawn(mark: &SheetMark) -> String {
    let drawing = draw(mark, A4_HEIGHT_PT).unwrap();
    format!("Q\n{}", String::from_utf8(drawing).unwrap())
}

#[test]
fn the_text_says_everything_and_is_read_strictly() {
    let text = "c5-0003 412 7f3a91c2d4e5f607-01 3 12 m";
    assert_eq!(mark(3, 12).to_string(), text);
    assert_eq!(text.parse(), Ok(mark(3, 12)));
    assert!(!mark(3, 12).is_end());
    assert_eq!("c5-0003 412 7f3a91c2d4e5f607-01 12 12 e".parse(), Ok(mark(12, 12)));
    for wrong in [
        "",
        "c5-0003 412 7f3a91c2d4e5f607-01 3 12",
        "c5-0003 412 7f3a91c2d4e5f607-01 3 12 e",
        "c5-0003 412 7f3a91c2d4e5f607-01 12 12 m",
        "c5-0003 0412 7f3a91c2d4e5f607-01 3 12 m",
        "c5-0003 +412 7f3a91c2d4e5f607-01 3 12 m",
        "c5-0003 0 7f3a91c2d4e5f607-01 3 12 m",
        "c5-0003 412 7f3a91c2d4e5f607-01 0 12 m",
        "c5-0003 412 7f3a91c2d4e5f607-01 13 12 m",
        "c5-0003 412  3 12 m",
        "c5-0003  412 7f3a91c2d4e5f607-01 3 12 m",
        "c5-0003 412 7f3a91c2d4e5f607-01 3 12 m ",
        "c5/0003 412 7f3a91c2d4e5f607-01 3 12 m",
        "c5-0003 4294967296 7f3a91c2d4e5f607-01 3 12 m",
        "c5-0003\t412\t7f3a91c2d4e5f607-01\t3\t12\tm",
    ] {
        assert!(wrong.parse::<SheetMark>().is_err(), "{wrong}");
    }
}

#[test]
fn every_symbol_has_one_size_and_is_read_back() {
    for sheets in [1, 2, 9, 10, 99, 100, 999] {
        for sheet in [1, sheets / 2 + 1, sheets] {
            let mark = mark(sheet, sheets);
            let symbol = Symbol::of(&mark).unwrap();
            assert_eq!(symbol.rows().count(), MODULES);
            assert_eq!(symbol.read(), Ok(mark));
        }
    }
}

#[test]
fn a_batch_of_twelve_characters_always_fits() {
    let longest = SheetMark { batch: "dl-cy-t-0001".into(), sequence: 9_999, ..mark(999, 999) };
    assert_eq!(longest.batch.len(), 12);
    assert_eq!(Symbol::of(&longest).unwrap().read(), Ok(longest.clone()));
    let longer = SheetMark { batch: "a-stream-of-a-long-name-0001".into(), ..longest };
    assert_eq!(Symbol::of(&longer), Err(MarkError::TooLong));
}

#[test]
fn what_cannot_be_is_not_drawn() {
    for wrong in [
        SheetMark { batch: String::new(), ..mark(1, 1) },
        SheetMark { batch: "c5 0003".into(), ..mark(1, 1) },
        SheetMark { copy: "Siân".into(), ..mark(1, 1) },
        SheetMark { sequence: 0, ..mark(1, 1) },
        mark(0, 1),
        mark(2, 1),
    ] {
        assert!(draw(&wrong, A4_HEIGHT_PT).is_err(), "{wrong:?}");
    }
}

#[test]
fn what_was_drawn_is_read_from_the_page() {
    for sheet in 1..=40 {
        assert_eq!(read(&drawn(&mark(sheet, 40))), Ok(Some(mark(sheet, 40))));
    }
    assert_eq!(read("Q\n"), Ok(None));
    assert_eq!(read("BT ET"), Ok(None));
    assert_eq!(read("Q /Artifact <</Type /Layout>> BDC EMC"), Ok(None));
}

/// Each dark module made light, and each light one dark, is seen: no error is mended in silence.
#[test]
fn no_module_can_be_edited() {
    let content = drawn(&mark(3, 12));
    let symbol = Symbol::of(&mark(3, 12)).unwrap();
    for (row, modules) in symbol.rows().enumerate() {
        for (column, is_dark) in modules.iter().enumerate() {
            let edited = if *is_dark {
                lightened(&content, column, row)
            } else {
                content.replace("f Q", &format!("{column} {row} 1 1 re f Q"))
            };
            assert_ne!(edited, content);
            assert_eq!(read(&edited), Err(MarkError::Damaged), "module {column}, {row}");
        }
    }
}

/// The drawing without one of its dark modules.
fn lightened(content: &str, column: usize, row: usize) -> String {
    let rectangle = |from: usize, to: usize| {
        if from == to { String::new() } else { format!("{from} {row} {} 1 re\n", to - from) }
    };
    let line = |line: &str| {
        let numbers: Vec<usize> = line.split(' ').map_while(|word| word.parse().ok()).collect();
        let [start, here, width, 1] = numbers.as_slice() else { return format!("{line}\n") };
        if *here != row || !(*start..start + width).contains(&column) {
            return format!("{line}\n");
        }
        rectangle(*start, column) + &rectangle(column + 1, start + width)
    };
    content.lines().map(line).collect()
}

#[test]
fn a_mark_elsewhere_or_otherwise_is_none() {
    let content = drawn(&mark(3, 12));
    let place = content.lines().find(|line| line.ends_with("cm 0 g")).unwrap();
    for (what, with) in [
        (place, "q 1.13386 0 0 -1.13386 40 501.73232 cm 0 g"),
        (place, "q 1.2 0 0 -1.2 14.74016 501.73232 cm 0 g"),
        (place, "q 1 0 0 1 0 0 cm 0 g"),
        ("0 g", "1 g"),
        ("0 g", "0.5 g"),
        ("f Q", "n Q"),
        ("0 0 1 1 re", "0 0 2 1 re"),
        ("0 0 1 1 re", "0 0 1.5 1 re"),
        ("0 0 1 1 re", "-1 0 1 1 re"),
        ("0 0 1 1 re", "23 0 9999999 1 re"),
        ("0 0 1 1 re", "0 0 1 1 re 0 0 1 1 re"),
    ] {
        let edited = content.replacen(what, with, 1);
        assert_ne!(edited, content, "{what}");
        assert_eq!(read(&edited), Err(MarkError::Damaged), "{with}");
    }
}

#[test]
fn the_place_is_in_the_margin() {
    // The symbol stands from 5 to 15 mm, and the margins are 20 mm.
    const { assert!(PLACE.x_mm >= 4.0 && PLACE.x_mm + PLACE.width_mm <= 16.0) };
    let content = drawn(&mark(1, 1));
    let numbers = content.lines().find(|line| line.ends_with("cm 0 g")).unwrap();
    let numbers: Vec<f64> = numbers.split(' ').filter_map(|word| word.parse().ok()).collect();
    let mm = |points: f64| points * 25.4 / 72.0;
    let [module, _, _, _, left, top, _] = numbers.as_slice() else { panic!("{numbers:?}") };
    assert!((mm(*module) - 0.4).abs() < 1e-4);
    let side_mm = mm(*module) * MODULES as f64;
    let top_mm = mm(f64::from(A4_HEIGHT_PT) - top);
    // Two modules of quiet on each side.
    for (place, drawn) in [(PLACE.x_mm, mm(*left)), (PLACE.y_mm, top_mm)] {
        assert!((place + 0.8 - drawn).abs() < 1e-3, "{place} {drawn}");
    }
    for side in [PLACE.width_mm, PLACE.height_mm] {
        assert!((side - side_mm - 1.6).abs() < 1e-3);
    }
}

#[test]
fn any_content_is_read_without_a_panic() {
    let whole = drawn(&mark(3, 12));
    for length in 0..whole.len() {
        let _ = read(&whole[..length]);
    }
    let (mut pdf, last) = page(whole.into_bytes());
    let stream = pdf.get_object_mut(last).and_then(Object::as_stream_mut).unwrap();
    stream.dict.set("Filter", "FlateDecode");
    assert_eq!(read_marks(&pdf), [Ok(None)]);
}
