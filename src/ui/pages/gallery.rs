//! All components in all their states, to look at while developing; not part of a release.
//!
//! Words: samples that only developers see.
//! Length: each component stands here once, with nothing to reuse.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::{BasisPoints, Currency, Date, Money};
use crate::ui::components::*;
use crate::ui::{Action, Locale, Toast, use_locale, use_store};

/// The gallery: what is named in the address is shown.
#[component]
pub fn Gallery() -> Html {
    let tab = use_state_eq(|| AttrValue::from("table"));
    let on_select = {
        let tab = tab.setter();
        Callback::from(move |it| tab.set(it))
    };
    let tabs: Rc<[Choice]> = [("table", "Table"), ("signs", "Signs"), ("fields", "Fields"), ("layers", "Layers")]
        .map(|(id, label)| Choice::new(id, label))
        .into();
    let shown = match tab.as_str() {
        "signs" => html! { <><h1 class="visually-hidden">{ "Signs" }</h1><Signs /></> },
        "fields" => html! { <><h1 class="visually-hidden">{ "Fields" }</h1><Fields /></> },
        "layers" => html! { <><h1 class="visually-hidden">{ "Layers" }</h1><Layers /></> },
        _ => html! { <LongTable /> },
    };
    let class = if *tab == "table" { "page page--fill" } else { "page" };
    html! { <div {class}><Tabs label="Gallery" {tabs} value={(*tab).clone()} {on_select}>{ shown }</Tabs></div> }
}

const TODAY: Date = Date::from_days(20_500);

#[component]
fn LongTable() -> Html {
    let locale = use_locale();
    let sort = use_state_eq(|| None::<Sort>);
    let selection = use_state_eq(Selection::default);
    let current = use_state_eq(|| None::<u32>);
    let hidden = use_state_eq(|| Rc::<[AttrValue]>::from([]));
    let all = use_memo((), |()| -> Rc<[Column]> {
        [
            Column::text("name", "Customer").width(220).card(CardPlace::Title),
            Column::text("classes", "Classes").width(250).card(CardPlace::Detail).unsortable(),
            Column::number("sales", "Sales, 12 months").unit("US$").width(150).card(CardPlace::Figure),
            Column::number("share", "Share").width(90),
            Column::text("country", "Country").width(140).card(CardPlace::Detail),
            Column::text("last", "Last order").width(130),
            Column::text("next", "Next step").width(260),
        ]
        .into()
    });
    let columns = use_memo(hidden.clone(), |hidden| -> Rc<[Column]> {
        all.iter().filter(|column| !hidden.contains(&column.id)).cloned().collect()
    });
    let rows = use_memo((*sort).clone(), |sort| -> Rc<[u32]> {
        let mut rows: Vec<u32> = (0..100_000).collect();
        if sort.as_ref().is_some_and(|sort| sort.direction == Direction::Descending) {
            rows.reverse();
        }
        rows.into()
    });
    let cell = use_callback((locale.clone(), (*columns).clone()), |(row, at): (u32, usize), (locale, columns)| {
        cell(locale, row, columns.get(at).map_or("", |column| column.id.as_str()))
    });
    let set = |state: &UseStateHandle<Selection>| {
        let state = state.setter();
        Callback::from(move |it| state.set(it))
    };
    let on_sort = {
        let sort = sort.setter();
        Callback::from(move |it| sort.set(Some(it)))
    };
    let on_open = {
        let current = current.setter();
        Callback::from(move |it| current.set(Some(it)))
    };
    let on_close = {
        let current = current.setter();
        Callback::from(move |()| current.set(None))
    };
    let on_columns = {
        let hidden = hidden.setter();
        Callback::from(move |it| hidden.set(it))
    };
    let foot = html! { <><span>{ locale.t(crate::ui::Msg::TableRows { n: 100_000 }) }</span><span>{ locale.money(Money::from_minor(859_952_990, Currency::USD)) }</span></> };
    html! {
        <div class="stack fill">
            <PageHeader title="Customers" note={html! { <span>{ "as of " }{ locale.date(TODAY) }</span> }}
                actions={html! { <><ColumnChooser label="Columns" columns={(*all).clone()} hidden={(*hidden).clone()} on_change={on_columns} /><Button kind={ButtonKind::Primary} icon={IconName::Plus} label="New customer" /></> }} />
            <div class="split">
                <Table label="Customers" columns={(*columns).clone()} rows={(*rows).clone()} {cell} {on_open} current={*current} {foot}
                    selection={Some((*selection).clone())} on_select={set(&selection)} sort={(*sort).clone()} {on_sort} />
                if let Some(row) = *current {
                    <Panel title={name(row)} {on_close} note={html! { <>{ badges(row) }</> }}><Evidence /></Panel>
                }
            </div>
        </div>
    }
}

