// What of the app is for later: all that no first screen shows, neither of an empty book nor of one with customers.
import { readFileSync } from "node:fs";

/** Functions of ours that are for later, as far as their names tell the room they belong to. */
const LATER = [
  // Files in and out, and what only editing needs.
  /portbook::(transfer|ledger::late|book::(difference|example|merge|draft)|report::(analysis|erasure|gist|history|order_sheet|merge|replacement|movement|movements|review|rule_change|assigned))\b/,
  // Sealing a book, and the screen of a locked one.
  /portbook::(seal|store::(sealing|sweep)|desk::(sealing|erasing)|ui::desk::(sealing|erasing))\b/,
  /portbook::store::(keeper::Store>::(sweep\w*|lay|write_head|\w+_resealing|rewrite|seal|unseal|change_lock|discard|forget_key)|homes::(Local|Mirror)Home>::(sweep|remove_key|(put|write)_head|put_mark))\b/,
  /portbook::(desk::Desk>::(whole|note_laid)|ui::desk::DeskHandle>::(lock|saved|reseal|look_through)|browser::random)\b/,
  /portbook::ui::pages::(locked|later::(show_locked|Locked))\b/,
  /portbook::ui::(shell::idle|drafts::(kept::(hidden|shown|written)|provider::keep|Drafts>::close_all)|words::keeping::unopened)\b/,
  // Following another tab, and being followed.
  /portbook::(desk::tabs|book::fit|browser::broadcast|ui::desk::tabs)\b/,
  /portbook::desk::Desk>::(pend|follow|ask|ask_again|heed|note_done|rename|lift|lay_pending|drop_pending|succeed|resume)\b/,
  // What only the analysis and reviews compute.
  /portbook::engine::(predict|cycle|trend|concentration|segmentation|positioning|rfm|quantile|profit|churn|membership)\b/,
  /portbook::ui::desk::DeskHandle>::(members|search_index|fold_texts)\b/,
  // Searching, and sorting by name.
  /portbook::(report::roster::index|port::alphabet)\b/,
  /portbook::browser::intl::IntlFormat>::collated\b/,
  /portbook::browser::(charts|folder|newer|sheets|files|decode)\b/,
  /portbook::domain::country::DETAILS\b/,
  // All pages but the start and the list of customers, and the parts only they show.
  /portbook::ui::pages::(analysis|import|review|rules|book|customer|gallery|history|later::show|nowhere|privacy)\b/,
  /portbook::ui::pages::customers::(bulk\b|drift\b|(facet::Values|address::behind_mark))/,
  /portbook::ui::parts::(?!as_of|advice|steps)/,
  /portbook::ui::shell::(attendant|attend|backups|newer|reading|backup_age|top_bar::backup_age|palette|found|dropped|key_sheet|toasts::ToastView)\b/,
  /portbook::ui::components::(table::heads|number_field|pick_field::(?!DateField)|pick::(?!Check)|tag_field|evidence|dialog|panel|tabs|hint|progress|chip)\b/,
  /portbook::ui::components::(layout::(Section|BackLink)|text_field::(TextArea|ComboField))\b/,
  /portbook::ui::(i18n::later|words::(churn|history|change|gist|ground|note|review|rule_change|set|world))\b/,
  // Rules in files and on their page; on a first screen they are only read from the store.
  /portbook::domain::policy::(knob::Knob>::|section::write\b)/,
  /portbook::domain::policy::Policy as serde_core::ser::Serialize>/,
  /portbook::domain::policy::.* as serde_core::de::Deserialize>::deserialize::<serde_json::value::Value>/,
  // Why a customer is what it is, points, and what restoring and undoing weigh.
  /portbook::report::standing::(Standing>::evidence|year_points)\b/,
  /portbook::ui::words::(evidence::evidence_lines|measure|rule)\b/,
  /portbook::book::Book>::(change_to|obstacle|holds|fits|knows_customers_of)\b/,
  /portbook::ui::words::dated\b/,
  // What only a reader's click or an edit leads to, and what is said of a store that refuses.
  /portbook::browser::intl::IntlFormat as portbook::port::format::Format>::ranks\b/,
  /portbook::browser::indexed_db::(refused\b|IndexedDb as portbook::port::mirror::Mirror>::(write|reopen)\b)/,
  /portbook::ui::desk::keep::keep\b/,
  /portbook::(report::roster::Query>::toggle|ui::desk::DeskHandle>::leave_out|ui::components::table::act::Act>::choose\w*)\b/,
  /portbook::ui::(drafts::Drafts>::(open|leave|write)|desk::DeskHandle>::say|hooks::(printing::print_whole|typing::\w+))\b/,
  /portbook::ui::(words::keeping::(part|read_only)|components::(menu::on_key|drop::view_paste))\b/,
  /portbook::ui::pages::customers::(filters::step_into_list|facet::option_label)\b/,
  /portbook::domain::class::Class>::all\b/,
  /portbook::domain::(policy::Policy as core::(clone|cmp)::|field::Record<portbook::domain::(setting|contact)::\w+>>::set\b)/,
  /portbook::port::charts\b/,
  // Writing what has changed.
  /portbook::store::(keeper::Store>::(compact|replace|settle|work|keep_entries|keep_generation|reopen|mend)|envelope::(wrap\w*|begun|finished|sealed_for)|generation::Draft|text::to_text|repair::forget|meter)\b/,
  /portbook::store::(homes::(Local|Mirror)Home>::write|head::Head>::to_bytes|queue::EntryJob>::write)\b/,
  /portbook::(browser::quota|domain::address)\b/,
  /portbook::desk::(Desk>::(commit|note|last_change|changes_since|forget|take_back|compact|erase|save|lay)|is_only_noted)\b/,
  /portbook::ui::desk::DeskHandle>::(note|take_back|walk|told|called|save)\b/,
  /portbook::book::wire::(chunk_bytes|chunk_names|change_bytes|policy_text|orders::WireOrders>::of|orders::wire_paid)\b/,
  / as core::fmt::Debug>::fmt$/,
  // Glue that a first screen seldom runs: letting go of things, and drawing again what has changed as a whole.
  /^core::ptr::drop_in_place::<|>::drop_slow$|Mountable>::(reuse|mountable_eq)$|Stateful>::props_changed$/,
  // A message that is kept in two places.
  /portbook::ui::i18n::Msg as core::clone::Clone>/,
  /portbook::port::(preferences::Memory|faulty)/,
];

