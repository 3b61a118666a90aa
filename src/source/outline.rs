//! The lines of a YAML record that some of its first keys stand on, found without a parser, so
//! that the first pass needn't read what the second will read again.

/// The lines of these keys and of their values. None where a line isn't plainly one of a mapping
/// that begins at the first column, so that only the parser can tell the keys.
pub(super) fn outline(text: &str, keys: &[&str]) -> Option<String> {
    let mut outline = String::new();
    let mut is_wanted = false;
    let mut has_begun = false;
    let mut before = "";
    for line in text.split_inclusive('\n') {
        let content = line.trim_ascii_end();
        match content.as_bytes() {
            [] | [b'#', ..] => continue,
            b"---" if !has_begun => continue,
            [b' ', ..] | b"-" | [b'-', b' ', ..] if has_begun => {}
            _ => {
                let key = key(content)?;
                // A list or mapping in brackets may be open, and this be one of its items.
                if before.ends_with([',', '[', '{']) {
                    return None;
                }
                has_begun = true;
                is_wanted = keys.contains(&key);
            }
        }
        // The end of an old Macintosh line hides a line.
        if content.contains('\r') {
            return None;
        }
        if is_wanted {
            outline.push_str(line);
        }
        before = content;
    }
    Some(outline)
}

/// The key that a line begins with, where it is written as plainly as a record's are.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_plain && (rest.is_empty() || rest.starts_with(' '))).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        outline(text, &["plan_id", "linked_plans"])
    }

    #[test]
    fn only_the_lines_of_the_keys_are_kept() {
        let text = "# one\n---\nplan_id: a\nneeds:\n- id: n\n  plan_id: not this\n\nlinked_plans:\n\
                    - plan_ref: b\r\n  note: |\n    x\n# two\nother: {plan_id: 1}\n";
        let kept = "plan_id: a\nlinked_plans:\n- plan_ref: b\r\n  note: |\n    x\n";
        assert_eq!(of(text).as_deref(), Some(kept));
        assert_eq!(of("a: 1\nb:\n  - 2\n").as_deref(), Some(""));
    }

    #[test]
    fn what_is_written_otherwise_is_left_to_the_parser() {
        for text in [
            "{plan_id: a}",
            "\"plan_id\": a\n",
            "? plan_id\n: a\n",
            "a: [b,\nplan_id: c]\nplan_id: d\n",
            "a: {\nplan_id: c}\n",
            "%YAML 1.2\n---\nplan_id: a\n",
            "--- {plan_id: a}\n",
            "plan_id: a\n---\nplan_id: b\n",
            "  plan_id: a\n",
            "- plan_id: a\n",
            "x: 1\rplan_id: a\n",
            "plan_id:a\n",
            "!!map\nplan_id: a\n",
        ] {
            assert_eq!(of(text), None, "{text:?}");
        }
    }
}
