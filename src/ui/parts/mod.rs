//! Parts that several pages share and that reach the open book themselves.

mod advice;
mod as_of;
mod asked;
mod customer_link;
mod customer_pick;
mod dated_field;
mod flows;
mod foreseen;
mod graph;
mod money_control;
mod pairs_field;
mod steps;
mod there;
mod typed_dialog;
mod value_choices;
mod value_field;

pub use advice::Advice;
pub use as_of::AsOf;
pub use asked::{use_asked, use_date_in_address};
pub use customer_link::CustomerLink;
pub use customer_pick::CustomerPick;
pub use dated_field::DatedField;
pub use flows::{Flows, Way};
pub use foreseen::{Foreseen, use_foresight, use_wishes};
pub use graph::Graph;
pub use money_control::{MoneyControl, offered};
pub use pairs_field::PairsField;
pub use steps::{Steps, use_milestones};
pub use there::There;
pub use typed_dialog::{TypedDialog, TypedDialogProps};
pub use value_field::{ValueField, no_suggestions};
