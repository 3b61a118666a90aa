//! The judge of single items: may this recipient see this piece? Nine steps, the first that fits
//! decides, and nothing is shown that reaches none. What is withheld is written down with its step.

use std::fmt::Write;

use jiff::civil::Date;
use serde::Serialize;

use super::Pack;
use crate::config::PackRule;
use crate::plan::{Basis, Consent, Envelope, Id, Party, PartyRef, Role, Sensitivity};

/// The step of the decision that withheld an item, in their order.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 0: a check found something in it that must not leave the building (DAT-05).
    HeldByCheck,
    /// 1: never on paper.
    NeverPrint,
    /// 2: the recipient, or where the copy would go, is a danger.
    UnsafeRecipient,
    /// 3: a decision about this item denies it.
    ItemDeny,
    /// 4: the recipient has no basis that stands.
    NoBasis,
    /// 5: about somebody else, who did not consent (SHR-02).
    ThirdParty,
    /// 7: the pack does not have this class (SHR-03).
    Sensitivity,
    /// 8: the pack, or what was asked for, does not have this section.
    Scope,
    /// 8: the person did not choose it for their summary.
    NotOptedIn,
}

impl Step {
    /// The step's number: 0 before them, then 1 to 8. Steps 6 and 9 allow, and withhold nothing.
    pub fn number(self) -> u8 {
        match self {
            Self::HeldByCheck => 0,
            Self::NeverPrint => 1,
            Self::UnsafeRecipient => 2,
            Self::ItemDeny => 3,
            Self::NoBasis => 4,
            Self::ThirdParty => 5,
            Self::Sensitivity => 7,
            Self::Scope | Self::NotOptedIn => 8,
        }
    }

    /// The rule behind the step, where it has one.
    pub fn rule(self) -> Option<&'static str> {
        match self {
            Self::HeldByCheck => Some("DAT-05"),
            Self::UnsafeRecipient => Some("SHR-04"),
            Self::NoBasis => Some("SHR-01"),
            Self::ThirdParty => Some("SHR-02"),
            Self::NeverPrint | Self::Sensitivity => Some("SHR-03"),
            Self::ItemDeny | Self::Scope | Self::NotOptedIn => None,
        }
    }

    /// The step in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::HeldByCheck => "a check found something in it that must not go out",
            Self::NeverPrint => "never on paper",
            Self::UnsafeRecipient => "the recipient, or where the copy would go, is a danger",
            Self::ItemDeny => "a decision about this item denies it",
            Self::NoBasis => "the recipient has no basis that stands",
            Self::ThirdParty => "about somebody else, who did not consent",
            Self::Sensitivity => "the pack does not have this class of information",
            Self::Scope => "the pack, or what was asked for, does not have this section",
            Self::NotOptedIn => "the person did not choose it for their summary",
        }
    }
}

/// One piece that a copy does not have. No words of it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Withheld {
    /// The plan's id: of this record or of another part of a combined plan.
    #[serde(skip)]
    pub plan: String,
    /// The item's id, where it has one.
    pub item: Option<Id>,
    /// The field, such as `informal_care[0].carer_views`.
    pub field: String,
    /// Why.
    pub step: Step,
    /// On which basis the recipient has a copy at all.
    pub basis: Option<Basis>,
}

/// Whom the copy is for, and what it may have.
pub(super) struct Audience<'a> {
    /// The recipient; none for what is addressed to nobody: the file.
    pub(super) recipient: Option<&'a Party>,
    /// Whose record it is.
    pub(super) subject: &'a Id,
    pub(super) pack: Pack,
    /// The sections that were asked for, where the request names them.
    pub(super) sections: Option<&'a [String]>,
    /// On which basis; none without one.
    pub(super) basis: Option<Basis>,
    /// The recipient or the destination is a danger.
    pub(super) unsafe_for_subject: bool,
    /// The consents of the record.
    pub(super) consents: &'a [Consent],
    /// Where the council's pack has less.
    pub(super) narrowed: Option<&'a PackRule>,
    /// Fields that a check holds back.
    pub(super) held: Vec<&'a str>,
    /// The class of what says none: health in the record of a health organisation.
    pub(super) class: Sensitivity,
    pub(super) date: Date,
}

