//! Combined and integrated plans.

use super::*;
use crate::disclose::Part;
use crate::plan::Texts;

#[test]
fn a_combined_plan_keeps_its_people_apart() {
    let mut seen = 0;
    for (record, group, job) in decided().into_iter().filter(|(_, _, job)| !job.parts.is_empty()) {
        let matter = Matter { record, group: &group, findings: &[] };
        let Some(made) = make(&matter, &job) else { continue };
        let Disclosure { parts, subject, .. } = &made.disclosure;
        let sections = &made.data.sections;
        let heads: Vec<usize> =
            (0..sections.len()).filter(|at| sections[*at].id == "part").collect();
        assert_eq!(heads.len(), parts.len());
        let own = &sections[..heads[0]];
        assert!(own.iter().all(|section| section.level == 1 && !section.page_break));
        for (number, part) in parts.iter().enumerate() {
            seen += 1;
            let end = heads.get(number + 1).copied().unwrap_or(sections.len());
            let (head, its) = sections[heads[number]..end].split_first().unwrap();
            assert!(head.page_break && head.level == 1 && !its.is_empty());
            for section in its {
                assert_eq!(section.level, 2);
                let heading = plain(&section.heading);
                match &part.owner_organisation {
                    None => {
                        let name = part.subject.name.given.as_deref().unwrap();
                        assert!(heading.starts_with(name), "{heading}");
                        assert_ne!(Some(name), subject.name.given.as_deref());
                    }
                    Some(organisation) => {
                        let name = organisation.any(&part.main_language).unwrap().1;
                        let source = section.source.as_ref().map(plain).unwrap_or_default();
                        assert!(source.contains(name), "{heading}");
                    }
                }
            }
            // What the reader signs, complains by and learns of copies stands once.
            for id in ["help", "copies", "left-out"] {
                assert!(!its.iter().any(|section| section.id == id));
            }
        }
    }
    assert!(seen >= 3, "only {seen} parts");
}

/// The same plan twice, once as another organisation's.
#[test]
fn an_integrated_plan_says_at_every_section_who_wrote_it() {
    let mut seen = 0;
    for (record, _) in matters().filter(|(record, _)| record.document == Document::Plan) {
        let mut other = record.clone();
        other.plan_id = "BHB-0001".into();
        other.owner_organisation = Some(Texts::Main("Brackenholt Health Board".into()));
        let group = [record, &other];
        let subject = record.subject().unwrap();
        let part = Part {
            plan: other.plan_id.clone(),
            recipient: subject.party_id.clone(),
            pack: Pack::Full,
            sections: None,
            basis: Basis::Duty,
        };
        let job = Job { parts: vec![part], ..job(record, subject, Pack::Full, Format::Standard) };
        let matter = Matter { record, group: &group, findings: &[] };
        let Some(made) = make(&matter, &job) else { continue };
        seen += 1;
        let sections = &made.data.sections;
        let head = sections.iter().position(|section| section.id == "part").unwrap();
        assert!(sections[..head].iter().all(|section| section.source.is_none()));
        for section in &sections[head..] {
            let source = section.source.as_ref().map(plain).unwrap_or_default();
            assert!(source.ends_with("Brackenholt Health Board"), "{source}");
        }
        // The council's signature box stands once, in its own part; nobody is listed twice.
        let contacts = sections[head..].iter().filter(|section| section.id == "contacts");
        assert_eq!(contacts.count(), 0, "the same people are told twice");
        assert!(made.data.document.title.ends_with(&record.plan_id));
        assert!(!made.says("BHB-0001"));
    }
    assert!(seen > 5, "only {seen} plans");
}
