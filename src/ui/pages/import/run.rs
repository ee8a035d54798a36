//! One import from its first byte to the change that commits it.
//!
//! Length: one callback for each step of the machine.

use std::cell::RefCell;
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::flow::{self, Laid, Opened, Stop, Watch};
use super::{Incoming, Occasion, Phase, Planned, words};
use crate::book::Book;
use crate::port::decode::Encoding;
use crate::port::files::Source;
use crate::report::Standing;
use crate::transfer::fault::Damage;
use crate::transfer::mapping::Mapping;
use crate::transfer::reading::Choices;
use crate::transfer::sheet::{Outline, Session, first_choice};
use crate::transfer::stint::Stints;
use crate::transfer::{Table, paste, plan};
use crate::ui::components::Pasted;
use crate::ui::context::Services;
use crate::ui::desk::DeskHandle;
use crate::ui::store::Action;
use crate::ui::{Locale, Msg, use_desk, use_drafts, use_locale, use_services, use_store};

/// A running import and the callbacks that move it on.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) phase: UseStateHandle<Phase>,
    held: Rc<RefCell<Held>>,
    /// One for all clones: a state handle reads what was set last, so that its old value cannot be stopped.
    stints: Rc<RefCell<Stints>>,
    desk: DeskHandle,
    services: Services,
    locale: Locale,
}

/// What an import holds between its phases.
#[derive(Default)]
struct Held {
    files: Vec<Rc<dyn Source>>,
    name: String,
    choices: Choices,
    read: Option<ReadAs>,
    /// What is wrong with the table that was read.
    damage: Rc<[Damage]>,
    session: Option<Session>,
    /// The sheets of the workbook that is open.
    outlines: Rc<[Outline]>,
}

/// An import that the reader left before it was finished; without a phase it was still being read.
struct Left {
    phase: Option<Phase>,
    held: Rc<RefCell<Held>>,
}

/// How a text file was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ReadAs {
    pub(super) encoding: Encoding,
    pub(super) delimiter: u8,
}

/// Starts an import with what the reader brought in.
#[hook]
pub(super) fn use_run() -> Run {
    let store = use_store();
    let drafts = use_drafts();
    let left = || drafts.put_by::<Left>();
    let run = Run {
        phase: use_state(|| left().and_then(|left| left.phase.clone()).unwrap_or(Phase::Empty)),
        held: (*use_memo((), |()| left().map(|left| Rc::clone(&left.held)).unwrap_or_default())).clone(),
        stints: use_mut_ref(Stints::default),
        desk: use_desk(),
        services: use_services(),
        locale: use_locale(),
    };
    use_effect_with(store.incoming.clone(), {
        let (run, dispatcher) = (run.clone(), store.dispatcher());
        move |incoming| match incoming.clone() {
            Some(incoming) => {
                dispatcher.dispatch(Action::Receive(None));
                run.begin(incoming);
            }
            // What was being read when the page was left is read again.
            None if matches!(&*run.phase, Phase::Empty) => run.open_next(),
            None => {}
        }
    });
    // An import that is not finished is there again when the reader comes back to it.
    use_effect({
        let (phase, held) = ((*run.phase).clone(), Rc::clone(&run.held));
        move || {
            let phase = match phase {
                Phase::Empty | Phase::Failed(_) => return drafts.put_aside(None::<Left>),
                Phase::Done(_) if held.borrow().files.len() < 2 && held.borrow().outlines.len() < 2 => {
                    return drafts.put_aside(None::<Left>);
                }
                Phase::Working { .. } => drafts.put_by::<Left>().and_then(|left| left.phase.clone()),
                phase => Some(phase),
            };
            drafts.put_aside(Some(Left { phase, held }));
        }
    });
    // A change of the book, as undo is one, makes the preview another.
    use_effect_with(run.desk.version(), {
        let run = run.clone();
        move |_| run.plan_again()
    });
    // Leaving the page stops what is under way.
    use_effect_with((), {
        let stints = Rc::clone(&run.stints);
        move |()| move || stints.borrow().stop()
    });
    run
}

impl Run {
    fn begin(&self, incoming: Incoming) {
        *self.held.borrow_mut() = Held::default();
        match incoming {
            Incoming::Files(files) => {
                self.held.borrow_mut().files = files.to_vec();
                self.open_next();
            }
            Incoming::Paste(Pasted { text, markup }) => {
                self.held.borrow_mut().name = self.locale.t(Msg::ImportPasted).to_string();
                self.hold(None, Rc::default());
                match paste::read(&text, markup.as_deref()) {
                    Ok(table) => self.look(Rc::new(table), None),
                    Err(fault) => self.phase.set(Phase::Failed(Stop::Unreadable(fault))),
                }
            }
        }
    }

