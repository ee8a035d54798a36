//! Answers as JavaScript's values: objects, lists, typed arrays.

use js_sys::{Array, Float64Array, Int32Array, JsString, Object, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::JsValue;

use super::Book;
use crate::js_api::answer::Told;

/// Writes an answer.
pub(super) fn write(told: Told) -> JsValue {
    match told {
        Told::Null => JsValue::NULL,
        Told::Flag(flag) => JsValue::from_bool(flag),
        Told::Number(number) => JsValue::from_f64(number),
        Told::Text(text) => JsValue::from_str(&text),
        Told::List(list) => list.into_iter().map(write).collect::<Array>().into(),
        Told::Fields(fields) => {
            let object = Object::new();
            fields.into_iter().for_each(|(name, value)| set(&object, &name, &write(value)));
            object.into()
        }
        Told::Floats(column) => Float64Array::from(&*column).into(),
        Told::Counts(column) => Uint32Array::from(&*column).into(),
        Told::Days(column) => Int32Array::from(&*column).into(),
        Told::Marks(column) => Uint8Array::from(&*column).into(),
        Told::Texts(column) => texts(&column),
        Told::Words(column) => words(&column),
    }
}

/// Writes the answer that carries a book.
pub(super) fn with_book(book: Book, summary: Option<Told>) -> JsValue {
    let object = Object::new();
    set(&object, "type", &JsValue::from_str("success"));
    set(&object, "book", &JsValue::from(book));
    if let Some(summary) = summary {
        set(&object, "summary", &write(summary));
    }
    object.into()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // An object that was just made takes every field.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// Writes texts at once: one by one each costs a call.
fn texts(column: &[Box<str>]) -> JsValue {
    if column.is_empty() {
        return Array::new().into();
    }
    if column.iter().any(|text| text.contains(BETWEEN)) {
        return column.iter().map(|text| JsValue::from_str(text)).collect::<Array>().into();
    }
    let joined = column.iter().map(|text| &**text).collect::<Vec<_>>().join(BETWEEN);
    JsString::from(joined.as_str()).split(BETWEEN).into()
}

/// Writes words, each made once.
fn words(column: &[&'static str]) -> JsValue {
    let mut made: Vec<(&'static str, JsValue)> = Vec::new();
    let array = Array::new_with_length(column.len() as u32);
    for (place, word) in column.iter().enumerate() {
        let known = made.iter().position(|(other, _)| other == word).unwrap_or_else(|| {
            made.push((word, JsValue::from_str(word)));
            made.len() - 1
        });
        if let Some((_, value)) = made.get(known) {
            array.set(place as u32, value.clone());
        }
    }
    array.into()
}

/// No text that a person sees holds it.
const BETWEEN: &str = "\u{1f}";
