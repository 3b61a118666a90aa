//! Objects as the bytes of a PDF. The merging library writes whole documents only; a print file is
//! written piece by piece.

use std::io::Write as _;

use lopdf::{Dictionary, Object, Stream, StringFormat};

/// Appends an object as it stands in a file.
pub(super) fn put(object: &Object, to: &mut Vec<u8>) {
    match object {
        Object::Null => to.extend_from_slice(b"null"),
        Object::Boolean(value) => to.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => put_text(format_args!("{value}"), to),
        Object::Real(value) => put_text(format_args!("{value}"), to),
        Object::Name(name) => put_name(name, to),
        Object::String(bytes, format) => put_string(bytes, *format, to),
        Object::Array(items) => {
            to.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 && needs_gap(item) {
                    to.push(b' ');
                }
                put(item, to);
            }
            to.push(b']');
        }
        Object::Dictionary(dictionary) => put_dictionary(dictionary, to),
        Object::Stream(stream) => put_stream(stream, to),
        Object::Reference((number, generation)) => {
            put_text(format_args!("{number} {generation} R"), to);
        }
    }
}

fn put_text(text: std::fmt::Arguments<'_>, to: &mut Vec<u8>) {
    // A vector takes whatever is written to it.
    let _ = to.write_fmt(text);
}

/// Whether an object would run into the one before it.
fn needs_gap(object: &Object) -> bool {
    !matches!(
        object,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    )
}

fn put_name(name: &[u8], to: &mut Vec<u8>) {
    to.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            to.push(*byte);
        } else {
            put_text(format_args!("#{byte:02X}"), to);
        }
    }
}

fn put_string(bytes: &[u8], format: StringFormat, to: &mut Vec<u8>) {
    if format == StringFormat::Hexadecimal {
        to.push(b'<');
        bytes.iter().for_each(|byte| put_text(format_args!("{byte:02X}"), to));
        to.push(b'>');
        return;
    }
    to.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => to.extend_from_slice(&[b'\\', *byte]),
            b'\r' => to.extend_from_slice(b"\\r"),
            other => to.push(*other),
        }
    }
    to.push(b')');
}

fn put_dictionary(dictionary: &Dictionary, to: &mut Vec<u8>) {
    to.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        put_name(key, to);
        if needs_gap(value) {
            to.push(b' ');
        }
        put(value, to);
    }
    to.extend_from_slice(b">>");
}

fn put_stream(stream: &Stream, to: &mut Vec<u8>) {
    // Its length may have stood in an object of its own.
    let mut head = stream.dict.clone();
    head.set("Length", stream.content.len() as i64);
    put_dictionary(&head, to);
    to.extend_from_slice(b"stream\n");
    to.extend_from_slice(&stream.content);
    to.extend_from_slice(b"\nendstream");
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn objects_are_written_as_the_standard_has_them() {
        let object = Object::Dictionary(dictionary! {
            "Na#me" => "va lue/ŵ",
            "Numbers" => vec![1.into(), (-2).into(), 0.5.into(), Object::Null, true.into()],
            "Text" => Object::string_literal("a(b)c\\d\re"),
            "Hex" => Object::String(vec![0, 0xFE], StringFormat::Hexadecimal),
            "Mixed" => vec![Object::Name(b"N".to_vec()), (7, 0).into(), (8, 0).into()],
            "Inner" => dictionary! { "Empty" => Vec::<Object>::new() },
        });
        let mut bytes = Vec::new();
        put(&object, &mut bytes);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "<</Na#23me/va#20lue#2F#C5#B5/Numbers[1 -2 0.5 null true]/Text(a\\(b\\)c\\\\d\\re)\
             /Hex<00FE>/Mixed[/N 7 0 R 8 0 R]/Inner<</Empty[]>>>>"
        );
    }

    #[test]
    fn a_stream_keeps_its_bytes() {
        let mut stream = Stream::new(dictionary! { "Kind" => "x" }, vec![0, b'\r', b'\n', 255]);
        stream.dict.set("Length", (9, 0));
        let mut bytes = Vec::new();
        put(&Object::Stream(stream), &mut bytes);
        assert_eq!(bytes, b"<</Kind/x/Length 4>>stream\n\0\r\n\xFF\nendstream");
    }
}
