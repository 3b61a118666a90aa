//! The page of an advice line for carers.

use super::{NOT_A_DUTY, Page, REVIEW_WORDS, STANDING_TEXT, held, open};

pub(super) const PAGE: Page = Page {
    title: "Care plan",
    publisher: "Carers Direct",
    dated: "last reviewed 09/04/2014",
    items: &[
        open(
            "the plan goes by other names too, such as support plan",
            &["display_title"],
            "the council's own name for it is printed where it is recorded",
        ),
        held("the person is fully involved in agreeing it", &["involvement"], &["ENG-14"]),
        held(
            "the person gets a written copy",
            &["parties[].is_subject", "recipients"],
            &["SHR-10"],
        ),
        held(
            "eligible needs",
            &["needs[].text", "needs[].eligible"],
            &["ENG-01", "ENG-02", "WAL-01"],
        ),
        held("the goals agreed with the person", &["outcomes[].text"], &["ENG-04", "WAL-02"]),
        held(
            "services that help towards the goals, and who is responsible for each",
            &["supports[].text", "supports[].who_provides", "supports[].responsible_party"],
            &["ENG-03", "WAL-03"],
        ),
        held(
            "whether the council arranges services, or the person has direct payments or a budget",
            &["supports[].delivery_mechanism", "personal_budget.management", "direct_payments"],
            &["ENG-06", "ENG-09", "WAL-05"],
        ),
        held("charges that the person pays", &["charges"], &["ENG-28"]),
        held(
            "support that carers are willing and able to give",
            &["informal_care[].support_given", "informal_care[].willing", "informal_care[].able"],
            &["ENG-12"],
        ),
        held("carers' own views", &["informal_care[].carer_views"], &["SHR-02"]),
        held(
            "a risk assessment, with what is done about each risk",
            &["risks[].text", "risks[].actions"],
            &["ENG-27"],
        ),
        held("a plan for emergencies", &["contingency"], &["ENG-27"]),
        open(
            "differences of opinion about the assessment or the plan",
            &["disagreements[].text", "disagreements[].council_response"],
            "only there if somebody disagreed; the plan prints “not recorded” or “none” apart",
        ),
        held(
            "who is responsible for carrying out, watching and reviewing the plan",
            &["responsible.implementing", "responsible.monitoring", "responsible.reviewing"],
            &["ENG-27"],
        ),
        held("the date of the next review", &["review_plan.next_review_on"], &["ENG-19", "WAL-04"]),
        open(
            "a plan for one small service may be short",
            &["scale", "supports[].one_off"],
            "sections without content take no room; every rule judges a short plan as it does a long one",
        ),
        open(
            "the aims of support: independence, control, taking part, quality of life, dignity",
            &["standard_text.principles"],
            STANDING_TEXT,
        ),
        open(
            "of options that meet needs equally well the council may choose the cheapest",
            &["standard_text.cost_effective_note", "supports[].options_considered"],
            STANDING_TEXT,
        ),
        held(
            "a first review after three months, then at least yearly",
            &["review_plan.next_review_on", "planpress.yaml: policy.review"],
            &["ENG-19"],
        ),
        open(
            "the review looks at whether goals are met",
            &["review_record.outcomes_met"],
            REVIEW_WORDS,
        ),
        open(
            "whether the goals are still the right ones",
            &["review_record.outcomes_still_appropriate"],
            REVIEW_WORDS,
        ),
        open(
            "whether risk assessments are up to date",
            &["review_record.risks_up_to_date"],
            REVIEW_WORDS,
        ),
        held(
            "the plan is updated where the person stays eligible",
            &["version", "supersedes_plan_id"],
            &["REC-10", "WAL-07"],
        ),
        held(
            "written reasons where the person is no longer eligible",
            &["decision_letter.reasons"],
            &["ENG-21", "ENG-22"],
        ),
        open(
            "other help that is available then",
            &["decision_letter.other_help"],
            "the law asks for two kinds of advice, which ENG-22 looks for; other help is printed where it is recorded",
        ),
        held("how to complain", &["help.complaint_process"], &["ENG-27"]),
        open(
            "who helps with a complaint: a carers' centre, an advice bureau, an advocate",
            &["help.support_sources"],
            NOT_A_DUTY,
        ),
        open("a helpline and its hours", &["help.helpline", "help.opening_hours"], NOT_A_DUTY),
        open(
            "calls with an interpreter, offered in the reader's own language",
            &["help.interpreter_offer", "standard_text.language_strapline"],
            NOT_A_DUTY,
        ),
        open("a film about setting goals", &["about_me.media_links"], NOT_A_DUTY),
    ],
};
