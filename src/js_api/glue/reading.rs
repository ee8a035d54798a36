//! JavaScript's values as plain ones. Whatever they are, nothing is thrown: what cannot be read is told as such.

use js_sys::{Array, JsString, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::js_api::given::Given;
use crate::transfer::reading::MAX_BYTES;

#[wasm_bindgen]
extern "C" {
    /// `Array.isArray`, which throws for a proxy that was revoked.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    /// `ArrayBuffer.isView`, which knows arrays of other windows too.
    #[wasm_bindgen(catch, js_namespace = ArrayBuffer, js_name = isView)]
    fn is_view(value: &JsValue) -> Result<bool, JsValue>;

    /// `Uint8Array`, which throws over a buffer that is no more.
    #[wasm_bindgen(js_name = Uint8Array)]
    type View;

    #[wasm_bindgen(constructor, catch, js_class = Uint8Array)]
    fn over(buffer: &JsValue, offset: &JsValue, length: &JsValue) -> Result<View, JsValue>;

    /// `Object.keys`, which throws for proxies that do.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(value: &JsValue) -> Result<Array, JsValue>;
}

/// Reads a value with all that is in it.
pub(super) fn read(value: &JsValue) -> Given {
    Reader { left: MOST_VALUES }.value(value, 0)
}

/// Reads a text of any length that a backup can have.
pub(super) fn long_text(value: &JsValue) -> Option<String> {
    let length = value.dyn_ref::<JsString>()?.length();
    (length <= LONGEST_BACKUP).then(|| value.as_string()).flatten()
}

/// Reads on while there are fewer values than any call needs.
struct Reader {
    left: usize,
}

impl Reader {
    fn value(&mut self, value: &JsValue, depth: usize) -> Given {
        if self.left == 0 || depth > DEEPEST {
            return Given::Other("a value that holds more than any call needs");
        }
        self.left -= 1;
        if value.is_undefined() {
            Given::Undefined
        } else if value.is_null() {
            Given::Null
        } else if let Some(flag) = value.as_bool() {
            Given::Flag(flag)
        } else if let Some(number) = value.as_f64() {
            Given::Number(number)
        } else if let Some(text) = value.dyn_ref::<JsString>() {
            match text.length() {
                0..=LONGEST => value.as_string().map_or(Given::Other(UNREADABLE), Given::Text),
                _ => Given::Other("a text longer than any call needs"),
            }
        } else if value.is_function() {
            Given::Other("a function")
        } else if value.is_bigint() {
            Given::Other("a big integer")
        } else if value.is_symbol() {
            Given::Other("a symbol")
        } else {
            self.object(value, depth).unwrap_or(Given::Other(UNREADABLE))
        }
    }

    fn object(&mut self, value: &JsValue, depth: usize) -> Result<Given, JsValue> {
        // Numbers of several bytes each are a list, such as the columns of an answer are.
        let is_column = is_view(value)? && get(value, "BYTES_PER_ELEMENT")?.as_f64().is_some_and(|size| size > 1.0);
        if is_view(value)? && !is_column {
            return bytes(value);
        }
        if is_column || is_array(value)? {
            let length = get(value, "length")?.as_f64().unwrap_or(0.0);
            if length > self.left as f64 {
                return Ok(Given::Other("a list longer than any call needs"));
            }
            let places = 0..length as u32;
            let list = places.map(|place| Ok(self.value(&Reflect::get_u32(value, place)?, depth + 1)));
            return list.collect::<Result<_, _>>().map(Given::List);
        }
        let names = keys(value)?;
        if names.length() as usize > self.left {
            return Ok(Given::Other("an object with more fields than any call needs"));
        }
        let field = |name: JsValue| {
            let given = self.value(&Reflect::get(value, &name)?, depth + 1);
            Ok((name.as_string().unwrap_or_default(), given))
        };
        names.iter().map(field).collect::<Result<_, _>>().map(Given::Fields)
    }
}

/// Copies the bytes that an array shows.
fn bytes(view: &JsValue) -> Result<Given, JsValue> {
    let over = View::over(&get(view, "buffer")?, &get(view, "byteOffset")?, &get(view, "byteLength")?)?;
    let bytes = over.unchecked_ref::<Uint8Array>();
    if u64::from(bytes.length()) > MAX_BYTES {
        return Ok(Given::Other("more bytes than are read of one file (150 MB)"));
    }
    Ok(Given::Bytes(bytes.to_vec()))
}

fn get(value: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(value, &JsValue::from_str(name))
}

const UNREADABLE: &str = "a value that cannot be read";
/// Rules with their criteria lie four deep.
const DEEPEST: usize = 8;
/// The most values that one argument may hold.
const MOST_VALUES: usize = 100_000;
/// The longest text within an argument.
const LONGEST: u32 = 20_000;
/// The longest text of a backup, in JavaScript's characters.
const LONGEST_BACKUP: u32 = 400_000_000;
