//! Letters: whom somebody rings who was told a decision.

use super::*;

/// What the opening of a sample's letter says, once nobody is recorded who coordinates the plan,
/// carries it out or assessed.
fn without_a_worker(plan_id: &str, format: Format) -> (Record, String) {
    let (record, _) = matters().find(|(record, _)| record.plan_id == plan_id).expect("a sample");
    let mut record = record.clone();
    record.content.named_coordinator = None;
    record.content.review_record = None;
    record.content.assessment = None;
    let matter = Matter { record: &record, group: &[&record], findings: &[] };
    let job = job(&record, record.subject().expect("a subject"), Pack::Full, format);
    let opening = make(&matter, &job).expect("a letter").opening().replace('\u{a0}', " ");
    (record, opening)
}

#[test]
fn without_a_worker_a_letter_tells_the_council_and_never_who_decided() {
    for (plan_id, format) in
        [("BH-2026-0195", Format::LargePrint), ("BH-2026-0209", Format::EasyRead)]
    {
        let (record, opening) = without_a_worker(plan_id, format);
        let letter = record.content.decision_letter.as_ref().expect("a decision");
        let decided = letter.decision_maker.as_ref().expect("somebody decided");
        let decided =
            record.parties.iter().find(|party| party.party_id.as_str() == decided.as_str());
        let decided = decided.and_then(|party| party.name.family.clone()).expect("a name");
        assert!(!opening.contains(&decided), "{opening}");
        let phone = CONFIG.council.phone.as_ref().expect("the council has a number");
        let told = if format == Format::EasyRead {
            format!("ring {phone}")
        } else {
            let team = CONFIG.council.team.as_ref().expect("a team");
            let team = team.get(&record.main_language(), &record.main_language()).expect("English");
            format!("{team}, {phone}")
        };
        assert!(opening.contains(&told), "{told}: {opening}");
    }
}
