// SPDX-License-Identifier: EUPL-1.2
// How a page that is open looks to axe, and what in it is too wide.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const tags = [
  "wcag2a",
  "wcag2aa",
  "wcag21a",
  "wcag21aa",
  "wcag22aa",
  "best-practice",
  "EN-301-549",
];

/** What can differ in the same page when it is narrower or darker: colours, sizes, what scrolls. */
export const rulesOfLooks = [
  "color-contrast",
  "link-in-text-block",
  "scrollable-region-focusable",
  "target-size",
];

/** Each way to look; the rules where not all of them are asked again. */
export const views = [
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark", rules: rulesOfLooks },
  { width: 320, colorScheme: "dark", rules: rulesOfLooks },
  { width: 320, colorScheme: "light", rules: rulesOfLooks },
];

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe objects to, one line for each element: by all rules that we keep to, or by some. */
export async function listViolations(page, rules = undefined) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate(
    (runOnly) =>
      window.axe.run(document, {
        runOnly,
        // Only what is violated is described in full, which is much faster on long pages.
        resultTypes: ["violations"],
        preload: false,
      }),
    rules ? { type: "rule", values: rules } : { type: "tag", values: tags },
  );
  const looked = found.passes.map(({ id }) => id);
  const enough = rules ? looked.includes("color-contrast") : looked.length > 5;
  assert.ok(enough, `axe hardly looked at anything: ${looked}`);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}`),
  );
}

/** Inside a page: elements that reach beyond the right edge and are not inside something that scrolls. */
export function listTooWide() {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element))
    .slice(0, 5)
    .map((element) => element.outerHTML.slice(0, 160));
}
