//! Who may have a copy, and what it may show. These withhold or hold whatever their source.

super::family! {
    "SHR-01" Block Copy CareTeam [Fixed] "a recipient without a basis that stands",
        "Care Act 2014 s.25(9)-(10); Caldicott principles",
        "record the person's request, the legal authority, the duty or the best-interests decision";
    "SHR-02" Block Item CareTeam [Fixed] "another person's information",
        "Data Protection Act 2018, third-party rules; Care Act 2014 s.25",
        "it is left out until that person consents, or a decision about this item is recorded";
    "SHR-03" Block Item CareTeam [Fixed] "a class of information that this pack doesn't have",
        "the classes of each pack; SI 2015/1335 (W) reg 3(3)",
        "it is left out; a decision about this item may allow it";
    "SHR-04" Block Copy CareTeam [Fixed] "a copy that may reach a person of concern",
        "safe addresses have been revealed by post; the regulator has reprimanded councils for it",
        "decide the way of delivery with the person";
    "SHR-05" Block Copy BusinessSupport [Fixed] "a recipient who can't be told from another",
        "people of one name in one house have had each other's letters",
        "say which is which: match by id, and record an address for each";
    "SHR-06" Block Copy CareTeam [Fixed] "a request, consent or decision that no longer stands",
        "Care Act 2014 s.25(9)-(10): the person's request", "ask the person again";
    "SHR-07" Block Copy CareTeam [Fixed] "authority over money only, and the whole plan was asked for",
        "Mental Capacity Act 2005: the scope of the authority", "the copy about money is made instead";
    "SHR-08" Block Copy CareTeam [Fixed] "a power of attorney or a court order that nobody has seen",
        "Mental Capacity Act 2005; councils' forms record the document seen", "see the document, and record when";
    "SHR-09" Warn Nothing CareTeam "a public summary that is not enough for sign-off",
        "guidance on public-facing summaries: enough for the council to sign off",
        "talk with the person about what they will share; nothing is added for them";
    "SHR-10" Block Copy CareTeam [Fixed] "nothing left to show",
        "Care Act 2014 s.25(9)(a): the person is owed their plan", "look at what is withheld and why";
    "SHR-11" Warn Nothing CareTeam "the person is denied information about themselves, and nobody is named for it",
        "Data Protection Act 2018 Sch 3 Part 3: a professional's decision, not a program's",
        "name who decided and why, or move it to case notes";
    "SHR-12" Block Copy CareTeam [Fixed] "the person has died",
        "no letter is addressed to somebody who has died", "have a worker write to the family";
    "SHR-13" Block Copy CareTeam [Fixed] "a provider's copy that would lose a risk",
        "care must be safe: a provider must know each risk and what to do",
        "decide what the provider is told, and allow it for this item";
    "SHR-14" Block Copy CareTeam [Fixed] "a scope or a role that leads to no pack",
        "deny by default", "say which sections the recipient is to have";
    "SHR-15" Block Copy CareTeam [Fixed] "an integrated plan whose recipients are another body's to decide",
        "Mental Health (Wales) Measure 2010, SI 2011/2942: a list of its own", "decide with the health board";
    "SHR-16" Info Copy BusinessSupport "a copy that was declined",
        "nobody is sent what they said they do not want", "nothing to do; ask again at the review";
    "SHR-17" Info Copy BusinessSupport "a copy that was given before",
        "the recipient has this version already", "nothing to do; a new version is sent again";
    "SHR-18" Info Copy CareTeam "another organisation's plan",
        "it goes out as a part of the integrated plan, never by itself", "nothing to do";
    "SHR-19" Info Copy CareTeam "a copy that is part of another",
        "one combined plan holds what both were to have", "nothing to do";
    "SHR-20" Info Nothing CareTeam "somebody has an older version",
        "old copies are out of date, and requests that ended are not renewed by a new version",
        "tell them, if they should know; nothing is sent to them";
    "SHR-21" Block Copy CareTeam [Fixed] "a public summary that would tell who or where somebody is",
        "a summary goes from hand to hand: no identifiers, contact details or other people in it",
        "talk with the person about the words, or record that they want it so";
}
