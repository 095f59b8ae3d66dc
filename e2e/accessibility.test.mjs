// SPDX-License-Identifier: EUPL-1.2
// axe finds nothing: every kind of page, both languages, narrow and wide, light and dark.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { createRequire } from "node:module";
import { addressOf, eachKind } from "./kinds.mjs";
import { openSite } from "./site.mjs";

const tags = [
  "wcag2a",
  "wcag2aa",
  "wcag21a",
  "wcag21aa",
  "wcag22aa",
  "best-practice",
  "EN-301-549",
];

const views = [320, 1280].flatMap((width) =>
  ["light", "dark"].map((colorScheme) => ({ width, colorScheme })),
);

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe objects to, one line for each element. */
async function listViolations(page) {
  const found = await page.evaluate(
    (values) =>
      window.axe.run(document, {
        runOnly: { type: "tag", values },
        // Only what is violated is described in full, which is much faster on long pages.
        resultTypes: ["violations"],
        preload: false,
      }),
    tags,
  );
  assert.ok(found.passes.length > 5, "axe hardly looked at anything");
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}`),
  );
}

describe("axe", { concurrency: 2 }, () => {
  let site;
  before(async () => {
    site = await openSite();
  });
  after(() => site?.close());

  eachKind((kind, lang) => {
    test(`${kind.name}, ${lang}`, async () => {
      const page = await site.page();
      const answer = await page.goto(await addressOf(site, kind, lang));
      assert.equal(answer.status(), kind.status ?? 200);
      await page.evaluate(axe);
      const violations = [];
      for (const { width, colorScheme } of views) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        for (const line of await listViolations(page)) {
          violations.push(`${width} px, ${colorScheme}: ${line}`);
        }
      }
      await page.context().close();
      assert.equal(violations.length, 0, violations.join("\n"));
    });
  });
});
