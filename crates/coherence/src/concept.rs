// SPDX-License-Identifier: EUPL-1.2
//! Words of German and English that mean the same in such plans, and few that mean the same within a
//! language. Only what stands for one another: what is merely near would relate everything.

use std::collections::HashMap;

use wegmarke_domain::text::Lang;

use crate::words::Stems;

/// German words, a stroke, English words; one meaning in a line.
const TABLE: &str = "
opfer betroffene geschädigte | victims affected survivors
menschenhandel | trafficking
ausbeutung | exploitation
zwangsarbeit | forced
arbeit | labour labor work
beratung | counselling advice counseling
stelle | centre center office
schulung fortbildung ausbildung weiterbildung qualifizierung learning lernen | training learning
sensibilisierung aufklärung bewusstsein | awareness
information | information
kampagne | campaign
öffentlichkeit öffentlich | public
sprache mehrsprachig fremdsprache | language multilingual
leicht | easy
zielgruppe | target
gruppe | group
prüfung überprüfung prüfen | review examine
zugang anspruch | access entitlement
leistung | benefit services
bürger | citizen
unterstützung unterstützen | support assistance
umsetzung | implementing implementation
entschädigung | compensation
sozial | social
recht | law right
gesetzbuch sgb | code
strafverfolgung | prosecution
straftat straftatbestand | offence crime
strafverfahren | criminal proceedings
polizei polizeilich | police
zusammenarbeit kooperation | cooperation
vernetzung netzwerk | network networking
treffen austauschtreffen | meeting
austausch | exchange
jährlich | yearly annual
bund | federal federation
land länder | state länder
arbeitsgruppe projektgruppe | working
unterbringung unterkunft | accommodation shelter
geflüchtete flüchtling | refugees
schutz schützen | protection protect
kinder minderjährige | children minors
jugendliche | young youth
frauen | women
gewalt | violence
prostitution prostituierte | prostitution
hausangestellte | domestic
diplomat | diplomatic diplomats
gleichbehandlung | equal treatment
asyl | asylum
beauftragte | officer
förderung fördern finanzierung | fund funding
bundesweit | nationwide
plattform | platform
online digital | online digital
aufbauen aufbau | build
entwickeln weiterentwickeln entwicklung | develop development
fortführen | continue
daten | data
datensatz | dataset
erheben erhebung | collect collection
berichterstattung berichterstattungsstelle | rapporteur reporting
zivilgesellschaft zivilgesellschaftlich | civil society
monitoring überwachung | monitoring
mechanismus | mechanism
strategie | strategy
richtlinie | directive guideline
anpassung anpassen | adapt adaptation
kontrolle | inspection control
behörde | authority authorities
arbeitgeber unternehmen | employer company companies business
lieferkette | supply chain
mindestlohn | minimum wage
rechte | rights
identifizierung erkennung erkennen | identification detection recognising
verfahren | procedure
aufenthalt | residence
rückkehr | return
familie | family
dolmetschen dolmetscher | interpreter interpretation
gesundheit | health
bildung | education
forschung studie | research study
gesetz | act legislation
koordinierung koordination steuerung | coordination steering
zeitplan | timetable
indikator | indicator
bewertung evaluation | evaluation
empfehlung | recommendation
herkunftsland herkunft | origin
mensch | human people
person | person
ansprechperson | contact
programm | programme program
projekt | project
modellprojekt | model
plan aktionsplan | plan
täter | perpetrator offender
zeuge | witness
gericht | court
justiz staatsanwaltschaft | justice judiciary prosecutors
vermögensabschöpfung | confiscation
finanzermittlung | financial
nachfrage | demand
freier | clients
leitfaden handreichung | guide handbook
standard | standard
material flyer faltblatt broschüre | material leaflet brochure
mitarbeitende personal beschäftigte angestellte | staff employees
amt | office
integration | integration
mobilität | mobility
fair faire | fair
saison saisonarbeit | seasonal
pflege | care
zoll | customs
international | international
europäisch | european
national | national
";

/// Which meaning a stem has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Concepts {
    german: HashMap<Box<str>, u16>,
    english: HashMap<Box<str>, u16>,
}

impl Concepts {
    pub(crate) fn new(stems: &Stems) -> Self {
        let mut concepts = Self::default();
        let lines = TABLE.lines().filter(|line| !line.is_empty());
        for (number, line) in (0_u16..).zip(lines) {
            let (german, english) = line.split_once('|').unwrap_or((line, ""));
            // The first line with a word wins: the more telling ones stand first.
            for word in german.split_ascii_whitespace() {
                let stem = stems.of(Lang::DE, word).into_boxed_str();
                concepts.german.entry(stem).or_insert(number);
            }
            for word in english.split_ascii_whitespace() {
                let stem = stems.of(Lang::EN, word).into_boxed_str();
                concepts.english.entry(stem).or_insert(number);
            }
        }
        concepts
    }

    /// What a stem is compared as: its meaning, else the stem itself.
    pub(crate) fn of(&self, lang: Lang, stem: String) -> String {
        let table = match lang {
            Lang::DE => &self.german,
            Lang::EN => &self.english,
            _ => return stem,
        };
        match table.get(&*stem) {
            Some(number) => format!("={number}"),
            None => stem,
        }
    }
}
