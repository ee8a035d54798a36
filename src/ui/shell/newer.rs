//! Offers a newer version of the app, and lets it take over only when nothing here would be lost.
//!
//! A page takes the newer version when its reader says so, or when another page's did and nothing is typed here.
//! Both wait until all is saved; a page where something is typed then asks its own reader, and goes on until they agree.

use std::rc::Rc;

use yew::prelude::*;

use crate::port::newer::News;
use crate::ui::components::{Button, Notice, Tone};
use crate::ui::drafts::use_drafts;
use crate::ui::hooks::use_typing;
use crate::ui::store::Saving;
use crate::ui::{Msg, use_locale, use_services, use_store};

/// Props of [`NewerVersion`].
#[derive(Properties, PartialEq)]
pub(super) struct NewerVersionProps {
    /// The main part of the page.
    pub(super) main: NodeRef,
}

/// The offer of a newer version, while there is one.
#[component]
pub(super) fn NewerVersion(props: &NewerVersionProps) -> Html {
    let locale = use_locale();
    let saving = use_store().saving.clone();
    let (drafts, typing) = (use_drafts(), use_typing(&props.main));
    let newer = use_services().newer;
    let news = use_state_eq(|| None::<News>);
    let said = use_state_eq(Said::default);

    use_effect_with((), {
        let (newer, news) = (newer.clone(), news.setter());
        move |()| newer.listen(Rc::new(move |what| news.set(Some(what))))
    });
    let is_saved = matches!(saving, Saving::Idle | Saving::Saved(_) | Saving::ReadOnly);
    let is_typed = move || drafts.hold_work() || typing.is_under_way();
    let step = news.map(|news| step(news, *said, is_saved, is_typed()));
    let rest = said.setter();
    use_effect_with(step, move |step| match step {
        Some(Step::Take) => newer.take(),
        Some(Step::Reopen) => newer.reopen(),
        Some(Step::Ask) => rest.set(Said::NotNow),
        _ => {}
    });

    let is_warned = *said == Said::YesOnce && is_typed();
    let (title, text, label) = match (*news, step) {
        (Some(News::Ready), Some(Step::Wait)) if *said == Said::NotNow => return Html::default(),
        (Some(News::Ready), Some(Step::Wait)) if is_warned => {
            (Msg::NewerReady, Msg::NewerTyped, Some(Msg::NewerAnyway))
        }
        (Some(News::Ready), Some(Step::Wait)) => (Msg::NewerReady, Msg::NewerReadyText, Some(Msg::NewerTake)),
        (Some(News::Here), Some(Step::Wait | Step::Ask)) => {
            (Msg::NewerHere, Msg::NewerHereText, Some(Msg::NewerReload))
        }
        (Some(_), Some(Step::Settle)) => (Msg::NewerReady, Msg::NewerSaving, None),
        _ => return Html::default(),
    };
    let put_away = {
        let said = said.setter();
        (label == Some(Msg::NewerTake)).then(|| Callback::from(move |()| said.set(Said::NotNow)))
    };
    let actions = label.map(|label| {
        let must_warn = label == Msg::NewerTake;
        let on_click =
            Callback::from(move |()| said.set(if must_warn && is_typed() { Said::YesOnce } else { Said::Yes }));
        html! { <Button label={locale.t(label)} {on_click} /> }
    });
    html! {
        <div class="banners">
            <Notice tone={Tone::Info} title={locale.t(title)} actions={actions.unwrap_or_default()} on_dismiss={put_away}>{ locale.t(text) }</Notice>
        </div>
    }
}

/// What the reader said to a newer version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Said {
    #[default]
    Nothing,
    /// Yes, where something was typed: that has to be said twice.
    YesOnce,
    Yes,
    NotNow,
}

/// What is done about a newer version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Wait for the reader.
    Wait,
    /// Wait for the reader of this very page, who is busy here.
    Ask,
    /// Wait until all is saved, then go on.
    Settle,
    /// Let it take over.
    Take,
    /// Open this page again.
    Reopen,
}

fn step(news: News, said: Said, is_saved: bool, is_typed: bool) -> Step {
    match (news, said) {
        (News::Ready, Said::Nothing | Said::YesOnce | Said::NotNow) | (News::Here, Said::NotNow) => Step::Wait,
        (News::Here, Said::Nothing | Said::YesOnce) if is_typed => Step::Ask,
        _ if !is_saved => Step::Settle,
        (News::Ready, Said::Yes) => Step::Take,
        (News::Here, _) => Step::Reopen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(news: News, said: Said, is_saved: bool, is_typed: bool, expected: Step) {
        assert_eq!(step(news, said, is_saved, is_typed), expected);
    }

    const ANY: [(bool, bool); 4] = [(true, false), (true, true), (false, false), (false, true)];

    #[test]
    fn a_version_that_waits_takes_over_only_when_it_is_asked_for_and_all_is_saved() {
        for (is_saved, is_typed) in ANY {
            for said in [Said::Nothing, Said::YesOnce, Said::NotNow] {
                check(News::Ready, said, is_saved, is_typed, Step::Wait);
            }
            check(News::Ready, Said::Yes, is_saved, is_typed, if is_saved { Step::Take } else { Step::Settle });
        }
    }

    #[test]
    fn a_page_follows_another_unless_something_is_typed_or_unsaved() {
        for said in [Said::Nothing, Said::YesOnce] {
            check(News::Here, said, true, false, Step::Reopen);
            check(News::Here, said, false, false, Step::Settle);
            check(News::Here, said, true, true, Step::Ask);
            check(News::Here, said, false, true, Step::Ask);
        }
        for (is_saved, is_typed) in ANY {
            check(News::Here, Said::NotNow, is_saved, is_typed, Step::Wait);
            check(News::Here, Said::Yes, is_saved, is_typed, if is_saved { Step::Reopen } else { Step::Settle });
        }
    }
}
