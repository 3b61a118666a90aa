//! A finding for programs: everything but the words of a person's record.

use serde_json::{Value, json};

use super::Finding;

/// The finding as JSON. Its label and its line are left out: they may hold personal text, and
/// this goes to logs and reports.
pub fn to_json(finding: &Finding) -> Value {
    let place = finding.place.as_ref();
    json!({
        "rule": finding.rule.id,
        "code": finding.code,
        "severity": finding.severity,
        "stops": finding.stops,
        "owner": finding.rule.owner,
        "message": finding.message,
        "help": finding.help,
        "field": finding.field,
        "file": place.map(|place| &*place.file),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Place, Snippet};
    use super::*;

    #[test]
    fn nothing_of_the_record_is_written() {
        let place = Place { file: "a.yaml".into(), line: 3, column: 7 };
        let mut finding = Finding::new("REC-03", "`born` is not a day of the calendar")
            .at("parties[0].born")
            .coded("not-a-day")
            .placed(place)
            .label("secret");
        finding.snippet = Some(Snippet { line: "born: secret".into(), mark: 6..12 });
        let json = to_json(&finding);
        assert!(!json.to_string().contains("secret"));
        assert_eq!((&json["rule"], &json["code"]), (&"REC-03".into(), &"not-a-day".into()));
        assert_eq!(json["severity"], "block");
        assert_eq!(json["stops"], "record");
        assert_eq!(json["owner"], "business_support");
        assert_eq!(json["field"], "parties[0].born");
        assert_eq!(
            (&json["file"], &json["line"], &json["column"]),
            (&"a.yaml".into(), &3.into(), &7.into())
        );
        assert!(json["help"].is_null());
    }

    #[test]
    fn a_finding_without_a_place_has_nulls() {
        let json = to_json(&Finding::new("REC-09", "no"));
        assert!(json["file"].is_null() && json["line"].is_null() && json["code"].is_null());
    }
}
