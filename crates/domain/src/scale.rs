// SPDX-License-Identifier: EUPL-1.2
//! The scales on which the voices speak. Each also has "not stated", and none is ever added up
//! into a score.

use crate::words::words;

words! {
    /// How far a measure is carried out. The order is the scale; see [`Delivery::step`].
    Delivery {
        /// Nothing shows that anything was done.
        NoEvidence => "no-evidence",
        /// It was not started.
        NotStarted => "not-started",
        /// A little was done.
        Limited => "limited",
        /// Much was done.
        Substantial => "substantial",
        /// All of it was done.
        Complete => "complete",
    }
}

impl Delivery {
    /// Its step on the scale, from 0: what distances between voices are counted in.
    #[must_use]
    pub const fn step(self) -> u8 {
        match self {
            Self::NoEvidence => 0,
            Self::NotStarted => 1,
            Self::Limited => 2,
            Self::Substantial => 3,
            Self::Complete => 4,
        }
    }
}

words! {
    /// What stands beside delivery and changes how it is read.
    Flag {
        /// A task without an end.
        Continuing => "continuing",
        /// It rests for now.
        Paused => "paused",
        /// It was given up.
        Withdrawn => "withdrawn",
        /// Another measure took its place.
        Superseded => "superseded",
    }
}

words! {
    /// What a measure changed for those it is for. Only independent bodies and civil society say
    /// so, with a reason.
    Effect {
        /// Things are worse than before.
        Worsened => "worsened",
        /// Nothing changed.
        NoChange => "no-change",
        /// A little changed.
        Marginal => "marginal",
        /// Much changed.
        Major => "major",
        /// More changed than one could hope for.
        Outstanding => "outstanding",
        /// It is too early to tell, or it cannot be told.
        NotAssessableYet => "not-assessable-yet",
    }
}

impl Effect {
    /// Whether it claims that something was seen, which takes outcome evidence.
    #[must_use]
    pub const fn claims(self) -> bool {
        !matches!(self, Self::NotAssessableYet)
    }
}

words! {
    /// How secure the money of a measure is.
    Security {
        /// All of it.
        Secured => "secured",
        /// Some of it.
        PartlySecured => "partly-secured",
        /// None of it.
        Unsecured => "unsecured",
        /// It takes no money of its own.
        NotNeeded => "not-needed",
        /// Nobody can say.
        Unknown => "unknown",
    }
}

words! {
    /// One check of the design of a measure.
    Check {
        /// A lead is named, and only one.
        Lead => "lead",
        /// Partners are named, or it says that there are none.
        Partners => "partners",
        /// A period is given.
        Period => "period",
        /// At least one milestone.
        Milestone => "milestone",
        /// An output indicator.
        OutputIndicator => "output-indicator",
        /// An outcome indicator.
        OutcomeIndicator => "outcome-indicator",
        /// A baseline.
        Baseline => "baseline",
        /// A goal that can be reached or missed.
        Goal => "goal",
        /// What it costs and who pays.
        Funding => "funding",
        /// Whom it is for.
        AddressedGroup => "addressed-group",
        /// How binding it is.
        Commitment => "commitment",
    }
}

words! {
    /// A judgement of one check of a measure's design.
    Judged {
        /// It can be judged by it.
        Good => "good",
        /// In part.
        Partly => "partly",
        /// It cannot.
        Poor => "poor",
    }
}

words! {
    /// How much of a measure reaches those it is for.
    Reach {
        /// Nothing of it.
        Nothing => "nothing",
        /// Single cases.
        Isolated => "isolated",
        /// Some of them.
        Some => "some",
        /// Most of them.
        Most => "most",
    }
}

words! {
    /// The Länder by their codes (ISO 3166-2), and the federation as a whole.
    Land {
        /// Everywhere in Germany.
        Germany => "de",
        /// Baden-Württemberg.
        BadenWuerttemberg => "de-bw",
        /// Bavaria.
        Bavaria => "de-by",
        /// Berlin.
        Berlin => "de-be",
        /// Brandenburg.
        Brandenburg => "de-bb",
        /// Bremen.
        Bremen => "de-hb",
        /// Hamburg.
        Hamburg => "de-hh",
        /// Hesse.
        Hesse => "de-he",
        /// Mecklenburg-Western Pomerania.
        MecklenburgVorpommern => "de-mv",
        /// Lower Saxony.
        LowerSaxony => "de-ni",
        /// North Rhine-Westphalia.
        NorthRhineWestphalia => "de-nw",
        /// Rhineland-Palatinate.
        RhinelandPalatinate => "de-rp",
        /// Saarland.
        Saarland => "de-sl",
        /// Saxony.
        Saxony => "de-sn",
        /// Saxony-Anhalt.
        SaxonyAnhalt => "de-st",
        /// Schleswig-Holstein.
        SchleswigHolstein => "de-sh",
        /// Thuringia.
        Thuringia => "de-th",
    }
}
