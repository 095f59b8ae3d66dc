// SPDX-License-Identifier: EUPL-1.2
// What must hold for every kind of page, in both languages. Each page is loaded once, and looked at
// from all sides: its markup, axe, how wide it is, what it asks for, what a screen reader is told.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { addressOf, eachKind, nameOf } from "./kinds.mjs";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { listInvalid } from "./markup.mjs";
import { openSite } from "./site.mjs";
import { assertReviewed, treeOf } from "./snapshot.mjs";

/** The example is told as on this day, so that a snapshot says the same tomorrow. */
const at = "2026-11-23 09:00:00";

/** A page that was just opened, and what happened meanwhile. */
async function visit(site, kind, lang) {
  const address = await addressOf(site, kind, lang);
  const page = await site.page({ viewport: { width: 1280, height: 900 } });
  if (kind.as) {
    await page.goto(`/${lang}/sign-in`);
    await page.click(`button[value=${kind.as}]`);
    await page.waitForURL("**/work");
  }
  const foreign = [];
  const said = [];
  const failed = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== site.origin && protocol !== "data:") foreign.push(request.url());
  });
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("response", (answer) => {
    const wanted = answer.url() === page.url() ? (kind.status ?? 200) : 200;
    if (answer.status() !== wanted && !answer.request().isNavigationRequest()) {
      failed.push(`${answer.status()} ${answer.url()}`);
    }
  });
  const answer = await page.goto(address);
  const html = (await answer.body()).toString("utf8");
  return { address, page, answer, html, foreign, said, failed };
}

async function isValid({ address, answer, html }, kind, lang) {
  assert.equal(answer.status(), kind.status ?? 200);
  assert.match(answer.headers()["content-type"], /^text\/html; ?charset=utf-8$/i);
  const lines = await listInvalid(html, address);
  assert.equal(lines.length, 0, `${address}\n${lines.join("\n")}`);

  assert.match(html, new RegExp(`<html[^>]* lang="${lang}"`));
  assert.equal(html.match(/<h1[\s>]/g)?.length, 1, "one heading of the first level");
  assert.doesNotMatch(html, /\sstyle="/, "styles stand in style sheets");
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/, "no script inside the page");
  assert.doesNotMatch(html, /\{\$|\{ \$|⟦|undefined/, "no word was left without its value");
}

/** No violation in any view, and nothing wider than the narrowest, which is also 1280 at 400 %. */
async function looksRight({ page }) {
  const wrong = [];
  for (const { width, colorScheme, rules } of views) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    for (const line of await listViolations(page, rules)) {
      wrong.push(`${width} px, ${colorScheme}: ${line}`);
    }
  }
  assert.equal(wrong.length, 0, wrong.join("\n"));
}

async function fits({ page }) {
  await page.setViewportSize({ width: 320, height: 640 });
  const [wide, tall] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.scrollHeight,
  ]);
  const culprits = await page.evaluate(listTooWide);
  assert.ok(wide <= 320, `${wide} px wide:\n${culprits.join("\n")}`);
  assert.ok(tall > 300, "there is something to read");
}

/** What somebody reads before they ask for more: about four screens. */
const tallest = 3_500;

async function isShort({ page }) {
  await page.setViewportSize({ width: 1280, height: 900 });
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(tall <= tallest, `${tall} px tall`);
}

async function keepsToItself({ page, foreign, said, failed }, kind) {
  await page.waitForLoadState("networkidle");
  // Chromium itself notes in the console that a page was answered with 404.
  const own = said.filter((line) => !(kind.status === 404 && line.includes("404")));
  assert.deepEqual(foreign, [], "requests to another origin");
  assert.deepEqual(failed, [], "parts of the page that are missing");
  assert.deepEqual(own, [], "the console");
  if (!kind.as) assert.deepEqual(await page.context().cookies(), [], "cookies");
  const kept = await page.evaluate(() => localStorage.length + sessionStorage.length);
  assert.equal(kept, 0, "things kept in the browser");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  assert.ok(
    // `document.fonts.check` says yes as well where no face of that name was ever declared.
    await page.evaluate(() =>
      [...document.fonts].some(
        ({ family, status }) => family.replaceAll('"', "") === "Fira Sans" && status === "loaded",
      ),
    ),
    "the typeface is served by us",
  );
}

async function isToldAsReviewed({ page }, kind, lang) {
  const tree = await treeOf(page);
  for (const landmark of ["banner", "main", "contentinfo", "navigation"]) {
    assert.match(tree, new RegExp(`^\\s*- ${landmark}\\b`, "m"), landmark);
  }
  assert.equal(tree.match(/^\s*- '?heading .* \[level=1\]/gm)?.length, 1);
  await assertReviewed(tree, `${nameOf(kind)}.${lang}.yml`);
}

describe("every page", { concurrency: 2 }, () => {
  let site;
  before(async () => {
    site = await openSite({}, at);
  });
  after(() => site?.close());

  eachKind((kind, lang) => {
    test(`${kind.name}, ${lang}`, async (t) => {
      const visited = await visit(site, kind, lang);
      const look = (what, judge) => t.test(what, () => judge(visited, kind, lang));
      await look("is valid HTML in its language", isValid);
      // Before anything is resized or put into it.
      if (lang === (kind.tree ?? "de")) await look("is told as it was reviewed", isToldAsReviewed);
      await look("has nothing that axe objects to", looksRight);
      await look("does not scroll sideways at 320 px", fits);
      await look("is not longer than four screens at 1280 px", isShort);
      await look("keeps to itself", keepsToItself);
      await visited.page.context().close();
    });
  });
});