impl Audience<'_> {
    /// The subject's own copy.
    pub(super) fn is_own(&self) -> bool {
        self.recipient.is_some_and(|party| party.party_id == *self.subject)
    }

    fn is_recipient(&self, party: &PartyRef) -> bool {
        self.recipient.is_some_and(|one| one.party_id.as_str() == party.as_str())
    }

    /// Whether an audience of a decision about an item means this copy.
    fn is_meant(&self, audience: &str) -> bool {
        match audience {
            "all_but_file" => self.pack != Pack::FileCopy,
            "subject" => self.is_own() && !self.pack.is_opt_in() && self.pack != Pack::FileCopy,
            _ => {
                audience == self.pack.as_str()
                    || self.pack != Pack::FileCopy
                        && self.recipient.is_some_and(|party| {
                            party.party_id.as_str() == audience
                                || party.roles.iter().any(|role| role_name(*role) == audience)
                        })
            }
        }
    }

    pub(super) fn has_section(&self, section: &str) -> bool {
        // Who asked for sections by name has those of the whole plan, and whom to turn to.
        let has = match self.sections {
            Some(asked) => {
                Pack::RequestedFull.has_section(section)
                    && (asked.iter().any(|one| one == section)
                        || matches!(section, "named_coordinator" | "help"))
            }
            None => self.pack.has_section(section),
        };
        has && self
            .narrowed
            .is_none_or(|rule| !rule.without_sections.iter().any(|without| without == section))
    }

    pub(super) fn has_class(&self, class: Sensitivity) -> bool {
        // Who asked for sections of money by name asked for what is in them.
        let asked = class == Sensitivity::Finance
            && self.pack == Pack::CareCopy
            && self.sections.is_some_and(|asked| asked.iter().any(|one| is_money(one)));
        (asked || self.pack.classes(self.is_own()).contains(&class))
            && self.narrowed.is_none_or(|rule| !rule.without_sensitivities.contains(&class))
    }
}

fn is_money(section: &str) -> bool {
    matches!(section, "personal_budget" | "direct_payments" | "charges" | "nhs_funding")
}

/// A role's name in decisions.
fn role_name(role: Role) -> String {
    // A unit variant serializes as its name.
    serde_json::to_value(role)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

pub(super) struct Judge<'a> {
    pub(super) audience: &'a Audience<'a>,
    plan: &'a str,
    path: String,
    class: Sensitivity,
    withheld: Vec<Withheld>,
    /// Something about abuse or neglect was kept.
    has_safeguarding: bool,
}

impl<'a> Judge<'a> {
    pub(super) fn new(audience: &'a Audience<'a>, plan: &'a str) -> Self {
        Self {
            audience,
            plan,
            path: String::new(),
            class: audience.class,
            withheld: Vec::new(),
            has_safeguarding: false,
        }
    }

    /// Judges the piece at the current path.
    pub(super) fn keeps(&mut self, id: Option<&Id>, envelope: &Envelope) -> bool {
        match self.step(envelope) {
            Some(step) => {
                self.withhold(id, step);
                false
            }
            None => {
                let said = envelope.sensitivity;
                let class = if said == Sensitivity::Normal { self.class } else { said };
                // A review always asks about abuse; that it was asked is no reason to hand it over.
                let asked = said == Sensitivity::Normal && self.section() == "review_record";
                self.has_safeguarding |= class == Sensitivity::Safeguarding && !asked;
                true
            }
        }
    }

    /// The step that withholds a piece; none where it may be shown.
    fn step(&self, envelope: &Envelope) -> Option<Step> {
        let class = match envelope.sensitivity {
            Sensitivity::Normal => self.class,
            said => said,
        };
        if self.is_held() {
            return Some(Step::HeldByCheck);
        }
        let piece = Piece { judge: self, envelope, class };
        if self.audience.pack == Pack::FileCopy {
            // The file has everything that may be on paper at all.
            return never_print(&piece).and_then(Verdict::step);
        }
        first_that_fits(&STEPS, &piece)
    }

