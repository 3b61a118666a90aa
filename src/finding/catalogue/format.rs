//! The form in which a copy can be read.

super::family! {
    "FMT-01" Block Copy EasyRead [Fixed] "a form that is made by hand",
        "Accessible Information Standard DAPB1605: the form asked for, not another",
        "order it from the transcriber";
    "FMT-02" Block Copy Communications [Fixed] "type smaller than promised",
        "UKAAF G003; the person's recorded need", "mend the template";
    "FMT-03" Info Nothing CareTeam "large print asked for without a size",
        "UKAAF G003: 16 point at least, ideally 18", "ask the person which size they read";
    "FMT-04" Warn Nothing EasyRead "no easy-read text",
        "Accessible Information Standard DAPB1605: the form asked for, not another",
        "have the easy-read rows written";
    "FMT-05" Warn Nothing EasyRead "easy read that is hard to read",
        "easy-read guidance: 15 words a sentence, hard words explained, 20 pages", "rewrite the row";
    "FMT-06" Block Copy Communications "a page that is not PDF/UA-1 or PDF/A-2a",
        "ISO 14289-1, ISO 19005-2", "mend the template or the text at fault";
    "FMT-07" Block Copy Communications "a character that no font has",
        "it would print as an empty box", "correct the character, or add a font with `fonts`";
    "FMT-08" Block Copy Communications "something outside the page",
        "it would not be printed", "shorten the word, or mend the template";
    "FMT-09" Warn Nothing CareTeam "needs for information not checked for a year",
        "Accessible Information Standard DAPB1605, review step", "ask the person";
    "FMT-10" Block Copy BusinessSupport "far too many pages",
        "a mistake of the record or the template; nobody could use it", "look at the longest texts";
    "FMT-20" Info Nothing Communications "a face that is not here",
        "the person's recorded need", "use a face that the program has, or add it with `fonts`";
    "LNG-01" Block Copy Translation "a text that is not in the copy's language",
        "languages are never mixed silently", "have the text translated";
}
