//! The owner's files behind [`Files`].

use std::any::Any;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

use super::window::{fault, window};
use crate::port::files::{Files, Source};
use crate::port::key_value::HomeFault;
use crate::port::promise::Promise;

/// Files through the browser's own dialogs.
#[derive(Clone, Copy, Debug)]
pub struct BrowserFiles;

impl Files for BrowserFiles {
    fn pick(&self, accept: &str) -> Promise<Vec<Rc<dyn Source>>> {
        let input = element::<HtmlInputElement>("input");
        let accept = accept.to_owned();
        Box::pin(async move {
            let Ok(input) = input else { return Vec::new() };
            input.set_type("file");
            input.set_accept(&accept);
            input.set_multiple(true);
            let closed = js_sys::Promise::new(&mut |resolve, _| {
                for event in ["change", "cancel"] {
                    let resolve = resolve.clone();
                    // Forgotten on purpose: it lives as long as the input, which nothing else refers to.
                    EventListener::once(&input, event, move |_| drop(resolve.call0(&JsValue::UNDEFINED))).forget();
                }
            });
            input.click();
            let _ = JsFuture::from(closed).await;
            input.files().map_or_else(Vec::new, |files| listed(&files))
        })
    }

    fn carried(&self, by: &dyn Any) -> Vec<Rc<dyn Source>> {
        if let Some(file) = by.downcast_ref::<File>() {
            return vec![Rc::new(BrowserFile(file.clone()))];
        }
        let files = by.downcast_ref::<FileList>().cloned();
        let files = files.or_else(|| by.downcast_ref::<DataTransfer>()?.files());
        let files = files.or_else(|| by.downcast_ref::<HtmlInputElement>()?.files());
        files.map_or_else(Vec::new, |files| listed(&files))
    }

    fn download(&self, name: &str, media_type: &str, bytes: &[u8]) -> Result<(), HomeFault> {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let parts = Array::of1(&Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(|thrown| fault(&thrown))?;
        let url = Url::create_object_url_with_blob(&blob).map_err(|thrown| fault(&thrown))?;
        let link = element::<HtmlAnchorElement>("a")?;
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // Some browsers begin to read only after the click has been dealt with.
        Timeout::new(URL_LIFE_MS, move || drop(Url::revoke_object_url(&url))).forget();
        Ok(())
    }
}

/// A file the owner picked or dropped.
struct BrowserFile(File);

impl Source for BrowserFile {
    fn name(&self) -> String {
        self.0.name()
    }

    fn size(&self) -> u64 {
        self.0.size() as u64
    }

    fn slice(&self, from: u64, to: u64) -> Promise<Result<Vec<u8>, HomeFault>> {
        let blob = self.0.slice_with_f64_and_f64(from as f64, to as f64);
        Box::pin(async move {
            let buffer = JsFuture::from(blob.map_err(|thrown| fault(&thrown))?.array_buffer()).await;
            buffer.map(|buffer| Uint8Array::new(&buffer).to_vec()).map_err(|thrown| fault(&thrown))
        })
    }
}

fn listed(files: &FileList) -> Vec<Rc<dyn Source>> {
    let file = |at| files.get(at).map(|file| Rc::new(BrowserFile(file)) as Rc<dyn Source>);
    (0..files.length()).filter_map(file).collect()
}

fn element<T: JsCast>(tag: &str) -> Result<T, HomeFault> {
    let document = window()?.document().ok_or(HomeFault::Forbidden)?;
    let element = document.create_element(tag).map_err(|thrown| fault(&thrown))?;
    element.dyn_into().map_err(|_| HomeFault::Failed(format!("`{tag}` is no such element")))
}

const URL_LIFE_MS: u32 = 60_000;
