// SPDX-License-Identifier: EUPL-1.2
// Whether a page is valid HTML.

import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:document"],
  rules: {
    // Titles of measures are those of the plan, also where they are long.
    "long-title": "off",
    // Everything comes from our own server; a hash would only be needed for another origin.
    "require-sri": ["error", { target: "crossorigin" }],
  },
});

/** What is not valid in a page, one line for each. */
export async function listInvalid(html, address) {
  const { results } = await validator.validateString(html, address);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, selector }) => {
      return `line ${line}: ${message} (${ruleId}) ${selector ?? ""}`;
    }),
  );
}
