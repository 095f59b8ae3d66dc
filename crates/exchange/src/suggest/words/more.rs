// SPDX-License-Identifier: EUPL-1.2
//! What columns are called in further words and languages: English, French, Spanish, Portuguese, Polish,
//! Dutch, Catalan, beside German and Italian.

use wegmarke_domain::noun::Noun;

/// Further words for the attributes of a noun; more than one entry may be for one attribute.
pub(in crate::suggest) const MORE: [(Noun, &[(&str, &str)]); 9] = [
    (
        Noun::Measure,
        &[
            (
                "title.*",
                "promise|promise text|promise title|pledge|commitment|commitment text|policy|policy name|measure name|action title|vorhaben|projekt|aktion|zusage|versprechen|maßnahmen bez|maßnahmenbezeichnung|mesure|levier|action|engagement|nom de la mesure|medida|acción|compromiso|compromisso|meta|nome da meta|ação|działanie|nazwa działania|zadanie|maatregel|actie|naam maatregel|mesura|acció|actuació|resultat",
            ),
            (
                "number",
                "maßnahmen id|maßnahmennr|numéro|numéro de mesure|número|numer|nummer maatregel|codi",
            ),
            (
                "id",
                "promise id|pledge id|measure id|action id|result id|external id|compromisocod",
            ),
            (
                "lead",
                "verantwortliche stelle|zuständigkeit federführung|entidad responsable|ente responsabile|soggetto responsabile|structure pilote|zuständige stelle|federführende stelle|amt|dezernat|owner|department|ministry|agency|lead department|responsible ministry|country|responsable|pilote|porteur|ministère|organismo responsable|área responsable|dependencia|responsável|órgão responsável|secretaria|odpowiedzialny|podmiot odpowiedzialny|instytucja|verantwoordelijke|trekker|ministerie|responsible organ",
            ),
            (
                "partners",
                "mit|weitere beteiligte|beteiligte stellen|mitwirkende stellen|zuständigkeit beteiligte|partnerschaft|betrokken partijen|betrokken organisaties|entidades participantes|organismos implicados|otros organismos|podmioty współpracujące|enti coinvolti|autres acteurs|partenaires|acteurs|socios|contraparte|parceiros|partnerzy|współpraca|betrokkenen|partners",
            ),
            (
                "output_indicator.*",
                "ergebnis|produkt|zielgröße|deliverable|deliverables|output|target|targets|quantifiable targets|will be delivered|livrable|résultat attendu|producto|producto final|resultado esperado|entrega|produto|wskaźnik|rezultat|resultaat|prestatie",
            ),
            (
                "outcome_indicator.*",
                "impact assessment|expected impact|expected outcome|effet attendu|impacto|oddziaływanie|effect",
            ),
            (
                "nature",
                "type|measure type|type of measure|type de mesure|tipo|tipo de medida|rodzaj|soort",
            ),
            (
                "themes",
                "keywords|tags|stichworte|schlagworte|axes|axe|axes taxonomie|thématique|thématiques|mots clés|tema|temas|palabras clave|palavras chave|tematy|obszar|thema s|technology focus|technology|sector",
            ),
            (
                "groups",
                "public|publics cibles|population|beneficiarios|público alvo|grupa docelowa|doelgroep|district|districte|bezirk|stadtteil",
            ),
            (
                "funding.*",
                "kostenschätzung|presupuesto en miles|budżet|źródło finansowania|źródła finansowania|fuente de financiación|source de financement|finanzierungsquelle|fonte di finanziamento|fonte de financiamento|financiering|kosten in|total cost|costs|coût|financement|presupuesto|coste|costo total|orçamento|custo|koszt|finansowanie|kosten|begroting|pressupost",
            ),
            (
                "description.*",
                "action points|objectif du levier|objectif|umsetzung|umsetzungsschritte|what|scope|pillar",
            ),
            (
                "field",
                "axis|axis id|category|kategorie|catégorie|chantier|chantier associé|volet|axe stratégique|categoría|eje|tema titulo|temacoddesc|tematitulo|área|eixo|eixo id|kategoria|oś|categorie|categoria|àmbit|pijler|sektor|bereich|region",
            ),
            (
                "goal",
                "ziel|oberziel|objective|objective id|goal id|objetivo|objectiu|cel|doel|doelstelling|parent external id",
            ),
        ],
    ),
    (
        Noun::Milestone,
        &[
            (
                "id",
                "id indicateur|indicator id|kennzahl id|etapacod|hitocod",
            ),
            (
                "title.*",
                "indicateur|indicator name|kennzahl|kennzahlname|étape|jalon|hito|hito titulo|etapa|etapa titulo largo|marco|etapatitulolargo|hitotitulo|wskaźnik|kamień milowy|mijlpaal|indicador",
            ),
            ("measures", "mesure|levier|medida|maatregel|działanie"),
            (
                "unit",
                "unite|unité|unidad|unidade|jednostka|eenheid|maßeinheit|unitat",
            ),
            (
                "baseline",
                "valeur initiale|valeur de départ|valor inicial|línea de base|linha de base|wartość bazowa|nulmeting|startwert|initial value",
            ),
            (
                "goal",
                "cible|valeur cible|valor objetivo|valor meta|wartość docelowa|streefwaarde|cible 2030|zielwert 2030|target 2030",
            ),
            (
                "due.as_written",
                "date cible|échéance|fecha límite|fecha fin|ffin|prazo|termin realizacji|einddatum|target date|zieldatum|etapaffin",
            ),
            (
                "verification.*",
                "source de vérification|medio de verificación|meio de verificação|weryfikacja",
            ),
            ("note.*", "sources|source"),
        ],
    ),
    (
        Noun::Recommendation,
        &[
            (
                "title.*",
                "action summary|summary|recommandation|recomendación|recomendação|rekomendacja|zalecenie|aanbeveling|recomanació|forderung",
            ),
            (
                "description.*",
                "full text|text of recommendation|wortlaut|texte|texto",
            ),
            (
                "issuer",
                "recommending states|recommending country|state|états recommandants|état auteur|estado recomendante|país|emisor|emissor|państwo|land van herkomst|staat|made by",
            ),
            (
                "topics",
                "primary theme|theme|themes|thème|thèmes|tema|temat|onderwerp|sujet|area of concern",
            ),
            (
                "id",
                "paragraph|recommendation id|paragraphe|párrafo|absatz|nr der empfehlung",
            ),
            (
                "addressee",
                "destinataire|destinatario|destinatário|adresat|geadresseerde|related entity",
            ),
        ],
    ),
    (
        Noun::Coverage,
        &[(
            "degree",
            "bewertung|erfüllung|couverture|cobertura|dekking|umsetzungsgrad",
        )],
    ),
    (
        Noun::Evidence,
        &[
            (
                "claim.*",
                "evidence text|justification|begründung|finding|summary|auto summary|fortschritt|bericht|progrès|état d avancement|avance|avances|progreso|progresso|andamento|postęp|opis postępu|voortgang|stand van zaken|evidència",
            ),
            (
                "dated_on",
                "date published|published|publication date|last checked|checked on|collected at|date de publication|fecha|fecha de publicación|data da publicação|data publikacji|datum publicatie|berichtsdatum|avanzamento",
            ),
            (
                "measure",
                "promise id|promise|pledge id|measure id|action id|maßnahmen id|maßnahme id|id mesure|mesure|medida|compromiso|meta|działanie|maatregel",
            ),
            (
                "speaker",
                "source type|publisher|organisation|autor|auteur|fuente|amministrazione titolare",
            ),
            ("source.url", "allegato 1|allegato|attachment|annex|anlage"),
            ("note.*", "review note|reviewer note"),
        ],
    ),
    (
        Noun::Organisation,
        &[
            (
                "name.*",
                "secretaria|ministère|ministerio|ministerstwo|ministerie|organisme|organismo|body|amt",
            ),
            ("short.*", "sigle|sigla|skrót|afkorting|acrónimo"),
        ],
    ),
    (
        Noun::Field,
        &[
            (
                "title.*",
                "axis|chantier|axe|eje|eixo|oś priorytetowa|pijler|schwerpunkt|bereich|pillar|objective area",
            ),
            ("parent", "axe taxonomie|axe parent|pertenece a"),
        ],
    ),
    (
        Noun::Goal,
        &[
            (
                "title.*",
                "ziel|goal|objective|objectif|engagement|objetivo|obiettivo|cel|doel|objectiu|name",
            ),
            ("field", "thématique|handlungsfeld|theme|axis"),
        ],
    ),
    (Noun::Fact, &[("value", "valeur|valor|wartość|waarde")]),
];

