// SPDX-License-Identifier: EUPL-1.2
//! Words of the calendar, in German, English, Italian and French. All folded: lower case, and only
//! letters and digits.

/// 1 to 12.
pub(super) fn month(word: &str) -> Option<i8> {
    let month = match word {
        "januar" | "jänner" | "jan" | "jän" | "january" | "gennaio" | "gen" | "genn"
        | "janvier" | "janv" => 1,
        "februar" | "feber" | "feb" | "february" | "febbraio" | "febb" | "février" | "fevrier"
        | "févr" | "fév" => 2,
        "märz" | "maerz" | "mär" | "mrz" | "march" | "mar" | "marzo" | "mars" => 3,
        "april" | "apr" | "aprile" | "avril" | "avr" => 4,
        "mai" | "may" | "maggio" | "mag" | "magg" => 5,
        "juni" | "juno" | "jun" | "june" | "giugno" | "giu" | "juin" => 6,
        "juli" | "julei" | "jul" | "july" | "luglio" | "lug" | "juillet" | "juil" => 7,
        "august" | "aug" | "agosto" | "ago" | "août" | "aout" => 8,
        "september" | "sept" | "sep" | "settembre" | "sett" | "set" | "septembre" => 9,
        "oktober" | "okt" | "october" | "oct" | "ottobre" | "ott" | "octobre" => 10,
        "november" | "nov" | "novembre" => 11,
        "dezember" | "dez" | "december" | "dec" | "dicembre" | "dic" | "décembre" | "decembre"
        | "déc" => 12,
        _ => return None,
    };
    Some(month)
}

/// The first month of a season of three; winter belongs to two years and is not among them.
pub(super) fn season(word: &str) -> Option<i8> {
    let first = match word {
        "frühjahr" | "frühling" | "spring" | "primavera" | "printemps" => 3,
        "sommer" | "summer" | "estate" | "été" => 6,
        "herbst" | "autumn" | "fall" | "autunno" | "automne" => 9,
        _ => return None,
    };
    Some(first)
}

pub(super) fn is_winter(word: &str) -> bool {
    matches!(word, "winter" | "inverno" | "hiver")
}

/// Parts of a year that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Quarter,
    Third,
    Half,
    Week,
}

impl Unit {
    /// How many of them a year has; the last week is looked up.
    pub(super) const fn last(self) -> i8 {
        match self {
            Self::Quarter => 4,
            Self::Third => 3,
            Self::Half => 2,
            Self::Week => 53,
        }
    }

    /// Months of one of them.
    pub(super) const fn months(self) -> i8 {
        match self {
            Self::Quarter => 3,
            Self::Third => 4,
            Self::Half => 6,
            Self::Week => 0,
        }
    }
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    let unit = match word {
        "quartal" | "quartals" | "quartale" | "vierteljahr" | "vj" | "quarter" | "q" | "qu"
        | "trimestre" | "trim" | "t" => Unit::Quarter,
        "quadrimestre" => Unit::Third,
        "halbjahr" | "halbjahres" | "halbjahrs" | "jahreshälfte" | "hj" | "half" | "halfyear"
        | "h" | "semestre" | "s" => Unit::Half,
        "kw" | "kalenderwoche" | "woche" | "week" | "settimana" | "semaine" | "w" => Unit::Week,
        _ => return None,
    };
    Some(unit)
}

/// `iii`, `erstes`, `second`, `primo`, `deuxième`.
pub(super) fn ordinal(word: &str) -> Option<i8> {
    let number = match word {
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "erste" | "erstes" | "ersten" | "erster" | "first" | "primo" | "prima" | "premier"
        | "première" => 1,
        "zweite" | "zweites" | "zweiten" | "zweiter" | "second" | "secondo" | "seconda"
        | "deuxième" | "seconde" => 2,
        "dritte" | "drittes" | "dritten" | "third" | "terzo" | "troisième" => 3,
        "vierte" | "viertes" | "vierten" | "fourth" | "quarto" | "quatrième" => 4,
        _ => return None,
    };
    Some(number)
}

/// Beginning, middle and end: the thirds of a year or of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    Middle,
    End,
}

pub(super) fn part(word: &str) -> Option<Part> {
    let part = match word {
        "anfang" | "beginn" | "early" | "beginning" | "start" | "inizio" | "inizi" | "début"
        | "debut" => Part::Start,
        "mitte" | "mid" | "middle" | "metà" | "mi" | "milieu" => Part::Middle,
        "ende" | "end" | "late" | "fine" | "fin" => Part::End,
        _ => return None,
    };
    Some(part)
}

