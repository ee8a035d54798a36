#!/usr/bin/env python3
"""Writes www/data/countries.tsv and country-details.tsv, what the app knows about countries.

pip install pycountry==26.2.16 babel==2.18.0 phonenumbers==9.0.43 tzdata

One line a country of ISO 3166, sorted by code, and Kosovo under its customary XK. Columns, by tabs: alpha-2 and
UN M49 sub-region in the first table; alpha-2, alpha-3, numeric, dialling code (starred where it is chiefly another
country's), time zones, and names for recognition by bars in the second: English, Chinese, French (empty where it is
the English one), then aliases. A code that ISO withdraws keeps its line, because books may hold it.
"""
import importlib.resources
import unicodedata
import zoneinfo
from datetime import datetime, timezone
from pathlib import Path

import phonenumbers
import pycountry
from babel import Locale
from phonenumbers.phonemetadata import PhoneMetadata

# Facts of the UN's standard M49.
REGIONS = {
    "015": "DZ EG EH LY MA SD TN",
    "014": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
    "017": "AO CD CF CG CM GA GQ ST TD",
    "018": "BW LS NA SZ ZA",
    "011": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "029": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    "013": "BZ CR GT HN MX NI PA SV",
    "005": "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    "021": "BM CA GL PM US",
    "010": "AQ",
    "143": "KG KZ TJ TM UZ",
    "030": "CN HK JP KP KR MN MO TW",
    "035": "BN ID KH LA MM MY PH SG TH TL VN",
    "034": "AF BD BT IN IR LK MV NP PK",
    "145": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "151": "BG BY CZ HU MD PL RO RU SK UA",
    "154": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "039": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
    "155": "AT BE CH DE FR LI LU MC NL",
    "053": "AU CC CX HM NF NZ",
    "054": "FJ NC PG SB VU",
    "057": "FM GU KI MH MP NR PW UM",
    "061": "AS CK NU PF PN TK TO TV WF WS",
}

# What people write beside the three names and the codes.
ALIASES = {
    "AE": "UAE|U.A.E.|Emirates|Dubai|Abu Dhabi|阿联酋|迪拜|阿拉伯联合大公国|EAU",
    "AU": "澳洲",
    "BA": "Bosnia|Bosnia-Herzegovina|波黑",
    "BN": "Brunei Darussalam",
    "BO": "Plurinational State of Bolivia",
    "BY": "Belorussia",
    "CD": "DR Congo|DRC|Congo Kinshasa|Democratic Republic of the Congo|刚果金|刚果民主共和国|RDC",
    "CG": "Congo|Congo Brazzaville|Republic of the Congo|刚果布|刚果",
    "CI": "Ivory Coast|Cote d'Ivoire",
    "CN": "PRC|P.R.C.|P.R. China|PR China|People's Republic of China|Mainland China|China Mainland|中华人民共和国|中国大陆|大陆|国内",
    "CV": "Cape Verde",
    "CZ": "Czech Republic|捷克共和国|République tchèque",
    "DE": "Deutschland|德意志联邦共和国|BRD",
    "DO": "Dominican Rep.|多米尼加共和国",
    "DM": "多米尼克国",
    "ES": "España|西班牙王国",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "FR": "法兰西共和国|法兰西",
    "GB": "UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|GBR|英格兰|苏格兰|威尔士|北爱尔兰|大不列颠|大不列颠及北爱尔兰联合王国|联合王国|Angleterre|Grande-Bretagne",
    "GR": "Hellas|EL|希腊共和国",
    "HK": "Hong Kong|Hongkong|Hong Kong SAR|Hong Kong, China|HKSAR|香港|中国香港|香港特别行政区",
    "IE": "EIRE|Republic of Ireland|Irish Republic",
    "IR": "Islamic Republic of Iran|伊朗伊斯兰共和国",
    "IT": "Italia|意大利共和国",
    "JP": "Nippon|日本国",
    "KG": "Kyrgyz Republic|吉尔吉斯",
    "KP": "DPRK|Korea North|Democratic People's Republic of Korea|北朝鲜|北韩|朝鲜民主主义人民共和国",
    "KR": "Korea|Republic of Korea|Korea South|S. Korea|南韩|大韩民国|南朝鲜",
    "LA": "Lao|Lao PDR|老挝人民民主共和国",
    "LK": "锡兰",
    "MD": "Republic of Moldova|摩尔多瓦共和国",
    "MK": "Macedonia|FYROM|马其顿",
    "MM": "Burma|Myanmar",
    "MO": "Macao|Macau|Macao SAR|澳门|中国澳门|澳门特别行政区",
    "MX": "墨西哥合众国|México",
    "MY": "大马",
    "NL": "Holland|The Netherlands|荷兰王国|Hollande",
    "NZ": "纽西兰",
    "PH": "The Philippines",
    "PS": "Palestine|State of Palestine|巴勒斯坦|巴勒斯坦国",
    "RU": "Russian Federation|俄罗斯联邦|俄国|俄联邦|Fédération de Russie",
    "SA": "KSA|K.S.A.|Kingdom of Saudi Arabia|沙特|沙地阿拉伯|沙特阿拉伯王国",
    "SG": "星加坡|Singapour",
    "SK": "Slovak Republic|斯洛伐克共和国",
    "SY": "Syrian Arab Republic|阿拉伯叙利亚共和国",
    "SZ": "Swaziland|斯威士兰王国",
    "TH": "泰王国",
    "TL": "East Timor",
    "TR": "Turkey|Türkiye|Turkiye|土耳其共和国",
    "TT": "Trinidad|特立尼达",
    "TW": "Taiwan|Republic of China|Taiwan, China|中国台湾|台湾地区|臺灣|台灣|Chinese Taipei",
    "TZ": "United Republic of Tanzania",
    "US": "USA|U.S.|U.S.A.|United States of America|America|美利坚合众国|美利坚|Etats-Unis d'Amérique",
    "VA": "Vatican|Holy See|梵蒂冈",
    "VE": "Bolivarian Republic of Venezuela",
    "VN": "Viet Nam|越南社会主义共和国",
    "ZA": "RSA|Republic of South Africa|S. Africa|南非共和国",
}


