// SPDX-License-Identifier: EUPL-1.2
// A table of which nothing in its document says where the columns are: a person draws them, by clicks on the
// picture of the page or in millimetres; without JavaScript, by keyboard, at 320 px, and again for the next
// edition.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { openSite, signIn } from "./site.mjs";

let site;
let cookies;

before(async () => {
  site = await openSite();
  const page = await site.page();
  await signIn(site, page, "koordinierung@bmas.example");
  cookies = await page.context().cookies();
  await page.context().close();
});

after(() => site?.close());

async function pageOf(options) {
  const page = await site.page(options);
  await page.context().addCookies(cookies);
  return page;
}

/** Four columns without lines, numbers or known headings. One row for each of these. */
async function pdfOf(name, rows) {
  const page = await site.page();
  const cell = (left, text) => `<span style="left:${left}mm">${text}</span>`;
  const line = (cells) => `<p>${cells.map((text, at) => cell([0, 60, 100, 135][at], text)).join("")}</p>`;
  const body = rows.map((n) => line([`Vorhaben ${n} wird weitergeführt`, "Stelle Nord", "laufend", `${n} Orte`]));
  await page.setContent(`<style>p { position: relative; height: 9mm; margin: 0; font: 10pt sans-serif }
    span { position: absolute } body { margin: 0 }</style>
    ${line(["Alpha", "Beta", "Gamma", "Delta"])}${body.join("")}`);
  const pdf = await page.pdf({ format: "A4", margin: { left: "20mm", top: "20mm", right: "10mm", bottom: "20mm" } });
  await page.context().close();
  const folder = path.join(site.data, "drawn");
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, pdf);
  return file;
}

async function bring(page, lang, file) {
  await page.goto(`/${lang}/work/uploads`);
  await page.setInputFiles("#file", file);
  await page.click("form[enctype] button");
  await page.waitForURL("**/review");
}

const points = (millimetres) => (millimetres * 72) / 25.4;
/** Lines between the columns above, with the margin of the page. */
const lines = [78, 118, 153];

async function look(page, lang) {
  const text = await page.textContent("main");
  assert.match(text, lang === "de" ? /zeichnen/ : /[Dd]raw/);
  for (const view of views) {
    await page.setViewportSize({ width: view.width, height: 800 });
    await page.emulateMedia({ colorScheme: view.colorScheme });
    assert.deepEqual(await listViolations(page, view.rules), [], `${page.url()} at ${view.width}`);
    if (view.width === 320) assert.deepEqual(await page.evaluate(listTooWide), []);
    if (process.env.WEGMARKE_PICTURES) await page.screenshot({ path: `${process.env.WEGMARKE_PICTURES}/draw-${lang}-${view.width}-${view.colorScheme ?? ""}.png`, fullPage: true });
  }
}

/** Looks at everything that is left. */
async function review(page) {
  const here = page.url();
  for (let n = 0; n < 20 && !(await page.locator("button[value=end]").count()); n += 1) {
    const on = page.locator("main .kern-body > a[href*='/review/']");
    if (await on.count()) {
      await on.click();
      for (const box of await page.locator("input[type=checkbox][id$=-looked]").all()) await box.check();
      await page.click("button[value=next]:visible >> nth=0");
    }
    await page.goto(here);
    for (const box of await page.locator("input[name=seen]").all()) await box.check();
    if (await page.locator("button[value=seen]").count()) await page.click("button[value=seen]");
  }
}