/// Further words for attributes of any noun that has them.
pub(in crate::suggest) const COMMON_MORE: [(&str, &str); 13] = [
    (
        "id",
        "identifiant|identificador|identyfikator|kod|uuid|ref|reference|cod",
    ),
    ("number", "no|n°|numéro|número|numer|volgnummer|lp"),
    (
        "plan",
        "plan d action|plan de acción|plano|plan działania|actieplan|pam pad",
    ),
    (
        "title.*",
        "titre|intitulé|nom|libellé|título|nombre|titulo|nome|tytuł|nazwa|titel|naam|omschrijving kort|títol|nom|label",
    ),
    (
        "description.*",
        "descriptif|texte|descripción|cuerpo|descrição|descricao|opis|omschrijving|beschrijving|toelichting|descripció|body|content|technically",
    ),
    (
        "period.as_written",
        "calendrier|durée|période|plazo|plazo de ejecución|frist|fristen|termin|terminplan|termin realizacji|termijn|tijdpad|deadline|due|due date|fecha límite|échéance|délai|scadenza|prazo de execução|período|cronograma|prazo|okres|okres realizacji|looptijd|planning|període",
    ),
    (
        "period.from",
        "planned start|start date|date de début|début|fecha inicio|fecha de inicio|início|data de início|data rozpoczęcia|startdatum|data inici|anfang|startjahr",
    ),
    (
        "period.until",
        "planned completion|end date|date de fin|fecha fin|fecha de fin|fim|data de fim|data zakończenia|einddatum|data final|endjahr|completion date",
    ),
    (
        "note.*",
        "commentaire|commentaires|remarque|observación|observaciones|observation|observação|observações|comentario|uwagi|komentarz|opmerking|opmerkingen|comentaris|evidence summary",
    ),
    (
        "source.document",
        "sources|sources de l objectif|fuente|fuentes|fonte|źródło|bron|font",
    ),
    ("source.locator", "page|página|strona|pagina|paragraph"),
    (
        "source.url",
        "lien|lien site source|enlace|ligação|adres|odnośnik|enllaç|source url|weblink",
    ),
    ("themes", "subcategoria|subcategory|topic|topics"),
];

