//! The worker's side: answers the page's requests, one workbook at a time.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use super::message::{Answer, Request, decode, encode};
use super::workbook::Workbook;
use super::writing::Writing;
use super::{MAX_BYTES, SheetFault};
use crate::port::promise::{Promise, kept};
use crate::port::sheets::{Gone, SheetWorker, SheetWorkers};

/// What a worker holds between two messages.
#[derive(Default)]
pub struct Service {
    file: Vec<u8>,
    workbook: Option<Workbook>,
    writing: Option<Writing>,
}

impl Service {
    /// Carries out one request and sends whatever answers it has.
    pub fn handle(&mut self, request: &[u8], send: &mut dyn FnMut(Vec<u8>)) {
        let mut answer = |answer: Answer| send(encode(&answer));
        let outcome = match decode(request) {
            Some(request) => self.answer(request, &mut answer),
            None => Err(SheetFault::Crashed),
        };
        if let Err(fault) = outcome {
            answer(Answer::Failed(fault));
        }
    }

    fn answer(&mut self, request: Request, send: &mut dyn FnMut(Answer)) -> Result<(), SheetFault> {
        match request {
            Request::Begin { bytes } => self.file = Vec::with_capacity(bytes.min(MAX_BYTES) as usize),
            Request::Feed(slice) => self.file.extend_from_slice(slice),
            Request::Open => {
                let workbook = self.workbook.insert(Workbook::open(std::mem::take(&mut self.file))?);
                send(Answer::Opened(workbook.outlines().to_vec()));
            }
            Request::Read { sheet } => {
                let workbook = self.workbook.as_mut().ok_or(SheetFault::NoSuchSheet)?;
                workbook.read(sheet as usize, send)?;
            }
            Request::Merged { sheet } => {
                let workbook = self.workbook.as_mut().ok_or(SheetFault::NoSuchSheet)?;
                send(Answer::Merged(workbook.merged(sheet as usize)?));
            }
            Request::Sheet(new) => self.writing.get_or_insert_with(Writing::new).sheet(new),
            Request::Rows(rows) => {
                let writing = self.writing.get_or_insert_with(Writing::new);
                rows.into_iter().for_each(|row| writing.row(row));
            }
            Request::Finish => {
                let (bytes, shortened) = self.writing.take().unwrap_or_else(Writing::new).finish()?;
                send(Answer::Written { bytes: &bytes, shortened });
            }
        }
        Ok(())
    }
}

/// Workers that work at once, where they are asked: natively, the same without a browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InPlace;

#[derive(Default)]
struct Worker {
    service: RefCell<Service>,
    answers: RefCell<VecDeque<Vec<u8>>>,
    gone: Cell<Option<Gone>>,
}

impl SheetWorkers for InPlace {
    fn start(&self) -> Rc<dyn SheetWorker> {
        Rc::new(Worker::default())
    }
}

impl SheetWorker for Worker {
    fn send(&self, message: Vec<u8>) {
        if self.gone.get().is_some() {
            return;
        }
        let mut service = self.service.borrow_mut();
        let mut answers = self.answers.borrow_mut();
        // Like a worker's, its crash is not the page's: readers of foreign formats may panic over broken files.
        let work = AssertUnwindSafe(|| service.handle(&message, &mut |answer| answers.push_back(answer)));
        if catch_unwind(work).is_err() {
            self.gone.set(Some(Gone::Crashed));
        }
    }

    fn next(&self) -> Promise<Result<Vec<u8>, Gone>> {
        let answer = self.answers.borrow_mut().pop_front();
        kept(answer.ok_or_else(|| self.gone.get().unwrap_or(Gone::Ended)))
    }

    fn end(&self) {
        self.answers.borrow_mut().clear();
        self.gone.set(Some(Gone::Ended));
    }
}
