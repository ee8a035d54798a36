//! A file on its way: read slice by slice, looked at, planned, with pauses so that the page stays awake.
//!
//! Length: the stages of one file, in their order.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;

use crate::book::Book;
use crate::domain::Date;
use crate::port::clock::Clock;
use crate::port::decode::Decode;
use crate::port::files::Source;
use crate::port::key_value::HomeFault;
use crate::port::sheets::SheetWorkers;
use crate::transfer::layout::{HeaderSearch, Layout, Sweep};
use crate::transfer::mapping::{Mapping, Suggesting};
use crate::transfer::plan::Plan;
use crate::transfer::planning::Planning;
use crate::transfer::reading::{Choices, Read, SLICE};
use crate::transfer::sheet::{Outline, Session, Sheet, SheetFault};
use crate::transfer::sniff::FileKind;
use crate::transfer::stint::Stint;
use crate::transfer::survey::{Facts, Survey};
use crate::transfer::{Fault, Reading, Table, headers, html};

/// How long one slice of work may take, in milliseconds; half of what a reader would notice.
const SLICE_MS: i64 = 25;
/// Rows looked at between two looks at the clock.
const STEP: usize = 500;

/// Bytes of a page read between two looks at the clock.
const PAGE: usize = 64 << 10;
/// Labels compared between two looks at the clock.
const LABELS: usize = 8;

/// Why a file did not become a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stop {
    /// The reader stopped it.
    Cancelled,
    /// It is a backup, which is restored elsewhere.
    Backup,
    /// It cannot be read.
    Unreadable(Fault),
    /// It is a workbook that cannot be read.
    Workbook(SheetFault),
    /// The browser did not hand it over.
    Browser(HomeFault),
}

/// Tells how far the work is, and whether it is still wanted.
#[derive(Clone)]
pub(super) struct Watch {
    pub(super) clock: Rc<dyn Clock>,
    pub(super) stint: Stint,
    pub(super) report: Rc<dyn Fn(u64, u64)>,
}

/// A table with where its data lie.
#[derive(Clone)]
pub(super) struct Laid {
    pub(super) table: Rc<Table>,
    pub(super) layout: Rc<Layout>,
    pub(super) facts: Rc<Facts>,
}

/// What a file turned out to be.
pub(super) enum Opened {
    Text(Read),
    Page(Table),
    Workbook(Session, Vec<Outline>),
}

impl Watch {
    /// Does a piece of work until it is done, in slices, and reports after each.
    async fn slices(&self, mut step: impl FnMut() -> (bool, u64, u64)) -> Result<(), Stop> {
        loop {
            let until = self.clock.now() + SLICE_MS;
            let mut state = step();
            while !state.0 && self.clock.now() < until {
                state = step();
            }
            self.pause(state.1, state.2).await?;
            if state.0 {
                return Ok(());
            }
        }
    }

    /// Reports, gives the page its turn and stops where the reader wants it no more.
    pub(super) async fn pause(&self, done: u64, total: u64) -> Result<(), Stop> {
        self.check()?;
        (self.report)(done, total);
        TimeoutFuture::new(0).await;
        self.check()
    }

    fn check(&self) -> Result<(), Stop> {
        if self.stint.is_wanted() { Ok(()) } else { Err(Stop::Cancelled) }
    }
}

/// Reads a file to a table, or opens the workbook that it is.
pub(super) async fn open(
    source: &dyn Source,
    choices: Choices,
    decoders: &dyn Decode,
    workers: &dyn SheetWorkers,
    watch: &Watch,
) -> Result<Opened, Stop> {
    let size = source.size();
    let mut reading = Reading::start(size, choices, decoders).map_err(Stop::Unreadable)?;
    let mut slice = read_slice(source, 0).await?;
    let mut session = None;
    match FileKind::of(&slice) {
        FileKind::Xlsx | FileKind::Xls | FileKind::Ods => {
            let opening = Session::start(workers);
            opening.begin(size).map_err(Stop::Workbook)?;
            session = Some(opening);
        }
        FileKind::Json => return Err(Stop::Backup),
        FileKind::Html => return open_page(source, slice, choices, decoders, watch).await,
        _ => {}
    }
    let mut done = 0;
    while done < size {
        match &session {
            Some(session) => session.feed(&slice),
            None => reading.push(&slice).map_err(Stop::Unreadable)?,
        }
        done += slice.len() as u64;
        watch.pause(done, size).await?;
        if done < size {
            slice = read_slice(source, done).await?;
        }
    }
    match session {
        Some(session) => {
            let outlines = session.open().await;
            watch.check()?;
            outlines.map(|outlines| Opened::Workbook(session, outlines)).map_err(Stop::Workbook)
        }
        None => reading.finish().map(Opened::Text).map_err(Stop::Unreadable),
    }
}

