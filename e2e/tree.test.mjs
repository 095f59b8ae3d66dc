// SPDX-License-Identifier: EUPL-1.2
// What a screen reader is told, as a text that is reviewed like code. `UPDATE_SNAPSHOTS=1` writes
// the files in snapshots/ anew; read the difference before committing it.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { addressOf, kinds } from "./kinds.mjs";
import { openSite, root } from "./site.mjs";

const pages = [
  ["start", "de"],
  ["plan", "de"],
  ["measure", "en"],
  ["recommendation", "en"],
  ["gaps", "de"],
];

/** What differs from run to run by its nature: when entries were recorded, hashes, the key. */
function settled(tree) {
  return `${tree
    .replace(/\d{1,2}\.? \p{L}+ \d{4}, \d{2}:\d{2} (Uhr )?[A-Z]{3,4}/gu, "‹then›")
    .replace(/[0-9a-f]{16,}/g, "‹hash›")
    .replace(/\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+/g, "+‹key›")
    .trimEnd()}\n`;
}

describe("the accessibility tree", () => {
  let site;
  before(async () => {
    site = await openSite();
  });
  after(() => site?.close());

  for (const [name, lang] of pages) {
    test(`${name}, ${lang}`, async () => {
      const kind = kinds.find((kind) => kind.name === name);
      const page = await site.page({ viewport: { width: 1280, height: 900 } });
      await page.goto(await addressOf(site, kind, lang));
      const tree = settled(await page.locator("body").ariaSnapshot());
      await page.context().close();

      for (const landmark of ["banner", "main", "contentinfo", "navigation"]) {
        assert.match(tree, new RegExp(`^\\s*- ${landmark}\\b`, "m"), landmark);
      }
      assert.equal(tree.match(/^\s*- heading .* \[level=1\]/gm)?.length, 1);

      const file = path.join(root, "e2e/snapshots", `${name}.${lang}.yml`);
      if (process.env.UPDATE_SNAPSHOTS === "1") await writeFile(file, tree);
      const reviewed = await readFile(file, "utf8").catch(() => "");
      assert.equal(tree, reviewed, `${path.basename(file)}: UPDATE_SNAPSHOTS=1 renews it`);
    });
  }
});
