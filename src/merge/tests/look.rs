//! What a reader's record asks of the look of a page is what the template is told.

use super::*;
use crate::plan::{Access, Contrast, Paper, Spacing};

/// The head of the person's own copy by this way, where their record asks for this.
fn head(access: Access, way: Way) -> Head {
    let (record, _) = matters().next().expect("a sample");
    let mut record = record.clone();
    let subject = record.parties.iter_mut().find(|party| party.is_subject).expect("a subject");
    subject.access = Some(access);
    let subject = subject.clone();
    let matter = Matter { record: &record, group: &[&record], findings: &[] };
    let job = Job { way, ..job(&record, &subject, Pack::Full, Format::LargePrint) };
    make(&matter, &job).expect("the person's own copy").data.document
}

#[test]
fn the_look_is_the_house_s_own_where_nothing_else_is_asked_for() {
    let head = head(Access::default(), Way::Email);
    let look = [head.paper, head.contrast, head.font, head.spacing];
    assert_eq!(look, ["white", "house", "house", "house"]);
}

#[test]
fn contrast_face_and_spacing_are_as_the_record_asks() {
    let head = head(
        Access {
            contrast: Some(Contrast::Black),
            font: Some("noto sans".into()),
            spacing: Some(Spacing::Wide),
            ..Access::default()
        },
        Way::Post,
    );
    assert_eq!([head.contrast, head.font, head.spacing], ["black", "noto", "wide"]);
}

#[test]
fn a_face_that_is_not_here_leaves_the_house_s_own() {
    let asked = Access { font: Some("OpenDyslexic".into()), ..Access::default() };
    assert_eq!(head(asked, Way::Post).font, "house");
}

#[test]
fn paper_is_tinted_on_a_screen_alone() {
    let asked = Access { paper_colour: Some(Paper::Cream), ..Access::default() };
    for (way, paper) in [
        (Way::Email, "cream"),
        (Way::Portal, "cream"),
        (Way::Post, "white"),
        (Way::Hand, "white"),
        (Way::Collect, "white"),
    ] {
        assert_eq!(head(asked.clone(), way).paper, paper, "{way:?}");
    }
}
