// SPDX-License-Identifier: EUPL-1.2
// What a screen reader is told, as a text that is reviewed like code. `UPDATE_SNAPSHOTS=1` writes
// the files in snapshots/ anew; read the difference before committing it.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./root.mjs";

/** What differs from run to run by its nature: hashes, the key, what it signs, and when a session ends. */
function settled(text) {
  return `${text
    .replace(/[0-9a-f]{16,}/g, "‹hash›")
    .replace(/\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+/g, "+‹key›")
    .replace(/ [A-Za-z0-9+/]{40,}=+/g, " ‹signed›")
    .replace(/(endet die Sitzung am|the session ends at) .*\.$/gm, "$1 ‹moment›.")
    .trimEnd()}\n`;
}

/** What a screen reader is told of a page. */
export async function treeOf(page) {
  return settled(await page.locator("body").ariaSnapshot());
}

/** That a text is the one that somebody read and committed. */
export async function assertReviewed(text, name) {
  const file = path.join(root, "e2e/snapshots", name);
  if (process.env.UPDATE_SNAPSHOTS === "1") await writeFile(file, text);
  const reviewed = await readFile(file, "utf8").catch(() => "");
  assert.equal(text, reviewed, `${name}: UPDATE_SNAPSHOTS=1 renews it`);
}
