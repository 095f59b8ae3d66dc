// SPDX-License-Identifier: EUPL-1.2
// The administrator looks after organisations: puts one on record, renames, merges and splits, without
// JavaScript and by keyboard; an organisation says itself what it does and how it is reached.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { openSite, signIn } from "./site.mjs";

const administrator = "technik@fachberatungsstellen.example";
const network = "freigabe@kok.example";
let site;
const signedIn = {};

before(async () => {
  site = await openSite();
  for (const mail of [administrator, network]) {
    const page = await site.page();
    await signIn(site, page, mail);
    signedIn[mail] = await page.context().cookies();
    await page.context().close();
  }
});

after(() => site?.close());

async function pageOf(mail, options = { javaScriptEnabled: false }) {
  const page = await site.page(options);
  await page.context().addCookies(signedIn[mail]);
  return page;
}

/** A picture of the page, if a folder for it is named. */
async function picture(page, name) {
  const folder = process.env.WEGMARKE_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** Presses a button with the keyboard. */
async function press(page, value) {
  const gone = page.waitForEvent("framenavigated");
  await page.locator(`button[value=${value}]`).first().focus();
  await page.keyboard.press("Enter");
  await gone;
  await page.waitForLoadState();
}

describe("organisations in the browser", () => {
  test("a new one, after a look at what may be the same", async () => {
    const page = await pageOf(administrator);
    await page.goto("/de/work");
    await page.getByRole("link", { name: "Organisationen verwalten" }).click();
    await picture(page, "organise-de");
    await page.getByRole("link", { name: "Neue Organisation anlegen" }).click();
    await press(page, "look");
    assert.equal(await page.locator('[name="after.0.name"][aria-invalid="true"]').count(), 1);
    await page.focus('input[id="after.0.name"]');
    await page.keyboard.type("KOK, bundesweiter Koordinierungskreis gegen Menschenhandel");
    await page.focus('input[id="after.0.short"]');
    await page.keyboard.type("KOK");
    await press(page, "look");
    assert.match(await page.textContent("main"), /Gibt es die Organisation schon\?/);
    await picture(page, "organise-create-de");
    await page.fill('input[id="after.0.name"]', "Haus Rosa");
    await page.fill('input[id="after.0.short"]', "");
    await page.selectOption('[name="after.0.kind"]', "civil-society");
    await press(page, "look");
    await press(page, "write");
    await page.waitForURL("**/de/organisation/haus-rosa");
    assert.match(await page.textContent("h1"), /Haus Rosa/);
    await page.context().close();
  });

  test("renamed with a day: the same one, with its former name", async () => {
    const page = await pageOf(administrator);
    await page.goto("/en/work/organise/rename?before.0=bmf");
    const former = await page.inputValue('[name="after.0.name"]');
    assert.match(former, /Finanz/);
    await page.fill('input[id="after.0.name"]', "Ministerium für Haushalt");
    await page.fill('[name="after.0.name_en"]', "Ministry of the Budget");
    await page.fill('[name="on"]', "2026-01-01");
    await press(page, "look");
    await picture(page, "organise-rename-en");
    await press(page, "write");
    await page.waitForURL("**/en/organisation/bmf");
    assert.match(await page.textContent("h1"), /Ministry of the Budget/);
    assert.match(await page.textContent("#succession ~ *"), /renamed/);
    await page.goto("/de/organisation/bmf");
    assert.ok((await page.textContent("main")).includes(former));
    await picture(page, "organise-renamed-de");
    await page.context().close();
  });

  test("merged and split", async () => {
    const page = await pageOf(administrator);
    for (const name of ["Stelle Nord", "Stelle Süd"]) {
      await page.goto("/de/work/organise/create");
      await page.fill('input[id="after.0.name"]', name);
      await press(page, "look");
      await press(page, "write");
    }
    await page.goto("/de/organisations");
    const href = await page.locator('a[href*="stelle-s"]').first().getAttribute("href");
    const south = href.split("/").at(-1).split("?")[0];
    await page.goto(`/de/work/organise/merge?before.0=stelle-nord&before.1=${south}`);
    await page.fill('input[id="after.0.name"]', "Stelle Mitte");
    await page.fill('[name="on"]', "2026-02-01");
    await press(page, "look");
    await picture(page, "organise-merge-de");
    await press(page, "write");
    await page.waitForURL("**/de/organisation/stelle-mitte");
    assert.match(await page.textContent("main"), /zusammengelegt/);
    await page.goto("/de/work/organise/split?before.0=stelle-mitte&after.0.id=stelle-mitte");
    await page.fill('[name="after.1.name"]', "Stelle West");
    await press(page, "look");
    await picture(page, "organise-split-de");
    await press(page, "write");
    await page.waitForURL("**/de/organisation/stelle-mitte");
    assert.match(await page.textContent("main"), /geteilt/);
    await page.context().close();
  });

  test("who may not is told who may", async () => {
    const page = await pageOf(network);
    for (const path of ["", "/create", "/merge"]) {
      const answer = await page.goto(`/en/work/organise${path}`);
      assert.equal(answer.status(), 403);
      assert.match(await page.textContent("main"), /put organisations on record/);
    }
    await page.context().close();
  });

  test("description and contact by the organisation itself", async () => {
    const page = await pageOf(network);
    await page.goto("/de/work/organisation");
    await page.getByRole("link", { name: /Beschreibung und Kontakt/ }).click();
    const more = page.locator("details", { has: page.locator('[name="description"]') });
    if (await more.count()) await more.locator("summary").click();
    await page.fill('[name="description"]', "Wir vernetzen Fachberatungsstellen.");
    await page.fill('[name="contact"]', "Geschäftsstelle, über das Formular auf unserer Seite");
    await page.fill('[name="reason"]', "Zum ersten Mal angegeben");
    await picture(page, "describe-de");
    await press(page, "look");
    await page.waitForURL(/\/check$/);
    await press(page, "write");
    await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
    await page.goto("/de/organisation/kok");
    assert.match(await page.textContent("main"), /Wir vernetzen Fachberatungsstellen\./);
    assert.match(await page.textContent("main"), /Geschäftsstelle/);
    await picture(page, "described-de");
    await page.context().close();
  });

  test("fits, and has no violations", async () => {
    for (const lang of ["de", "en"]) {
      for (const { width, colorScheme, rules } of views) {
        const page = await pageOf(administrator, { colorScheme, viewport: { width, height: 800 } });
        for (const path of ["", "/create", "/rename?before.0=kok", "/merge", "/split"]) {
          await page.goto(`/${lang}/work/organise${path}`);
          assert.deepEqual(await page.evaluate(listTooWide), [], `${lang} ${width} ${path}`);
          assert.deepEqual(await listViolations(page, rules), [], `${lang} ${width} ${path}`);
        }
        await picture(page, `organise-split-${lang}-${width}-${colorScheme}`);
        await page.context().close();
      }
    }
  });
});
