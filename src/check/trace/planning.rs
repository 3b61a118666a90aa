//! The page for those who plan, with what the plan should come to.

use super::{NOT_A_DUTY, PRACTICE, Page, held, open};

pub(super) const PAGE: Page = Page {
    title: "Care and support - Care and support planning",
    publisher: "",
    dated: "undated",
    items: &[
        open(
            "who did the planning: the person, carer, family, friends, a broker or an organisation",
            &["prepared_by.mode", "prepared_by.party_refs"],
            PRACTICE,
        ),
        held(
            "the council decides whether it is right, and signs it off",
            &["sign_off.signed_on", "sign_off.officer_ref", "status"],
            &["ENG-18", "STA-01"],
        ),
        open(
            "the person understands it and is happy with it",
            &["agreement.subject_agrees", "agreement.subject_happy"],
            "the person's own to say; a plan stands though they are not happy with it",
        ),
        open(
            "the person defines outcomes, as far as they fit those of the regulations",
            &["outcomes[].defined_by", "outcomes[].regulation_outcome"],
            NOT_A_DUTY,
        ),
        open("planning is in proportion", &["scale"], PRACTICE),
        open(
            "the person is actively involved, and leads as far as possible",
            &["involvement.subject_level", "involvement.subject_led"],
            "ENG-14 looks for the person's involvement; how far they took part is theirs to choose",
        ),
        open("time to consider the options", &["involvement.time_to_consider"], PRACTICE),
        held(
            "information and advice, to stay independent",
            &["information_advice[].text", "information_advice[].purpose"],
            &["ENG-08"],
        ),
        open(
            "skills, circle of support and community are strengthened",
            &[
                "about_me.strengths",
                "about_me.skills_to_build",
                "about_me.circle_of_support",
                "about_me.community_connections",
            ],
            NOT_A_DUTY,
        ),
        held(
            "decisions in the best interests of somebody who lacks capacity",
            &["assessment.best_interests", "assessment.capacity"],
            &["SHR-01"],
        ),
        open(
            "direct payments explained, with their good and bad sides and support from peers",
            &["dp_discussion.pros_cons_explained", "dp_discussion.peer_support_offered"],
            "ENG-13 looks for the option itself; how it was explained is printed where it is recorded",
        ),
        open("room in how outcomes are met", &["supports[].flexibility_note"], NOT_A_DUTY),
        open(
            "what the assessment came to",
            &["assessment.completed_on", "assessment.kind", "needs[].text"],
            "ENG-01 looks for its needs; the rest is printed where it is recorded",
        ),
        open(
            "an assessment of capacity for the decisions at hand",
            &["assessment.capacity[].decision", "assessment.capacity[].outcome"],
            "capacity is presumed: that nothing is recorded is no fault",
        ),
        held(
            "an independent advocate where one is called for",
            &["advocacy.needed", "advocacy.advocate_ref"],
            &["ENG-15"],
        ),
        open(
            "an interpreter where one is called for",
            &["parties[].access.interpreter_language", "parties[].access.professionals_needed"],
            PRACTICE,
        ),
        open("skilled and motivated staff", &[], "not a matter of the plan"),
        open(
            "needs that come and go",
            &["needs[].fluctuates", "needs[].fluctuation_plan"],
            NOT_A_DUTY,
        ),
        open("independent planning as an option", &["prepared_by.mode"], PRACTICE),
        open("equipment and technology", &["supports[].kind"], NOT_A_DUTY),
        open(
            "a protocol for sharing information",
            &["information_sharing_protocol_ref"],
            "an agreement between organisations; who may see what is decided by this program's own rules",
        ),
        open(
            "time, place and form of meetings as the person chooses",
            &[
                "parties[].access.meeting_preferences.time",
                "parties[].access.meeting_preferences.location",
                "parties[].access.meeting_preferences.format",
            ],
            PRACTICE,
        ),
        open("the council's part in signing off is understood", &["sign_off.role"], PRACTICE),
        held("the goals that the person aims at", &["outcomes[].text"], &["ENG-04", "WAL-02"]),
        open(
            "designed by the person as far as they wish",
            &["prepared_by.mode", "involvement.subject_led"],
            PRACTICE,
        ),
        open(
            "outcomes for health and wellbeing rather than single tasks",
            &["outcomes[].wellbeing_areas", "supports[].flexibility_note"],
            "a matter of style, for people to judge",
        ),
        held(
            "one plan, signed off, combined with a spouse's or carer's where that fits",
            &["linked_plans[].combined", "linked_plans[].consent_refs"],
            &["ENG-24"],
        ),
        held(
            "or integrated with another organisation's",
            &["linked_plans[].kind", "lead_organisation"],
            &["ENG-25"],
        ),
        held(
            "a summary for the public, enough for sign-off",
            &["needs[].share.public_summary", "outcomes[].share.public_summary"],
            &["SHR-09"],
        ),
        held(
            "with what the person is happy to share, and nothing else",
            &["supports[].share.public_summary"],
            &["SHR-03"],
        ),
        held(
            "how the budget is managed: direct payment, council, service fund, or a mixture",
            &["personal_budget.management"],
            &["ENG-06"],
        ),
        held("the date of the review", &["review_plan.next_review_on"], &["ENG-19", "WAL-04"]),
        open("how urgent it is", &["urgency", "delay_reason"], NOT_A_DUTY),
        held(
            "planning ends when the plan is approved",
            &["status", "sign_off"],
            &["ENG-18", "STA-01"],
        ),
        open("help to administer a budget", &["personal_budget.admin_support_given"], NOT_A_DUTY),
        held(
            "the person may involve anyone that they choose",
            &["involvement.involved", "parties[].roles"],
            &["ENG-14"],
        ),
        open(
            "ten kinds of people who may take part, from family to professionals",
            &["parties[].roles", "parties[].delegated_authority"],
            "who takes part is the person's choice; ENG-14 looks for those whom the law names",
        ),
        held("the needs that were identified", &["needs[].text"], &["ENG-01", "WAL-01"]),
        held(
            "how far they meet the criteria",
            &["needs[].eligible", "needs[].eligibility_extent"],
            &["ENG-02"],
        ),
        held("which of them the council will meet", &["needs[].la_will_meet"], &["ENG-03"]),
        held("the personal budget", &["personal_budget"], &["ENG-06", "ENG-07"]),
        held("the advice that was given", &["information_advice"], &["ENG-08"]),
        held(
            "which needs direct payments meet, and how often they are paid",
            &["direct_payments[].need_refs", "direct_payments[].amount"],
            &["ENG-09", "WAL-05"],
        ),
        held(
            "the person, carers and those asked for are involved",
            &["involvement.involved"],
            &["ENG-14"],
        ),
        open(
            "for somebody without capacity, those interested in their welfare",
            &["involvement.involved", "advocacy"],
            "whom to involve then is the council's judgement; ENG-15 looks for support in taking part",
        ),
        held(
            "for a carer's plan: the carer, the adult if asked for, and others whom the carer asks for",
            &["involvement.involved", "informal_care[].cared_for_ref"],
            &["ENG-14"],
        ),
        held(
            "copies: the adult, carers and cared-for people on request, anyone whom the person names",
            &["copy_requests[].party", "copy_requests[].asked_by", "recipients[].basis"],
            &["SHR-01", "SHR-10", "WAL-14"],
        ),
    ],
};
