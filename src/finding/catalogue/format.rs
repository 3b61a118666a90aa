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
    "FMT-11" Warn Nothing Communications "lines too close together, or too far apart",
        "RNIB and British Dyslexia Association: 1.5 times the type, closer only where lines are short",
        "mend `leading` in the theme's tokens";
    "FMT-12" Warn Nothing Communications "a line that is too long",
        "RNIB: 60 to 70 characters; WCAG 2.2, 1.4.8: 80 at most", "widen the margin in the theme's tokens";
    "FMT-13" Block Copy Communications "too little contrast",
        "WCAG 2.2, 1.4.6 (7:1) and 1.4.11 (3:1)", "choose a darker colour in the theme's tokens";
    "FMT-14" Warn Nothing Communications "italics, underlining, capitals, stretched lines or divided words",
        "UKAAF G003 and RNIB: emphasis by bold alone, ragged right, whole words", "mend the template";
    "FMT-15" Block Copy Communications "a page that is not upright A4, or without its number",
        "UKAAF G003; loose pages must find their place again", "mend the theme's page and its foot";
    "FMT-16" Warn Nothing Communications "an easy-read sentence that goes on over a page",
        "easy-read guidance: a sentence ends on the page on which it starts", "shorten the row, or mend the template";
    "FMT-17" Warn Nothing Communications "a heading alone at the foot of a page",
        "its text is overleaf, where nobody looks for it", "mend the template, or tell who keeps it";
    "FMT-18" Warn Nothing Communications "a number or date divided between two lines",
        "UKAAF G003: one piece of information stays on one line", "widen the column, or mend the template";
    "FMT-20" Info Nothing Communications "a face that is not here",
        "the person's recorded need", "use a face that the program has, or add it with `fonts`";
    "LNG-01" Block Copy Translation "a text that is not in the copy's language",
        "languages are never mixed silently", "have the text translated";
}
