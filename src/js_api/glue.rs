//! The class and the functions that JavaScript sees: values read, a pure call made, its answer written.

mod pieces;
mod reading;
mod world;
mod writing;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::answer::Told;
use super::failure::Fault;
use super::{Answer, Opened};
use reading::read;
use world::{TextDecoders, today};
use writing::write;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("glue/types.d.ts");

/// All facts of one business: its customers, their orders, and the owner's rules.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Book(Opened);

#[wasm_bindgen]
impl Book {
    /// Makes a book from tables of customers, orders, lines of invoices or payments.
    #[wasm_bindgen(js_name = importTables, unchecked_return_type = "Imported | Failure")]
    pub fn import_tables(
        #[wasm_bindgen(unchecked_param_type = "TableFile[]")] files: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "ImportOptions")] options: &JsValue,
    ) -> JsValue {
        match super::import_tables(&read(files), &read(options), today(), &TextDecoders) {
            Ok((opened, summary)) => writing::with_book(Book(opened), Some(summary)),
            Err(failure) => write(failure.into()),
        }
    }

    /// Makes a book from orders in a plain table, as fast as its text can be read.
    #[wasm_bindgen(js_name = fromOrders, unchecked_return_type = "Restored | Failure")]
    pub fn from_orders(
        #[wasm_bindgen(unchecked_param_type = "string")] csv: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "OrdersOptions")] options: &JsValue,
    ) -> JsValue {
        match pieces::read_orders(csv, &read(options)) {
            Ok(opened) => writing::with_book(Book(opened), None),
            Err(failure) => write(failure.into()),
        }
    }

    /// Opens the book of a backup.
    #[wasm_bindgen(js_name = fromBackup, unchecked_return_type = "Restored | Failure")]
    pub fn from_backup(#[wasm_bindgen(unchecked_param_type = "string")] json: &JsValue) -> JsValue {
        let opened = match reading::long_text(json) {
            Some(text) => super::from_backup(&text),
            None => {
                let message = format!("the backup is {}", read(json).shown());
                Err(Fault::new("notABackup", message, "pass the text of a backup").into())
            }
        };
        match opened {
            Ok(opened) => writing::with_book(Book(opened), None),
            Err(failure) => write(failure.into()),
        }
    }

    /// Writes the book as a backup of today, or of the day given.
    #[wasm_bindgen(js_name = toBackup, unchecked_return_type = "string")]
    pub fn to_backup(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "BackupOptions")] options: &JsValue,
    ) -> JsValue {
        match super::to_backup(&self.0, &read(options), today()) {
            Ok(text) => JsValue::from_str(&text),
            Err(failure) => write(failure.into()),
        }
    }

    /// Tells how many customers and orders there are, from when to when, and what they came to.
    #[wasm_bindgen(unchecked_return_type = "Summary")]
    pub fn summary(&self) -> JsValue {
        answer(super::summary(&self.0))
    }

    /// Tells the classes of all customers on a date.
    #[wasm_bindgen(unchecked_return_type = "Classified | Failure")]
    pub fn classify(&self, #[wasm_bindgen(unchecked_param_type = "AsOf")] options: &JsValue) -> JsValue {
        answer(super::classify(&self.0, &read(options)))
    }

    /// Tells why a customer has its classes on a date.
    #[wasm_bindgen(unchecked_return_type = "Explained | Failure")]
    pub fn explain(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string | number")] customer: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "AsOf")] options: &JsValue,
    ) -> JsValue {
        answer(super::explain(&self.0, &read(customer), &read(options)))
    }

    /// Tells how lately, how often and for how much customers bought, as scores from 1 to 5.
    #[wasm_bindgen(unchecked_return_type = "Rfm | Failure")]
    pub fn rfm(&self, #[wasm_bindgen(unchecked_param_type = "RfmOptions")] options: &JsValue) -> JsValue {
        answer(super::rfm(&self.0, &read(options)))
    }

    /// Tells what was sold to customers by year and quarter, and what follows, as columns alone.
    #[wasm_bindgen(unchecked_return_type = "Profile | Failure")]
    pub fn profile(&self, #[wasm_bindgen(unchecked_param_type = "ProfileOptions")] options: &JsValue) -> JsValue {
        answer(super::profile(&self.0, &read(options)))
    }

    /// Tells how often customers buy, and when the next order is expected; no rule moves that.
    #[wasm_bindgen(unchecked_return_type = "CycleTable | Failure")]
    pub fn cycles(&self, #[wasm_bindgen(unchecked_param_type = "AsOf")] options: &JsValue) -> JsValue {
        answer(super::cycles(&self.0, &read(options)))
    }

    /// Tells how customers' quarters go, of what the rules measure growth by (`policy.review.growth`).
    #[wasm_bindgen(unchecked_return_type = "TrendTable | Failure")]
    pub fn trends(&self, #[wasm_bindgen(unchecked_param_type = "AsOf")] options: &JsValue) -> JsValue {
        answer(super::trends(&self.0, &read(options)))
    }

    /// Tells how much of all sales few customers make, of the sales that the rules add up (`policy.abc.window`).
    #[wasm_bindgen(unchecked_return_type = "Concentrated | Failure")]
    pub fn concentration(&self, #[wasm_bindgen(unchecked_param_type = "AsOf")] options: &JsValue) -> JsValue {
        answer(super::concentration(&self.0, &read(options)))
    }

    /// Tells who is still there, what customers will order, and what that is worth.
    #[wasm_bindgen(unchecked_return_type = "Predicted | Failure")]
    pub fn predict(&self, #[wasm_bindgen(unchecked_param_type = "PredictOptions")] options: &JsValue) -> JsValue {
        answer(super::predict(&self.0, &read(options)))
    }

    /// Tells what a review of a period brings up.
    #[wasm_bindgen(unchecked_return_type = "Reviewed | Failure")]
    pub fn review(&self, #[wasm_bindgen(unchecked_param_type = "ReviewOptions")] options: &JsValue) -> JsValue {
        answer(super::review(&self.0, &read(options)))
    }

    /// Tells who would move from class to class under other rules.
    #[wasm_bindgen(js_name = whatIf, unchecked_return_type = "WhatIf | Failure")]
    pub fn what_if(&self, #[wasm_bindgen(unchecked_param_type = "WhatIfOptions")] options: &JsValue) -> JsValue {
        answer(super::what_if(&self.0, &read(options)))
    }
}

/// Returns the rules that a new book has.
#[wasm_bindgen(js_name = defaultPolicy, unchecked_return_type = "Policy")]
pub fn default_policy(#[wasm_bindgen(unchecked_optional_param_type = "string")] currency: &JsValue) -> JsValue {
    answer(super::default_policy(&read(currency)))
}

fn answer(answer: Answer) -> JsValue {
    write(answer.unwrap_or_else(Told::from))
}
