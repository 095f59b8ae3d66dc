// SPDX-License-Identifier: EUPL-1.2
// A document for people is reviewed beside pictures of its pages, and goes on as a table: a plan of 126
// measures as PDF, a .docx; without JavaScript, by keyboard, at 320 px.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { root } from "./root.mjs";
import { openSite, signIn } from "./site.mjs";

const shared = process.env.WEGMARKE_DATA ?? path.join(root, "../shared/data");
const plan = path.join(shared, "pdf/s1_grid_typst.pdf");
const there = existsSync(plan);
if (!there) {
  assert.notEqual(process.env.CI, "true", "the test data pdf is not here");
  console.error("MISSING: the test data pdf is not here; set WEGMARKE_DATA to its folder");
}

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

// What looks at a page runs in it, so a page without JavaScript is used where nothing is looked at.
async function pageOf(options = { javaScriptEnabled: true }) {
  const page = await site.page(options);
  await page.context().addCookies(cookies);
  return page;
}

async function bring(page, lang, file) {
  await page.goto(`/${lang}/work/uploads`);
  await page.setInputFiles("#file", file);
  await page.click("form[enctype] button");
}

async function accessible(page) {
  for (const view of views) {
    await page.setViewportSize({ width: view.width, height: 800 });
    await page.emulateMedia({ colorScheme: view.colorScheme });
    assert.deepEqual(await listViolations(page, view.rules), [], `${page.url()} at ${view.width}`);
    if (view.width === 320) assert.deepEqual(await page.evaluate(listTooWide), []);
  }
}

async function docxOf(name, ...tables) {
  const cell = (text) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const line = (row) => `<w:tr>${row.map(cell).join("")}</w:tr>`;
  const table = (rows) => `<w:tbl>${rows.map(line).join("")}</w:tbl><w:p><w:r><w:t>Text dazwischen.</w:t></w:r></w:p>`;
  const document = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${tables.map(table).join("")}</w:body></w:document>`;
  const folder = path.join(site.data, "brought");
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, Buffer.from(zipSync({ "word/document.xml": strToU8(document) })));
  return file;
}

/** What else can be done with a row is folded away. */
async function more(page, row) {
  const details = page.locator(`#${row}-row details`);
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
}

