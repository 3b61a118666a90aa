//! Whether a page's content leaves the page as it found it, so that a mark drawn after it stands
//! where it should, as it should, in a marked content of its own.

/// What the operators of a page open and close.
#[derive(Debug, Default)]
struct Depths {
    states: usize,
    marks: usize,
    texts: usize,
}

impl Depths {
    /// Follows an operator; none where it closes what isn't open.
    fn follow(&mut self, operator: &[u8]) -> Option<()> {
        match operator {
            b"q" => self.states += 1,
            b"Q" => self.states = self.states.checked_sub(1)?,
            b"BMC" | b"BDC" => self.marks += 1,
            b"EMC" => self.marks = self.marks.checked_sub(1)?,
            b"BT" => self.texts += 1,
            b"ET" => self.texts = self.texts.checked_sub(1)?,
            // The bytes of an image in the content follow: nobody makes them any more.
            b"BI" => return None,
            _ => {}
        }
        Some(())
    }

    fn are_closed(&self) -> bool {
        (self.states, self.marks, self.texts) == (0, 0, 0)
    }
}

/// Whether content closes all that it opens: graphics states, marked content, text.
pub(super) fn is_closed(content: &[u8]) -> bool {
    let mut depths = Depths::default();
    let mut at = 0;
    while let Some(byte) = content.get(at) {
        let next = match byte {
            b'(' => end_of_string(content, at),
            b'%' => Some(end_of(content, at, |byte| matches!(byte, b'\n' | b'\r'))),
            // A dictionary's brackets are passed over one by one, and so is what is in it.
            b'<' if content.get(at + 1) != Some(&b'<') => {
                let end = end_of(content, at, |byte| byte == b'>');
                (end < content.len()).then_some(end + 1)
            }
            b'<' => Some(at + 2),
            b'/' => Some(end_of(content, at + 1, is_no_letter)),
            byte if is_no_letter(*byte) => Some(at + 1),
            _ => {
                let end = end_of(content, at, is_no_letter);
                depths.follow(&content[at..end]).map(|()| end)
            }
        };
        match next {
            Some(next) => at = next,
            None => return false,
        }
    }
    depths.are_closed()
}

/// White space or a delimiter (ISO 32000-1, 7.2.2).
fn is_no_letter(byte: u8) -> bool {
    b"\0\t\n\x0C\r ()<>[]{}/%".contains(&byte)
}

/// The first place from here whose byte is such a one, or the end.
fn end_of(content: &[u8], at: usize, is_end: impl Fn(u8) -> bool) -> usize {
    let rest = content.get(at..).unwrap_or_default();
    rest.iter().position(|byte| is_end(*byte)).map_or(content.len(), |length| at + length)
}

/// The place after a string in brackets; none where it doesn't end.
fn end_of_string(content: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = start;
    loop {
        match content.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_closed;

    #[test]
    fn what_closes_all_that_it_opens_is_closed() {
        for content in [
            "",
            "q 1 0 0 1 0 0 cm Q",
            "q q Q Q q Q",
            "/P <</MCID 0>> BDC BT /F0 12 Tf (q Q \\) ( BT )) Tj <51> Tj ET EMC",
            "/q Do /BDC gs % q BT\nq Q",
            "/Span <</Lang (cy) /ActualText <FEFF0051>>> BDC EMC",
        ] {
            assert!(is_closed(content.as_bytes()), "{content}");
        }
    }

    #[test]
    fn what_leaves_something_open_or_closes_too_much_is_not() {
        for content in [
            "q",
            "Q",
            "Q q",
            "q q Q",
            "q Q Q q",
            "/P BMC",
            "EMC",
            "/P <</MCID 0>>BDC q Q",
            "BT",
            "ET",
            "(q",
            "<51",
            "q (Q) Tj",
            "BI /W 1 ID x EI",
            "(a\\",
        ] {
            assert!(!is_closed(content.as_bytes()), "{content}");
        }
    }
}