# Where the zone most people live in is not the one listed first.
CHIEF_ZONES = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "FM": "Pacific/Pohnpei",
    "GL": "America/Nuuk",
    "KI": "Pacific/Tarawa",
    "RU": "Europe/Moscow",
    "XK": "Europe/Belgrade",
}


def fold(name):
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain.lower() if c.isalnum() and not unicodedata.combining(c))


def zones():
    """Each country's zones that differ from each other these years, the most peopled first."""
    by_country = {}
    table = importlib.resources.files("tzdata.zoneinfo") / "zone.tab"
    days = [datetime(2026, month, 1, tzinfo=timezone.utc) for month in range(1, 13)]
    for line in table.read_text().splitlines():
        if line and not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            if zone == "Europe/Simferopol":  # keeps another country's clock
                continue
            offsets = tuple(day.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset() for day in days)
            by_country.setdefault(code, {}).setdefault(offsets, zone)
    listed = {code: list(groups.values()) for code, groups in by_country.items()}
    for code, chief in CHIEF_ZONES.items():
        others = [zone for zone in listed.get(code, []) if zone != chief]
        listed[code] = [chief, *others]
    return listed


def dial(code):
    number = phonenumbers.country_code_for_region(code)
    if not number:
        return ""
    sharing = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[number]
    metadata = PhoneMetadata.metadata_for_region(code)
    if number == 1 and code not in ("US", "CA"):
        area = metadata.leading_digits or metadata.national_prefix_transform_rule
        example = str(phonenumbers.example_number(code).national_number)
        return f"1{example[:3]}" if area else "1*"
    if code == "KZ":
        return "77"
    return f"{number}" if sharing[0] == code else f"{number}*"


def main():
    english, chinese, french = (Locale(tag).territories for tag in ("en", "zh", "fr"))
    region_of = {code: region for region, codes in REGIONS.items() for code in codes.split()}
    zones_of = zones()
    kosovo = [("XK", "XKX", "0", "Kosovo")]
    listed = [(c.alpha_2, c.alpha_3, c.numeric, c.name) for c in pycountry.countries] + kosovo
    facts, details = [], []
    for code, alpha3, numeric, formal in sorted(listed):
        names = [english[code], chinese[code], french[code]]
        if fold(french[code]) == fold(english[code]):
            names[2] = ""
        known = {fold(name) for name in names}
        for alias in [formal, *ALIASES.get(code, "").split("|")]:
            if alias and fold(alias) not in known | {fold(code), fold(alpha3)}:
                known.add(fold(alias))
                names.append(alias)
        facts.append(f"{code}\t{int(region_of[code])}\n")
        fields = [code, alpha3, str(int(numeric)), dial(code), " ".join(zones_of.get(code, [])), "|".join(names)]
        details.append("\t".join(fields) + "\n")
    data = Path(__file__).parent.parent / "www/data"
    data.joinpath("countries.tsv").write_text("".join(facts))
    data.joinpath("country-details.tsv").write_text("".join(details))


main()