describe("a document is reviewed", () => {
  test("126 measures of a PDF beside pictures of its pages", { skip: !there }, async () => {
    const page = await pageOf({ javaScriptEnabled: false });
    await bring(page, "de", plan);
    await page.waitForURL("**/review");
    assert.match(await page.textContent("main"), /126 Zeilen/);
    const review = page.url();
    // The columns come later.
    await page.goto(review.replace("/review", "/columns"));
    assert.equal(page.url(), review);
    await page.click("main .kern-body > a[href*='/review/']");
    const href = await page.getAttribute("svg image", "href");
    const picture = await page.request.get(new URL(href, site.origin).href);
    assert.equal(picture.headers()["content-type"], "image/png");
    assert.ok((await picture.body()).length > 10_000);
    const said = await page.getAttribute("fieldset svg[role=img]", "aria-label");
    assert.match(said, /Seite \d+, Zeile .+: .{20}/);

    // Corrected, left out without and with a reason, taken apart, put together again.
    const rows = page.locator("fieldset[id^=r]");
    const first = (await rows.first().getAttribute("id")).replace("-row", "");
    const count = await rows.count();
    await page.fill(`#${first}-c1`, "Ein berichtigter Titel");
    await more(page, first);
    await page.selectOption(`#${first}-do`, "drop");
    await page.click("button[value=keep]:visible");
    assert.match(await page.textContent("[role=alert]"), /Eine Angabe/);
    assert.match(await page.textContent("main"), /warum diese Zeile wegbleibt/);
    assert.equal(await page.inputValue(`#${first}-c1`), "Ein berichtigter Titel", "nothing is lost");
    await page.fill(`#${first}-c1`, "Das eine\n\nDas andere");
    await more(page, first);
    await page.selectOption(`#${first}-do`, "split");
    await page.click("button[value=keep]:visible");
    assert.equal(await rows.count(), count + 1);
    assert.equal(await page.inputValue(`#${first}-c1`), "Das eine");
    const second = (await rows.nth(1).getAttribute("id")).replace("-row", "");
    assert.equal(await page.inputValue(`#${second}-c1`), "Das andere");
    await more(page, second);
    await page.selectOption(`#${second}-do`, "join");
    await page.click("button[value=keep]:visible");
    assert.equal(await rows.count(), count);
    assert.equal(await page.inputValue(`#${first}-c1`), "Das eine\nDas andere");
    await more(page, first);
    await page.selectOption(`#${first}-do`, "drop");
    await page.fill(`#${first}-why`, "Steht schon in Kapitel 2");
    await page.click("button[value=keep]:visible");

    // Leaving and coming back: where it was.
    await page.goto("/de/work/uploads");
    await page.click(`main table a[href*="/work/upload/"]`);
    await page.click("main .kern-body > a[href*='/review/']");
    assert.match(await page.textContent("main"), /Kapitel 2|nachgesehen|Zeile/);
    await page.context().close();
  });

  test("the whole of it goes by keyboard, and on as a table", { skip: !there }, async () => {
    const page = await pageOf({ javaScriptEnabled: true });
    await bring(page, "en", plan);
    await page.waitForURL("**/review");
    const reach = async (selector) => {
      for (let n = 0; n < 400; n += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((it) => document.activeElement?.matches(it), selector)) return n + 1;
      }
      assert.fail(`${selector} is not reached`);
    };
    await accessible(page);
    let [pages, keys] = [0, 0];
    const begun = performance.now();
    keys += await reach("main .kern-body > a[href*='/review/']");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/review/*");
    const here = page.viewportSize();
    await accessible(page);
    await page.setViewportSize({ ...here, width: 1280 });
    for (; pages < 60 && /review\/\d+$/.test(page.url()); pages += 1) {
      // What stops is decided: it is right as it is.
      for (const box of await page.locator("input[type=checkbox][id$=-looked]").all()) {
        await box.focus();
        await page.keyboard.press("Space");
        keys += 1;
      }
      await page.focus("h1 ~ form button[value=next] >> nth=0");
      keys += 1;
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    }
    console.log({ pages, keys, seconds: (performance.now() - begun) / 1000 });
    for (const box of await page.locator(`input[name=seen]`).all()) await box.check();
    if (await page.locator("button[value=seen]").count()) await page.click("button[value=seen]");
    await page.click("button[value=end]");
    await page.waitForURL("**/columns");
    assert.match(await page.textContent("main"), /126 rows/);
    await page.selectOption("#plan", "nap-az");
    await page.click("button[value=check]");
    await page.waitForURL(/words|check/);
    if (page.url().endsWith("/words")) await page.click("button[value=check]");
    await page.waitForURL("**/check");
    assert.match(await page.textContent("main"), /126 rows read/);
    // The way back is open, and what was mapped stays.
    await page.click("nav.wm-way a[href$='/review']");
    await page.click("button[value=end]");
    await page.waitForURL("**/columns");
    const json = await page.request.get(page.url().replace("/columns", "/reading.json"));
    const reading = await json.json();
    assert.equal(reading.tables.flatMap((table) => table.rows).length, 126);
    const confirmed = reading.tables[0].rows.filter((row) => row.cells[0].confirmed_by === "bmas");
    assert.ok(confirmed.length > 100, `${confirmed.length} rows are confirmed`);
    await page.context().close();
  });

  test("a .docx has no pages, and is reviewed all the same", async () => {
    const page = await pageOf();
    const rows = [["Nr.", "Maßnahme", "Federführung"]];
    for (let n = 1; n <= 30; n += 1) rows.push([`${n}`, `Leitfaden Nummer ${n} erarbeiten`, "BMAS"]);
    await bring(page, "de", await docxOf("plan.docx", rows));
    await page.waitForURL("**/review");
    assert.match(await page.textContent("main"), /30 Zeilen/);
    for (let n = 0; n < 20 && !(await page.locator("button[value=end]").count()); n += 1) {
      const on = page.locator("main .kern-body > a[href*='/review/']");
      if (await on.count()) {
        await on.click();
        if (n === 0) await accessible(page);
        await page.click("button[value=next]:visible >> nth=0");
      }
      for (const box of await page.locator("input[name=seen]").all()) await box.check();
      if (await page.locator("button[value=seen]").count()) await page.click("button[value=seen]");
      if (/review\/\d+$/.test(page.url())) await page.goto(page.url().replace(/\/\d+$/, ""));
    }
    await page.click("button[value=end]");
    await page.waitForURL("**/columns");
    await page.selectOption("#plan", "nap-az");
    await page.click("button[value=check]");
    await page.waitForURL("**/check");
    assert.match(await page.textContent("main"), /30 Zeilen gelesen/);
    await page.context().close();
  });

  for (const lang of ["de", "en"]) {
    test(`tables are chosen, and those with like headings enter as one, ${lang}`, async () => {
      const page = await pageOf({ javaScriptEnabled: false });
      const head = ["Nr.", "Maßnahme", "Federführung"];
      const part = (of) => [head, ...[1, 2, 3, 4].map((n) => [`${of}.${n}`, `Leitfaden ${of} ${n} erarbeiten`, "BMAS"])];
      const other = [["Nr.", "Indikator", "Zeitraum"], ["I1", "Beratene Menschen", "2026"], ["I2", "Plätze", "2027"]];
      await bring(page, lang, await docxOf(`teile-${lang}.docx`, part(1), other, part(2)));
      await page.waitForURL("**/review");
      const review = page.url();
      assert.equal(await page.locator("input[name=table]").count(), 2);
      await page.setViewportSize({ width: 320, height: 800 });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
      for (const box of await page.locator("input[name=table]").all()) await box.uncheck();
      await page.click("button[value=tables]");
      assert.match(await page.textContent("[role=alert]"), lang === "de" ? /Keine Tabelle/ : /No table/);
      await page.uncheck("#table-2");
      await page.click("button[value=tables]");
      assert.equal(await page.isChecked("#table-2"), false);
      if (process.env.WEGMARKE_PICTURES) await page.screenshot({ path: `${process.env.WEGMARKE_PICTURES}/tables-${lang}.png`, fullPage: true });
      for (let n = 0; n < 20 && !(await page.locator("button[value=end]").count()); n += 1) {
        const on = page.locator("main .kern-body > a[href*='/review/']");
        if (await on.count()) {
          await on.click();
          for (const box of await page.locator("input[type=checkbox][id$=-looked]").all()) await box.check();
          await page.click("button[value=next]:visible >> nth=0");
        }
        await page.goto(review);
        for (const box of await page.locator("input[name=seen]").all()) await box.check();
        if (await page.locator("button[value=seen]").count()) await page.click("button[value=seen]");
      }
      await page.click("button[value=end]");
      await page.waitForURL("**/columns");
      assert.match(await page.textContent("table"), /Leitfaden 1 1/);
      await page.selectOption("#plan", "nap-az");
      await page.click("button[value=check]");
      await page.waitForURL(/words|check/);
      assert.match(await page.textContent("main"), lang === "de" ? /8 Zeilen gelesen/ : /8 rows read/);
      await page.context().close();
    });
  }

  test("tables of a PDF are framed on pictures of their pages", async () => {
    const page = await pageOf({ javaScriptEnabled: true });
    const row = (tag, cells) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
    const table = (head, rows) => `<table>${row("th", head)}${rows.map((cells) => row("td", cells)).join("")}</table>`;
    const measures = [1, 2, 3, 4].map((n) => [`${n}`, `Beratungsstelle Nummer ${n} einrichten`, "BMAS"]);
    const costs = [2025, 2026, 2027].map((year) => [`${year}`, `${year - 1900} Euro`]);
    await page.setContent(`<style>td, th { border: 1pt solid #000; padding: 6pt } table { border-collapse: collapse; margin: 2cm 0; width: 100% }</style>
      ${table(["Nr.", "Maßnahme", "Federführung"], measures)}${table(["Jahr", "Mittel"], costs)}`);
    const file = path.join(site.data, "zwei-tabellen.pdf");
    await writeFile(file, await page.pdf({ format: "A4" }));
    await bring(page, "de", file);
    await page.waitForURL("**/review");
    assert.equal(await page.locator("input[name=table]").count(), 2);
    assert.ok((await page.locator(".wm-tables rect").count()) >= 2);
    const href = await page.getAttribute(".wm-tables svg image", "href");
    const picture = await page.request.get(new URL(href, site.origin).href);
    assert.equal(picture.headers()["content-type"], "image/png");
    await accessible(page);
    if (process.env.WEGMARKE_PICTURES) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.screenshot({ path: `${process.env.WEGMARKE_PICTURES}/tables-pdf.png`, fullPage: true });
    }
    await page.context().close();
  });

  test("what holds no table, or is locked, is named for what it is", async () => {
    const page = await pageOf();
    const empty = await docxOf("leer.docx", []);
    const cut = path.join(site.data, "brought/kaputt.pdf");
    await writeFile(cut, "%PDF-1.7\n1 0 obj\n");
    for (const file of [empty, cut]) {
      await bring(page, "de", file);
      const told = page.locator(".wm-notice--bad");
      assert.equal(await told.count(), 1, `${file}: ${await page.textContent("main")}`);
      assert.ok(!/undefined|table-refused/.test(await told.textContent()), file);
    }
    if (there) assert.ok((await readFile(plan)).length > 0);
    await page.context().close();
  });
});
