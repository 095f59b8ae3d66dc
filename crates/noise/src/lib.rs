// SPDX-License-Identifier: EUPL-1.2
//! Differential privacy: noise on counts, and what it costs. All draws and all sums of privacy are those of
//! OpenDP; a crate of its own, for what comes with it is heavy and nothing else needs it.
//!
//! Must never know whose counts they are, what was published before, or who asks. Randomness comes from
//! OpenSSL through OpenDP, and cannot be given: with a seed that somebody knows, noise protects nobody.
//!
//! Privacy is added up as zero-concentrated differential privacy (Bun and Steinke, 2016), whose ρ of one
//! release after another is their sum, also where the later ones depend on the earlier. The unit is one
//! person: two data sets are neighbours if one has a person more.
//!
//! # To add a kind of noise
//! A variant of [`Kind`], its scale and its OpenDP measurement in [`draw`], its words in `locales/*/cases.ftl`.

use opendp::combinators::ConcentratedMeasure as _;
use opendp::domains::{AtomDomain, VectorDomain};
use opendp::measurements::{make_gaussian, make_laplace};
use opendp::measures::{MaxDivergence, ZeroConcentratedDivergence};
use opendp::metrics::{L1Distance, L2Distance};

/// Which noise is added. Both are of whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Discrete Laplace.
    Laplace,
    /// Discrete Gaussian.
    Gaussian,
}

/// What a release may cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Privacy {
    /// ε; above 0.
    pub epsilon: f64,
    /// δ; for Laplace noise 0, for Gaussian above 0.
    pub delta: f64,
}

/// Counts that are told together.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a> {
    /// The true counts, of all codes that were declared.
    pub counts: &'a [u32],
    /// In how many of them one person can be.
    pub at_once: u32,
}

/// Counts with noise.
#[derive(Debug, Clone, PartialEq)]
pub struct Noisy {
    /// As many as there were; below nothing is possible.
    pub counts: Vec<i64>,
    /// The standard deviation of the noise on each.
    pub deviation: f64,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// ε or δ cannot be used.
    #[error(
        "ε must be above 0 and at most 20; δ 0 for Laplace noise, and above 0 and at most 0.001 for Gaussian"
    )]
    Parameters,
    /// OpenDP says no.
    #[error("no noise could be drawn: {0}")]
    Library(String),
    /// A measurement costs more than it was made for.
    #[error("the noise would cost more than was declared")]
    TooDear,
}

fn library(error: impl std::fmt::Debug) -> Failed {
    Failed::Library(format!("{error:?}"))
}

/// The greatest ε that anybody may ask for.
const MOST_EPSILON: f64 = 20.0;
/// The greatest δ.
const MOST_DELTA: f64 = 1e-3;
/// Below this an ε is nothing.
const LEAST_EPSILON: f64 = 1e-4;

impl Privacy {
    /// Whether it can be used with a kind of noise.
    ///
    /// # Errors
    /// [`Failed::Parameters`].
    pub fn check(self, kind: Kind) -> Result<(), Failed> {
        let fits = match kind {
            Kind::Laplace => self.delta == 0.0,
            Kind::Gaussian => self.delta > 0.0 && self.delta <= MOST_DELTA,
        };
        let is_used = (LEAST_EPSILON..=MOST_EPSILON).contains(&self.epsilon);
        (fits && is_used).then_some(()).ok_or(Failed::Parameters)
    }

    /// The greatest ρ that keeps it, by OpenDP's conversion; for a δ above 0.
    ///
    /// # Errors
    /// [`Failed`].
    pub fn to_rho(self) -> Result<f64, Failed> {
        self.check(Kind::Gaussian)?;
        let (mut kept, mut broken) = (0.0, self.epsilon);
        for _ in 0..60 {
            let middle = f64::midpoint(kept, broken);
            if epsilon_of(middle, self.delta)? <= self.epsilon {
                kept = middle;
            } else {
                broken = middle;
            }
        }
        Ok(kept)
    }
}

/// The ε that a sum of ρ means at a δ, by OpenDP's conversion (Canonne, Kamath and Steinke, 2020).
///
/// # Errors
/// [`Failed`].
pub fn epsilon_of(rho: f64, delta: f64) -> Result<f64, Failed> {
    let profile = ZeroConcentratedDivergence::convert(rho).map_err(library)?;
    profile.epsilon(delta).map_err(library)
}

/// What a release of so many tables costs in ρ, before anything is drawn.
///
/// # Errors
/// [`Failed`].
pub fn cost(kind: Kind, privacy: Privacy, tables: usize) -> Result<f64, Failed> {
    privacy.check(kind)?;
    Ok(match kind {
        Kind::Gaussian => privacy.to_rho()?,
        // Each table is ε/n, and ε of the pure kind is at most ε²/2 of the concentrated one.
        Kind::Laplace => privacy.epsilon * privacy.epsilon / (2.0 * count(tables)),
    })
}

