//! The judge of single items: may this recipient see this piece? What it withholds, it writes down.
//!
//! Until the whole nine-step decision stands, it keeps only what is about nobody else and of the
//! classes normal, health and finance: everything in doubt stays out.

use serde::Serialize;

use super::Pack;
use crate::plan::{Envelope, Id, PartyRef, Sensitivity};

/// The step of the decision that withheld an item.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Never on paper.
    NeverPrint,
    /// A decision about this item names the subject or everybody.
    ItemDeny,
    /// About somebody else (SHR-02).
    ThirdParty,
    /// The pack does not have this class.
    Sensitivity,
    /// The person did not choose it for their summary.
    NotOptedIn,
}

/// One piece that a copy does not have. No words of it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Withheld {
    /// The item's id, where it has one.
    pub item: Option<Id>,
    /// The field, such as `informal_care.carer_views`.
    pub field: String,
    /// Why.
    pub step: Step,
}

pub(super) struct Judge<'a> {
    pack: Pack,
    subject: &'a Id,
    path: Vec<&'static str>,
    withheld: Vec<Withheld>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(pack: Pack, subject: &'a Id) -> Self {
        Self { pack, subject, path: Vec::new(), withheld: Vec::new() }
    }

    /// Judges a piece of the class that its envelope says.
    pub(super) fn keeps(&mut self, id: Option<&Id>, envelope: &Envelope) -> bool {
        self.keeps_class(id, envelope, Sensitivity::Normal)
    }

    /// Judges a piece of a section that has a class of its own unless the envelope says another.
    pub(super) fn keeps_class(
        &mut self,
        id: Option<&Id>,
        envelope: &Envelope,
        class: Sensitivity,
    ) -> bool {
        let class = match envelope.sensitivity {
            Sensitivity::Normal => class,
            said => said,
        };
        match self.step(envelope, class) {
            Some(step) => {
                self.withhold(id, step);
                false
            }
            None => true,
        }
    }

    fn step(&self, envelope: &Envelope, class: Sensitivity) -> Option<Step> {
        if class == Sensitivity::NeverPrint {
            return Some(Step::NeverPrint);
        }
        if envelope
            .share
            .as_ref()
            .is_some_and(|share| share.deny.iter().any(|deny| self.means_this_copy(&deny.audience)))
        {
            return Some(Step::ItemDeny);
        }
        if envelope.about.iter().any(|party| !self.is_subject(party)) {
            return Some(Step::ThirdParty);
        }
        match self.pack {
            Pack::Full => {
                let shown = matches!(
                    class,
                    Sensitivity::Normal | Sensitivity::Health | Sensitivity::Finance
                );
                (!shown).then_some(Step::Sensitivity)
            }
            Pack::PublicSummary => {
                if !envelope.in_public_summary() {
                    return Some(Step::NotOptedIn);
                }
                // Money may be in a summary by its own opt-in; health stays out.
                let shown = matches!(class, Sensitivity::Normal | Sensitivity::Finance);
                (!shown).then_some(Step::Sensitivity)
            }
        }
    }

    fn means_this_copy(&self, audience: &str) -> bool {
        matches!(audience, "all_but_file" | "subject")
            || audience == self.subject.as_str()
            || audience == self.pack.as_str()
    }

    pub(super) fn is_subject(&self, party: &PartyRef) -> bool {
        party.as_str() == self.subject.as_str()
    }

    pub(super) fn shows_only_what_was_opted_in(&self) -> bool {
        self.pack == Pack::PublicSummary
    }

    /// Does something inside a field, so that what is withheld there is written down with its path.
    pub(super) fn inside<T>(
        &mut self,
        field: &'static str,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.path.push(field);
        let result = work(self);
        self.path.pop();
        result
    }

    pub(super) fn withhold(&mut self, id: Option<&Id>, step: Step) {
        self.withheld.push(Withheld { item: id.cloned(), field: self.path.join("."), step });
    }

    pub(super) fn into_withheld(self) -> Vec<Withheld> {
        self.withheld
    }
}