/// Reads a page that begins with `bytes`; one too large is refused before the rest is read.
async fn open_page(
    source: &dyn Source,
    mut bytes: Vec<u8>,
    choices: Choices,
    decoders: &dyn Decode,
    watch: &Watch,
) -> Result<Opened, Stop> {
    let size = source.size();
    html::check_size(size).map_err(Stop::Unreadable)?;
    while (bytes.len() as u64) < size {
        bytes.append(&mut read_slice(source, bytes.len() as u64).await?);
        watch.pause(bytes.len() as u64, size).await?;
    }
    let mut reading = html::Reading::start(bytes, choices.encoding, decoders).map_err(Stop::Unreadable)?;
    let mut fault = None;
    watch
        .slices(|| {
            let has_more = reading.step(PAGE).unwrap_or_else(|found| {
                fault = Some(found);
                false
            });
            (!has_more, reading.done() as u64, reading.total() as u64)
        })
        .await?;
    match fault {
        Some(fault) => Err(Stop::Unreadable(fault)),
        None => reading.finish().map(Opened::Page).map_err(Stop::Unreadable),
    }
}

async fn read_slice(source: &dyn Source, from: u64) -> Result<Vec<u8>, Stop> {
    let slice = source.slice(from, source.size().min(from + SLICE as u64)).await.map_err(Stop::Browser)?;
    if slice.is_empty() { Err(Stop::Browser(HomeFault::Failed("the file ended early".into()))) } else { Ok(slice) }
}

/// Reads one sheet of a workbook.
pub(super) async fn read_sheet(session: &Session, place: usize, rows: u64, watch: &Watch) -> Result<Sheet, Stop> {
    let progress = |row: u32| {
        if watch.stint.is_wanted() {
            (watch.report)(row.into(), rows);
        }
    };
    let sheet = session.read(place, progress).await;
    watch.check()?;
    match sheet {
        Ok(sheet) => Ok(sheet),
        Err(SheetFault::Stopped) => Err(Stop::Cancelled),
        Err(fault) => Err(Stop::Workbook(fault)),
    }
}

/// Finds header and data of a table and looks at every column.
pub(super) async fn lay(
    table: Rc<Table>,
    header: Option<Option<usize>>,
    today: Date,
    watch: &Watch,
) -> Result<Laid, Stop> {
    let rows = table.height() as u64;
    let header = match header {
        Some(chosen) => chosen,
        None => {
            let mut search = HeaderSearch::default();
            watch.slices(|| (!search.step(&table, headers::is_known), 0, rows)).await?;
            search.finish(&table)
        }
    };
    let mut sweep = Sweep::new(&table, header);
    let mut swept = 0;
    watch
        .slices(|| {
            let has_more = sweep.step(&table, STEP);
            swept = rows.min(swept + STEP as u64);
            (!has_more, swept, rows)
        })
        .await?;
    let layout = Rc::new(sweep.finish());
    let mut survey = Survey::start(Rc::clone(&table), Rc::clone(&layout), today);
    watch
        .slices(|| {
            let has_more = survey.step(STEP);
            (!has_more, survey.done() as u64, survey.total() as u64)
        })
        .await?;
    watch.pause(1, 1).await?;
    Ok(Laid { table, layout, facts: Rc::new(survey.finish()) })
}

/// Guesses what the columns of a table mean.
pub(super) async fn suggest(laid: &Laid, watch: &Watch) -> Result<Mapping, Stop> {
    let mut suggesting = Suggesting::start(&laid.facts);
    watch
        .slices(|| {
            let has_more = suggesting.step(LABELS);
            (!has_more, suggesting.done() as u64, suggesting.total() as u64)
        })
        .await?;
    let mapping = suggesting.finish();
    // What is guessed and how it is drawn are two pieces of work.
    watch.pause(1, 1).await?;
    Ok(mapping)
}

/// Plans what an import would do to a book, and returns the version of the book that it was planned for.
///
/// The book is borrowed anew for each slice; when it changes meanwhile, planning begins again.
pub(super) async fn plan(
    laid: &Laid,
    mapping: &Mapping,
    book: impl Fn(&mut dyn FnMut(&Book, u64)),
    watch: &Watch,
) -> Result<(Plan, u64), Stop> {
    loop {
        let mut begun = None;
        book(&mut |book, version| {
            let (table, layout) = (Rc::clone(&laid.table), Rc::clone(&laid.layout));
            begun = Some((Planning::start(table, layout, mapping.clone(), mapping.base_in(book)), version));
        });
        let Some((mut planning, planned_for)) = begun else { return Err(Stop::Cancelled) };
        let slice = || {
            let mut state = (true, 0, 0);
            book(&mut |book, version| {
                if version == planned_for {
                    let has_more = planning.step(book, STEP);
                    state = (!has_more, planning.done() as u64, planning.total(book) as u64);
                }
            });
            state
        };
        watch.slices(slice).await?;
        let mut planning = Some(planning);
        let mut plan = None;
        book(&mut |book, version| {
            if version == planned_for {
                plan = planning.take().map(|planning| planning.finish(book));
            }
        });
        if let Some(plan) = plan {
            return Ok((plan, planned_for));
        }
    }
}
