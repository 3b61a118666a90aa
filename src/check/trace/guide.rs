//! The later page of the same guide.

use super::{NOT_A_DUTY, Page, REVIEW_WORDS, STANDING_TEXT, held, open};

pub(super) const PAGE: Page = Page {
    title: "Care and support plans",
    publisher: "Your guide to care and support",
    dated: "last reviewed 10/01/2018",
    items: &[
        held(
            "a carer with eligible needs has a support plan",
            &["regime", "document"],
            &["ENG-05", "ENG-23"],
        ),
        held("full involvement in preparing it", &["involvement"], &["ENG-14"]),
        held(
            "a written copy for the person, and for anyone that they ask to have one",
            &["copy_requests", "recipients"],
            &["SHR-01", "SHR-10"],
        ),
        held("the needs that the assessment found", &["needs[].text"], &["ENG-01"]),
        held(
            "whether, and how far, needs meet the eligibility criteria",
            &["needs[].eligible", "needs[].eligibility_extent"],
            &["ENG-02"],
        ),
        held(
            "which needs the council will meet, and how",
            &["needs[].la_will_meet", "supports[].need_refs", "supports[].how_in_practice"],
            &["ENG-03"],
        ),
        held(
            "for an adult: how support bears on the outcomes they want",
            &["outcomes[].text", "outcomes[].how_support_helps"],
            &["ENG-04"],
        ),
        held(
            "for a carer: the outcomes they want, and how support bears on them",
            &["outcomes[].text", "outcomes[].how_support_helps"],
            &["ENG-04"],
        ),
        held(
            "a carer's wishes about caring, work, education and recreation",
            &[
                "carer_wishes.caring",
                "carer_wishes.work",
                "carer_wishes.education_training",
                "carer_wishes.recreation",
            ],
            &["ENG-05"],
        ),
        held(
            "the personal budget",
            &[
                "personal_budget.cost_to_la",
                "personal_budget.adult_pays",
                "personal_budget.la_pays",
                "personal_budget.is_indicative",
            ],
            &["ENG-06", "ENG-07"],
        ),
        held(
            "advice on reducing needs, and on preventing or delaying them",
            &["information_advice[].purpose", "information_advice[].text"],
            &["ENG-08"],
        ),
        held(
            "for a direct payment: the needs, the amount and how often",
            &["direct_payments[].need_refs", "direct_payments[].amount"],
            &["ENG-09"],
        ),
        open(
            "the plan is the person's own, and they take part as much as they wish",
            &["involvement.subject_level", "involvement.subject_led"],
            "ENG-14 looks for the person's involvement; how far they took part is theirs to choose",
        ),
        open("the aims of support", &["standard_text.principles"], STANDING_TEXT),
        open(
            "the council may choose the cheaper of equal options",
            &["standard_text.cost_effective_note"],
            STANDING_TEXT,
        ),
        held(
            "a review within three months, then at least yearly",
            &["review_plan.next_review_on", "planpress.yaml: policy.review"],
            &["ENG-19"],
        ),
        open(
            "the review looks at outcomes, whether they still fit, and risk assessments",
            &[
                "review_record.outcomes_met",
                "review_record.outcomes_still_appropriate",
                "review_record.risks_up_to_date",
                "review_record.focus.needs_changed",
            ],
            REVIEW_WORDS,
        ),
        held(
            "the plan is revised where things have changed",
            &["review_record.decision", "review_record.changes", "version"],
            &["WAL-07", "ENG-20"],
        ),
        open(
            "a revision may need a new assessment of needs and of money",
            &["review_record.reassessment_needed", "review_record.financial_reassessment_needed"],
            REVIEW_WORDS,
        ),
        held(
            "written reasons where somebody no longer qualifies",
            &["decision_letter.reasons"],
            &["ENG-21", "ENG-22"],
        ),
        open(
            "other help then, and paying for care oneself",
            &["decision_letter.other_help", "decision_letter.self_funding_information"],
            "the law asks for two kinds of advice, which ENG-22 looks for; this is printed where it is recorded",
        ),
        held("how to complain", &["help.complaint_process", "help.complaint_contact"], &["ENG-27"]),
        open("support with a complaint, such as advocacy", &["help.support_sources"], NOT_A_DUTY),
    ],
};
