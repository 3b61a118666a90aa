//! The page on arranging one's own care.

use super::{NOT_A_DUTY, PRACTICE, Page, held, open};

pub(super) const PAGE: Page = Page {
    title: "Support planning for arranging your social care",
    publisher: "",
    dated: "undated",
    items: &[
        held(
            "who will support the person, with which services",
            &["supports[].who_provides", "supports[].text"],
            &["ENG-03", "WAL-03"],
        ),
        open(
            "support that is there now, and whether it goes on",
            &["supports[].is_existing", "supports[].will_continue"],
            NOT_A_DUTY,
        ),
        open(
            "how the personal budget is used",
            &["personal_budget.how_used"],
            "ENG-06 and ENG-07 look for the budget and its sum; its use is the person's to choose",
        ),
        open(
            "what is important to the person",
            &["about_me.most_important", "involvement.subject_led"],
            "the person's own to give; nothing is asked of them by a rule",
        ),
        open(
            "agreed with the person",
            &["agreement.subject_agrees", "agreement.signed_on", "agreement.not_signed_reason"],
            "the council must take all reasonable steps to agree; a plan stands without a signature",
        ),
        held(
            "signed off by the council",
            &["status", "sign_off.signed_on", "sign_off.officer_ref"],
            &["ENG-18", "STA-01"],
        ),
        held(
            "how all needs and outcomes will be met",
            &["needs[].la_will_meet", "supports[].need_refs", "outcomes[].how_support_helps"],
            &["ENG-03", "ENG-04"],
        ),
        held("the person gets a copy", &["recipients"], &["SHR-10"]),
        open(
            "who developed it: a worker, the person, an independent planner, an organisation",
            &["prepared_by.mode"],
            PRACTICE,
        ),
        open(
            "a copy of the assessment forms",
            &["assessment.copy_enclosed", "enclosures"],
            "an enclosure, not a content of the plan; listed where it is recorded",
        ),
        open(
            "the information that the assessment considered",
            &["assessment.information_considered"],
            "a content of the assessment; printed where it is recorded",
        ),
        held("the outcomes that the person wants", &["outcomes[].text"], &["ENG-04", "WAL-02"]),
        held(
            "which needs are recognised, and whether they are eligible",
            &["needs[].text", "needs[].eligible"],
            &["ENG-01", "ENG-02", "WAL-01"],
        ),
        open(
            "wishes about free support from family, friends or charities",
            &["about_me.wishes_unpaid_support"],
            "the person's own to give; nothing is asked of them by a rule",
        ),
        held(
            "the needs of unpaid carers",
            &["informal_care[].carer_needs", "informal_care[].carer_assessment_offered"],
            &["SHR-02"],
        ),
        held(
            "how much support carers wish to give",
            &["informal_care[].willing", "informal_care[].carer_wishes_extent"],
            &["ENG-12"],
        ),
        held(
            "what support there will be, and how in practice it meets needs and leads to outcomes",
            &["supports[].how_in_practice", "outcomes[].how_support_helps"],
            &["ENG-03", "ENG-04"],
        ),
        open(
            "what support carers get, and how it leads to their outcomes",
            &["informal_care[].carer_support[].what", "informal_care[].carer_support[].outcome"],
            "a carer's own plan holds it, where ENG-03 and ENG-04 look for it; in the adult's plan it is printed where it is recorded",
        ),
        held(
            "which needs are not eligible, and what happens about them",
            &["needs[].eligible", "needs[].not_eligible_action"],
            &["ENG-26"],
        ),
        held(
            "advice on reducing, preventing and delaying needs",
            &["information_advice[].purpose", "information_advice[].text"],
            &["ENG-08"],
        ),
        held(
            "the amount of the personal budget, whoever provides the support",
            &["personal_budget.cost_to_la", "supports[].provider_type"],
            &["ENG-06", "ENG-07"],
        ),
        held(
            "what the person contributes",
            &["charges.contribution", "personal_budget.adult_pays"],
            &["ENG-28", "ENG-07"],
        ),
        held(
            "for direct payments: the needs, the amount and how often",
            &["direct_payments[].need_refs", "direct_payments[].amount"],
            &["ENG-09", "WAL-05"],
        ),
    ],
};
