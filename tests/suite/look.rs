//! What a reader's record asks of the look of a page is what stands on the page.

use std::collections::BTreeSet;

use planpress::merge::Head;
use planpress::render::{Promise, RenderedDocument};
use planpress::template::{Format, Layout};

use crate::pdf::broken_rules;
use crate::stage::{SAMPLES, ask};

/// A sample's plan in large print, with another head.
fn plan(change: impl FnOnce(&mut Head)) -> RenderedDocument {
    let steps = SAMPLES.rebuilt.iter().find(|steps| {
        let edition = &steps.job.edition;
        edition.layout == Layout::Plan
            && edition.format == Format::LargePrint
            && steps.data.document.contrast == "house"
    });
    let steps = steps.expect("a plan in large print");
    let mut data = steps.data.clone();
    change(&mut data.document);
    let kit = &SAMPLES.kit;
    let entry = kit.templates.manifest().entry(Layout::Plan, Format::LargePrint);
    let entry = entry.expect("the edition has a template");
    let smallest_text_pt = f64::from(data.document.size_pt);
    let promise = Promise { smallest_text_pt, most_pages: 1_000, keeps_sentences: false };
    let reply = ask(&kit.renderer, &entry, &data, promise);
    reply.document.unwrap_or_else(|| panic!("{:?}", reply.findings))
}

fn colours(document: &RenderedDocument) -> BTreeSet<&str> {
    document.inspection.text.iter().map(|text| text.colour.as_str()).collect()
}

fn fonts(document: &RenderedDocument) -> BTreeSet<&str> {
    document.inspection.text.iter().map(|text| text.font.as_str()).collect()
}

/// The usual distance between lines that follow each other, in em.
fn line_em(document: &RenderedDocument) -> f64 {
    let text = &document.inspection.text;
    let mut all: Vec<f64> = text
        .windows(2)
        .filter(|two| two[0].page == two[1].page && two[0].size_pt == two[1].size_pt)
        .map(|two| (two[1].y_pt - two[0].y_pt) / two[0].size_pt)
        .filter(|em| (1.0..2.2).contains(em))
        .collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 4]
}

/// Promise: who needs nothing but black has nothing but black, and others have the house's colours.
#[test]
fn black_is_black_alone() {
    let house = plan(|_| ());
    assert!(colours(&house).len() > 1, "the house has colours: {:?}", colours(&house));
    let black = plan(|head| head.contrast = "black".into());
    assert_eq!(colours(&black), ["#000000"].into());
}

/// Promise: the face is the one that was asked for.
#[test]
fn the_face_is_the_one_asked_for() {
    assert_eq!(fonts(&plan(|_| ())), ["Atkinson Hyperlegible Next"].into());
    assert_eq!(fonts(&plan(|head| head.font = "noto".into())), ["Noto Sans"].into());
}

/// Promise: wide spacing parts the lines, and the document is longer, not smaller.
#[test]
fn wide_spacing_is_wide() {
    let (house, wide) = (plan(|_| ()), plan(|head| head.spacing = "wide".into()));
    let (narrow_em, wide_em) = (line_em(&house), line_em(&wide));
    assert!(wide_em > narrow_em + 0.2, "{narrow_em} em, and {wide_em} em where it is wide");
    assert!(wide.inspection.pages > house.inspection.pages);
}

/// Promise: a copy with every wish at once is PDF/UA-1 and PDF/A-2a like any other.
#[test]
fn every_wish_at_once_is_still_accessible() {
    let all = plan(|head| {
        head.paper = "yellow".into();
        head.contrast = "black".into();
        head.font = "noto".into();
        head.spacing = "wide".into();
    });
    for profile in ["ua1", "2a"] {
        assert_eq!(broken_rules(&all.pdf, profile), Vec::<String>::new(), "{profile}");
    }
    assert_ne!(all.pdf, plan(|_| ()).pdf);
}