/// Draws noise for tables that are told together; each gets the same part of what they may cost. Checked with
/// the privacy map of each measurement: what it really costs is no more than its part.
///
/// # Errors
/// [`Failed`]; nothing is told then.
pub fn draw(kind: Kind, privacy: Privacy, tables: &[Counts<'_>]) -> Result<Vec<Noisy>, Failed> {
    privacy.check(kind)?;
    let n = count(tables.len());
    let rho = match kind {
        Kind::Gaussian => privacy.to_rho()? / n,
        Kind::Laplace => 0.0,
    };
    let epsilon = privacy.epsilon / n;
    let noisy = tables.iter().map(|table| {
        let exact: Vec<i64> = table.counts.iter().map(|count| i64::from(*count)).collect();
        match kind {
            Kind::Gaussian => gaussian(&exact, table.at_once, rho),
            Kind::Laplace => laplace(&exact, table.at_once, epsilon),
        }
    });
    noisy.collect()
}

fn gaussian(exact: &[i64], at_once: u32, rho: f64) -> Result<Noisy, Failed> {
    // A little more than needed, so that no rounding costs more than was declared.
    let deviation = (f64::from(at_once) / (2.0 * rho)).sqrt() * (1.0 + 1e-9);
    let measurement = make_gaussian::<_, _, ZeroConcentratedDivergence>(
        VectorDomain::new(AtomDomain::<i64>::default()),
        L2Distance::<f64>::default(),
        deviation,
        None,
    )
    .map_err(library)?;
    let moved = f64::from(at_once).sqrt();
    if measurement.map(&moved).map_err(library)? > rho {
        return Err(Failed::TooDear);
    }
    Ok(Noisy {
        counts: measurement.invoke(&exact.to_vec()).map_err(library)?,
        deviation,
    })
}

fn laplace(exact: &[i64], at_once: u32, epsilon: f64) -> Result<Noisy, Failed> {
    let scale = f64::from(at_once) / epsilon * (1.0 + 1e-9);
    let measurement = make_laplace::<_, _, MaxDivergence>(
        VectorDomain::new(AtomDomain::<i64>::default()),
        L1Distance::<i64>::default(),
        scale,
        None,
    )
    .map_err(library)?;
    if measurement.map(&i64::from(at_once)).map_err(library)? > epsilon {
        return Err(Failed::TooDear);
    }
    Ok(Noisy {
        counts: measurement.invoke(&exact.to_vec()).map_err(library)?,
        deviation: scale * std::f64::consts::SQRT_2,
    })
}

fn count(tables: usize) -> f64 {
    f64::from(u32::try_from(tables.max(1)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Counts, Kind, Privacy, cost, draw, epsilon_of};

    const GAUSSIAN: Privacy = Privacy {
        epsilon: 4.0,
        delta: 1e-6,
    };

    #[test]
    fn rho_and_epsilon_are_two_ways_to_say_the_same() {
        let rho = GAUSSIAN.to_rho().unwrap();
        let back = epsilon_of(rho, 1e-6).unwrap();
        assert!((3.999..=4.0).contains(&back), "{back}");
        // The simple bound of Bun and Steinke (2016), ρ + 2·√(ρ·ln(1/δ)), is looser.
        let simple = rho + 2.0 * (rho * 1e6_f64.ln()).sqrt();
        assert!(simple > back && simple < 1.3 * back, "{simple} {back}");
    }

    #[test]
    fn what_cannot_be_used_is_refused() {
        for (kind, epsilon, delta) in [
            (Kind::Gaussian, 1.0, 0.0),
            (Kind::Laplace, 1.0, 1e-6),
            (Kind::Gaussian, 0.0, 1e-6),
            (Kind::Gaussian, f64::NAN, 1e-6),
            (Kind::Gaussian, 1.0, f64::NAN),
            (Kind::Laplace, 21.0, 0.0),
            (Kind::Gaussian, 1.0, 0.1),
        ] {
            let privacy = Privacy { epsilon, delta };
            assert!(privacy.check(kind).is_err(), "{kind:?} {epsilon} {delta}");
            assert!(draw(kind, privacy, &[]).is_err() && cost(kind, privacy, 1).is_err());
        }
    }

    /// The deviation of many draws is what is told, and their mean is the truth.
    #[test]
    fn noise_is_as_large_as_is_told() {
        let counts = vec![50; 4_000];
        let tables = [
            Counts {
                counts: &counts,
                at_once: 2,
            },
            Counts {
                counts: &counts,
                at_once: 1,
            },
        ];
        let laplace = Privacy {
            epsilon: 1.0,
            delta: 0.0,
        };
        for (kind, privacy) in [(Kind::Gaussian, GAUSSIAN), (Kind::Laplace, laplace)] {
            let all = draw(kind, privacy, &tables).unwrap();
            for noisy in &all {
                let off = |count: &i64| {
                    let off = f64::from(i32::try_from(*count).unwrap()) - 50.0;
                    (off, off * off)
                };
                let (sum, squares) = noisy
                    .counts
                    .iter()
                    .map(off)
                    .fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
                let (mean, deviation) = (sum / 4_000.0, (squares / 4_000.0).sqrt());
                assert!(mean.abs() < noisy.deviation / 10.0, "{kind:?}: {mean}");
                let ratio = deviation / noisy.deviation;
                assert!(
                    (0.9..1.1).contains(&ratio),
                    "{kind:?}: {deviation} {}",
                    noisy.deviation
                );
            }
            assert!(
                all[0].deviation > 1.3 * all[1].deviation,
                "who is in two cells is hidden, too"
            );
            let again = draw(kind, privacy, &tables).unwrap();
            assert_ne!(all[0].counts, again[0].counts, "no draw is like another");
        }
    }

    #[test]
    fn tables_that_are_told_together_cost_what_was_declared() {
        let rho = cost(Kind::Gaussian, GAUSSIAN, 27).unwrap();
        assert!((rho - GAUSSIAN.to_rho().unwrap()).abs() < 1e-12);
        let laplace = Privacy {
            epsilon: 2.0,
            delta: 0.0,
        };
        assert!((cost(Kind::Laplace, laplace, 4).unwrap() - 0.5).abs() < 1e-12);
    }
}
