//! Which texts of a record easy read tells, and what a reader must not be left without. The page and
//! the check before sign-off both ask here, so that they can't disagree.

use std::collections::BTreeMap;

use super::{
    Content, EasyReadRow, Envelope, Id, Item, LanguageTag, Note, PartyRef, Piece, StringKind,
    strings,
};

/// Words of the longest sentence (DH 2009, GOV.UK); ten are better.
pub const EASY_READ_MOST_WORDS: usize = 15;

/// Pages of the longest booklet (DH 2009): a longer document is cut into parts.
pub const EASY_READ_MOST_PAGES: usize = 20;

/// Easy-read rows by language, as items and notes have them.
pub type EasyReadRows = BTreeMap<LanguageTag, Vec<EasyReadRow>>;

/// One text that easy read tells, or asks the reader to ask about.
#[derive(Clone, Debug)]
pub struct EasyReadText<'a> {
    /// The list or the field, such as `needs` or `review_record.reasons`.
    pub within: String,
    /// The number and the id of an item of a list.
    pub item: Option<(usize, &'a Id)>,
    /// Its rows.
    pub rows: &'a EasyReadRows,
    /// Who may see it.
    pub envelope: &'a Envelope,
}

impl EasyReadText<'_> {
    /// The field, such as `needs[2]`.
    pub fn field(&self) -> String {
        match self.item {
            Some((number, _)) => format!("{}[{number}]", self.within),
            None => self.within.clone(),
        }
    }

    /// Whether somebody wrote its rows in a language.
    pub fn is_written(&self, language: &LanguageTag) -> bool {
        written(self.rows, language)
    }
}

/// What easy read must not leave out: without it the copy waits (FMT-04).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EasyReadGap {
    /// Nobody wrote any easy read in this language.
    Everything,
    /// Who comes: there are supports, and none has rows.
    Supports,
    /// Money: some is recorded, and none of it is told.
    Money,
    /// Whom to ring if something goes wrong: neither rows nor a number.
    Ring,
}

impl EasyReadGap {
    /// The field that lacks it.
    pub fn field(self) -> &'static str {
        match self {
            Self::Everything => "easy_read",
            Self::Supports => "supports",
            Self::Money => "personal_budget",
            Self::Ring => "contingency",
        }
    }

    /// What is wrong, in plain words, without a full stop.
    pub fn words(self, language: &LanguageTag) -> String {
        match self {
            Self::Everything => {
                format!("easy read is asked for, and nobody wrote it in `{language}`")
            }
            Self::Supports => {
                format!("easy read in `{language}` doesn't say who comes: no support has rows")
            }
            Self::Money => {
                format!("easy read in `{language}` says nothing of the money that is recorded")
            }
            Self::Ring => format!(
                "easy read in `{language}` doesn't say whom to ring if something goes wrong"
            ),
        }
    }
}

/// What a reader of this language would be left without. `has_phone` says whether the copy may show
/// a number of this party.
pub fn easy_read_gaps(
    content: &Content,
    language: &LanguageTag,
    has_phone: &dyn Fn(&PartyRef) -> bool,
) -> Vec<EasyReadGap> {
    if !anything_written(content, language) {
        return vec![EasyReadGap::Everything];
    }
    let mut gaps = Vec::new();
    let supports = content.supports.given().map_or(&[][..], Vec::as_slice);
    if !supports.is_empty()
        && supports.iter().all(|support| !written(&support.item.easy_read, language))
    {
        gaps.push(EasyReadGap::Supports);
    }
    if money_is_missing(content, language) {
        gaps.push(EasyReadGap::Money);
    }
    let contingency = content.contingency.given().map_or(&[][..], Vec::as_slice);
    if !contingency.is_empty()
        && contingency.iter().all(|one| {
            !written(&one.item.easy_read, language) && !one.contacts.iter().any(has_phone)
        })
    {
        gaps.push(EasyReadGap::Ring);
    }
    gaps
}

