// SPDX-License-Identifier: EUPL-1.2
//! Findings: an organisation explains one; it stays visible beside the explanation.

use wegmarke_domain::finding::FindingState;
use wegmarke_domain::id::FindingId;
use wegmarke_domain::statement::{Said, Statement};
use wegmarke_domain::text::Text;

use crate::append::Decision;
use crate::{App, AppError};

impl App {
    /// An organisation on record explains a finding that still stands.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if the organisation or the finding is not on record, or the finding
    /// was resolved already.
    pub async fn explain_finding(&self, id: &str, by: &str, reason: Text) -> Result<(), AppError> {
        self.append(|state| {
            let register = &state.register;
            let by = register
                .organisations
                .find(by)
                .ok_or_else(|| AppError::NotFound(format!("organisation {by}")))?;
            let id = FindingId::new(id);
            let stands = register.findings.find(id.as_str()).is_some()
                && !matches!(register.finding_state(&id), FindingState::Resolved { .. });
            if !stands {
                return Err(AppError::NotFound(format!("an open finding {id}")));
            }
            let statement = Statement::FindingExplained(reason.clone());
            let said = vec![Said::new(id.subject(), statement)];
            Ok((Decision::entered(by.id.clone(), said), ()))
        })
        .await
        .map(|_| ())
    }
}