fn name(row: u32) -> AttrValue {
    let names = [
        "Alhambra Textil S.A.",
        "宁波海创贸易有限公司",
        "Nordlicht GmbH & Co. KG",
        "Étoile du Sahel SARL",
        "Kwame Imports Ltd",
        "Çelik Yapı A.Ş.",
    ];
    format!("{} {}", names[row as usize % names.len()], row + 1).into()
}

fn badges(row: u32) -> Html {
    let scale = [("Large", 0), ("Medium", 1), ("Small", 2), ("Ordinary", 3)][(row % 4) as usize];
    let value = [("A", 0), ("B", 1), ("C", 2)][(row % 3) as usize];
    let standing = if row.is_multiple_of(5) { Standing::Provisional } else { Standing::Settled };
    let drift = [Drift::Same, Drift::Same, Drift::Up, Drift::Down][(row % 4) as usize];
    html! {
        <span class="cluster">
            <ClassBadge label={value.0} scheme={Scheme::Value} rank={value.1} {standing} {drift} title={format!("Value class {}", value.0)} />
            <ClassBadge label={scale.0} scheme={Scheme::Scale} rank={scale.1} />
            <ClassBadge label="Long-term" scheme={Scheme::Stage} rank={(row % 5) as u8} />
        </span>
    }
}

fn cell(locale: &Locale, row: u32, column: &str) -> Html {
    let minor = i64::from(row % 977) * 1_234_567;
    let country = ["ES", "CN", "DE", "TN", "GH", "TR"][(row % 6) as usize];
    match column {
        "name" => html! { { name(row) } },
        "classes" => badges(row),
        "sales" => {
            let money = Money::from_minor(minor, Currency::USD);
            html! { <span title={locale.money(money)}>{ locale.amount_compact(money) }</span> }
        }
        "share" => html! { { locale.share(BasisPoints((row % 1_500) as i32)) } },
        "country" => html! { { locale.country(country) } },
        "last" => {
            let date = TODAY.plus_days(-((row % 900) as i32));
            html! { <span title={locale.date(date)}>{ locale.relative(date, TODAY) }</span> }
        }
        _ => html! { { "Send the spring collection and ask about the October order" } },
    }
}

#[component]
fn Evidence() -> Html {
    let line = |criterion: &'static str,
                value: &'static str,
                threshold: &'static str,
                mark,
                distance: Option<(&'static str, u16)>| EvidenceLine {
        criterion: criterion.into(),
        value: value.into(),
        threshold: threshold.into(),
        mark,
        weight: if matches!(mark, Mark::Unknown) { "supporting".into() } else { "required".into() },
        source: Some("14 orders between 12 Dec 2010 and 30 Nov 2011".into()),
        distance: distance.map(|(text, basis_points)| Distance { text: text.into(), basis_points: Some(basis_points) }),
    };
    let lines: Rc<[EvidenceLine]> = [
        line("Share of our sales", "12.4 %", "≥ 15 %", Mark::NotMet, Some(("US$ 42,000 to A", 8_267))),
        line("Years of cooperation", "1 y 7 m", "≥ 2 y", Mark::NotMet, Some(("5 months to A", 7_917))),
        line("Late payments", "0", "none", Mark::Met, None),
        line("Margin above industry", "", "≥ 10 points", Mark::Unknown, None),
    ]
    .into();
    html! { <EvidenceList {lines} /> }
}