/** Glue of any type: one short body may stand for several functions and bear the name of any of them. */
const SHARED = /drop_in_place|Drop>::drop|UseStateReducer|Clone>::clone|PartialEq>|Properties>::builder|PropsBuilder|props_changed$|Rc<|Callback<|^<alloc::vec::Vec</;
const SHORT = 120;
/** So may closures that only set a state. */
const SHARED_CLOSURE = /\{closure#\d+\}$/;
const SHORTER = 70;

/**
 * What runs before the first screen is there, as scripts/profile saw it: functions of the libraries, and those of ours
 * that bear the name of a room for later because they share their body with another.
 */
const FIRST = new Set(readFileSync(new URL("first-screen.txt", import.meta.url), "utf8").split("\n"));

/** Families of which each type brings another large body, and a first screen needs the fewest. */
const LARGE = /^<*(alloc::collections::btree|core::slice::sort)/;

/** Returns the name of a function of a library as the list has it, so that it outlives most changes; "" for ours. */
export function libraryName(name) {
  const typed = name.replace(/\[[0-9a-f]{2,}\]|\.\d+$/g, "").replace(/\{closure#\d+\}/g, "{closure}").replace(/->/g, "→");
  if (LARGE.test(typed)) return typed;
  let plain = typed;
  for (let before; before !== plain; ) {
    before = plain;
    plain = plain.replace(/::<[^<>]*>/g, "").replace(/([\w\])])<[^<>]*>/g, "$1");
    plain = plain.replace(/<([^<> ]*(?: as [^<> ]*)?)>/g, "($1)");
  }
  return /portbook|\bapp::/.test(plain) ? "" : plain;
}

/** Returns the name of a function with its types, but without what each build numbers anew. */
function typedName(name) {
  return name.replace(/\[[0-9a-f]{2,}\]/g, "");
}

/** Tells whether a function of ours lies in a room for later, by its demangled name and the bytes of its body. */
function isOfLaterRoom(name, size) {
  const typed = typedName(name);
  const isShared = (size < SHORT && SHARED.test(typed)) || (size < SHORTER && SHARED_CLOSURE.test(typed));
  return !isShared && LATER.some((pattern) => pattern.test(typed));
}

/** Returns what first-screen.txt is to say of a function that has run; "" if its name tells that it is needed first. */
export function noteOf(name, size) {
  // What leads from JavaScript into the module is short, and numbered anew by each build.
  if (name.endsWith("externref shim")) return "";
  return isOfLaterRoom(name, size) ? typedName(name) : libraryName(name);
}

/** Tells whether a function is for later, by its demangled name and the bytes of its body. */
export function isLater(name, size) {
  const note = noteOf(name, size);
  return note !== "" && !FIRST.has(note);
}
