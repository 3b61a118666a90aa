//! DAT-04: dates that are missing or can't be.

use jiff::civil::{Date, date};

use super::only_warns;
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::finding::Finding;
use crate::plan::{Content, Document, Party, Record, Status};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "DAT-04",
    why: "A document says when it was made, and what it promises has its day. A date of birth after \
          the plan means that the record is somebody else's or was mistyped. A review before the \
          plan, or an end before the beginning, can't be kept.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{start_date: 2026-05-20, end_date: 2026-05-13}",
        beside: &[],
    },
    passes: Example {
        sound: "easy_read_letter",
        with: "{start_date: 2026-05-13, end_date: 2026-05-20}",
        beside: &[],
    },
    judge: impossible,
}];

/// Nobody has lived to this age; exports fill unknown dates of birth with 1 January 1900.
const OLDEST: i16 = 116;

fn impossible(case: &Case<'_>, findings: &mut Findings) {
    let record = case.record();
    if record.plan_date.is_none() {
        let message = "the document has no date";
        findings.put(match record.status {
            Status::Draft => only_warns("DAT-04", "plan_date", message),
            _ => Finding::new("DAT-04", message).at("plan_date"),
        });
    }
    for (number, party) in record.parties.iter().enumerate() {
        births(case, findings, &format!("parties[{number}]"), party);
    }
    for (field, message) in pairs(record).into_iter().chain(supports(record)) {
        findings.put(only_warns("DAT-04", field, message));
    }
    for (field, day) in past(&record.content) {
        if day.is_some_and(|day| day > case.date()) {
            findings.put(only_warns(
                "DAT-04",
                field,
                "this has happened already, and its date is to come",
            ));
        }
    }
}

fn births(case: &Case<'_>, findings: &mut Findings, party_field: &str, party: &Party) {
    let field = format!("{party_field}.date_of_birth");
    let mut add = |message: &str, stops: bool| {
        findings.put(if stops {
            Finding::new("DAT-04", message).at(&field)
        } else {
            only_warns("DAT-04", &field, message)
        });
    };
    if let Some(born) = party.date_of_birth {
        let plan_date = case.record().plan_date.unwrap_or(case.date());
        if born > case.date() {
            add("the date of birth is to come", party.is_subject);
        } else if born > plan_date {
            add("the date of birth is after the date of the plan", party.is_subject);
        } else if born == date(1900, 1, 1) || plan_date.year() - born.year() > OLDEST {
            add("the date of birth makes this person older than anybody has been", false);
        }
        if party.date_of_death.is_some_and(|died| died < born) {
            findings.put(only_warns(
                "DAT-04",
                format!("{party_field}.date_of_death"),
                "the date of death is before the date of birth",
            ));
        }
    }
    for (number, address) in party.addresses.iter().enumerate() {
        if is_before(address.valid_to, address.valid_from) {
            findings.put(only_warns(
                "DAT-04",
                format!("{party_field}.addresses[{number}].valid_to"),
                "the address ends before it begins",
            ));
        }
    }
}

/// Dates that stand the wrong way round, with the field of the one that should be later.
fn pairs(record: &Record) -> Vec<(String, &'static str)> {
    let content = &record.content;
    let mut wrong = Vec::new();
    let mut later = |field: &str, day: Option<Date>, than: Option<Date>, message| {
        if is_before(day, than) {
            wrong.push((field.to_owned(), message));
        }
    };
    let review = content.review_plan.given().and_then(|review| review.next_review_on);
    later("end_date", record.end_date, record.start_date, "the plan ends before it starts");
    later(
        "review_plan.next_review_on",
        review,
        record.plan_date,
        "the next review is before the date of the plan",
    );
    if record.document == Document::Plan {
        later(
            "plan_date",
            record.plan_date,
            content.assessment.as_ref().and_then(|assessment| assessment.completed_on),
            "the plan is dated before the assessment was completed",
        );
    }
    let letter = content.decision_letter.as_ref();
    later(
        "decision_letter.effective_date",
        letter.and_then(|letter| letter.effective_date),
        letter.and_then(|letter| letter.decision_date),
        "the decision holds from before it was made",
    );
    // A plan that goes on from an earlier one may have payments that do so too.
    let first = record.version == 1 && record.supersedes_plan_id.is_none();
    for (number, payment) in given(&content.direct_payments).iter().enumerate() {
        later(
            &format!("direct_payments[{number}].first_payment_on"),
            payment.first_payment_on.filter(|_| first),
            record.start_date,
            "the first payment is before the plan starts",
        );
    }
    wrong
}

