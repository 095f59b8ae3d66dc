// SPDX-License-Identifier: EUPL-1.2
// A list comes back as its next edition, as a person brings it: a heading was renamed, a body has a new name,
// an id was used again. And lists in older and odder formats. Without JavaScript, in both languages, at
// 320 px; WEGMARKE_PICTURES names a folder for pictures of the pages.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { root } from "./root.mjs";
import { openSite, signIn } from "./site.mjs";

let site;
const signedIn = {};
const [plans, demands] = ["koordinierung@bmas.example", "freigabe@kok.example"];

before(async () => {
  site = await openSite();
  for (const mail of [plans, demands]) {
    const page = await site.page();
    await signIn(site, page, mail);
    signedIn[mail] = await page.context().cookies();
    await page.context().close();
  }
});

after(() => site?.close());

async function pageOf(mail = plans, options = { javaScriptEnabled: false }) {
  const page = await site.page(options);
  await page.context().addCookies(signedIn[mail]);
  await page.setViewportSize({ width: 320, height: 800 });
  return page;
}

async function fileOf(name, content) {
  const folder = path.join(site.data, "brought");
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

async function bring(page, lang, file) {
  await page.goto(`/${lang}/work/uploads`);
  await page.setInputFiles("#file", file);
  await page.click("form[enctype] button");
}

async function picture(page, name) {
  const folder = process.env.WEGMARKE_PICTURES;
  if (!folder) return;
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 320, height: 800 });
}

/** The same page with JavaScript, because what looks at it runs in it. */
async function accessible(address) {
  const page = await pageOf(plans, { javaScriptEnabled: true });
  await page.goto(address);
  for (const view of views) {
    await page.setViewportSize({ width: view.width, height: 800 });
    await page.emulateMedia({ colorScheme: view.colorScheme });
    assert.deepEqual(await listViolations(page, view.rules), [], `${address} at ${view.width}`);
    if (view.width === 320) assert.deepEqual(await page.evaluate(listTooWide), []);
  }
  await page.context().close();
}

const listOf = (page, heading) =>
  page.locator("fieldset:has(.wm-column)", { has: page.locator("legend", { hasText: new RegExp(`^${heading}$`) }) }).locator("select").first();

const rows = (lead, third) =>
  [
    ["1", "Beratung in jedem Kreis", lead],
    ["2", "Leitfaden für Gerichte", lead],
    ["3", third, third === "Schulung der Polizei" ? "Polizeiakademie" : "Wohnungsamt"],
    ["4", "Fonds für Betroffene", lead],
    ["5", "Kampagne in Schulen", lead],
    ["6", "Studie zur Verbreitung", lead],
    ["7", "Telefon rund um die Uhr", lead],
  ];
const csv = (head, table) => [head, ...table].map((row) => row.join(";")).join("\n") + "\n";

const words = {
  de: { renamed: /Heißen diese Spalten jetzt anders/, same: /Ist es noch dasselbe/, body: /Ist es dieselbe Stelle/, written: /Einträge wurden gemacht/ },
  en: { renamed: /called otherwise now/i, same: /Is it still the same/, body: /same body/i, written: /entries were written/ },
};

describe("the next edition of a list", () => {
  for (const lang of ["de", "en"]) {
    test(`renamed, succeeded, used again: as a person answers, ${lang}`, async () => {
      const page = await pageOf();
      const [old, next] = [`Amt Alt ${lang}`, `Amt Neu ${lang}`];
      const first = csv(["ID", "Maßnahme", "Federführung"], rows(old, "Schulung der Polizei"));
      await bring(page, lang, await fileOf(`liste-${lang}-2025.csv`, first));
      await page.selectOption("#plan", "+");
      await page.click("button[value=apply]:visible >> nth=0");
      assert.equal(await page.locator("#plan_title").count(), 1, await page.textContent("main"));
      await page.fill("#plan_title", `Liste ${lang}`);
      // This account coordinates.
      await page.selectOption("#plan_role", "coordination");
      await listOf(page, "ID").selectOption("measure:id");
      await listOf(page, "Maßnahme").selectOption("measure:title.de");
      await listOf(page, "Federführung").selectOption("measure:lead");
      await page.fill("#title", `Zuordnung ${lang}`);
      await page.click("button[value=check]");
      await page.waitForURL("**/check");
      assert.equal(await page.locator("button[value=write]").count(), 1, await page.textContent("main"));
      await page.click("button[value=write]");
      assert.match(await page.textContent("[role=status]"), words[lang].written);

      // One heading is worded alike, one has only its place and the kind of its values.
      const second = csv(["ID", "Was geschehen soll", "Federführung (Ressort)"], rows(next, "Wohnungen für Familien anmieten"));
      await bring(page, lang, await fileOf(`liste-${lang}-2026.csv`, second));
      const own = page.locator("#own option", { hasText: `Zuordnung ${lang}` });
      await page.selectOption("#own", await own.getAttribute("value"));
      await page.click("button[value=own]");
      assert.match(await page.textContent("main"), words[lang].renamed);
      assert.match(await page.textContent("main"), /„Federführung“.*„Federführung \(Ressort\)“|“Federführung”.*“Federführung \(Ressort\)”/);
      assert.match(await page.textContent("main"), /„Maßnahme“.*„Was geschehen soll“|“Maßnahme”.*“Was geschehen soll”/);
      await picture(page, `renamed-${lang}`);
      await accessible(page.url());
      await page.click("button[value=headings]");
      assert.equal(await listOf(page, "Federführung \\(Ressort\\)").inputValue(), "measure:lead");
      assert.equal(await listOf(page, "Was geschehen soll").inputValue(), "measure:title.de");
      await page.click("button[value=check]");
      await page.waitForURL("**/check");

      // Nothing can be written before the question has an answer.
      assert.match(await page.textContent("main"), words[lang].same);
      assert.match(await page.textContent("main"), /Wohnungen für Familien anmieten/);
      assert.equal(await page.locator("button[value=write]").count(), 0);
      await picture(page, `questions-${lang}`);
      await accessible(page.url());
      await page.locator("#another-1").check();
      await page.click("button[value=answer]:visible");
      assert.equal(await page.locator("button[value=write]").count(), 1, await page.textContent("main"));
      assert.equal(await page.locator("#another-1").isChecked(), true);

      // The body: proposed in words, taken with a tick.
      assert.match(await page.textContent("main"), words[lang].body);
      const succession = page.getByLabel(new RegExp(`${next}.*${old}`));
      await succession.check();
      await page.click("button[value=accept]");
      await picture(page, `succession-${lang}`);
      // The finding stands beside its row.
      const told = page.locator("main table", { hasText: next }).last();
      assert.match(await told.textContent(), new RegExp(next));
      await page.click("button[value=write]");
      assert.match(await page.textContent("[role=status]"), words[lang].written);
      const measures = await (await site.get(`/api/measures?plan=liste-${lang}&limit=200`)).text();
      const led = measures.split(`"${next.toLowerCase().replaceAll(" ", "-")}"`).length - 1;
      assert.ok(led >= 6, measures.slice(0, 2000));
      // Again: all of it is there, and nobody is asked anything.
      await bring(page, lang, await fileOf(`liste-${lang}-2026.csv`, second));
      const again = page.locator("#own option", { hasText: `Zuordnung ${lang}` });
      await page.selectOption("#own", await again.first().getAttribute("value"));
      await page.click("button[value=own]");
      await page.click("button[value=check]");
      await page.waitForURL("**/check");
      assert.equal(await page.locator("button[value=write]").count(), 0, await page.textContent("main"));
      await page.context().close();
    });
  }
});

