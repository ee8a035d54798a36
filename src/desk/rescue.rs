//! A file of the pieces that are not in the open book, for a later version, or someone, that understands them.
//!
//! ```json
//! { "portbook-parts": 1, "parts": [{ "home": "both", "name": "orders-1", "bytes": "0fa2…" }] }
//! ```
//! `home` tells where a piece lies, `name` which it is, and `bytes` are its own, two hexadecimal digits each.

use serde_json::{Value, json};

use super::Unread;
use crate::store::{Aside, Home, Part};

/// The version of the file.
const VERSION: u32 = 1;

/// Writes the file.
pub fn file(unread: &[Unread], aside: &[Aside]) -> String {
    let unread = unread.iter().map(|piece| part("both", &name(&piece.part), &piece.bytes));
    let aside = aside.iter().map(|piece| {
        let home = match piece.home {
            Home::Local => "local",
            Home::Mirror => "mirror",
        };
        part(home, &piece.name, &piece.bytes)
    });
    let parts: Vec<Value> = unread.chain(aside).collect();
    json!({ "portbook-parts": VERSION, "parts": parts }).to_string()
}

fn part(home: &str, name: &str, bytes: &[u8]) -> Value {
    let bytes: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    json!({ "home": home, "name": name, "bytes": bytes })
}

fn name(part: &Part) -> String {
    match part {
        Part::Head => "head".to_owned(),
        Part::Chunk { name } => name.clone(),
        Part::Change { seq } => format!("change-{seq}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::wire::Unreadable;

    #[test]
    fn every_piece_is_in_the_file_byte_by_byte() {
        let unread = Unread { part: Part::Change { seq: 7 }, bytes: vec![0, 15, 255], why: Unreadable::Malformed };
        let aside = Aside { home: Home::Local, name: "aside/head".to_owned(), bytes: b"A".to_vec() };
        let file: Value = serde_json::from_str(&file(&[unread], &[aside])).unwrap();
        let parts = json!([
            { "home": "both", "name": "change-7", "bytes": "000fff" },
            { "home": "local", "name": "aside/head", "bytes": "41" },
        ]);
        assert_eq!(file, json!({ "portbook-parts": 1, "parts": parts }));
    }
}
