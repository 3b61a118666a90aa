//! What the Care Act 2014 says a plan must contain. A finding here never stops a copy: the person
//! is owed the plan as it is (s.25(9)(a), (10)(a)), and a team is given a dated task.

super::family! {
    "ENG-01" Block Nothing CareTeam "no need is recorded",
        "Care Act 2014 s.25(1)(a)", "record each need that the assessment found";
    "ENG-02" Block Nothing CareTeam "a need that doesn't say whether it is eligible, and how far",
        "Care Act 2014 s.25(1)(b)", "add `eligible` and `eligibility_extent` to the need";
    "ENG-03" Block Nothing CareTeam "a need that doesn't say whether and how the council will meet it",
        "Care Act 2014 s.25(1)(c)", "add `la_will_meet`, and a support that meets the need";
    "ENG-04" Block Nothing CareTeam "the plan doesn't say what the person wants and how support helps",
        "Care Act 2014 s.25(1)(d)", "record outcomes, each with how support helps towards it";
    "ENG-05" Warn Nothing CareTeam "a carer's wishes are not all recorded",
        "Care Act 2014 s.25(1)(d), s.10(5)-(6)",
        "record what the carer wishes about caring, work, education and recreation, or that there is nothing to record";
    "ENG-06" Block Nothing Finance "no personal budget, or only an estimate",
        "Care Act 2014 s.25(1)(e), s.26", "record the final personal budget";
    "ENG-07" Block Nothing Finance "the personal budget doesn't add up",
        "Care Act 2014 s.26(1)", "what the council and the adult pay must come to the cost";
    "ENG-08" Warn Nothing CareTeam "advice on one of two things is missing",
        "Care Act 2014 s.25(1)(f)",
        "add advice on meeting or reducing needs, and advice on preventing or delaying them";
    "ENG-09" Block Nothing Finance "a direct payment that doesn't say what for, how much or how often",
        "Care Act 2014 s.25(2)", "add the needs, the amount and its period";
    "ENG-10" Warn Nothing Finance "direct payments come to more than the personal budget",
        "Care Act 2014 s.26, s.31", "check the payments against the budget";
    "ENG-11" Warn Nothing Finance "free reablement or intermediate care may be counted in the budget",
        "SI 2014/2840", "leave its cost out of the personal budget";
    "ENG-12" Warn Nothing CareTeam "a need met by a carer who is not both willing and able",
        "Care Act 2014 s.25(1) as explained in the guidance on plan content",
        "ask the carer; needs met by an unwilling carer are not met";
    "ENG-13" Warn Nothing CareTeam "nobody recorded whether a direct payment could meet a need",
        "Care Act 2014 s.24(1)(b)", "tell the person which needs a direct payment could meet";
    "ENG-14" Warn Nothing CareTeam "somebody who must be involved is not recorded as involved",
        "Care Act 2014 s.25(3)-(4)", "record how the person, their carers and those they asked for took part";
    "ENG-15" Warn Nothing CareTeam "substantial difficulty in taking part, and nobody to support the person",
        "Care Act 2014 s.67", "find an appropriate person, or arrange an independent advocate";
    "ENG-16" Block Nothing Finance "a carer is charged for care given to the adult",
        "Care Act 2014 s.14(3)", "move the charge to the adult's plan";
    "ENG-17" Warn Nothing Finance "replacement care is costed in the carer's plan",
        "councils' published procedures: it belongs in the adult's plan", "cost it in the adult's plan alone";
    "ENG-18" Block Nothing CareTeam "no signature of the council",
        "the council signs off the plan: guidance on care and support planning",
        "record the date, and the officer who signed";
    "ENG-19" Warn Nothing CareTeam "the next review is missing or too far away",
        "Care and Support Statutory Guidance 13.32; the council's review policy", "set the date of the next review";
    "ENG-20" Warn Nothing CareTeam "a review lowers the budget, and no change of need is recorded",
        "reviews must not be used to cut services arbitrarily: guidance on review",
        "record the change of need or circumstances, or the reassessment";
    "ENG-21" Warn Nothing CareTeam [Unverified] "an ending without a review or reassessment",
        "Care Act 2014 s.27(4)", "review or reassess before the plan ends, and record it";
    "ENG-22" Block Nothing CareTeam "a refusal without its reasons or its advice",
        "Care Act 2014 s.24(2)", "add the reasons, and both kinds of advice";
    "ENG-23" Warn Nothing CareTeam "sections that don't belong to this kind of document",
        "a refusal has no support or budget; a plan has both", "check which document this is";
    "ENG-24" Block Copy CareTeam [Fixed, Unverified] "a combined plan that not everybody agreed to",
        "Care Act 2014 s.25(11)-(12)",
        "record each adult's agreement or a best-interests decision; separate plans are made until then";
    "ENG-25" Warn Nothing CareTeam "an integrated plan without a lead organisation and professional",
        "guidance on combining plans: one lead, and a named professional", "name both";
    "ENG-26" Warn Nothing CareTeam "a need that is not eligible, and nothing on what happens to it",
        "guidance on plan content: needs that are not eligible", "say what the person can do about it";
    "ENG-27" Warn Nothing CareTeam "risks, emergencies, responsible people or complaints are not recorded",
        "public guides to the Act: what a plan has", "record each, or that there is none";
    "ENG-28" Block Item Finance [Fixed] "a charge of nothing without its reason, or no charge at all",
        "Care Act 2014 s.14, s.17; public guides to the Act",
        "give the reason for a nil charge, or record that it is not worked out yet";
    "ENG-29" Info Nothing CareTeam [Unverified] "eligible needs in fewer outcomes than the criteria ask for",
        "Eligibility Criteria Regulations 2015", "check eligibility, or record the power under s.19";
}