/// Whether money is recorded and neither a sum nor a written row would tell of it.
fn money_is_missing(content: &Content, language: &LanguageTag) -> bool {
    let told = |note: Option<&Note>| note.is_some_and(|note| written(&note.easy_read, language));
    let budget = content.personal_budget.given();
    let payments = content.direct_payments.given().map_or(&[][..], Vec::as_slice);
    // Charges always have a sentence: a sum, "nothing", "in a letter" or "not worked out yet".
    if content.charges.given().is_some() || (budget.is_none() && payments.is_empty()) {
        return false;
    }
    let budget_told = budget.is_some_and(|budget| {
        budget.cost_to_la.is_some()
            || budget.la_pays.is_some()
            || told(budget.how_used.as_ref())
            || told(budget.admin_support_given.as_ref())
    });
    let payment_told = payments
        .iter()
        .any(|payment| payment.amount.is_some() || told(payment.conditions.as_ref()));
    !budget_told && !payment_told
}

fn written(rows: &EasyReadRows, language: &LanguageTag) -> bool {
    rows.get(language).is_some_and(|rows| !rows.is_empty())
}

/// Whether anybody wrote easy read in this language at all.
fn anything_written(content: &Content, language: &LanguageTag) -> bool {
    let mut found = false;
    strings(content, "", &mut |piece: Piece<'_>| {
        found |= piece.kind == StringKind::EasyRead && piece.language == Some(language.as_str());
    });
    found
}

/// Every text that easy read tells or asks about, in the order of the page. What stands beside
/// them, such as how a support works in practice, is told where it has rows and left to the whole
/// plan otherwise: easy read is a shortened version.
pub fn easy_read_texts(content: &Content) -> Vec<EasyReadText<'_>> {
    let mut texts = Texts(Vec::new());
    about_me(content, &mut texts);
    texts.items("outcomes", given(&content.outcomes).iter().map(|outcome| &outcome.item));
    if let Some(wishes) = &content.carer_wishes {
        for (key, wish) in [
            ("caring", &wishes.caring),
            ("work", &wishes.work),
            ("education_training", &wishes.education_training),
            ("recreation", &wishes.recreation),
        ] {
            texts.note(&format!("carer_wishes.{key}"), wish.given());
        }
    }
    texts.items("needs", given(&content.needs).iter().map(|need| &need.item));
    texts.items("supports", given(&content.supports).iter().map(|support| &support.item));
    texts.items("risks", given(&content.risks).iter().map(|risk| &risk.item));
    texts.note("safeguarding_note", content.safeguarding_note.as_ref());
    texts.items("contingency", given(&content.contingency).iter().map(|one| &one.item));
    texts.items("information_advice", given(&content.information_advice).iter().map(|a| &a.item));
    letters(content, &mut texts);
    texts.0
}

fn about_me<'a>(content: &'a Content, texts: &mut Texts<'a>) {
    let Some(about) = &content.about_me else { return };
    for (key, note) in [
        ("most_important", &about.most_important),
        ("people_important", &about.people_important),
        ("how_i_communicate", &about.how_i_communicate),
        ("please_do", &about.please_do),
        ("please_dont", &about.please_dont),
        ("how_and_when_to_support", &about.how_and_when_to_support),
        ("my_wellness", &about.my_wellness),
        ("wishes_feelings", &about.wishes_feelings),
        ("values", &about.values),
        ("aspirations", &about.aspirations),
        ("wishes_unpaid_support", &about.wishes_unpaid_support),
        ("also_worth_knowing", &about.also_worth_knowing),
    ] {
        texts.note(&format!("about_me.{key}"), note.as_ref());
    }
    for (key, items) in [
        ("strengths", &about.strengths),
        ("circle_of_support", &about.circle_of_support),
        ("community_connections", &about.community_connections),
        ("skills_to_build", &about.skills_to_build),
    ] {
        texts.items(&format!("about_me.{key}"), items);
    }
}

fn letters<'a>(content: &'a Content, texts: &mut Texts<'a>) {
    if let Some(review) = &content.review_record {
        texts.note("review_record.reasons", review.reasons.as_ref());
    }
    if let Some(letter) = &content.decision_letter {
        texts.note("decision_letter.reasons", letter.reasons.given());
        texts.note("decision_letter.advice_meet_reduce", letter.advice_meet_reduce.given());
        texts.note("decision_letter.advice_prevent_delay", letter.advice_prevent_delay.given());
        texts.items("decision_letter.other_help", &letter.other_help);
        texts.note("decision_letter.how_to_challenge", letter.how_to_challenge.given());
    }
    if let Some(statement) = &content.closure_statement {
        texts.note("closure_statement.reasons", statement.reasons.given());
        texts.note("closure_statement.outcomes_evaluation", statement.outcomes_evaluation.given());
        texts.note(
            "closure_statement.needs_met_otherwise_confirmation",
            statement.needs_met_otherwise_confirmation.given(),
        );
        texts.items("closure_statement.also", &statement.also);
    }
}

