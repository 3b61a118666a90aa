//! What the parser says of broken syntax, for somebody who has never heard of a parser.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::super::origin::RawFinding;

/// The finding for a parser's error. `last` is what was read before it.
pub(super) fn explain(error: &ScanError, text: &str, last: &Range<u32>) -> Box<RawFinding> {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let (message, help) = words(error.kind(), text, at, last.start as usize);
    let rule = match error.kind() {
        ErrorKind::RecursionLimitExceeded => "REC-06",
        _ => "REC-07",
    };
    let at = match error.kind() {
        // The parser stops where the text goes wrong, often at its end; the quote is the cause.
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => opening_quote(text, last.end as usize, at),
        _ => at,
    };
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    let finding = RawFinding::new(rule, at..at + 1, message).label("here");
    Box::new(if help.is_empty() { finding } else { finding.help(help) })
}

/// The quote after what was read that isn't closed before the error.
fn opening_quote(text: &str, last: usize, at: usize) -> usize {
    let mut open: Option<(usize, u8)> = None;
    let mut is_escaped = false;
    for (place, byte) in text.bytes().enumerate().take(at).skip(last) {
        match open {
            Some(_) if is_escaped => is_escaped = false,
            Some((_, b'"')) if byte == b'\\' => is_escaped = true,
            // A doubled apostrophe closes and opens, which comes to the same.
            Some((_, quote)) if byte == quote => open = None,
            None if matches!(byte, b'"' | b'\'') => open = Some((place, byte)),
            _ => {}
        }
    }
    open.map_or(at, |(place, _)| place)
}

/// A message, and what to do or nothing.
#[expect(clippy::too_many_lines, reason = "one table of the parser's errors")]
fn words(kind: &ErrorKind, text: &str, at: usize, last: usize) -> (&'static str, &'static str) {
    use ErrorKind as E;
    match kind {
        E::TabInIndentation
        | E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart => (
            "a tab where only spaces may indent",
            "replace tabs at the beginning of lines by spaces",
        ),
        E::TabInPlainScalar => ("a tab inside a value without quotes", "put the value in quotes"),
        E::MappingValueNotAllowed
        | E::InvalidColonPlacement
        | E::FlowMappingValueAdjacentCollection => {
            if text.get(last..at).is_some_and(|between| between.contains('\n')) {
                (
                    "this line is indented differently from the one above, or a colon inside a value isn't quoted",
                    "begin the line at the column of the other keys; put a value with a colon in quotes",
                )
            } else {
                ("a colon inside a value must be quoted", "put the whole value in quotes")
            }
        }
        E::InvalidMappingValueWhitespace => (
            "a colon without a space after it",
            "write a space after the colon, or quotes round the value",
        ),
        E::UnclosedQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar => (
            "a quote is opened and not closed",
            "close it at the end of the value; write '' for an apostrophe inside '…'",
        ),
        E::InvalidTrailingSingleQuotedScalar => (
            "something follows the closing quote",
            "write '' for an apostrophe inside '…', or put the whole value in \"…\"",
        ),
        E::InvalidTrailingDoubleQuotedScalar => (
            "something follows the closing quote",
            "write \\\" for a quote inside \"…\", or put the whole value in '…'",
        ),
        E::UnknownQuotedScalarEscape => (
            "a backslash that means nothing here",
            "write \\\\ for a backslash inside \"…\", or put the value in '…'",
        ),
        E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => {
            ("a \\u or \\x without its digits", "write \\u and four digits, or the letter itself")
        }
        E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => (
            "half of a character: a \\ud800–\\udfff without its partner",
            "the export cut a text in the middle of a character; export it again, or write the character itself",
        ),
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. } => (
            "a bracket is opened and not closed",
            "close it; if the file ends in the middle, export it again",
        ),
        E::MisplacedFlowCollectionEnd => {
            ("a closing bracket without an opening one", "remove it, or put the value in quotes")
        }
        E::MismatchedFlowCollectionEnd { .. } => {
            ("a bracket closed by one of another kind", "close `[` by `]` and `{` by `}`")
        }
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => (
            "a comma or a closing bracket is missing",
            "write a comma between two values, and close every bracket",
        ),
        E::UnexpectedEof | E::UnexpectedEofBlockSequence | E::UnexpectedEofBlockMapping => {
            ("the text ends too early", "the export may have been cut off; export it again")
        }
        E::RecursionLimitExceeded => (
            "too many lists and mappings inside one another",
            "look for what went wrong in the export",
        ),
        E::ExpectedBlockMappingKey
        | E::SimpleKeyExpected
        | E::InvalidSimpleKey
        | E::InvalidIndentation => (
            "this line fits neither the key nor the list above it",
            "begin it at the column of the other keys, and write `key: value`",
        ),
        E::ExpectedBlockSequenceEntry => (
            "a list and keys at the same column",
            "begin every item of the list with `- `, or indent the list under its key",
        ),
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => (
            "a `-` where no list may begin",
            "begin the list on a line of its own, or put the value in quotes",
        ),
        E::InvalidBlockEntryWhitespace => {
            ("a `-` without a space after it", "write `- ` before an item")
        }
        E::MappingKeyNotAllowed => ("a key where none may begin", "begin it on a line of its own"),
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => (
            "something follows `|` or `>` on its line",
            "begin the text on the next line, indented",
        ),
        E::InvalidBlockScalarIndent | E::InvalidFlowScalarIndent => (
            "a line of a longer text is indented less than the text",
            "indent every line of the text alike",
        ),
        E::UnknownAnchor => (
            "a value that begins with `*` and names nothing",
            "put the value in quotes if it is text",
        ),
        E::MissingAnchorOrAliasName => {
            ("a value that begins with `*` or `&`", "put the value in quotes")
        }
        E::UnexpectedCharacter { .. } | E::PlainScalarStartsWithDashFlowIndicator => {
            ("a value that begins with a character that needs quotes", "put the value in quotes")
        }
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8 => ("a value that begins with `!`", "put the value in quotes"),
        E::CommentNotSeparated | E::CommentInterceptedScalar | E::ExpectedWhitespace => {
            ("a `#` or another character too close to a value", "put the value in quotes")
        }
        E::BomInsideDocument => (
            "an invisible byte order mark in the middle of the text",
            "two files may have been joined; remove the mark",
        ),
        E::ExpectedDocumentStart | E::InvalidDocumentEnd => (
            "something follows the end of the record",
            "one file holds one record, a list of records in `[…]`, one JSON record a line (.ndjson), or YAML parted by `---`",
        ),
        _ => ("the syntax is broken here", ""),
    }
}