    fn open_next(&self) {
        let file = self.held.borrow().files.first().cloned();
        let Some(file) = file else { return self.phase.set(Phase::Empty) };
        self.held.borrow_mut().name = file.name();
        let run = self.clone();
        self.work(Msg::ImportReading, async move |watch| {
            let choices = run.held.borrow().choices;
            let (decoders, workers) = (Rc::clone(&run.services.decoders), Rc::clone(&run.services.sheets));
            match flow::open(&*file, choices, &*decoders, &*workers, &watch).await? {
                Opened::Text(read) => {
                    let read_as = ReadAs { encoding: read.encoding.encoding, delimiter: read.delimiter };
                    run.hold(Some(read_as), read.damage.into());
                    run.look(Rc::new(read.table), None);
                }
                Opened::Page(table) => {
                    run.hold(None, Rc::default());
                    run.look(Rc::new(table), None);
                }
                Opened::Workbook(session, outlines) => {
                    let first = first_choice(&outlines).filter(|_| outlines.len() == 1);
                    let outlines: Rc<[Outline]> = outlines.into();
                    run.held.borrow_mut().session = Some(session);
                    run.held.borrow_mut().outlines = Rc::clone(&outlines);
                    match first {
                        Some(only) => run.read_sheet(only, 0),
                        None => run.phase.set(Phase::Sheets(outlines)),
                    }
                }
            }
            Ok(())
        });
    }

    fn read_sheet(&self, place: usize, rows: u64) {
        let Some(session) = self.held.borrow().session.clone() else { return };
        let run = self.clone();
        self.work(Msg::ImportReading, async move |watch| {
            let sheet = flow::read_sheet(&session, place, rows, &watch).await?;
            run.hold(None, sheet.damage().into_iter().collect());
            run.look(Rc::new(sheet.table), None);
            Ok(())
        });
    }

    /// Holds how the table was read and what is wrong with it.
    fn hold(&self, read: Option<ReadAs>, damage: Rc<[Damage]>) {
        let mut held = self.held.borrow_mut();
        (held.read, held.damage) = (read, damage);
    }

    fn look(&self, table: Rc<Table>, header: Option<Option<usize>>) {
        let run = self.clone();
        let today = self.desk.read().today();
        self.work(Msg::ImportLooking, async move |watch| {
            let laid = flow::lay(table, header, today, &watch).await?;
            let mut mapping = flow::suggest(&laid, &watch).await?;
            mapping.know_own(run.desk.read().book());
            if let Some(text) = run.desk.read().book().mapping(&mapping.signature()) {
                mapping.recall(text);
            }
            run.phase.set(Phase::Columns(Rc::new(laid), Rc::new(mapping)));
            Ok(())
        });
    }

    fn plan(&self, laid: Rc<Laid>, mapping: Rc<Mapping>, occasion: Occasion) {
        let run = self.clone();
        self.work(Msg::ImportPlanning, async move |watch| {
            let planned = loop {
                let book = |see: &mut dyn FnMut(&Book, u64)| {
                    let desk = run.desk.read();
                    see(desk.book(), desk.version());
                };
                let (plan, version) = flow::plan(&laid, &mapping, book, &watch).await?;
                let (book, today) = (plan.made_in(run.desk.read().book()), run.desk.read().today());
                watch.pause(1, 1).await?;
                let after = Standing::take(&book, plan::day_to_show(&book, today));
                watch.pause(1, 1).await?;
                if version == run.desk.read().version() {
                    break Planned { plan, after, version, occasion };
                }
            };
            run.phase.set(Phase::Preview(laid, mapping, Rc::new(planned)));
            Ok(())
        });
    }

    /// Plans again what was planned for a book that has changed since.
    fn plan_again(&self) {
        if let Phase::Preview(laid, mapping, planned) = &*self.phase
            && planned.version != self.desk.read().version()
        {
            self.plan(Rc::clone(laid), Rc::clone(mapping), Occasion::BookChanged);
        }
    }

    /// Runs work that reports its progress, and shows why it stopped. What was under way is wanted no more.
    fn work(&self, what: Msg, task: impl AsyncFnOnce(Watch) -> Result<(), Stop> + 'static) {
        let stint = self.stints.borrow().begin();
        let phase = self.phase.clone();
        let report = {
            let (phase, what) = (phase.clone(), what.clone());
            move |done, total| phase.set(Phase::Working { what: what.clone(), done, total })
        };
        let watch = Watch { clock: Rc::clone(&self.services.clock), stint: stint.clone(), report: Rc::new(report) };
        phase.set(Phase::Working { what, done: 0, total: 0 });
        spawn_local(async move {
            // Who stopped it shows what comes instead.
            if let Err(stop) = task(watch).await
                && stint.is_wanted()
            {
                phase.set(if stop == Stop::Cancelled { Phase::Empty } else { Phase::Failed(stop) });
            }
        });
    }

    pub(super) fn name(&self) -> AttrValue {
        self.held.borrow().name.clone().into()
    }

