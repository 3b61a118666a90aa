//! `decisions.yaml`: what was decided about copies that wait. Kept beside the inputs, written by
//! hand or by `planpress decide`; without an entry nothing changes.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::plan::ContactChannel;

/// Every decision, in the order in which they were recorded.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Decisions {
    /// The decisions.
    pub decisions: Vec<RecordedDecision>,
}

/// One decision: it ends one kind of hold of one recipient's copies of one plan.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct RecordedDecision {
    /// The plan's id.
    pub plan: String,
    /// The recipient's party id in that record; every recipient's where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// The rule that holds the copy, such as `SHR-04`.
    pub rule: String,
    /// What was decided.
    pub action: Action,
    /// Who decided, by role: never a name.
    pub decided_by: String,
    /// When.
    pub decided_on: Date,
    /// Why, in a few words that say nothing of the person.
    pub reason: String,
    /// The last day on which it holds; the copy waits again after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// What may be decided about a copy that waits.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Make it as it is.
    Release,
    /// Make it, and let it go this way.
    Route(ContactChannel),
    /// Do not make it.
    Withhold,
}

impl RecordedDecision {
    /// Whether it says all that it must, and holds on a day.
    pub fn stands(&self, date: Date) -> bool {
        !self.decided_by.trim().is_empty()
            && !self.reason.trim().is_empty()
            && self.decided_on <= date
            && self.until.is_none_or(|until| date <= until)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_decision_stands_from_its_day_to_its_last() {
        let json = r#"{"plan": "P", "rule": "SHR-04", "action": {"route": "hand"},
            "decided_by": "team manager", "decided_on": "2026-05-01",
            "reason": "safe at the clinic", "until": "2026-06-01"}"#;
        let decision: RecordedDecision = serde_json::from_str(json).unwrap();
        let stands = |month, day| decision.stands(date(2026, month, day));
        assert!(!stands(4, 30) && stands(5, 1) && stands(6, 1) && !stands(6, 2));
        let nobody = RecordedDecision { decided_by: " ".into(), ..decision };
        assert!(!nobody.stands(date(2026, 5, 2)));
    }
}
