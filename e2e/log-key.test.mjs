// SPDX-License-Identifier: EUPL-1.2
// The log's key is replaced while somebody reads: the check on the page that is still open follows from its key
// to the new one, and nowhere else; and everybody sees all keys.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { openSite, startServer } from "./site.mjs";

const run = promisify(execFile);
const holds = "The entry stands in the log as this page shows it.";
const replaced = /The log’s key was replaced since this page was made/;

let site;
/** The same log, served after its key was replaced. */
let later;
let entry;
/** A page of before, whose script asks for the log of now; `change` sees what comes from there. */
let open;

before(async () => {
  site = await openSite();
  open = async (change = (_, body) => body) => {
    const page = await site.page({ locale: "en" });
    await page.goto("/en/entry/1");
    await page.route("**/log/**", async (route) => {
      const path = new URL(route.request().url()).pathname;
      const answer = await fetch(new URL(path, later.origin));
      const body = Buffer.from(await answer.arrayBuffer());
      await route.fulfill({ status: answer.status, body: change(path, body) });
    });
    return page;
  };
  const note = await (await site.get("/log/checkpoint")).text();
  entry = Number(note.split("\n")[1]);
  await run(site.program, ["log-key", "replace", "--data", site.data]);
  later = await startServer({ left: site.data, command: "serve" });
});

after(async () => {
  await later?.leave();
  await site?.close();
});

async function recompute(page) {
  await page.getByRole("button", { name: "Recompute now" }).click();
  const result = page.locator("[data-check] [role=status]");
  await result.filter({ hasText: /\S/ }).waitFor();
  return [await result.innerText(), await page.locator("[data-check] ol").innerText()];
}

test("the check of an older page follows to the new key", async () => {
  const [result, steps] = await recompute(await open());
  assert.equal(result, holds);
  assert.match(steps, replaced);
});

test("and stops where the old key did not sign, or the entry is not in the log", async () => {
  const flipped = (text, name) => text.replace(new RegExp(`("${name}":")(.)`), (_, head, one) => head + (one === "0" ? "1" : "0"));
  for (const [what, change] of [
    ["another signature of the old key", (path, body) => (path === "/log/keys" ? flipped(String(body), "old_signature") : body)],
    ["another signature of the new key", (path, body) => (path === "/log/keys" ? flipped(String(body), "new_signature") : body)],
    ["no signature of the old key", (path, body) => (path === "/log/keys" ? String(body).replace(/"old_signature":"[0-9a-f]+",/, "") : body)],
    ["another reason", (path, body) => (path === "/log/keys" ? String(body).replace("routine", "exposed") : body)],
    ["another entry in its place", (path, body) => (path === `/log/body/${entry}` ? String(body).replace(/"salt":"./, '"salt":"x') : body)],
    ["nothing about keys", (path, body) => (path === "/log/keys" ? "" : body)],
  ]) {
    const page = await open(change);
    const [result, steps] = await recompute(page);
    assert.match(result, /does NOT stand in the log/, what);
    assert.doesNotMatch(steps, replaced, what);
    await page.context().close();
  }
});

test("everybody sees the keys and the way between them", async () => {
  for (const [lang, title] of [["de", "Schlüssel, die dieses Protokoll hatte"], ["en", "Keys that this log has had"]]) {
    const page = await site.page({ baseURL: later.origin });
    for (const address of [`/${lang}/verify`, `/${lang}/entry/${entry}`]) {
      await page.goto(address);
      for (const { width, colorScheme, rules } of views) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await listViolations(page, rules), [], `${address} ${width} ${colorScheme}`);
        assert.deepEqual(await page.evaluate(listTooWide), [], `${address} ${width}`);
      }
      if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${lang}-${address.split("/")[2]}.png`, fullPage: true });
    }
    await page.goto(`/${lang}/verify`);
    assert.ok(await page.getByRole("heading", { name: title }).isVisible());
    await page.locator(`main table a[href="/${lang}/entry/${entry}"]`).first().click();
    assert.match(page.url(), new RegExp(`/entry/${entry}$`));
  }
});
