// SPDX-License-Identifier: EUPL-1.2
//! Classes of release that a plan can ask for, and what each needs to know.

use serde::Deserialize;

/// Dominance, for sums.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dominance {
    /// How many of the largest contributions; at least 2.
    pub largest: usize,
    /// The share that they may be at most; at most 0.90.
    pub share: f64,
}

/// How far numbers are off. The greatest deviation stays in the pool: it is never published.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellKeys {
    /// The greatest deviation; at least the smallest number shown of every table.
    pub deviation: u32,
    /// The variance of the deviations.
    pub variance: f64,
    /// Whether totals are made of the parts that are shown.
    #[serde(default)]
    pub additive: bool,
}

/// Differential privacy: how much a release may cost, and which noise is drawn.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Private {
    /// ε of this release.
    pub epsilon: f64,
    /// δ of this release; 0 with Laplace noise.
    #[serde(default)]
    pub delta: f64,
    /// The noise.
    pub noise: NoiseWord,
    /// How many records are drawn from the noisy numbers; none: none.
    #[serde(default)]
    pub records: Option<usize>,
    /// The same noisy numbers and seed give the same records. The noise itself has no seed.
    #[serde(default)]
    pub seed: u64,
}

/// Which noise is drawn.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum NoiseWord {
    /// Discrete Laplace.
    Laplace,
    /// Discrete Gaussian.
    Gaussian,
}

impl NoiseWord {
    /// Its word in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Laplace => "laplace",
            Self::Gaussian => "gaussian",
        }
    }
}

impl From<NoiseWord> for wegmarke_noise::Kind {
    fn from(word: NoiseWord) -> Self {
        match word {
            NoiseWord::Laplace => Self::Laplace,
            NoiseWord::Gaussian => Self::Gaussian,
        }
    }
}

impl Private {
    /// What it may cost.
    #[must_use]
    pub const fn privacy(&self) -> wegmarke_noise::Privacy {
        wegmarke_noise::Privacy {
            epsilon: self.epsilon,
            delta: self.delta,
        }
    }
}

/// Synthetic records: what they say, and how.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synthetic {
    /// The variables; each of one answer.
    pub variables: Vec<String>,
    /// The longest combination that is protected; 2 to 4.
    pub length: usize,
    /// How many records.
    pub records: usize,
    /// The same pool, plan and seed give the same records.
    pub seed: u64,
}