fn given<T>(recorded: &super::Recorded<Vec<T>>) -> &[T] {
    recorded.given().map_or(&[], Vec::as_slice)
}

/// The texts as they are gathered; those without words are left out.
struct Texts<'a>(Vec<EasyReadText<'a>>);

impl<'a> Texts<'a> {
    fn note(&mut self, field: &str, note: Option<&'a Note>) {
        let Some(note) = note.filter(|note| !note.text.is_empty()) else { return };
        self.0.push(EasyReadText {
            within: field.to_owned(),
            item: None,
            rows: &note.easy_read,
            envelope: &note.envelope,
        });
    }

    fn items(&mut self, list: &str, items: impl IntoIterator<Item = &'a Item>) {
        for (number, item) in items.into_iter().enumerate() {
            if !item.text.is_empty() {
                self.0.push(EasyReadText {
                    within: list.to_owned(),
                    item: Some((number, &item.id)),
                    rows: &item.easy_read,
                    envelope: &item.envelope,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(yaml: &str) -> Content {
        serde_yaml::from_str(yaml).unwrap()
    }

    fn gaps(yaml: &str) -> Vec<EasyReadGap> {
        easy_read_gaps(&content(yaml), &LanguageTag::en(), &|party| party.as_str() == "rings")
    }

    const NEED: &str = "needs: [{id: n1, text: Food, easy_read: {en: [{text: I need food.}]}}]\n";

    #[test]
    fn texts_are_named_by_number() {
        let content = content(
            "about_me: {values: Kindness, strengths: [{id: a, text: Singing}]}\n\
             needs: [{id: n1, text: Food}, {id: n2, text: Warmth, easy_read: {cy: [{text: Gwres.}]}}]\n\
             carer_wishes: {work: none, caring: For a year}\n\
             decision_letter: {kind: not_meeting_needs, reasons: You manage.}",
        );
        let texts = easy_read_texts(&content);
        let fields: Vec<String> = texts.iter().map(EasyReadText::field).collect();
        let expected = [
            "about_me.values",
            "about_me.strengths[0]",
            "carer_wishes.caring",
            "needs[0]",
            "needs[1]",
            "decision_letter.reasons",
        ];
        assert_eq!(fields, expected);
        assert!(
            texts[4].is_written(&LanguageTag::cy()) && !texts[4].is_written(&LanguageTag::en())
        );
    }

    #[test]
    fn nothing_written_is_one_gap_and_not_four() {
        assert_eq!(
            gaps("supports: [{id: s1, text: Care, kind: home_care}]"),
            [EasyReadGap::Everything]
        );
        assert_eq!(gaps(NEED), []);
    }

    #[test]
    fn who_comes_is_missing_when_no_support_has_rows() {
        let none = "supports: [{id: s1, text: Care, kind: home_care}]";
        assert_eq!(gaps(&format!("{NEED}{none}")), [EasyReadGap::Supports]);
        let one = "supports: [{id: s1, text: Care, kind: home_care}, {id: s2, text: Day, kind: day, \
                   easy_read: {en: [{text: A worker comes.}]}}]";
        assert_eq!(gaps(&format!("{NEED}{one}")), []);
    }

    #[test]
    fn money_without_a_sum_or_a_row_is_missing() {
        for (money, missing) in [
            ("personal_budget: {is_indicative: true}", true),
            ("personal_budget: {is_indicative: true}\ncharges: {pending: true}", false),
            ("personal_budget: {cost_to_la: {pence: 100, per: week}}", false),
            ("direct_payments: [{id: d1}]", true),
            ("direct_payments: [{id: d1, amount: {pence: 100, per: week}}]", false),
            ("personal_budget: none", false),
        ] {
            let found = gaps(&format!("{NEED}{money}"));
            assert_eq!(found.contains(&EasyReadGap::Money), missing, "{money}");
        }
    }

    #[test]
    fn whom_to_ring_needs_a_row_or_a_number() {
        for (contact, missing) in [("silent", true), ("rings", false)] {
            let found = gaps(&format!(
                "{NEED}contingency: [{{id: c1, text: Ring somebody, trigger: I fall, \
                 contacts: [{contact}]}}]"
            ));
            assert_eq!(found.contains(&EasyReadGap::Ring), missing, "{contact}");
        }
    }
}
