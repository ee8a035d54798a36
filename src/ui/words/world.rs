//! What the parts of the world are called; browsers know the names of countries alone.

use yew::AttrValue;

use crate::ui::{Locale, Msg};

/// Returns what a region or continent is called by its number in the standard M49; the number itself where it has no name.
pub fn place(locale: &Locale, m49: u16) -> AttrValue {
    locale.t(match m49 {
        2 => Msg::WorldAfrica,
        3 => Msg::WorldNorthAmerica,
        5 => Msg::WorldSouthAmerica,
        9 => Msg::WorldOceania,
        10 => Msg::WorldAntarctica,
        11 => Msg::WorldWesternAfrica,
        13 => Msg::WorldCentralAmerica,
        14 => Msg::WorldEasternAfrica,
        15 => Msg::WorldNorthernAfrica,
        17 => Msg::WorldMiddleAfrica,
        18 => Msg::WorldSouthernAfrica,
        21 => Msg::WorldNorthernAmerica,
        29 => Msg::WorldCaribbean,
        30 => Msg::WorldEasternAsia,
        34 => Msg::WorldSouthernAsia,
        35 => Msg::WorldSouthEasternAsia,
        39 => Msg::WorldSouthernEurope,
        53 => Msg::WorldAustraliaAndNewZealand,
        54 => Msg::WorldMelanesia,
        57 => Msg::WorldMicronesia,
        61 => Msg::WorldPolynesia,
        142 => Msg::WorldAsia,
        143 => Msg::WorldCentralAsia,
        145 => Msg::WorldWesternAsia,
        150 => Msg::WorldEurope,
        151 => Msg::WorldEasternEurope,
        154 => Msg::WorldNorthernEurope,
        155 => Msg::WorldWesternEurope,
        _ => return AttrValue::from(m49.to_string()),
    })
}
