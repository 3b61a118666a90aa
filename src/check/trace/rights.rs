//! The page of a guide to rights, which tells English plans from Welsh ones.

use super::{NOT_A_DUTY, PRACTICE, Page, REVIEW_WORDS, STANDING_TEXT, held, open};

pub(super) const PAGE: Page = Page {
    title: "What's care and support planning?",
    publisher: "Health and social care rights",
    dated: "published in February 2023",
    items: &[
        held("a plan is made, and the person gets a copy", &["recipients"], &["SHR-10"]),
        open(
            "within a reasonable time, longer where needs are complex",
            &["assessment.completed_on", "plan_date", "delay_reason", "scale"],
            "the law sets no time; both dates and the reason are printed where they are recorded",
        ),
        held(
            "the person is told which needs a direct payment could meet",
            &["needs[].dp_possible"],
            &["ENG-13"],
        ),
        open(
            "help to decide how needs are met",
            &["involvement.help_to_decide"],
            "ENG-14 looks for the person's involvement; what helped them is printed where it is recorded",
        ),
        held(
            "the person is genuinely and actively involved",
            &["involvement.involved", "involvement.subject_level"],
            &["ENG-14"],
        ),
        open(
            "the plan belongs to the person",
            &["standard_text.plan_belongs_to_you"],
            STANDING_TEXT,
        ),
        open(
            "it is built on wishes and feelings, values and aspirations",
            &["about_me.wishes_feelings", "about_me.values", "about_me.aspirations"],
            "the person's own to give; nothing is asked of them by a rule",
        ),
        open(
            "all reasonable steps to reach agreement",
            &["agreement.steps_taken_to_agree"],
            "a duty to act, with no duty to write it down; printed where it is recorded",
        ),
        open(
            "an assessment of capacity where it is in doubt",
            &["assessment.capacity"],
            "capacity is presumed: that nothing is recorded is no fault",
        ),
        held(
            "an appropriate person to support somebody who lacks capacity to decide",
            &["advocacy.appropriate_person_ref"],
            &["ENG-15"],
        ),
        held(
            "an independent advocate where there is nobody",
            &["advocacy.advocate_ref"],
            &["ENG-15"],
        ),
        held("what the needs are", &["needs[].text"], &["ENG-01", "WAL-01"]),
        held(
            "how they will be met",
            &["supports[].text", "supports[].how_in_practice"],
            &["ENG-03", "WAL-03"],
        ),
        held(
            "how the plan helps towards needs and wishes",
            &["outcomes[].how_support_helps"],
            &["ENG-04"],
        ),
        open(
            "somebody of the council works with the person on it",
            &["prepared_by.mode", "prepared_by.party_refs"],
            PRACTICE,
        ),
        held("England: which needs are eligible", &["needs[].eligible"], &["ENG-02"]),
        held(
            "England: which needs the council will meet, and how",
            &["needs[].la_will_meet", "supports[].need_refs"],
            &["ENG-03"],
        ),
        held(
            "England: how support helps wellbeing and wanted outcomes",
            &[
                "needs[].wellbeing_impact",
                "outcomes[].wellbeing_areas",
                "outcomes[].how_support_helps",
            ],
            &["ENG-04"],
        ),
        held(
            "England: needs that a carer meets, and whether the carer is able and willing to go on",
            &["needs[].met_by_carer_refs", "informal_care[].willing", "informal_care[].able"],
            &["ENG-12"],
        ),
        held("England: the personal budget", &["personal_budget"], &["ENG-06", "WAL-12"]),
        held(
            "England: advice on reducing needs and preventing more",
            &["information_advice[].purpose"],
            &["ENG-08"],
        ),
        held("England: direct payments", &["direct_payments"], &["ENG-09"]),
        held("Wales: eligible needs", &["needs[].text", "needs[].eligible"], &["WAL-01"]),
        held("Wales: personal outcomes", &["outcomes[].text"], &["WAL-02"]),
        held(
            "Wales: what the council will do towards needs and outcomes",
            &["supports[].text", "supports[].outcome_refs", "supports[].actions_by_others"],
            &["WAL-03"],
        ),
        held(
            "Wales: how progress towards outcomes is watched",
            &["monitoring_arrangements", "outcomes[].progress_measure"],
            &["WAL-04"],
        ),
        held("Wales: the arrangements for review", &["review_plan"], &["WAL-04"]),
        held("Wales: direct payments", &["direct_payments"], &["WAL-05"]),
        held(
            "one named person coordinates preparing, completing, reviewing, delivering and revising",
            &[
                "named_coordinator.prepares",
                "named_coordinator.completes",
                "named_coordinator.reviews",
                "named_coordinator.delivers",
                "named_coordinator.revises",
            ],
            &["WAL-13"],
        ),
        held(
            "plans may be combined with other people's",
            &["linked_plans[].combined", "linked_plans[].consent_refs"],
            &["ENG-24"],
        ),
        held(
            "and with other organisations', such as health care plans",
            &["linked_plans[].kind", "linked_plans[].owner_org"],
            &["ENG-25", "SHR-15"],
        ),
        open(
            "somebody asks at the start whether there are other plans",
            &["other_plans_checked"],
            PRACTICE,
        ),
        held(
            "one organisation leads a combined plan, and a lead professional is named",
            &["lead_organisation", "lead_professional"],
            &["ENG-25"],
        ),
        held(
            "reviews are not a way to cut services",
            &["standard_text.reviews_not_for_cuts", "review_record.changes"],
            &["ENG-20"],
        ),
        open(
            "a review watches progress and changes, how the plan works, and what comes next",
            &[
                "review_record.progress",
                "review_record.focus.working",
                "review_record.future_services",
            ],
            REVIEW_WORDS,
        ),
        held(
            "a review after twelve months and every twelve months",
            &["review_plan.next_review_on", "planpress.yaml: policy.review"],
            &["ENG-19", "WAL-04"],
        ),
        open(
            "sooner with few friends or family, changed circumstances, or trouble with the care",
            &["review_plan.triggers"],
            "a reason to review sooner is for the worker and the person; printed where it is recorded",
        ),
        open("the right to ask for a review", &["help.review_request_right"], NOT_A_DUTY),
        held(
            "a review before a plan is closed",
            &["review_record.decision", "closure_statement"],
            &["ENG-21", "WAL-07"],
        ),
        open(
            "how the review is held: by oneself, by peers, at a distance, face to face, as agreed",
            &["review_plan.method", "review_plan.agreed_with_person", "review_record.method"],
            REVIEW_WORDS,
        ),
        open(
            "who takes part in it: carer, family, anyone asked for, an advocate",
            &["review_record.participants", "review_record.advocate_ref"],
            REVIEW_WORDS,
        ),
        open(
            "ten questions of a review, from changed needs to whether carer and advocate are satisfied",
            &[
                "review_record.focus.needs_changed",
                "review_record.focus.working",
                "review_record.focus.not_working",
                "review_record.focus.may_need_change",
                "review_record.focus.outcomes_achieved",
                "review_record.focus.new_outcomes",
                "review_record.focus.improvements",
                "review_record.focus.budget_appropriate_and_managed",
                "review_record.focus.support_network_changes",
                "review_record.focus.abuse_neglect_risk",
                "review_record.focus.subject_satisfied",
                "review_record.focus.carer_satisfied",
                "review_record.focus.advocate_satisfied",
            ],
            REVIEW_WORDS,
        ),
        held(
            "the plan continues, or is revised with the same care as it was made",
            &["review_record.decision", "review_record.reasons", "version"],
            &["WAL-07"],
        ),
        open(
            "the person, and carer and family if wanted, take part in a revision",
            &["review_record.participants", "involvement.involved"],
            "ENG-14 looks for involvement in the revised plan",
        ),
    ],
};
