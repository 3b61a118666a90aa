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
            let (data, _) = cover(&letter, wording, TEMPLATES.pictures(), None).unwrap();
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
