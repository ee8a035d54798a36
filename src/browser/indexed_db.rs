//! The browser's IndexedDB behind [`Mirror`]: one database per origin, one object store per shelf.

use std::cell::{Cell, RefCell};
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
use crate::port::mirror::{Mirror, MirrorWrite, Pairs, Reopened, Shelf};
use crate::port::promise::Promise;

/// The product's database, and the connection to it as long as the browser leaves that open.
pub struct IndexedDb {
    link: Rc<Link>,
}

/// A connection that may be lost.
#[derive(Default)]
struct Link {
    connection: RefCell<Option<IdbDatabase>>,
    listeners: RefCell<Vec<Rc<dyn Fn()>>>,
}

impl Link {
    fn connection(&self) -> Result<IdbDatabase, HomeFault> {
        self.connection.borrow().clone().ok_or_else(|| HomeFault::Failed("the database was closed".into()))
    }

    /// Opens the database, made anew where there is none.
    async fn open(self: &Rc<Self>) -> Result<Reopened, HomeFault> {
        let factory = Factory::new().map_err(|_| HomeFault::Forbidden)?;
        let mut request = factory.open(NAME, Some(VERSION)).map_err(refused)?;
        let is_new = Rc::new(Cell::new(false));
        let made = Rc::clone(&is_new);
        request.on_upgrade_needed(move |event| {
            made.set(true);
            // A store that could not be made is missed by the first transaction, which says so.
            if let Ok(database) = event.database() {
                let present = database.store_names();
                for shelf in Shelf::ALL.iter().filter(|shelf| !present.iter().any(|name| name == shelf.name())) {
                    let _ = database.create_object_store(shelf.name(), ObjectStoreParams::new());
                }
            }
        });
        let raw = IdbDatabase::from(request.await.map_err(refused)?);
        // A newer version of the product in another tab, or a deletion, waits for this connection to close.
        let (link, closing) = (Rc::clone(self), raw.clone());
        let give_way = Closure::<dyn FnMut()>::new(move || {
            closing.close();
            link.lose();
        });
        raw.set_onversionchange(Some(give_way.into_js_value().unchecked_ref()));
        let link = Rc::clone(self);
        let lost = Closure::<dyn FnMut()>::new(move || link.lose());
        raw.set_onclose(Some(lost.into_js_value().unchecked_ref()));
        self.connection.replace(Some(raw));
        Ok(if is_new.get() { Reopened::Empty } else { Reopened::AsItWas })
    }

    /// Notes that the browser closed the connection, and tells of it.
    fn lose(&self) {
        if self.connection.take().is_some() {
            let listeners = self.listeners.borrow().clone();
            listeners.iter().for_each(|listener| listener());
        }
    }

    /// Notes that a connection turned out to be closed.
    fn check<T>(&self, outcome: Result<T, HomeFault>) -> Result<T, HomeFault> {
        if let Err(HomeFault::Failed(words)) = &outcome
            && words.starts_with("InvalidStateError")
        {
            self.connection.take();
        }
        outcome
    }
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
        let link = Rc::new(Link::default());
        link.open().await?;
        Ok(Self { link })
    }

    /// Begins a transaction that is complete only when the disk has it.
    fn strict(&self) -> Result<IdbTransaction, HomeFault> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(|thrown| fault(&thrown))?;
        let stores: Array = Shelf::ALL.iter().map(|shelf| JsValue::from(shelf.name())).collect();
        let connection = self.link.connection()?;
        let database: &StrictDatabase = connection.unchecked_ref();
        self.link.check(database.transaction_with(&stores, "readwrite", &options).map_err(|thrown| fault(&thrown)))
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
        let link = Rc::clone(&self.link);
        Box::pin(async move {
            let database = Database::from(link.connection()?);
            let found = async {
                let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
                let store = transaction.object_store(shelf.name())?;
                store.get_all_keys(Some(query(&range)?), None)?.await
            };
            Ok(link.check(found.await.map_err(refused))?.iter().filter_map(JsValue::as_string).collect())
        })
    }

    fn read(&self, shelf: Shelf, range: RangeInclusive<String>) -> Promise<Result<Pairs, HomeFault>> {
        let link = Rc::clone(&self.link);
        Box::pin(async move {
            let database = Database::from(link.connection()?);
            let found = async {
                let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
                let store = transaction.object_store(shelf.name())?;
                // Both are asked for before either is awaited: a transaction with nothing to do ends by itself.
                let keys = store.get_all_keys(Some(query(&range)?), None)?;
                let values = store.get_all(Some(query(&range)?), None)?;
                Ok((keys.await?, values.await?))
            };
            let (keys, values) = link.check(found.await.map_err(refused))?;
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

    fn is_closed(&self) -> bool {
        self.link.connection.borrow().is_none()
    }

    fn reopen(&self) -> Promise<Result<Reopened, HomeFault>> {
        let link = Rc::clone(&self.link);
        Box::pin(async move { link.open().await })
    }

    fn when_closed(&self, then: Rc<dyn Fn()>) {
        self.link.listeners.borrow_mut().push(then);
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
