// SPDX-License-Identifier: EUPL-1.2
// Somebody who made neither of two demands says that both ask for the same; somebody else sees it otherwise. Both
// are heard, on the demands' pages and in the groups, and demands are counted both ways. In a form, by keyboard, at
// 320 px and without JavaScript.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listViolations } from "./looks.mjs";
import { openSite, signIn } from "./site.mjs";

const small = { javaScriptEnabled: false, viewport: { width: 320, height: 640 } };

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

async function compare(mail, kind, why) {
  const page = await site.page(small);
  await signIn(site, page, mail);
  await page.goto("/de/recommendation/kok-36");
  await page.locator("a", { hasText: "Sagen, ob eine andere Forderung dasselbe verlangt" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/work\/record\/grouping/);
  assert.equal(await page.inputValue("#recommendation"), "kok-36");
  await page.selectOption("#other", "kok-37");
  await page.selectOption("#kind", kind);
  if (kind === "same") {
    // Nobody puts demands of others together without saying why.
    await page.click("button[value=look]");
    assert.equal(await page.locator('#note[aria-invalid="true"]').count(), 1);
    assert.equal(await page.inputValue("#other"), "kok-37");
  }
  await page.fill("#note", why);
  await page.locator("button[value=look]").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/check$/);
  await page.locator("button[value=write]").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
  await page.context().close();
}

describe("demands of others", () => {
  test("are put together with a reason, and whoever differs is heard", async () => {
    await compare("freigabe@berichterstattungsstelle.example", "same", "Beide verlangen eine feste Stelle.");
    await compare("freigabe@bmas.example", "apart", "Die eine fragt nach Geld, die andere nach Recht.");
    for (const lang of ["de", "en"]) {
      const reader = await site.page({ viewport: { width: 320, height: 640 } });
      await reader.goto(`/${lang}/coverage`);
      const groups = reader.locator("section", { has: reader.locator("h2#groups") });
      const told = await groups.textContent();
      assert.match(told, lang === "de" ? /Forderungen\. Zählt man dasselbe nur einmal, sind es 64\./ : /only once, there are 64\./);
      for (const word of ["Beide verlangen", "Die eine fragt", "DIMR", "BMAS", "KOK"]) assert.ok(told.includes(word), word);
      assert.equal(await groups.locator("tbody tr").count(), 1);
      assert.deepEqual(await listViolations(reader), []);
      for (const demand of ["kok-36", "kok-37"]) {
        await reader.goto(`/${lang}/recommendation/${demand}`);
        const said = reader.locator("section", { has: reader.locator("h2#groupings") });
        assert.equal(await said.locator("tbody tr").count(), 2);
        assert.deepEqual(await listViolations(reader), []);
        const wide = await reader.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 320, `${wide} px wide`);
      }
      await reader.context().close();
    }
    const list = await (await site.get("/api/groupings?organisation=bmas")).json();
    assert.equal(list.items.length, 1);
    assert.match(JSON.stringify(list.items[0]), /"kind":"apart"/);
  });
});
