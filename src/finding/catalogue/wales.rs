//! What the Social Services and Well-being (Wales) Act 2014 and the Care and Support (Care Planning)
//! Regulations 2015 (SI 2015/1335) say a plan must contain, and the Welsh Language Standards.

super::family! {
    "WAL-01" Block Nothing CareTeam "no eligible need is described",
        "SI 2015/1335 (W) reg 3(1)(a)", "describe each eligible need";
    "WAL-02" Block Nothing CareTeam "no personal outcome is described",
        "SI 2015/1335 (W) reg 3(1)(b)", "record what the person wants to achieve";
    "WAL-03" Block Nothing CareTeam "actions of the council or of others are missing",
        "SI 2015/1335 (W) reg 3(1)(c)",
        "record what the council does and what others do (`none` is an answer), each with its need or outcome";
    "WAL-04" Block Nothing CareTeam "monitoring or review arrangements are missing",
        "SI 2015/1335 (W) reg 3(1)(d), (e)", "say how progress is watched, and when the plan is reviewed";
    "WAL-05" Block Nothing Finance "a direct payment that doesn't say what for, how much or how often",
        "SI 2015/1335 (W) reg 3(2)", "add the eligible needs, the amount and its period";
    "WAL-06" Warn Nothing CareTeam "an enquiry has ended, and the plan doesn't have its conclusion",
        "SI 2015/1335 (W) reg 3(3); s.126 of the 2014 Act", "record the conclusion";
    "WAL-07" Block Nothing CareTeam "the outcome of a review is not complete",
        "SI 2015/1335 (W) reg 6",
        "a plan that is confirmed needs reasons, a revised one a new version, a closed one its statement";
    "WAL-08" Warn Nothing CareTeam [Unverified] "language choice not recorded",
        "Welsh Language Standards: ask, and treat Welsh no less favourably",
        "ring the person today and ask; both languages go together until then";
    "WAL-09" Warn Nothing CareTeam [Unverified] "a household where one chose Welsh, and not every letter has it",
        "Welsh Language Standards, letters to several people", "send the Welsh version too";
    "WAL-10" Warn Nothing Communications [Unverified] "the letter doesn't say that Welsh is welcome",
        "Welsh Language Standards, statement on correspondence", "put the sentence back into the wording";
    "WAL-11" Block Copy Translation [Fixed] "a text that has no Welsh",
        "languages are never mixed silently", "have the text translated";
    "WAL-12" Warn Nothing CareTeam "an English section in a Welsh plan",
        "SI 2015/1335 (W) reg 3: a personal budget is English law", "remove the personal budget";
    "WAL-13" Warn Nothing CareTeam [Unverified] "no named coordinator",
        "Part 4 code of practice: one named individual", "name who coordinates the plan";
    "WAL-14" Block Copy CareTeam [Fixed, Unverified] "a recipient whom the Welsh list does not have",
        "SI 2015/1335 (W) reg 7, reg 8", "record on which ground this person may have a copy";
}