#[component]
fn Signs() -> Html {
    let badges = |scheme: Scheme| {
        html! {
            <p class="cluster" key={format!("{scheme:?}")}>
                { for (0..5_u8).map(|rank| html! { <ClassBadge label={["A", "中客户", "Small", "Ordinary", "—"][rank as usize]} {scheme} {rank} /> }) }
                <ClassBadge label="B" {scheme} rank=2 standing={Standing::Provisional} title="Provisional" />
                <ClassBadge label="B" {scheme} rank=1 drift={Drift::Up} /><ClassBadge label="B" {scheme} rank=1 drift={Drift::Down} />
            </p>
        }
    };
    let tones = [Tone::Info, Tone::Good, Tone::Attention, Tone::Bad];
    let notice = |tone: Tone| {
        html! {
            <Notice key={format!("{tone:?}")} {tone} title="17 rows could not be read" on_dismiss={Callback::noop()}
                actions={html! { <Button label="Show the rows" /> }}>{ "The other 4,321 rows are ready. Nothing has been changed yet." }</Notice>
        }
    };
    html! {
        <div class="stack">
            <div class="columns">
                <Section title="Class badges">{ for Scheme::ALL.map(badges) }</Section>
                <Section title="Evidence"><Evidence /></Section>
            </div>
            <Section title="Buttons, chips">
                <div class="stack">
                    <p class="cluster">
                        <Button kind={ButtonKind::Primary} label="Import" icon={IconName::Upload} /><Button label="Export" icon={IconName::Download} />
                        <Button kind={ButtonKind::Quiet} label="Show all" /><Button kind={ButtonKind::Danger} label="Delete everything" icon={IconName::Trash} />
                        <Button label="Idle" disabled=true /><IconButton icon={IconName::Edit} label="Edit" on_click={Callback::noop()} />
                        <IconButton icon={IconName::Star} label="Star" on_click={Callback::noop()} pressed={Some(true)} />
                        <Hint label="What is this?">{ "Sales in the twelve months up to the date shown." }</Hint>
                    </p>
                    <p class="cluster"><Chip label="Canton Fair" /><Chip label="VIP" on_remove={Callback::noop()} />
                        <Chip label="Europe" count="1,234" on_click={Callback::noop()} /><Chip label="亚洲" count="86" pressed=true on_click={Callback::noop()} /></p>
                </div>
            </Section>
            <div class="stack">{ for tones.map(notice) }</div>
            <div class="columns">
                <Progress label="Reading orders.csv" done=61 total=100 detail="331,000 of 541,909 lines" on_cancel={Callback::noop()} />
                <Progress label="Looking for columns" done=0 total=0 />
                <Meter label="Storage" value=3_100 max=5_000 detail="3.1 of 5 MB" />
                <Meter label="Storage" value=4_800 max=5_000 detail="4.8 of 5 MB" tone={Tone::Attention} />
            </div>
            <Section title="Icons"><p class="cluster">{ for ICONS.iter().map(|name| html! { <Icon name={*name} /> }) }</p></Section>
            <EmptyState icon={IconName::Users} title="No customer fits these filters" actions={html! { <Button label="Clear the filters" /> }}>{ "4,338 customers are hidden by three filters." }</EmptyState>
        </div>
    }
}

const ICONS: [IconName; 46] = [
    IconName::Alert,
    IconName::ArrowDown,
    IconName::ArrowLeft,
    IconName::ArrowUp,
    IconName::Book,
    IconName::Calendar,
    IconName::Chart,
    IconName::Check,
    IconName::ChevronDown,
    IconName::ChevronRight,
    IconName::Close,
    IconName::Columns,
    IconName::Command,
    IconName::Copy,
    IconName::Download,
    IconName::Edit,
    IconName::File,
    IconName::Filter,
    IconName::Globe,
    IconName::Home,
    IconName::Info,
    IconName::Keyboard,
    IconName::Menu,
    IconName::Merge,
    IconName::Minus,
    IconName::Money,
    IconName::Moon,
    IconName::More,
    IconName::Order,
    IconName::Plus,
    IconName::Print,
    IconName::Question,
    IconName::Redo,
    IconName::Review,
    IconName::Rules,
    IconName::Save,
    IconName::Search,
    IconName::Sparkle,
    IconName::Star,
    IconName::Sun,
    IconName::Tag,
    IconName::Today,
    IconName::Trash,
    IconName::Undo,
    IconName::Upload,
    IconName::User,
];

