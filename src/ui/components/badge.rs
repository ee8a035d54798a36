//! Class badges: a ring with a letter or short word, one hue per scheme, darkness by rank.

use yew::prelude::*;

/// What a class is a class of; each has its own hue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Large, medium, small, ordinary.
    Scale,
    /// Value A, B, C.
    Value,
    /// Cumulative A, B, C.
    Abc,
    /// High, mid and low by recency, frequency and money.
    Rfm,
    /// Prospect to lost.
    Stage,
    /// Regular, custom, several categories.
    Need,
    /// Silver, gold, diamond.
    Membership,
    /// Role, kind, region and other traits without rank.
    Trait,
}

impl Scheme {
    /// All schemes, in the order they are shown.
    pub const ALL: [Scheme; 8] = [
        Scheme::Scale,
        Scheme::Value,
        Scheme::Abc,
        Scheme::Rfm,
        Scheme::Stage,
        Scheme::Need,
        Scheme::Membership,
        Scheme::Trait,
    ];

    fn class(self) -> &'static str {
        match self {
            Scheme::Scale => "class-badge--scale",
            Scheme::Value => "class-badge--value",
            Scheme::Abc => "class-badge--abc",
            Scheme::Rfm => "class-badge--rfm",
            Scheme::Stage => "class-badge--stage",
            Scheme::Need => "class-badge--need",
            Scheme::Membership => "class-badge--membership",
            Scheme::Trait => "class-badge--trait",
        }
    }
}

/// Whether missing data could change a class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It could not.
    #[default]
    Settled,
    /// It could.
    Provisional,
}

/// Where the facts are moving away from the assigned class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drift {
    /// Assigned and computed agree.
    #[default]
    Same,
    /// The facts say higher.
    Up,
    /// The facts say lower.
    Down,
    /// The facts say another, neither higher nor lower.
    Aside,
}

/// Props of [`ClassBadge`].
#[derive(Properties, PartialEq)]
pub struct ClassBadgeProps {
    /// The letter or short word.
    pub label: AttrValue,
    /// What it is a class of.
    pub scheme: Scheme,
    /// The rank, zero the highest; from four on all look alike.
    pub rank: u8,
    /// The class in full, with what is provisional or drifting, for screen readers and on hover.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Whether missing data could change it.
    #[prop_or_default]
    pub standing: Standing,
    /// Where the facts move away from it.
    #[prop_or_default]
    pub drift: Drift,
}

/// A class as it looks everywhere: in tables, charts, cards and print.
#[component]
pub fn ClassBadge(props: &ClassBadgeProps) -> Html {
    let rank = match props.rank {
        0 => "class-badge--rank-0",
        1 => "class-badge--rank-1",
        2 => "class-badge--rank-2",
        3 => "class-badge--rank-3",
        _ => "class-badge--rank-4",
    };
    let provisional = (props.standing == Standing::Provisional).then_some("class-badge--provisional");
    let arrow = match props.drift {
        Drift::Same => None,
        Drift::Up => Some(("class-badge__drift class-badge__drift--up", "↑")),
        Drift::Down => Some(("class-badge__drift class-badge__drift--down", "↓")),
        Drift::Aside => Some(("class-badge__drift", "→")),
    };
    html! {
        <span class={classes!("class-badge", props.scheme.class(), rank, provisional)} title={props.title.clone()}>
            <span class="class-badge__label">{ &props.label }</span>
            if let Some((class, arrow)) = arrow { <span {class}>{ arrow }</span> }
            if let Some(title) = &props.title { <span class="visually-hidden">{ title }</span> }
        </span>
    }
}
