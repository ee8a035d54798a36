//! What the file is: its name, how it was read, where its data lie; each can be switched.

use std::rc::Rc;

use yew::prelude::*;

use super::Table;
use super::run::ReadAs;
use crate::port::decode::Encoding;
use crate::transfer::layout::Why;
use crate::transfer::reading::Choices;
use crate::transfer::sheet::{Outline, Visibility};
use crate::transfer::sniff::DELIMITERS;
use crate::ui::components::{Button, Choice, Hint, Section, SelectField};
use crate::ui::{Locale, Msg, use_locale};

/// Props of [`About`].
#[derive(Properties, PartialEq)]
pub(super) struct AboutProps {
    /// The table with where its data lie.
    pub(super) laid: Table,
    /// The file's name.
    pub(super) name: AttrValue,
    /// How a text file was read.
    pub(super) read: Option<ReadAs>,
    /// Called with how to read it instead.
    pub(super) on_switch: Callback<Choices>,
    /// Called with the row that names the columns instead.
    pub(super) on_header: Callback<Option<usize>>,
}

/// The file and its switches.
#[component]
pub(super) fn About(props: &AboutProps) -> Html {
    let locale = use_locale();
    let laid = &props.laid.0;
    let rows = locale.t(Msg::ImportRows { n: laid.layout.rows.len() as u64 });
    let columns = locale.t(Msg::ImportWidth { n: laid.table.width() as u64 });
    let left_out = laid.layout.left_out.len() as u64;
    let size = locale.t(Msg::ImportSize { rows, columns });
    let on_header = {
        let on_header = props.on_header.clone();
        Callback::from(move |value: AttrValue| on_header.emit(value.parse().ok()))
    };
    let header = laid.layout.header.map_or_else(|| "none".to_owned(), |row| row.to_string());
    html! {
        <Section title={props.name.clone()}>
            <div class="cluster text-quiet">
                <span>{ size }</span>
                if left_out > 0 {
                    <span>{ locale.t(Msg::ImportLeftOut { n: left_out }) }</span>
                    <Hint label={locale.t(Msg::ImportLeftOut { n: left_out })}>
                        <ul>
                            { for laid.layout.left_out.iter().take(50).map(|left| html! {
                                <li>{ locale.t(Msg::ImportLeftOutRow { line: u64::from(laid.table.line(left.row as usize)), why: why(&locale, left.why) }) }</li>
                            }) }
                        </ul>
                    </Hint>
                }
            </div>
            <div class="import__switches">
                if let Some(read) = props.read { { view_switches(&locale, read, &props.on_switch) } }
                <SelectField label={locale.t(Msg::ImportHeader)} value={header} choices={headers(&locale, laid)} on_change={on_header} />
            </div>
        </Section>
    }
}

fn view_switches(locale: &Locale, read: ReadAs, on_switch: &Callback<Choices>) -> Html {
    let encodings: Rc<[Choice]> =
        Encoding::ALL.iter().map(|encoding| Choice::new(encoding.label(), encoding.label().to_uppercase())).collect();
    let on_encoding = {
        let on_switch = on_switch.clone();
        Callback::from(move |label: AttrValue| {
            let encoding = Encoding::ALL.into_iter().find(|encoding| encoding.label() == label.as_str());
            on_switch.emit(Choices { encoding, delimiter: Some(read.delimiter) });
        })
    };
    let delimiters: Rc<[Choice]> =
        DELIMITERS.iter().map(|byte| Choice::new(byte.to_string(), delimiter(locale, *byte))).collect();
    let on_delimiter = {
        let on_switch = on_switch.clone();
        Callback::from(move |byte: AttrValue| {
            on_switch.emit(Choices { encoding: Some(read.encoding), delimiter: byte.parse().ok() })
        })
    };
    html! {
        <>
            <SelectField label={locale.t(Msg::ImportEncoding)} value={read.encoding.label()} choices={encodings} on_change={on_encoding} />
            <SelectField label={locale.t(Msg::ImportDelimiter)} value={read.delimiter.to_string()} choices={delimiters} on_change={on_delimiter} />
        </>
    }
}

/// Shows the sheets of a workbook to choose from.
pub(super) fn view_sheets(locale: &Locale, outlines: &Rc<[Outline]>, on_choose: &Callback<(usize, u64)>) -> Html {
    let view = |(place, outline): (usize, &Outline)| {
        let rows = outline.size.map_or(0, |size| u64::from(size.rows));
        let label = match outline.visibility {
            Visibility::Shown => outline.name.clone(),
            Visibility::Hidden => locale.t(Msg::ImportHidden { name: outline.name.clone().into() }).to_string(),
        };
        let choose = {
            let on_choose = on_choose.clone();
            Callback::from(move |()| on_choose.emit((place, rows)))
        };
        html! {
            <li key={place} class="import__sheet">
                <Button {label} on_click={choose} />
                if rows > 0 { <span class="text-quiet">{ locale.t(Msg::ImportSheetRows { n: rows }) }</span> }
            </li>
        }
    };
    html! {
        <Section title={locale.t(Msg::ImportSheets)}>
            <ul class="import__sheets">{ for outlines.iter().enumerate().map(view) }</ul>
        </Section>
    }
}

fn headers(locale: &Locale, laid: &super::flow::Laid) -> Rc<[Choice]> {
    let none = Choice::new("none", locale.t(Msg::ImportNoHeader));
    let row = |row: usize| {
        let cells: Vec<&str> = laid.table.row(row).filter(|cell| !cell.trim().is_empty()).take(4).collect();
        Choice::new(row.to_string(), format!("{}: {}", laid.table.line(row), cells.join(" · ")))
    };
    std::iter::once(none).chain((0..laid.table.height().min(20)).map(row)).collect()
}

fn delimiter(locale: &Locale, byte: u8) -> AttrValue {
    match byte {
        b'\t' => locale.t(Msg::ImportTab),
        byte => AttrValue::from(char::from(byte).to_string()),
    }
}

fn why(locale: &Locale, why: Why) -> AttrValue {
    locale.t(match why {
        Why::Title => Msg::ImportWhyTitle,
        Why::Blank => Msg::ImportWhyBlank,
        Why::RepeatedHeader => Msg::ImportWhyRepeated,
        Why::Example => Msg::ImportWhyExample,
        Why::Total => Msg::ImportWhyTotal,
        Why::Footer => Msg::ImportWhyFooter,
    })
}