/// What words of sources mean in closed lists, small letters.
pub(in crate::suggest) const MEANINGS: [(&str, &str, &str); 21] = [
    (
        "delivery",
        "not-started",
        "nicht begonnen|noch nicht begonnen|offen|geplant|in planung|ausstehend|not started|not yet started|planned|to do|open|non commencé|non démarré|pas commencé|à venir|prévu|non avviato|non avviata|da avviare|no iniciada|no iniciado|sin iniciar|sin avance|pendiente|não iniciada|não iniciado|por iniciar|nie rozpoczęto|nierozpoczęte|planowane|niet gestart|nog niet gestart|niet begonnen|gepland|no iniciat|no iniciada",
    ),
    (
        "delivery",
        "limited",
        "begonnen|angelaufen|in arbeit|in umsetzung|in bearbeitung|laufend|läuft|teilweise umgesetzt|teilweise|in progress|ongoing|started|under way|underway|partly done|partially implemented|en cours|commencé|partiellement réalisé|in corso|avviato|avviata|en curso|en ejecución|en proceso|iniciada|iniciado|em andamento|em curso|em execução|w trakcie|w realizacji|rozpoczęte|częściowo|loopt|lopend|in uitvoering|gestart|deels|en curs|en execució",
    ),
    (
        "delivery",
        "substantial",
        "weitgehend umgesetzt|überwiegend umgesetzt|fast abgeschlossen|largely done|mostly done|nearly complete|substantially implemented|largement réalisé|in gran parte|en gran parte|avanzada|avanzado|avançado|w znacznej części|grotendeels|grotendeels afgerond",
    ),
    (
        "delivery",
        "complete",
        "abgeschlossen|umgesetzt|erledigt|fertig|beendet|erreicht|vollständig umgesetzt|complete|completed|done|finished|implemented|fully implemented|achieved|terminé|achevé|réalisé|fait|completato|completata|concluso|conclusa|raggiunto|finalizada|finalizado|completada|completado|completo|cumplida|concluída|concluído|realizada|realizado|zakończone|zrealizowane|zakończono|wykonano|afgerond|voltooid|gereed|klaar|uitgevoerd|finalitzada|executada",
    ),
    (
        "delivery",
        "no-evidence",
        "keine angabe möglich|nicht belegt|no evidence|unclear|unknown|unbekannt|inconnu|desconocido|nieznany|onbekend",
    ),
    (
        "position",
        "accepted",
        "accepted|supported|support|akzeptiert|angenommen|acceptée|accettata|aceptada|aceita|przyjęte|aanvaard|agreed",
    ),
    (
        "position",
        "partly-accepted",
        "accepted in part|partially accepted|partly accepted|teilweise angenommen|partiellement acceptée|parzialmente accettata",
    ),
    (
        "position",
        "noted",
        "noted|zur kenntnis genommen|notée|prise en note|annotata|tomada nota|odnotowane",
    ),
    (
        "position",
        "rejected",
        "rejected|not supported|not accepted|abgelehnt|rejetée|respinta|rechazada|odrzucone",
    ),
    (
        "position",
        "pending",
        "pending|offen|en attente|pendiente|pendente",
    ),
    (
        "degree",
        "met",
        "met|erfüllt|fully met|full|ja|umgesetzt|atteint|cumplido|a|largely implemented",
    ),
    (
        "degree",
        "partial",
        "partial|partly met|teilweise|teilweise erfüllt|partiel|parcial|b|partially implemented",
    ),
    (
        "degree",
        "not-met",
        "not met|nicht erfüllt|nein|non atteint|no cumplido|c|not implemented",
    ),
    (
        "nature",
        "new",
        "neu|new|nouveau|nuovo|nueva|nova|nowe|nieuw|einmalig",
    ),
    (
        "nature",
        "continued",
        "fortlaufend|laufend|fortgeführt|continued|ongoing|weiterführung|poursuivi|continua|kontynuacja|doorlopend",
    ),
    (
        "nature",
        "extended",
        "erweitert|ausbau|extended|étendu|ampliada|rozszerzone|uitgebreid",
    ),
    (
        "nature",
        "review",
        "prüfung|prüfauftrag|review|examen|revisión",
    ),
    (
        "milestone-type",
        "qualitative",
        "milestone|meilenstein|jalon|hito|qualitativ|qualitatif",
    ),
    (
        "milestone-type",
        "quantitative",
        "target|ziel|cible|meta|quantitativ|quantitatif",
    ),
    (
        "direction",
        "increase",
        "increase|steigend|hoch|hausse|aumentar",
    ),
    (
        "direction",
        "decrease",
        "decrease|sinkend|runter|baisse|reducir",
    ),
];

/// What file names say about their rows.
pub(in crate::suggest) const FILES: [(Noun, &str); 9] = [
    (
        Noun::Measure,
        "measures|maßnahmen|massnahmen|promises|pledges|actions|action|leviers|mesures|compromisos|medidas|metas|goals|maatregelen|działania|misure|policies|sachstand",
    ),
    (
        Noun::Evidence,
        "evidence|belege|timeline|progress|updates|suggestions|status|preuves|evidencias|attuazione",
    ),
    (
        Noun::Milestone,
        "milestones|meilensteine|targets|indicators|indicateurs|indicadores|kennzahlen|hitos|jalons|programmazione|synthese",
    ),
    (
        Noun::Recommendation,
        "recommendations|empfehlungen|upr|recommandations|recomendaciones|aanbevelingen",
    ),
    (
        Noun::Organisation,
        "actors|akteure|organisations|secretaries|bodies|ministries|organismes",
    ),
    (
        Noun::Field,
        "fields|handlungsfelder|axes|chantiers|pillars|ejes|eixos",
    ),
    (
        Noun::Goal,
        "objectives|ziele|engagements|objectifs|objetivos",
    ),
    (Noun::Coverage, "coverage|abdeckung"),
    (Noun::Fact, "facts|fakten"),
];