#[component]
fn Fields() -> Html {
    let text = use_state_eq(|| AttrValue::from("Alhambra Textil S.A."));
    let tags = use_state_eq(|| Rc::<[AttrValue]>::from(["Canton Fair".into(), "FOB".into()]));
    let minor = use_state_eq(|| Some(4_200_000_i64));
    let percent = use_state_eq(|| Some(1_500_i64));
    let date = use_state_eq(|| Some(TODAY));
    let choice = use_state_eq(|| AttrValue::from("all"));
    let on = use_state_eq(|| true);
    let choices: Rc<[Choice]> =
        [Choice::new("all", "All"), Choice::new("open", "Open"), Choice::new("paid", "Paid")].into();
    let on_text = {
        let text = text.setter();
        Callback::from(move |it| text.set(it))
    };
    let on_tags = {
        let tags = tags.setter();
        Callback::from(move |it| tags.set(it))
    };
    let on_money = {
        let minor = minor.setter();
        Callback::from(move |it: Option<Money>| minor.set(it.map(|it| it.minor)))
    };
    let on_percent = {
        let percent = percent.setter();
        Callback::from(move |it| percent.set(it))
    };
    let on_date = {
        let date = date.setter();
        Callback::from(move |it| date.set(it))
    };
    let on_choice = {
        let choice = choice.setter();
        Callback::from(move |it| choice.set(it))
    };
    let on_check = {
        let on = on.setter();
        Callback::from(move |it| on.set(it))
    };
    html! {
        <div class="stack">
            <Section title="Fields">
                <div class="columns">
                    <TextField label="Company" value={(*text).clone()} on_input={&on_text} hint="As on its invoices" />
                    <TextField label="E-mail" kind={TextKind::Email} value="anna@" on_input={Callback::noop()} error="An e-mail address has a name after the @" />
                    <MoneyField label="Annual procurement" minor={*minor} currency={Currency::USD} currencies={Rc::from([Currency::USD])} on_change={on_money} />
                    <DecimalField label="Share from" value={*percent} exponent=2 unit="%" on_change={on_percent} hint="Default: 15 %" />
                    <DateField label="Cooperation since" value={*date} on_change={on_date} />
                    <SelectField label="Payment" value={(*choice).clone()} choices={choices.clone()} on_change={&on_choice} />
                    <ComboField label="Industry" value="" suggestions={Rc::from(["Apparel".into(), "Furniture".into()])} on_change={Callback::noop()} hint="Pick one or write your own" />
                    <TagField label="Tags" tags={(*tags).clone()} suggestions={Rc::from(["VIP".into()])} on_change={on_tags} />
                    <TextArea label="Note" value="" on_input={Callback::noop()} />
                    <Segmented label="Orders" {choices} value={(*choice).clone()} on_change={on_choice} />
                    <Checkbox label="Exclusive agency" checked={*on} on_change={&on_check} hint="Counts towards A as a supporting criterion" />
                    <Switch label="Remind me" checked={*on} on_change={on_check} />
                </div>
            </Section>
            <FileDrop title="Drop a file" hint="CSV or Excel" accept=".csv" on_files={Callback::noop()} on_paste={Callback::noop()} />
        </div>
    }
}

#[component]
fn Layers() -> Html {
    let store = use_store();
    let open = use_state_eq(|| false);
    let show = {
        let open = open.setter();
        Callback::from(move |()| open.set(true))
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    let say = {
        let dispatcher = store.dispatcher();
        Callback::from(move |()| {
            dispatcher.dispatch(Action::Say(
                Toast::new(Tone::Good, "3 customers moved to dormant".into()).with_undo(1, Callback::noop()),
            ))
        })
    };
    let items: Rc<[MenuItem]> = [
        MenuItem::new("Edit", Callback::noop()).icon(IconName::Edit),
        MenuItem::new("Merge", Callback::noop()).icon(IconName::Merge),
    ]
    .into();
    html! {
        <p class="cluster">
            <Button label="Open a dialog" on_click={show} /><Button label="Say something" on_click={say} /><Menu label="More" icon={Some(IconName::More)} {items} />
            <Dialog title="New customer" open={*open} on_close={&close} footer={html! { <><Button label="Cancel" on_click={&close} /><Button kind={ButtonKind::Primary} label="Create" on_click={&close} /></> }}>
                <TextField label="Company" value="" on_input={Callback::noop()} />
            </Dialog>
        </p>
    }
}
