// SPDX-License-Identifier: EUPL-1.2
// Every kind of page is valid HTML, says its language, and has one heading of the first level.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { addressOf, eachKind } from "./kinds.mjs";
import { openSite } from "./site.mjs";

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

describe("HTML", { concurrency: 4 }, () => {
  let site;
  before(async () => {
    site = await openSite();
  });
  after(() => site?.close());

  eachKind((kind, lang) => {
    test(`${kind.name}, ${lang}`, async () => {
      const address = await addressOf(site, kind, lang);
      const answer = await site.get(address);
      assert.equal(answer.status, kind.status ?? 200);
      assert.match(answer.headers.get("content-type"), /^text\/html; ?charset=utf-8$/i);
      const html = await answer.text();

      const report = await validator.validateString(html, address);
      const lines = report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line, selector }) => {
          return `line ${line}: ${message} (${ruleId}) ${selector ?? ""}`;
        }),
      );
      assert.equal(lines.length, 0, `${address}\n${lines.join("\n")}`);

      assert.match(html, new RegExp(`<html[^>]* lang="${lang}"`));
      assert.equal(html.match(/<h1[\s>]/g)?.length, 1, "one heading of the first level");
      assert.doesNotMatch(html, /\sstyle="/, "styles stand in style sheets");
      assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/, "no script inside the page");
      assert.doesNotMatch(html, /\{\$|\{ \$|⟦|undefined/, "no word was left without its value");
    });
  });
});
