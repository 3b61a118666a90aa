//! Findings as SARIF 2.1.0, for tools that show them beside the file. Everything but the words of a
//! person's record: no line, no label. Written piece by piece, so that a run of any length takes no
//! more memory than one finding.

use serde_json::{Value, json};

use super::{Finding, Place, Rule, Severity, rules};

/// The schema that the file names.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What stands before the findings: the program and every rule, each with `why`, what it checks and
/// why that matters.
pub fn sarif_head(why: &dyn Fn(&Rule) -> String) -> String {
    let rules: Vec<Value> = rules().map(|rule| described(rule, &why(rule))).collect();
    let driver = json!({
        "name": "planpress",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    // Serialized by hand so far that `results`, the last key, is left open.
    format!(
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\
         \"columnKind\":\"unicodeCodePoints\",\"results\":["
    )
}

/// One finding; the caller parts them with commas.
pub fn sarif_result(finding: &Finding, uri_of: &dyn Fn(&str) -> String) -> String {
    let mut result = json!({
        "ruleId": finding.rule.id,
        "level": level(finding.severity),
        "message": { "text": sentence(&finding.message) },
        "properties": {
            "code": finding.code,
            "stops": finding.stops,
            "owner": finding.rule.owner,
            "help": finding.help.as_deref().unwrap_or(finding.rule.help),
        },
    });
    if let Some(index) = rules().position(|rule| rule.id == finding.rule.id) {
        result["ruleIndex"] = index.into();
    }
    let mut location = json!({});
    if let Some(place) = &finding.place {
        location["physicalLocation"] = json!({
            "artifactLocation": { "uri": uri_of(&place.file) },
            "region": region(place, finding),
        });
    }
    if !finding.field.is_empty() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": finding.field }]);
    }
    if location.as_object().is_some_and(|location| !location.is_empty()) {
        result["locations"] = json!([location]);
    }
    result.to_string()
}

/// What stands after the findings.
pub fn sarif_tail() -> &'static str {
    "]}]}\n"
}

/// A path as a reference that a URI may hold, percent-encoded: relative as it is, absolute as a
/// `file:` URI.
pub fn uri_of(path: &str) -> String {
    let path = path.replace('\\', "/");
    let relative = path.trim_start_matches("./");
    let drive = relative.as_bytes();
    let has_drive = drive.len() > 2 && drive[0].is_ascii_alphabetic() && drive[1..3] == *b":/";
    let mut uri = String::with_capacity(relative.len() + 8);
    if relative.starts_with('/') {
        uri.push_str("file://");
    } else if has_drive {
        uri.push_str("file:///");
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    for (at, &byte) in relative.as_bytes().iter().enumerate() {
        if is_plain(byte) || (has_drive && at == 1) {
            uri.push(byte as char);
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn described(rule: &Rule, why: &str) -> Value {
    let mut tags = vec![rule.owner.words()];
    if rule.is_fixed() {
        tags.push("fixed severity");
    }
    if rule.is_unverified() {
        tags.push("unverified source");
    }
    json!({
        "id": rule.id,
        "shortDescription": { "text": sentence(rule.title) },
        "fullDescription": { "text": why },
        "help": { "text": sentence(rule.help) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": tags, "stops": rule.stops, "source": rule.citation },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "error",
        Severity::Warn => "warning",
        Severity::Info => "note",
    }
}

/// The place, to the end of what is marked where that is known.
fn region(place: &Place, finding: &Finding) -> Value {
    let mut region = json!({ "startLine": place.line, "startColumn": place.column });
    let marked = finding.snippet.as_ref().and_then(|one| one.line.get(one.mark.clone()));
    if let Some(length) = marked.map(|marked| marked.chars().count()).filter(|&length| length > 0) {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        region["endColumn"] = place.column.saturating_add(length).into();
    }
    region
}

/// With a capital letter and a full stop, as SARIF asks of a message.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let mut sentence: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    sentence.push_str(characters.as_str());
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::super::Snippet;
    use super::*;

    fn finding() -> Finding {
        let place = Place { file: "plans/a b.yaml".into(), line: 3, column: 7 };
        let mut finding = Finding::new("REC-03", "`born` is not a day of the calendar")
            .at("parties[0].born")
            .placed(place)
            .label("secret");
        finding.snippet = Some(Snippet { line: "born: sécret".into(), mark: 6..13 });
        finding
    }

    #[test]
    fn it_is_one_json_document_without_a_word_of_the_record() {
        let head = sarif_head(&|rule| format!("why of {}", rule.id));
        let results =
            [finding(), Finding::new("REC-09", "no")].map(|one| sarif_result(&one, &uri_of));
        let text = format!("{head}{}{}", results.join(","), sarif_tail());
        assert!(!text.contains("secret") && !text.contains("sécret"));
        let json: Value = serde_json::from_str(&text).unwrap();
        let run = &json["runs"][0];
        assert_eq!(
            (json["version"].as_str(), run["results"].as_array().unwrap().len()),
            (Some("2.1.0"), 2)
        );
        let result = &run["results"][0];
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "REC-03");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!((&region["startColumn"], &region["endColumn"]), (&7.into(), &13.into()));
        assert_eq!(result["level"], "error");
        assert!(run["results"][1].get("locations").is_none());
    }

    #[test]
    fn paths_become_references() {
        let cases = [
            ("plans/a.yaml", "plans/a.yaml"),
            ("./a b#1.yaml", "a%20b%231.yaml"),
            ("ŵ.yaml", "%C5%B5.yaml"),
            ("a:b.yaml", "a%3Ab.yaml"),
            ("/srv/a.yaml", "file:///srv/a.yaml"),
            ("C:\\plans\\a.yaml", "file:///C:/plans/a.yaml"),
            ("100%.yaml", "100%25.yaml"),
            ("-", "-"),
        ];
        for (path, uri) in cases {
            assert_eq!(uri_of(path), uri);
        }
    }
}
