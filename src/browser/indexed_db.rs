//! The browser's IndexedDB behind [`Mirror`]: one database per origin, one object store per shelf.

use std::ops::RangeInclusive;
use std::rc::Rc;

use idb::{
    Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode,
    TransactionResult,
};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

use super::window::fault;
use crate::port::key_value::HomeFault;
use crate::port::mirror::{Mirror, MirrorWrite, Pairs, Shelf};
use crate::port::promise::Promise;

/// An open connection to the product's database.
pub struct IndexedDb {
    database: Rc<Database>,
    raw: IdbDatabase,
}

#[wasm_bindgen]
extern "C" {
    /// A database whose transactions take options, which neither `web_sys` nor `idb` offers.
    type StrictDatabase;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with(
        this: &StrictDatabase,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

impl IndexedDb {
    /// Opens the product's database, and makes it at the first time.
    ///
    /// # Errors
    /// Fails where the browser forbids it or cannot open it.
    pub async fn open() -> Result<Self, HomeFault> {
        let factory = Factory::new().map_err(|_| HomeFault::Forbidden)?;
        let mut request = factory.open(NAME, Some(VERSION)).map_err(refused)?;
        request.on_upgrade_needed(|event| {
            // A store that could not be made is missed by the first transaction, which says so.
            if let Ok(database) = event.database() {
                let present = database.store_names();
                for shelf in Shelf::ALL.iter().filter(|shelf| !present.iter().any(|name| name == shelf.name())) {
                    let _ = database.create_object_store(shelf.name(), ObjectStoreParams::new());
                }
            }
        });
        let raw = IdbDatabase::from(request.await.map_err(refused)?);
        // A newer version of the product in another tab waits for this connection to close.
        let closing = raw.clone();
        let close = Closure::<dyn FnMut()>::new(move || closing.close());
        raw.set_onversionchange(Some(close.into_js_value().unchecked_ref()));
        Ok(Self { database: Rc::new(Database::from(raw.clone())), raw })
    }

    /// Begins a transaction that is complete only when the disk has it.
    fn strict(&self) -> Result<IdbTransaction, HomeFault> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(|thrown| fault(&thrown))?;
        let stores: Array = Shelf::ALL.iter().map(|shelf| JsValue::from(shelf.name())).collect();
        let database: &StrictDatabase = self.raw.unchecked_ref();
        database.transaction_with(&stores, "readwrite", &options).map_err(|thrown| fault(&thrown))
    }

    /// Returns the durability that the browser gives the transactions of [`Mirror::write`], in its own word.
    ///
    /// # Errors
    /// Fails when no transaction can be begun.
    pub fn durability(&self) -> Result<String, HomeFault> {
        let given = Reflect::get(self.strict()?.as_ref(), &"durability".into()).map_err(|thrown| fault(&thrown))?;
        // A browser too old to know the word waits for the disk or not as it pleases.
        Ok(given.as_string().unwrap_or_else(|| "default".to_owned()))
    }

    fn begin(&self, writes: Vec<MirrorWrite>) -> Result<IdbTransaction, HomeFault> {
        let raw = self.strict()?;
        let transaction = Transaction::from(raw.clone());
        let queued = writes.into_iter().try_for_each(|write| match write {
            MirrorWrite::Put { shelf, key, bytes } => {
                let store = transaction.object_store(shelf.name())?;
                store.put(&Uint8Array::from(bytes.as_slice()), Some(&key.into())).map(drop)
            }
            MirrorWrite::Delete { shelf, range } => {
                transaction.object_store(shelf.name())?.delete(query(&range)?).map(drop)
            }
        });
        match queued {
            Ok(()) => Ok(raw),
            Err(error) => {
                // Without this the steps before the failed one would be committed.
                let _ = raw.abort();
                Err(refused(error))
            }
        }
    }
}

impl Mirror for IndexedDb {
    fn keys(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Vec<String>, HomeFault>> {
        let database = Rc::clone(&self.database);
        Box::pin(async move {
            let found = async {
                let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
                let store = transaction.object_store(shelf.name())?;
                store.get_all_keys(Some(query(&range)?), None)?.await
            };
            Ok(found.await.map_err(refused)?.iter().filter_map(JsValue::as_string).collect())
        })
    }

    fn read(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Pairs, HomeFault>> {
        let database = Rc::clone(&self.database);
        Box::pin(async move {
            let found = async {
                let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
                let store = transaction.object_store(shelf.name())?;
                // Both are asked for before either is awaited: a transaction with nothing to do ends by itself.
                let keys = store.get_all_keys(Some(query(&range)?), None)?;
                let values = store.get_all(Some(query(&range)?), None)?;
                Ok((keys.await?, values.await?))
            };
            let (keys, values) = found.await.map_err(refused)?;
            // What is no byte array was never written here; empty bytes do not verify.
            let bytes = |value: JsValue| value.dyn_into::<Uint8Array>().map(|array| array.to_vec()).unwrap_or_default();
            Ok(keys.iter().filter_map(JsValue::as_string).zip(values.into_iter().map(bytes)).collect())
        })
    }

    fn write(&self, writes: Vec<MirrorWrite>) -> Promise<Result<(), HomeFault>> {
        let begun = self.begin(writes);
        Box::pin(async move {
            let raw = begun?;
            match Transaction::from(raw.clone()).await {
                Ok(TransactionResult::Committed) => Ok(()),
                Ok(TransactionResult::Aborted) | Err(_) => Err(raw
                    .error()
                    .map_or_else(|| HomeFault::Failed("the transaction was aborted".into()), |error| fault(&error))),
            }
        })
    }
}

fn query(range: &RangeInclusive<String>) -> Result<Query, idb::Error> {
    let (from, to) = (range.start().into(), range.end().into());
    KeyRange::bound(&from, &to, Some(false), Some(false)).map(Query::KeyRange)
}

fn refused(error: idb::Error) -> HomeFault {
    match error {
        idb::Error::DomException(exception) => fault(&exception),
        idb::Error::AddFailed(thrown)
        | idb::Error::UpdateFailed(thrown)
        | idb::Error::DeleteFailed(thrown)
        | idb::Error::IndexedDbOpenFailed(thrown)
        | idb::Error::TransactionOpenFailed(thrown) => fault(&thrown),
        other => HomeFault::Failed(other.to_string()),
    }
}

const NAME: &str = "portbook";
const VERSION: u32 = 1;
