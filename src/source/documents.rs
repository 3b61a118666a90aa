//! Parts a file into documents, one record each, without holding more than one in memory. Knows
//! as little of the syntax as that takes, so that one broken record leaves the others alone.

use std::io::{self, BufRead};

use super::files::Format;

/// Invisible bytes at the beginning of some UTF-8 files.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One document of a file.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// First byte in the file.
    pub offset: u64,
    /// Line of the first byte, counted from 1.
    pub line: u32,
    /// Column of the first byte in characters, counted from 1.
    pub column: u32,
    /// The bytes; `None` where they are more than the limit.
    pub bytes: Option<&'a [u8]>,
}

/// What is wrong with a file beside its documents.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Flaw {
    /// A JSON list that isn't closed: the file may have been cut off.
    Unclosed,
    /// Something follows the end of a JSON list.
    Trailing,
}

/// A flaw with its line and column.
pub(super) type FlawAt = (Flaw, u32, u32);

/// Gives every document of a file to `each`, in order.
pub(super) fn split(
    mut reader: impl BufRead,
    format: Format,
    most_bytes: usize,
    each: &mut dyn FnMut(Piece<'_>),
) -> io::Result<Option<FlawAt>> {
    let skipped = skip_mark(&mut reader)?;
    match format {
        Format::Ndjson => lines(reader, skipped, most_bytes, each).map(|()| None),
        Format::Yaml => yaml(reader, skipped, most_bytes, each).map(|()| None),
        Format::Json => json(reader, skipped, most_bytes, each),
    }
}

fn skip_mark(reader: &mut impl BufRead) -> io::Result<u64> {
    if reader.fill_buf()?.starts_with(BYTE_ORDER_MARK) {
        reader.consume(BYTE_ORDER_MARK.len());
        return Ok(BYTE_ORDER_MARK.len() as u64);
    }
    Ok(0)
}

/// Bytes collected up to a limit.
#[derive(Default)]
struct Collected {
    bytes: Vec<u8>,
    too_many: bool,
}

impl Collected {
    fn extend(&mut self, bytes: &[u8], most: usize) {
        if self.too_many || self.bytes.len() + bytes.len() > most {
            self.too_many = true;
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.too_many = false;
    }

    fn get(&self) -> Option<&[u8]> {
        (!self.too_many).then_some(&self.bytes)
    }
}

/// Reads to the end of a line; gives its length with its end, 0 at the end of the file.
fn read_line(reader: &mut impl BufRead, most: usize, line: &mut Collected) -> io::Result<u64> {
    line.clear();
    let mut length = 0;
    loop {
        let buffer = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if buffer.is_empty() {
            return Ok(length);
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let taken = end.map_or(buffer.len(), |end| end + 1);
        line.extend(&buffer[..taken], most);
        reader.consume(taken);
        length += taken as u64;
        if end.is_some() {
            return Ok(length);
        }
    }
}

fn lines(
    mut reader: impl BufRead,
    mut offset: u64,
    most: usize,
    each: &mut dyn FnMut(Piece<'_>),
) -> io::Result<()> {
    let mut line = Collected::default();
    for number in 1.. {
        let length = read_line(&mut reader, most, &mut line)?;
        if length == 0 {
            break;
        }
        let bytes = line.get().map(<[u8]>::trim_ascii_end);
        if bytes.is_none_or(|bytes| !bytes.is_empty()) {
            each(Piece { offset, line: number, column: 1, bytes });
        }
        offset += length;
    }
    Ok(())
}

/// A line of three equal characters at its beginning, which parts YAML documents. It can't stand
/// in a text: a text inside a record is indented.
fn is_marker(line: &[u8], marker: &[u8]) -> bool {
    let rest = line.strip_prefix(marker);
    rest.is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace))
}

fn yaml(
    mut reader: impl BufRead,
    mut offset: u64,
    most: usize,
    each: &mut dyn FnMut(Piece<'_>),
) -> io::Result<()> {
    let mut line = Collected::default();
    let mut document = Collected::default();
    let (mut start, mut first_line) = (offset, 1);
    let (mut is_marked, mut has_content) = (false, false);
    for number in 1.. {
        let length = read_line(&mut reader, most, &mut line)?;
        let text: &[u8] = line.get().unwrap_or(b"long");
        let (begins, ends) = (is_marker(text, b"---"), is_marker(text, b"..."));
        if length == 0 || ends || (begins && (is_marked || has_content)) {
            if has_content {
                each(Piece { offset: start, line: first_line, column: 1, bytes: document.get() });
            }
            if length == 0 {
                break;
            }
            document.clear();
            (is_marked, has_content) = (false, false);
            // The end's own line belongs to no document.
            start = if ends { offset + length } else { offset };
            first_line = if ends { number + 1 } else { number };
        }
        if !ends {
            let rest = if begins { &text[3..] } else { text };
            let is_directive = !is_marked && !begins && rest.starts_with(b"%");
            let rest = rest.trim_ascii_start();
            is_marked |= begins;
            has_content |= !(rest.is_empty() || rest.starts_with(b"#") || is_directive);
            match line.get() {
                Some(bytes) => document.extend(bytes, most),
                None => document.too_many = true,
            }
        }
        offset += length;
    }
    Ok(())
}

/// Where a JSON file is being read.
enum State {
    /// Before the first byte.
    Before,
    /// In a file that isn't a list.
    Single,
    /// In the list, between two items.
    Between,
    /// In an item.
    Item,
    /// Behind the list.
    After,
}

/// What the bytes of a JSON file are, as far as strings and brackets go.
struct Json<'a> {
    state: State,
    most: usize,
    each: &'a mut dyn FnMut(Piece<'_>),
    item: Collected,
    start: (u64, u32, u32),
    depth: u32,
    in_string: bool,
    escaped: bool,
    offset: u64,
    line: u32,
    column: u32,
    flaw: Option<FlawAt>,
}

fn json(
    mut reader: impl BufRead,
    offset: u64,
    most: usize,
    each: &mut dyn FnMut(Piece<'_>),
) -> io::Result<Option<FlawAt>> {
    let mut json = Json {
        state: State::Before,
        most,
        each,
        item: Collected::default(),
        start: (0, 1, 1),
        depth: 0,
        in_string: false,
        escaped: false,
        offset,
        line: 1,
        column: 1,
        flaw: None,
    };
    loop {
        let buffer = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if buffer.is_empty() {
            break;
        }
        for &byte in buffer {
            json.byte(byte);
        }
        let taken = buffer.len();
        reader.consume(taken);
    }
    json.end();
    Ok(json.flaw)
}

impl Json<'_> {
    fn byte(&mut self, byte: u8) {
        let is_space = byte.is_ascii_whitespace();
        match self.state {
            State::Before if is_space => {}
            State::Before if byte == b'[' => self.state = State::Between,
            State::Before => {
                self.begin(State::Single);
                self.item.extend(&[byte], self.most);
            }
            State::Single => self.item.extend(&[byte], self.most),
            State::Between if is_space || byte == b',' => {}
            State::Between if byte == b']' => self.state = State::After,
            State::Between => {
                self.begin(State::Item);
                self.in_item(byte);
            }
            State::Item => self.in_item(byte),
            State::After if is_space => {}
            State::After => {
                self.flaw = self.flaw.or(Some((Flaw::Trailing, self.line, self.column)));
            }
        }
        self.offset += 1;
        if byte == b'\n' {
            self.line = self.line.saturating_add(1);
            self.column = 1;
        } else if byte & 0xc0 != 0x80 {
            // Not in the middle of a character.
            self.column = self.column.saturating_add(1);
        }
    }

    fn begin(&mut self, state: State) {
        self.state = state;
        self.item.clear();
        self.start = (self.offset, self.line, self.column);
        (self.depth, self.in_string, self.escaped) = (0, false, false);
    }

    fn in_item(&mut self, byte: u8) {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
        } else {
            match byte {
                b'"' => self.in_string = true,
                b'[' | b'{' => self.depth += 1,
                b',' if self.depth == 0 => {
                    self.finish();
                    self.state = State::Between;
                    return;
                }
                b']' if self.depth == 0 => {
                    self.finish();
                    self.state = State::After;
                    return;
                }
                b']' | b'}' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        self.item.extend(&[byte], self.most);
    }

    fn finish(&mut self) {
        let (offset, line, column) = self.start;
        let bytes = self.item.get().map(<[u8]>::trim_ascii_end);
        (self.each)(Piece { offset, line, column, bytes });
    }

    fn end(&mut self) {
        match self.state {
            State::Single => self.finish(),
            State::Item => {
                self.finish();
                self.flaw = Some((Flaw::Unclosed, self.line, self.column));
            }
            State::Between => self.flaw = Some((Flaw::Unclosed, self.line, self.column)),
            State::Before | State::After => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, format: Format) -> (Vec<(String, u32, u32)>, Option<FlawAt>) {
        let mut pieces = Vec::new();
        // A tiny buffer, so that every boundary falls between two reads once.
        let reader = io::BufReader::with_capacity(3, text.as_bytes());
        let flaw = split(reader, format, 60, &mut |piece| {
            let shown = piece.bytes.map_or_else(
                || "TOO LONG".to_owned(),
                |bytes| {
                    let start = usize::try_from(piece.offset).unwrap();
                    assert_eq!(&text.as_bytes()[start..start + bytes.len()], bytes);
                    String::from_utf8_lossy(bytes).into_owned()
                },
            );
            pieces.push((shown, piece.line, piece.column));
        });
        (pieces, flaw.unwrap())
    }

    fn texts(text: &str, format: Format) -> Vec<(String, u32)> {
        pieces(text, format).0.into_iter().map(|(text, line, _)| (text, line)).collect()
    }

    fn expect(expected: &[(&str, u32)]) -> Vec<(String, u32)> {
        expected.iter().map(|&(text, line)| (text.to_owned(), line)).collect()
    }

    #[test]
    fn lines_of_json() {
        let text = "{\"a\":1}\r\n\n{\"b\":2}\n  \nlast";
        let expected = [("{\"a\":1}", 1), ("{\"b\":2}", 3), ("last", 5)];
        assert_eq!(texts(text, Format::Ndjson), expect(&expected));
        let text = format!("a\n{}\nb", "x".repeat(100));
        assert_eq!(texts(&text, Format::Ndjson), expect(&[("a", 1), ("TOO LONG", 2), ("b", 3)]));
    }

    #[test]
    fn documents_of_yaml() {
        let text =
            "%YAML 1.2\n---\na: 1\n--- # two\nb: |\n  ---\n  x\n...\n\n# no more\n---\n---\nc: 3";
        let expected = [
            ("%YAML 1.2\n---\na: 1\n", 1),
            ("--- # two\nb: |\n  ---\n  x\n", 4),
            ("---\nc: 3", 12),
        ];
        assert_eq!(texts(text, Format::Yaml), expect(&expected));
        assert_eq!(texts("# nothing\n", Format::Yaml), []);
        assert_eq!(texts("\u{feff}a: 1", Format::Yaml), expect(&[("a: 1", 1)]));
        assert_eq!(texts("--- {a: 1}\n--- {b: 1}", Format::Yaml).len(), 2);
        let text = format!("a: {}\n---\nb: 1", "x".repeat(100));
        assert_eq!(texts(&text, Format::Yaml), expect(&[("TOO LONG", 1), ("---\nb: 1", 2)]));
    }

    #[test]
    fn items_of_a_json_list() {
        let text = "[ {\"a\": \"]},\\\"[\"},\n  {\"é\": [1, {}]} , 7\n]\n";
        let (pieces, flaw) = pieces(text, Format::Json);
        let places: Vec<(u32, u32)> = pieces.iter().map(|piece| (piece.1, piece.2)).collect();
        assert_eq!(places, [(1, 3), (2, 3), (2, 20)]);
        assert_eq!(pieces[1].0, "{\"é\": [1, {}]}");
        assert_eq!(flaw, None);
    }

    #[test]
    fn json_that_is_cut_off_or_goes_on() {
        assert_eq!(pieces("[{}, {\"a\"", Format::Json).1, Some((Flaw::Unclosed, 1, 10)));
        assert_eq!(pieces("[{},", Format::Json).1, Some((Flaw::Unclosed, 1, 5)));
        assert_eq!(pieces("[{}] {}", Format::Json).1, Some((Flaw::Trailing, 1, 6)));
        assert_eq!(texts(" {\"a\": 1}\n", Format::Json), expect(&[("{\"a\": 1}", 1)]));
        assert_eq!(texts("", Format::Json), []);
    }
}
