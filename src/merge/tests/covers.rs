//! The letters on top of envelopes.

use super::*;

#[test]
fn a_cover_has_names_and_kinds_of_documents_and_nothing_of_a_plan() {
    let mut seen = 0;
    for (record, _, job) in decided() {
        let job = Job { way: Way::Post, ..job };
        let content = serde_json::to_value(&record.content).unwrap();
        let mut texts = Vec::new();
        crate::plan::strings(&record.content, "", &mut |piece| texts.push(piece.text.to_owned()));
        assert!(content.is_object());
        for format in [Format::Standard, Format::EasyRead] {
            let edition = Edition { format, ..job.edition.clone() };
            let job = Job { edition, ..job.clone() };
            let Some(letter) = cover_of(record, &[&job], &setting()) else { continue };
            let wording = WORDINGS.get(&letter.edition.language).unwrap();
            let (data, _) = cover(&letter, wording, TEMPLATES.pictures(), None, None).unwrap();
            let text = reading_text(&data);
            seen += 1;
            assert_eq!(data.document.layout, "cover");
            assert!(text.contains(&letter.recipient.name.formal()), "{text}");
            let crate::plan::Name { given, preferred, family, .. } = &letter.subject.name;
            let mut names = [given, preferred, family].into_iter().flatten();
            assert!(letter.is_own() || names.any(|name| text.contains(name.as_str())), "{text}");
            for said in texts.iter().filter(|said| said.split_whitespace().count() > 5) {
                assert!(!text.contains(said.as_str()), "{said}");
            }
            let welsh = wording.say("cover.welsh_is_welcome");
            let bilingual = letter.main_language == LanguageTag::cy()
                || letter.edition.language == LanguageTag::cy();
            assert_eq!(text.contains(&welsh), bilingual, "{text}");
        }
    }
    assert!(seen > 40, "only {seen} covers");
}

/// Every own cover of a plan by post, with its data for a window.
fn in_windows() -> Vec<(crate::disclose::Cover, MergeData)> {
    let geometry = crate::config::Window::built_in("dl").unwrap();
    let mut all = Vec::new();
    for (record, _, job) in decided() {
        let job = Job { way: Way::Post, ..job };
        let Some(letter) = cover_of(record, &[&job], &setting()) else { continue };
        let wording = WORDINGS.get(&letter.edition.language).unwrap();
        let made = cover(&letter, wording, TEMPLATES.pictures(), None, Some(&geometry));
        all.push((letter, made.unwrap().0));
    }
    assert!(all.len() > 20, "only {} covers", all.len());
    all
}

#[test]
fn in_a_window_the_address_is_for_the_post_and_heard_once_in_the_letter() {
    for (letter, data) in in_windows() {
        let to = data.opening.addressee.as_ref().unwrap();
        let Some(address) = &letter.address else {
            assert!(to.window.is_none() && to.repeated.is_empty());
            assert_eq!(to.lines.len(), 1);
            continue;
        };
        assert!(to.window.is_some());
        let lines: Vec<String> =
            to.lines.iter().map(|line| plain(line).replace('\u{a0}', " ")).collect();
        assert_eq!(lines, address.lines().collect::<Vec<_>>());
        let heard = reading_text(&data).replace('\u{a0}', " ");
        let last = address.lines().last().unwrap();
        assert_eq!(heard.matches(last).count(), 1, "{heard}");
        for line in address.lines().skip(1) {
            assert!(heard.contains(line), "{line}: {heard}");
        }
    }
}

#[test]
fn a_carers_plan_is_a_support_plan_and_somebody_elses_is_named() {
    use crate::plan::Regime;
    let mut carers = 0;
    for (letter, data) in in_windows() {
        let is_carers = matches!(letter.regime, Regime::EnglandCarer | Regime::WalesCarer);
        if !is_carers || letter.enclosed[0].document != Document::Plan {
            continue;
        }
        let heading = plain(&data.opening.heading);
        if letter.is_own() && !letter.enclosed[0].pack.is_opt_in() {
            let own = ["Your support plan", "Eich cynllun cymorth"];
            assert!(own.contains(&heading.as_str()), "{heading}");
            carers += 1;
        } else if !letter.is_own() {
            let name = page::called(&letter.subject.name);
            assert!(heading.contains(&name), "{heading}");
        }
    }
    assert!(carers > 0);
}

#[test]
fn what_is_put_in_is_listed_with_its_pages() {
    use crate::disclose::Insert;
    use crate::plan::EnclosureKind;
    let (mut letter, _) = in_windows().swap_remove(0);
    letter.edition.language = LanguageTag::en();
    letter.inserts = vec![
        Insert { kind: EnclosureKind::Leaflet, pages: 1 },
        Insert { kind: EnclosureKind::Assessment, pages: 12 },
    ];
    let wording = WORDINGS.get(&LanguageTag::en()).unwrap();
    for format in [Format::Standard, Format::EasyRead] {
        letter.edition.format = format;
        let (data, _) = cover(&letter, wording, TEMPLATES.pictures(), None, None).unwrap();
        let text = reading_text(&data);
        assert!(text.contains("A leaflet, 1 page"), "{text}");
        assert!(text.contains("A copy of the assessment, 12 pages"), "{text}");
    }
}

#[test]
fn a_letter_greets_a_person_by_name_and_an_organisation_as_colleagues() {
    use crate::plan::{Name, Role};
    let (mut letter, _) = in_windows().swap_remove(0);
    let organisation = Name { full: Some("Ashgrove House".into()), ..Name::default() };
    let person = Name { full: Some("Ann Lewis".into()), ..Name::default() };
    for (language, name, role, greeting) in [
        ("en", &organisation, Role::Provider, "Dear colleagues"),
        ("cy", &organisation, Role::Provider, "Annwyl gydweithwyr"),
        ("en", &person, Role::Carer, "Dear Ann Lewis"),
    ] {
        letter.edition.language = LanguageTag(language.into());
        letter.edition.format = Format::Standard;
        letter.recipient.name = name.clone();
        letter.recipient.roles = vec![role];
        let wording = WORDINGS.get(&letter.edition.language).unwrap();
        let (data, _) = cover(&letter, wording, TEMPLATES.pictures(), None, None).unwrap();
        assert_eq!(plain(&data.opening.addressee.unwrap().greeting), greeting);
    }
}

#[test]
fn a_document_in_parts_says_in_how_many() {
    let (mut letter, _) = in_windows().swap_remove(0);
    letter.enclosed[0].parts = 2;
    for (language, said) in [("en", "in 2 parts"), ("cy", "mewn 2 ran")] {
        letter.edition.language = LanguageTag(language.into());
        let wording = WORDINGS.get(&letter.edition.language).unwrap();
        for format in [Format::Standard, Format::EasyRead] {
            letter.edition.format = format;
            let (data, _) = cover(&letter, wording, TEMPLATES.pictures(), None, None).unwrap();
            let text = reading_text(&data);
            assert!(text.contains(said), "{text}");
        }
    }
}