fn supports(record: &Record) -> Vec<(String, &'static str)> {
    let supports = given(&record.content.supports).iter().enumerate();
    supports
        .filter(|(_, support)| is_before(support.end, support.start))
        .map(|(number, _)| (format!("supports[{number}].end"), "the support ends before it starts"))
        .collect()
}

/// What can only have happened already.
fn past(content: &Content) -> Vec<(&'static str, Option<Date>)> {
    let sign_off = content.sign_off.given();
    let agreement = content.agreement.given();
    let review = content.review_record.as_ref();
    let assessment = content.assessment.as_ref();
    let enquiry = content.safeguarding_conclusion.given();
    vec![
        ("assessment.completed_on", assessment.and_then(|assessment| assessment.completed_on)),
        ("sign_off.signed_on", sign_off.and_then(|sign_off| sign_off.signed_on)),
        ("agreement.signed_on", agreement.and_then(|agreement| agreement.signed_on)),
        ("review_record.reviewed_on", review.and_then(|review| review.reviewed_on)),
        ("safeguarding_conclusion.concluded_on", enquiry.and_then(|enquiry| enquiry.concluded_on)),
    ]
}

fn given<T>(recorded: &crate::plan::Recorded<Vec<T>>) -> &[T] {
    recorded.given().map_or(&[], Vec::as_slice)
}

fn is_before(day: Option<Date>, other: Option<Date>) -> bool {
    matches!((day, other), (Some(day), Some(other)) if day < other)
}

#[cfg(test)]
mod tests {
    use crate::check::data::tests::{fields, found};
    use crate::finding::{Severity, Stops};

    fn born(day: &str) -> String {
        format!(
            "{{parties: [{{party_id: p, is_subject: true, roles: [subject], name: {{given: A}}, \
             date_of_birth: {day}}}]}}"
        )
    }

    #[test]
    fn a_birth_after_the_plan_holds_the_copy() {
        for (day, holds) in [
            ("2026-05-02", true),
            ("2026-05-01", false),
            ("2026-06-02", true),
            ("1941-03-02", false),
        ] {
            let found = found("DAT-04", &born(day));
            assert_eq!(found.len(), usize::from(holds), "{day}");
            assert!(found.iter().all(|finding| finding.stops == Stops::Copy));
            assert!(found.iter().all(|finding| finding.field == "parties[0].date_of_birth"));
        }
        let old = found("DAT-04", &born("1900-01-01"));
        assert_eq!((old[0].severity, old[0].stops), (Severity::Warn, Stops::Nothing));
    }

    #[test]
    fn dates_the_wrong_way_round_are_named_and_the_same_day_is_not() {
        for (with, field) in [
            ("{review_plan: {next_review_on: 2026-04-30}}", "review_plan.next_review_on"),
            ("{review_plan: {next_review_on: 2026-05-01}}", ""),
            ("{assessment: {completed_on: 2026-05-02}}", "plan_date"),
            ("{assessment: {completed_on: 2026-05-01}}", ""),
            (
                "{start_date: 2026-05-10, direct_payments: [{id: d, first_payment_on: 2026-05-09}]}",
                "direct_payments[0].first_payment_on",
            ),
            (
                "{version: 2, start_date: 2026-05-10, direct_payments: [{id: d, first_payment_on: \
                 2026-05-09}]}",
                "",
            ),
            (
                "{supports: [{id: s, text: A, kind: day, start: 2026-05-10, end: 2026-05-09}]}",
                "supports[0].end",
            ),
            ("{sign_off: {signed_on: 2026-06-02}}", "sign_off.signed_on"),
            ("{sign_off: {signed_on: 2026-06-01}}", ""),
        ] {
            let found = found("DAT-04", with);
            let expected: Vec<&str> =
                [field].into_iter().filter(|field| !field.is_empty()).collect();
            assert_eq!(fields(&found), expected, "{with}");
            assert!(found.iter().all(|finding| finding.severity == Severity::Warn));
        }
    }

    #[test]
    fn a_document_without_a_date_waits_unless_it_is_a_draft() {
        let signed = found("DAT-04", "{plan_date: null}");
        assert_eq!((signed[0].severity, signed[0].stops), (Severity::Block, Stops::Copy));
        let draft = found("DAT-04", "{plan_date: null, status: draft}");
        assert_eq!((draft[0].severity, draft[0].stops), (Severity::Warn, Stops::Nothing));
    }
}
