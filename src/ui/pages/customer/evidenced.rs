//! One class of a customer with its evidence, as any page may show it on any day.

use std::rc::Rc;

use yew::prelude::*;

use super::why::Judgment;
use crate::domain::CustomerId;
use crate::report::{Scheme, Standing};
use crate::ui::{use_desk, use_locale};

/// Props of [`Evidenced`].
#[derive(Properties)]
pub struct EvidencedProps {
    /// The customer.
    pub id: CustomerId,
    /// The scheme.
    pub scheme: Scheme,
    /// Where all customers stand on the day.
    pub standing: Rc<Standing>,
}

impl PartialEq for EvidencedProps {
    fn eq(&self, other: &EvidencedProps) -> bool {
        (self.id, self.scheme) == (other.id, other.scheme) && Rc::ptr_eq(&self.standing, &other.standing)
    }
}

/// The class with its evidence.
#[component]
pub fn Evidenced(props: &EvidencedProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let desk = desk.read();
    let standing = &props.standing;
    let evidence = standing.evidence(desk.book(), props.id, props.scheme);
    let Some((classes, evidence)) = standing.classes(props.id).zip(evidence) else { return Html::default() };
    let (policy, as_of) = (standing.policy(), standing.as_of());
    Judgment { locale: &locale, policy, as_of, classes, advice: &[], own: None }.scheme(&evidence)
}
