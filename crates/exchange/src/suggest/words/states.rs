// SPDX-License-Identifier: EUPL-1.2
//! What columns are called that say how far something is, and words beside years in headings.

/// Headings of states.
pub(in crate::suggest) const STATES: &str = "status|stand|umsetzungsstand|stand der umsetzung|umsetzungsstatus|\
    bearbeitungsstand|ampel|ampelstatus|state|implementation status|progress status|current status|rating|statut|état|\
    état d avancement|avancement|stato|stato di attuazione|stato di avanzamento|estado|estado de ejecución|\
    estado de avance|grado de cumplimiento|situação|estado de execução|stan|stan realizacji|status realizacji|\
    stopień realizacji|stand van zaken|voortgang|estat|estat d execució";

/// Words beside a year for what is to be reached.
pub(in crate::suggest) const TARGETS: &str = "target|targets|goal|planned|ziel|zielwert|ziele|soll|sollwert|plan|cible|\
    objectif|obiettivo|previsto|meta|objetivo|previsión|cel|docelowa|doel|doelwaarde|streefwaarde|objectiu";

/// Words beside a year for what was measured.
pub(in crate::suggest) const VALUES: &str = "value|values|actual|achieved|result|observed|wert|istwert|ist|ergebnis|valeur|\
    réalisé|realise|valore|consuntivo|effettivo|valor|real|resultado|wartosc|wartość|wykonanie|waarde|realisatie|gerealiseerd";