describe("columns are drawn", () => {
  test("by clicks, without JavaScript, and the rows go in", async () => {
    const page = await pageOf({ javaScriptEnabled: false });
    const file = await pdfOf("plan.pdf", Array.from({ length: 40 }, (_, at) => at + 1));
    await bring(page, "de", file);
    const here = page.url();
    assert.match(await page.textContent("main"), /Keine Tabelle gefunden/);
    // Nothing enters as long as nothing is drawn, even if all is looked at.
    await page.check("input[name=seen] >> nth=0");
    await page.click("button[value=seen]");
    assert.equal(await page.locator("button[value=end]").count(), 0);
    await page.click("main a[href*='/draw/'] >> nth=0");
    await page.waitForURL("**/draw/1");
    await page.click("button[value=draw]");
    assert.match(await page.textContent("[role=alert]"), /Es fehlt eine Linie/);
    for (const line of lines) {
      const picture = page.locator("input[type=image]");
      await picture.click({ position: { x: Math.round(points(line)), y: 100 } });
    }
    assert.match(await page.inputValue("#lines"), /^7[78],?\d*; 11[78],?\d*; 15[23],?\d*$/);
    assert.equal(await page.locator(".wm-draw__line").count(), 3);
    // A click on a line takes it away.
    await page.locator("input[type=image]").click({ position: { x: Math.round(points(78)) + 1, y: 300 } });
    assert.equal(await page.locator(".wm-draw__line").count(), 2);
    await page.locator("input[type=image]").click({ position: { x: Math.round(points(78)), y: 300 } });
    await page.fill("#to", "9");
    await page.click("button[value=draw]");
    assert.match(await page.textContent("[role=alert]"), /Diese Seiten gibt es/);
    await page.fill("#to", "2");
    await page.click("button[value=draw]");
    await page.waitForURL("**/review");
    assert.equal(page.url(), here);
    assert.match(await page.textContent("main"), /40 Zeilen/);
    // What was drawn is changed, not drawn twice.
    await page.click("main a[href*='/draw/1?table=1']");
    assert.match(await page.inputValue("#lines"), /; /);
    await page.selectOption("#rows", "gaps");
    await page.click("button[value=draw]");
    await page.waitForURL("**/review");
    assert.equal(await page.locator("input[name=table]").count(), 1);
    await review(page);
    await page.click("button[value=end]");
    await page.waitForURL("**/columns");
    const table = await page.textContent("table");
    assert.match(table, /Alpha/);
    assert.match(table, /Vorhaben 1 wird weitergeführt/);
    assert.match(table, /Stelle Nord/);
    await page.context().close();
  });

  test("the next edition is drawn with one press, by keyboard, and taken away again", async () => {
    const page = await pageOf({ javaScriptEnabled: true });
    const file = await pdfOf("plan-2.pdf", Array.from({ length: 45 }, (_, at) => at + 1));
    await bring(page, "en", file);
    await page.click("main a[href*='/draw/'] >> nth=0");
    await look(page, "en");
    await page.focus("#own");
    await page.keyboard.press("ArrowDown");
    assert.match(await page.locator("#own option:checked").textContent(), /plan\.pdf: pages 1 to 2, 4 columns/);
    await page.focus("button[value=own]");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll(".wm-draw__line").length === 3);
    assert.equal(await page.inputValue("#rows"), "gaps");
    assert.match(await page.inputValue("#lines"), /^7[78]\.?\d*; /);
    // Enter in a field shows what is drawn; it reads nothing yet.
    await page.focus("#lines");
    await page.keyboard.press("End");
    await page.keyboard.type("; 170");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll(".wm-draw__line").length === 4);
    await page.fill("#lines", lines.join(" "));
    await page.focus("button[value=draw]");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/review");
    assert.match(await page.textContent("main"), /45 rows/);
    await page.click("main a[href*='/draw/1?table=1']");
    await page.click("button[value=erase]");
    await page.waitForURL("**/review");
    assert.match(await page.textContent("main"), /0 rows|No table found/);
    assert.equal(await page.locator("input[name=table]").count(), 0);
    await page.context().close();
  });

  test("a second page is seen with its lines, in German and in the dark", async () => {
    const page = await pageOf({ javaScriptEnabled: true });
    const file = await pdfOf("plan-3.pdf", Array.from({ length: 45 }, (_, at) => at + 1));
    await bring(page, "de", file);
    await page.click("main a[href*='/draw/'] >> nth=0");
    await page.fill("#lines", "78 118,5 153");
    await page.fill("#to", "2");
    await page.click("button[value=forth]");
    assert.match(await page.textContent("main"), /Seite 2 von 2/);
    assert.equal(await page.locator("button[value=forth]").count(), 0);
    assert.equal(await page.inputValue("#lines"), "78 118,5 153");
    await page.check("#sets-bottom");
    await page.locator("input[type=image]").click({ position: { x: 300, y: 200 } });
    assert.match(await page.inputValue("#bottom"), /^70,\d$/);
    assert.equal(await page.locator(".wm-draw__line--end").count(), 1);
    await look(page, "de");
    await page.context().close();
  });

  test("nobody else draws on it, and a page that is not there is absent", async () => {
    const page = await pageOf({ javaScriptEnabled: true });
    const file = await pdfOf("plan-4.pdf", [1, 2, 3]);
    await bring(page, "de", file);
    const draw = page.url().replace("/review", "/draw/1");
    const stranger = await site.page();
    await signIn(site, stranger, "freigabe@kok.example");
    const refused = await stranger.goto(draw);
    assert.equal(refused.status(), 404);
    await stranger.context().close();
    const absent = await page.goto(draw.replace("/draw/1", "/draw/9"));
    assert.equal(absent.status(), 404);
    await page.context().close();
  });
});