    /// SHR-02: about somebody other than the subject and the recipient, not given by the recipient,
    /// and that person did not consent. A public summary has nobody else at all.
    fn is_anothers(&self, envelope: &Envelope) -> bool {
        let audience = self.audience;
        let mut others = envelope.about.iter().filter(|party| !self.is_subject(party));
        if audience.pack.is_opt_in() {
            return others.next().is_some();
        }
        if envelope.source_party.as_ref().is_some_and(|giver| audience.is_recipient(giver)) {
            return false;
        }
        let consented = |party: &PartyRef| {
            audience.consents.iter().any(|consent| {
                consent.stands(audience.date)
                    && consent.giver.as_str() == party.as_str()
                    && consent.concerns().as_str() == party.as_str()
                    && consent.recipient.as_ref().is_some_and(|to| audience.is_recipient(to))
            })
        };
        others.any(|party| !audience.is_recipient(party) && !consented(party))
    }

    /// Whether a decision about the item allows it to this recipient. A summary is opted in by the
    /// item's own mark alone.
    fn allows(&self, envelope: &Envelope) -> bool {
        let audience = self.audience;
        !audience.pack.is_opt_in()
            && envelope.share.as_ref().is_some_and(|share| {
                share
                    .allow
                    .iter()
                    .any(|allow| allow.stands(audience.date) && audience.is_meant(&allow.audience))
            })
    }

    pub(super) fn is_subject(&self, party: &PartyRef) -> bool {
        party.as_str() == self.audience.subject.as_str()
    }

