//! A folder of the owner's behind [`Folder`]; `www/start.js` loads the script that reaches it when it is first asked.

use js_sys::{Array, Reflect};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::window::{fault, window};
use crate::port::folder::{Chosen, Folder};
use crate::port::key_value::HomeFault;
use crate::port::promise::Promise;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = portbookFolder, catch, variadic)]
    async fn ask(args: Array) -> Result<JsValue, JsValue>;
}

/// The folder that a script reaches.
#[derive(Clone, Copy, Debug)]
pub struct ScriptedFolder;

impl Folder for ScriptedFolder {
    fn is_possible(&self) -> bool {
        window().is_ok_and(|window| Reflect::has(&window, &"showDirectoryPicker".into()) == Ok(true))
    }

    fn look(&self) -> Promise<Result<Option<Chosen>, HomeFault>> {
        asked(&["look"])
    }

    fn choose(&self) -> Promise<Result<Option<Chosen>, HomeFault>> {
        asked(&["choose"])
    }

    fn allow(&self) -> Promise<Result<Option<Chosen>, HomeFault>> {
        asked(&["allow"])
    }

    fn forget(&self) -> Promise<Result<(), HomeFault>> {
        asked(&["forget"])
    }

    fn names(&self) -> Promise<Result<Vec<String>, HomeFault>> {
        asked(&["names"])
    }

    fn write(&self, name: &str, text: &str) -> Promise<Result<(), HomeFault>> {
        asked(&["write", name, text])
    }

    fn remove(&self, name: &str) -> Promise<Result<(), HomeFault>> {
        asked(&["remove", name])
    }
}

/// Asks the script; its answer is JSON.
fn asked<T: DeserializeOwned>(args: &[&str]) -> Promise<Result<T, HomeFault>> {
    let args: Array = args.iter().map(|arg| JsValue::from_str(arg)).collect();
    Box::pin(async move {
        let answer = ask(args).await.map_err(|thrown| fault(&thrown))?;
        let text = answer.as_string().unwrap_or_default();
        serde_json::from_str(&text).map_err(|refused| HomeFault::Failed(refused.to_string()))
    })
}