/** A workbook as `.xlsb`, which no free program writes: all cells are texts. */
function xlsb(table) {
  const record = (kind, holds) => {
    const length = [];
    let left = holds.length;
    for (; left > 0x7f; left >>= 7) length.push((left & 0x7f) | 0x80);
    const head = kind > 0x7f ? [(kind & 0x7f) | 0x80, kind >> 7] : [kind];
    return Buffer.concat([Buffer.from([...head, ...length, left]), holds]);
  };
  const none = Buffer.alloc(0);
  const number = (n) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(n);
    return bytes;
  };
  const wide = (text) => Buffer.concat([number(text.length), Buffer.from(text, "utf16le")]);
  const cells = table.flatMap((row, at) => [
    record(0, Buffer.concat([number(at), Buffer.alloc(13)])),
    ...row.map((text, column) => record(6, Buffer.concat([number(column), number(0), wide(text)]))),
  ]);
  const sheet = [record(0x81, none), record(0x94, Buffer.alloc(16)), record(0x91, none), ...cells, record(0x92, none), record(0x82, none)];
  const bundle = Buffer.concat([number(0), number(1), wide("rId1"), wide("Plan")]);
  const book = [record(0x83, none), record(0x8f, none), record(0x9c, bundle), record(0x90, none), record(0x84, none)];
  const relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>';
  return Buffer.from(
    zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      "xl/workbook.bin": Buffer.concat(book),
      "xl/_rels/workbook.bin.rels": strToU8(relations),
      "xl/worksheets/sheet1.bin": Buffer.concat(sheet),
    }),
  );
}

describe("older and odder files", () => {
  const table = [
    ["Nr", "Titel"],
    ["o-1", "Beratung ausbauen"],
    ["o-2", "Wohnraum schaffen"],
  ];
  for (const lang of ["de", "en"]) {
    test(`.xls, .xlsb and tabs are read, and columns are the same, ${lang}`, async () => {
      const old = await readFile(path.join(root, "crates/exchange/tests/all/reading/alt.xls"));
      for (const [name, content, title] of [
        ["alt.xls", old, "Beratung ausbauen"],
        ["neu.xlsb", xlsb(table), "Wohnraum schaffen"],
        ["liste.tsv", table.map((row) => row.join("\t")).join("\r\n"), "Wohnraum schaffen"],
      ]) {
        const page = await pageOf(demands);
        await bring(page, lang, await fileOf(name, content));
        await page.waitForURL("**/columns");
        assert.match(await page.textContent("table"), new RegExp(title), name);
        await page.selectOption("#noun", "recommendation");
        await page.click("button[value=apply]:visible >> nth=0");
        await listOf(page, "Nr").selectOption("recommendation:id");
        await listOf(page, "Titel").selectOption("recommendation:title.de");
        await page.click("button[value=check]");
        await page.waitForURL("**/check");
        assert.match(await page.textContent("main"), new RegExp(title), name);
        assert.equal(await page.locator("button[value=write]").count(), 1, await page.textContent("main"));
        if (name === "liste.tsv") await picture(page, `check-${lang}`);
        await page.click("button[value=discard]");
        await page.waitForURL("**/work/uploads");
        await page.context().close();
      }
    });

    test(`a file under a password is named for what it is, ${lang}`, async () => {
      const page = await pageOf();
      await bring(page, lang, await fileOf("gesperrt.xlsx", await readFile(path.join(root, "e2e/locked.xlsx"))));
      const told = await page.textContent(".wm-notice--bad");
      assert.match(told, lang === "de" ? /Kennwort|Passwort/ : /password/i);
      await picture(page, `locked-${lang}`);
      await page.context().close();
    });
  }
});