    /// Whether a check holds back what stands at the current path, or something within it.
    fn is_held(&self) -> bool {
        self.audience.held.iter().any(|field| {
            field
                .strip_prefix(self.path.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// What is left of an envelope in a copy: who gave it, who decided about it and why is the
    /// council's own business, and the file's.
    pub(super) fn stripped(&self, envelope: Envelope) -> Envelope {
        if self.audience.pack == Pack::FileCopy {
            envelope
        } else {
            Envelope { sensitivity: envelope.sensitivity, ..Envelope::default() }
        }
    }

    /// Whether the copy has what says no class at the current path.
    pub(super) fn has_class_here(&self) -> bool {
        self.audience.has_class(self.class)
    }

    /// The section of the current path.
    fn section(&self) -> &str {
        self.path.split(['.', '[']).next().unwrap_or_default()
    }

    /// Does something inside a field, so that what is withheld there is written down with its path.
    pub(super) fn inside<T>(&mut self, field: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(field);
        let result = work(self);
        self.path.truncate(length);
        result
    }

    /// The same for an item of a list.
    pub(super) fn inside_item<T>(&mut self, number: usize, work: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        // Writing to a string can't fail.
        let _ = write!(self.path, "[{number}]");
        let result = work(self);
        self.path.truncate(length);
        result
    }

    /// Does something where what says no class has this one.
    pub(super) fn with_class<T>(
        &mut self,
        class: Sensitivity,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.class;
        if class != Sensitivity::Normal {
            self.class = class;
        }
        let result = work(self);
        self.class = before;
        result
    }

    /// Whether the copy has the section of the current path as a whole.
    pub(super) fn in_scope(&self) -> bool {
        self.audience.has_section(self.section())
    }

    pub(super) fn withhold(&mut self, id: Option<&Id>, step: Step) {
        self.withheld.push(Withheld {
            plan: self.plan.to_owned(),
            item: id.cloned(),
            field: self.path.clone(),
            step,
            basis: self.audience.basis,
        });
    }

    pub(super) fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }

    pub(super) fn has_safeguarding(&self) -> bool {
        self.has_safeguarding
    }

    pub(super) fn into_withheld(self) -> Vec<Withheld> {
        self.withheld
    }
}

/// What one step says of a piece.
#[derive(Clone, Copy)]
enum Verdict {
    Allow,
    Withhold(Step),
}

impl Verdict {
    fn step(self) -> Option<Step> {
        match self {
            Self::Allow => None,
            Self::Withhold(step) => Some(step),
        }
    }
}

/// A piece before its judge.
struct Piece<'p, 'a> {
    judge: &'p Judge<'a>,
    envelope: &'p Envelope,
    /// The class that the envelope says, or that its section has.
    class: Sensitivity,
}

type StepOf = fn(&Piece<'_, '_>) -> Option<Verdict>;

/// The nine steps, in their order.
const STEPS: [StepOf; 9] = [
    never_print,
    unsafe_recipient,
    item_deny,
    no_basis,
    third_party,
    item_allow,
    class_of_pack,
    scope_of_pack,
    allow,
];

/// Deny by default: a piece that no step speaks of is withheld as out of scope.
fn first_that_fits(steps: &[StepOf], piece: &Piece<'_, '_>) -> Option<Step> {
    let verdict = steps.iter().find_map(|step| step(piece));
    verdict.unwrap_or(Verdict::Withhold(Step::Scope)).step()
}

fn withhold_if(fits: bool, step: Step) -> Option<Verdict> {
    fits.then_some(Verdict::Withhold(step))
}

fn never_print(piece: &Piece<'_, '_>) -> Option<Verdict> {
    withhold_if(piece.class == Sensitivity::NeverPrint, Step::NeverPrint)
}

fn unsafe_recipient(piece: &Piece<'_, '_>) -> Option<Verdict> {
    withhold_if(piece.judge.audience.unsafe_for_subject, Step::UnsafeRecipient)
}

fn item_deny(piece: &Piece<'_, '_>) -> Option<Verdict> {
    let audience = piece.judge.audience;
    let share = piece.envelope.share.as_ref()?;
    let denied = share.deny.iter().any(|deny| audience.is_meant(&deny.audience));
    withhold_if(denied, Step::ItemDeny)
}

fn no_basis(piece: &Piece<'_, '_>) -> Option<Verdict> {
    let audience = piece.judge.audience;
    withhold_if(!audience.is_own() && audience.basis.is_none(), Step::NoBasis)
}

/// A decision about this item that allows it to this recipient is the recorded third-party
/// decision that step 5 asks for.
fn third_party(piece: &Piece<'_, '_>) -> Option<Verdict> {
    let anothers = piece.judge.is_anothers(piece.envelope);
    withhold_if(anothers && !piece.judge.allows(piece.envelope), Step::ThirdParty)
}

fn item_allow(piece: &Piece<'_, '_>) -> Option<Verdict> {
    piece.judge.allows(piece.envelope).then_some(Verdict::Allow)
}

/// `confidential` goes back to its giver; another person's information is in the subject's own
/// copy only where the subject gave it.
fn class_of_pack(piece: &Piece<'_, '_>) -> Option<Verdict> {
    let audience = piece.judge.audience;
    let giver = piece.envelope.source_party.as_ref();
    let own_gift = giver.is_some_and(|giver| audience.is_recipient(giver));
    let back = piece.class == Sensitivity::Confidential && own_gift && audience.pack.is_whole();
    let foreign = piece.class == Sensitivity::ThirdParty && !own_gift;
    withhold_if(!back && (foreign || !audience.has_class(piece.class)), Step::Sensitivity)
}

fn scope_of_pack(piece: &Piece<'_, '_>) -> Option<Verdict> {
    let audience = piece.judge.audience;
    if audience.pack.is_opt_in() && !piece.envelope.in_public_summary() {
        return Some(Verdict::Withhold(Step::NotOptedIn));
    }
    withhold_if(!audience.has_section(piece.judge.section()), Step::Scope)
}

fn allow(_: &Piece<'_, '_>) -> Option<Verdict> {
    Some(Verdict::Allow)
}

#[cfg(test)]
mod tests;
