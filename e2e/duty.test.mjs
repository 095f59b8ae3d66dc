// SPDX-License-Identifier: EUPL-1.2
// A binding duty is judged as a demand is: in a form, by keyboard, at 320 px and without JavaScript. Two who differ
// both stand, each with who says it and when, and what nobody judged stays not judged.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listViolations } from "./looks.mjs";
import { openSite, signIn } from "./site.mjs";

const small = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } };
const duty = "/obligation/eu-11-1";

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

/** How often what is judged in one of the plans, as the matrix says. */
async function counts(page) {
  await page.goto("/de/coverage?by=author");
  const rows = await page.locator("#matrix ~ * table tbody tr, section:has(#matrix) table tbody tr").allTextContents();
  return rows.map((row) => row.split(/\s+/).filter(Boolean).join(" "));
}

async function says(page, degree, words) {
  await page.goto(`/de${duty}`);
  await page.locator("a", { hasText: "Beurteilen, wie weit ein Plan das erfüllt" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/work\/record\/coverage/);
  assert.equal(await page.inputValue("#obligation"), "eu-11-1");
  await page.selectOption("#plan", "nap-mh");
  await page.selectOption("#degree", degree);
  await page.fill("#note", words);
  await page.locator("button[value=look]").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/check$/);
  await page.locator("button[value=write]").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
}

describe("an obligation of the directive", () => {
  test("is not judged at first, and the 79 judgements are as they were", async () => {
    const page = await site.page();
    const told = await counts(page);
    assert.ok(
      told.some((row) => /KOK.* 7 21 37 (0 )?14/.test(row)),
      told.join("\n"),
    );
    await page.goto("/de/obligations");
    assert.equal(await page.locator("table tbody tr").count(), 15);
    assert.equal(await page.getByText("von niemandem beurteilt").count(), 15);
    assert.equal(await page.getByText("nicht juristisch geprüft").count(), 15);
    await page.context().close();
  });

  test("takes the judgements of several, and loses no voice", async () => {
    const kok = await site.page(small);
    await signIn(site, kok, "freigabe@kok.example");

    // Neither, or both: said at the field, and what was typed stays.
    await kok.goto("/de/work/record/coverage");
    await kok.selectOption("#plan", "nap-mh");
    await kok.selectOption("#degree", "not-met");
    await kok.click("button[value=look]");
    assert.equal(await kok.locator('#recommendation[aria-invalid="true"]').count(), 1);
    await kok.selectOption("#recommendation", "kok-36");
    await kok.selectOption("#obligation", "eu-11-1");
    await kok.click("button[value=look]");
    assert.equal(await kok.locator('#obligation[aria-invalid="true"]').count(), 1);
    assert.equal(await kok.inputValue("#recommendation"), "kok-36");

    await says(kok, "contradicted", "Nichts davon steht im Plan: Qualitätszirkel.");
    const other = await site.page(small);
    await signIn(site, other, "freigabe@berichterstattungsstelle.example");
    await says(other, "partial", "Ein Anfang ist gemacht.");
    await kok.context().close();
    await other.context().close();

    for (const [lang, degrees] of [
      ["de", ["Plan widerspricht", "teilweise erfüllt"]],
      ["en", ["contradicted", "partly met"]],
    ]) {
      const reader = await site.page({ viewport: { width: 320, height: 640 } });
      await reader.goto(`/${lang}${duty}`);
      const told = await reader.locator("section", { has: reader.locator("#coverage") }).textContent();
      for (const word of [...degrees, "KOK", "DIMR", "Qualitätszirkel", "Ein Anfang"]) {
        assert.ok(told.includes(word), `${word}: ${told}`);
      }
      assert.deepEqual(await listViolations(reader), []);
      const wide = await reader.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${wide} px wide`);
      await reader.goto(`/${lang}/coverage?differ=yes&kind=obligation`);
      assert.equal(await reader.locator("section:has(#list) table tbody tr").count(), 2);
      await reader.context().close();
    }

    // The same everywhere else: file, API, search.
    const file = await (await site.get("/de/coverage?kind=obligation&degree=contradicted&as=csv&table=3")).text();
    assert.match(file, /Plan widerspricht/);
    const list = await (await site.get("/api/coverages?plan=nap-mh&organisation=kok&limit=200")).json();
    const ours = list.items.filter((one) => JSON.stringify(one).includes('"obligation":"eu-11-1"'));
    assert.equal(ours.length, 1);
    const found = await (await site.get("/de/search?q=Qualit%C3%A4tszirkel")).text();
    assert.match(found, /\/de\/obligation\/eu-11-1/);
  });
});