/// `jahresende`: a part of a year in one word.
pub(super) fn part_of_year(word: &str) -> Option<Part> {
    match word {
        "jahresanfang" | "jahresbeginn" => Some(Part::Start),
        "jahresmitte" => Some(Part::Middle),
        "jahresende" => Some(Part::End),
        _ => None,
    }
}

/// Words that say nothing about when.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "im" | "in" | "am" | "zum" | "zur" | "den" | "der" | "des" | "dem" | "das" | "die"
            | "jahr" | "jahre" | "jahres" | "jahren" | "kalenderjahr" | "monat" | "uhr"
            | "year" | "years" | "month" | "the" | "of" | "on" | "at"
            | "anno" | "anni" | "mese" | "del" | "dell" | "della" | "dello" | "di" | "il" | "lo"
            | "la" | "l" | "le" | "nel" | "nell" | "année" | "années" | "mois" | "de" | "d" | "du"
            | "en" | "au" | "à"
            // How sure somebody is changes no day.
            | "voraussichtlich" | "vorauss" | "vsl" | "geplant" | "planmäßig" | "expected"
            | "planned" | "previsto" | "prevista" | "prévu" | "prévue"
            | "montag" | "dienstag" | "mittwoch" | "donnerstag" | "freitag" | "samstag"
            | "sonnabend" | "sonntag" | "monday" | "tuesday" | "wednesday" | "thursday"
            | "friday" | "saturday" | "sunday" | "lunedì" | "martedì" | "mercoledì" | "giovedì"
            | "venerdì" | "sabato" | "domenica" | "lundi" | "mardi" | "mercredi" | "jeudi"
            | "vendredi" | "samedi" | "dimanche"
    )
}

/// What opens a time that has no end, longest first.
pub(super) const FROM: [&str; 28] = [
    "frühestens ab",
    "voraussichtlich ab",
    "beginnend ab",
    "beginnend mit",
    "a partire dal",
    "a partire da",
    "a decorrere dal",
    "a decorrere da",
    "à partir de",
    "à partir du",
    "à compter de",
    "à compter du",
    "as from",
    "as of",
    "starting from",
    "starting in",
    "starting",
    "beginning in",
    "ab",
    "seit",
    "from",
    "since",
    "dall'",
    "dal",
    "da",
    "depuis",
    "dès",
    "von",
];

/// What closes a time that has no beginning, longest first.
pub(super) const UNTIL: [&str; 35] = [
    "bis spätestens zum",
    "bis spätestens",
    "spätestens bis zum",
    "spätestens bis",
    "spätestens zum",
    "spätestens",
    "bis einschließlich",
    "bis einschl",
    "bis zum",
    "bis zur",
    "bis",
    "no later than",
    "not later than",
    "at the latest by",
    "until",
    "till",
    "by",
    "entro e non oltre il",
    "entro e non oltre",
    "entro il",
    "entro la",
    "entro l'",
    "entro",
    "fino al",
    "fino alla",
    "fino a",
    "jusqu'au",
    "jusqu'à la",
    "jusqu'à",
    "jusqu'en",
    "au plus tard le",
    "au plus tard",
    "d'ici au",
    "d'ici à",
    "d'ici",
];

/// What stands between the two ends of a time.
pub(super) const BETWEEN: [&str; 18] = [
    " bis einschließlich ",
    " bis einschl. ",
    " bis zum ",
    " bis zur ",
    " bis ",
    " until ",
    " through ",
    " till ",
    " to ",
    " fino alla ",
    " fino al ",
    " fino a ",
    " alla ",
    " al ",
    " jusqu'au ",
    " au ",
    " à ",
    " a ",
];

/// Words after a beginning that say that there is no end.
pub(super) const ONWARDS: [&str; 22] = [
    "ff.",
    "ff",
    "fortlaufend",
    "laufend",
    "dauerhaft",
    "kontinuierlich",
    "fortgesetzt",
    "onwards",
    "onward",
    "ongoing",
    "and ongoing",
    "in poi",
    "e seguenti",
    "e ss.",
    "et suivantes",
    "et suiv.",
    "(laufend)",
    "(fortlaufend)",
    "(ongoing)",
    "und folgende",
    "und folgejahre",
    "-",
];