    pub(super) fn reading(&self) -> Option<ReadAs> {
        self.held.borrow().read
    }

    pub(super) fn damage(&self) -> Rc<[Damage]> {
        Rc::clone(&self.held.borrow().damage)
    }

    pub(super) fn files_left(&self) -> u64 {
        self.held.borrow().files.len().saturating_sub(1) as u64
    }

    pub(super) fn take_files(&self) -> Callback<Vec<Rc<dyn Source>>> {
        let run = self.clone();
        Callback::from(move |files: Vec<Rc<dyn Source>>| run.begin(Incoming::Files(files.into())))
    }

    pub(super) fn take_paste(&self) -> Callback<Pasted> {
        let run = self.clone();
        Callback::from(move |pasted: Pasted| run.begin(Incoming::Paste(pasted)))
    }

    pub(super) fn cancel(&self) -> Callback<()> {
        let run = self.clone();
        Callback::from(move |()| {
            run.stints.borrow().stop();
            if let Some(session) = run.held.take().session {
                session.stop();
            }
            run.phase.set(Phase::Empty);
        })
    }

    pub(super) fn restart(&self) -> Callback<()> {
        let run = self.clone();
        Callback::from(move |()| {
            *run.held.borrow_mut() = Held::default();
            run.phase.set(Phase::Empty);
        })
    }

    pub(super) fn next_file(&self) -> Callback<()> {
        let run = self.clone();
        Callback::from(move |()| {
            let rest = run.held.borrow().files.iter().skip(1).cloned().collect();
            *run.held.borrow_mut() = Held { files: rest, ..Held::default() };
            run.open_next();
        })
    }

    /// Returns how many more sheets the workbook has than the one that was read.
    pub(super) fn sheets_left(&self) -> u64 {
        self.held.borrow().outlines.len().saturating_sub(1) as u64
    }

    pub(super) fn other_sheet(&self) -> Callback<()> {
        let run = self.clone();
        Callback::from(move |()| run.phase.set(Phase::Sheets(Rc::clone(&run.held.borrow().outlines))))
    }

    pub(super) fn choose_sheet(&self) -> Callback<(usize, u64)> {
        let run = self.clone();
        Callback::from(move |(place, rows)| run.read_sheet(place, rows))
    }

    pub(super) fn switch(&self) -> Callback<Choices> {
        let run = self.clone();
        Callback::from(move |choices| {
            run.held.borrow_mut().choices = choices;
            run.open_next();
        })
    }

    pub(super) fn choose_header(&self) -> Callback<Option<usize>> {
        let run = self.clone();
        Callback::from(move |header| {
            if let Phase::Columns(laid, _) = &*run.phase {
                run.look(Rc::clone(&laid.table), Some(header));
            }
        })
    }

    pub(super) fn remap(&self) -> Callback<Mapping> {
        let run = self.clone();
        Callback::from(move |mapping| {
            if let Phase::Columns(laid, _) = &*run.phase {
                run.phase.set(Phase::Columns(Rc::clone(laid), Rc::new(mapping)));
            }
        })
    }

    pub(super) fn preview(&self) -> Callback<()> {
        let run = self.clone();
        Callback::from(move |()| {
            if let Phase::Columns(laid, mapping) = &*run.phase {
                run.plan(Rc::clone(laid), Rc::clone(mapping), Occasion::Asked);
            }
        })
    }

    pub(super) fn take_countries(&self) -> Callback<bool> {
        let run = self.clone();
        Callback::from(move |takes| {
            if let Phase::Preview(laid, mapping, _) = &*run.phase {
                let mut mapping = (**mapping).clone();
                mapping.choices.dialled = takes;
                run.plan(Rc::clone(laid), Rc::new(mapping), Occasion::Asked);
            }
        })
    }

    pub(super) fn back(&self) -> Callback<()> {
        let run = self.clone();
        Callback::from(move |()| {
            if let Phase::Preview(laid, mapping, _) = &*run.phase {
                run.phase.set(Phase::Columns(Rc::clone(laid), Rc::clone(mapping)));
            }
        })
    }

    pub(super) fn commit(&self) -> Callback<()> {
        let run = self.clone();
        Callback::from(move |()| {
            let Phase::Preview(_, _, planned) = &*run.phase else { return };
            if planned.version != run.desk.read().version() {
                return run.plan_again();
            }
            let at = run.services.clock.now();
            let change = planned.plan.change(run.desk.read().book(), at, &run.name());
            let Some(number) = change.and_then(|change| run.desk.commit(change)) else { return };
            let what = words::taken_over(&run.locale, &planned.plan.tally);
            let told = Msg::ImportDone { name: run.name(), what: what.clone() };
            run.desk.say(run.locale.t(told), number);
            run.phase.set(Phase::Done(what));
        })
    }
}
