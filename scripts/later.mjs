// What of the app is for later: all that no first screen shows, neither of an empty book nor of one with customers.

/** Names of functions, as far as they tell the room they belong to. */
const LATER = [
  // Files in and out, and what only editing needs.
  /portbook::(transfer|book::(example|merge|draft)|report::(history|order_sheet|merge|replacement|movements))\b/,
  /portbook::browser::(sheets|files|decode)\b/,
  // All pages but the start and the list of customers, and the parts only they show.
  /portbook::ui::pages::(import|rules|book|customer|gallery|later|nowhere)\b/,
  /portbook::ui::pages::customers::(bulk\b|facet::Values)/,
  /portbook::ui::parts::(?!as_of|advice|steps)/,
  /portbook::ui::shell::(palette|key_sheet|toasts::ToastView)\b/,
  /portbook::ui::components::(number_field|pick_field::(?!DateField)|pick::(?!Check)|tag_field|evidence|dialog|panel|tabs|hint|progress|chip)\b/,
  /portbook::ui::components::text_field::(TextArea|ComboField)\b/,
  /portbook::ui::i18n::later\b/,
  // Writing what has changed.
  /portbook::store::(keeper::Store>::compact|envelope::wrap|repair::forget)\b/,
  /portbook::desk::Desk>::(commit|take_back|compact|erase|save)\b/,
  /portbook::ui::desk::DeskHandle>::take_back\b/,
  /miniz_oxide::deflate\b/,
  /postcard::ser\b/,
  // Taking out of trees, and sorting what is few on a first screen.
  /btree::node::BalancingContext|btree::.*(remove|Drain|append|split_off|retain)\b/,
  /slice::sort::stable.*(Currency|Box<str>|String|IString|Pick)\b/,
  // What only a report of a fault says.
  / as core::fmt::Debug>::fmt$/,
  /portbook::port::(preferences::Memory|faulty)/,
];

/** Tells whether a function is for later, by its demangled name. */
export function isLater(name) {
  const plain = name.replace(/\[[0-9a-f]+\]/g, "");
  return LATER.some((pattern) => pattern.test(plain));
}
