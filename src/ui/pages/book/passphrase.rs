//! Typing a passphrase, and choosing one with an honest word on how hard it is to guess.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::seal::strength::Strength;
use crate::ui::components::{Field, Icon, IconName};
use crate::ui::hooks::use_id;
use crate::ui::{Msg, use_locale};

/// Props of [`PassphraseField`].
#[derive(Properties, PartialEq)]
pub(in crate::ui::pages) struct PassphraseFieldProps {
    /// What is asked.
    pub(in crate::ui::pages) label: AttrValue,
    /// What is typed.
    pub(in crate::ui::pages) value: AttrValue,
    /// Called with the text at every change.
    pub(in crate::ui::pages) on_input: Callback<AttrValue>,
    /// Whether it is a new one, so that the browser offers no old one.
    #[prop_or_default]
    pub(in crate::ui::pages) is_new: bool,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub(in crate::ui::pages) error: Option<AttrValue>,
}

/// A field for a passphrase, hidden until the reader wants to see it.
#[component]
pub(in crate::ui::pages) fn PassphraseField(props: &PassphraseFieldProps) -> Html {
    let locale = use_locale();
    let id = use_id();
    let is_shown = use_state_eq(|| false);
    let on_input = props
        .on_input
        .reform(|event: InputEvent| AttrValue::from(event.target_unchecked_into::<HtmlInputElement>().value()));
    let turn = {
        let is_shown = is_shown.clone();
        Callback::from(move |_: MouseEvent| is_shown.set(!*is_shown))
    };
    html! {
        <Field id={&id} label={&props.label} hint={None::<AttrValue>} error={props.error.clone()}>
            <div class="passphrase">
                <input class="field__control" id={&id} type={if *is_shown { "text" } else { "password" }} value={&props.value}
                    autocomplete={if props.is_new { "new-password" } else { "current-password" }} autocapitalize="off" spellcheck="false"
                    aria-invalid={props.error.is_some().then_some("true")}
                    aria-describedby={props.error.is_some().then(|| format!("{id}-error"))} oninput={on_input} />
                <button type="button" class="button button--quiet" aria-pressed={is_shown.to_string()} onclick={turn}>
                    { locale.t(if *is_shown { Msg::SealHide } else { Msg::SealShow }) }
                </button>
            </div>
        </Field>
    }
}

/// Props of [`NewPassphrase`].
#[derive(Properties, PartialEq)]
pub(super) struct NewPassphraseProps {
    /// What is typed, once and again.
    pub(super) typed: (AttrValue, AttrValue),
    /// Called with both at every change.
    pub(super) on_input: Callback<(AttrValue, AttrValue)>,
}

/// Tells whether what is typed can become a passphrase.
pub(super) fn is_usable((once, again): &(AttrValue, AttrValue)) -> bool {
    once == again && Strength::of(once) > Strength::Guessable
}

/// Two fields, and how hard what is typed is to guess.
#[component]
pub(super) fn NewPassphrase(props: &NewPassphraseProps) -> Html {
    let locale = use_locale();
    let (once, again) = props.typed.clone();
    let on_once = {
        let again = again.clone();
        props.on_input.reform(move |once| (once, again.clone()))
    };
    let on_again = {
        let once = once.clone();
        props.on_input.reform(move |again| (once.clone(), again))
    };
    let differs = (!again.is_empty() && !once.starts_with(again.as_str())).then(|| locale.t(Msg::SealDiffers));
    let strength = Strength::of(&once);
    let (word, means) = match strength {
        Strength::Guessable => (Msg::SealGuessable, Msg::SealGuessableText),
        Strength::Weak => (Msg::SealWeak, Msg::SealWeakText),
        Strength::Good => (Msg::SealGood, Msg::SealGoodText),
        Strength::Strong => (Msg::SealStrong, Msg::SealStrongText),
    };
    let level = Strength::ALL.iter().take_while(|one| **one <= strength).count();
    html! {
        <>
            <PassphraseField label={locale.t(Msg::SealNew)} value={once.clone()} on_input={on_once} is_new={true} />
            <div class="strength" role="status">
                if once.is_empty() {
                    <p class="text-quiet">{ locale.t(Msg::SealHint) }</p>
                } else {
                    <meter class="strength__meter" min="0" max="4" low="2" high="3" optimum="4" value={level.to_string()} aria-label={locale.t(Msg::SealStrength)} />
                    <p><Icon name={if level < 3 { IconName::Alert } else { IconName::Lock }} /><b>{ locale.t(word) }</b>{ " " }{ locale.t(means) }</p>
                    <p class="text-quiet">{ locale.t(Msg::SealBasis) }</p>
                }
            </div>
            <PassphraseField label={locale.t(Msg::SealAgain)} value={again} on_input={on_again} is_new={true} error={differs} />
        </>
    }
}
