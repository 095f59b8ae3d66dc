// SPDX-License-Identifier: EUPL-1.2
// Somebody demands what somebody else demands, too, and says so of its own demand, in a form and without
// JavaScript: both stand in one group, each with who demands it, and demands are counted both ways.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listViolations } from "./looks.mjs";
import { openSite, signIn } from "./site.mjs";

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

describe("the same demand of two issuers", () => {
  test("is one group with both of them", async () => {
    const before = await (await site.get("/de/coverage")).text();
    assert.ok(!before.includes('id="groups"'), "nobody says so yet");

    const page = await site.page({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    await signIn(site, page, "freigabe@berichterstattungsstelle.example");
    await page.goto("/de/work/record/recommendation");
    await page.fill("#title", "Eine erste Beratung, die überall zu erreichen ist");
    await page.locator("details", { has: page.locator("#same_as") }).locator("> summary").click();
    await page.selectOption("#same_as", "kok-36");
    await page.fill("#same_why", "Beide fordern eine Stelle, die bundesweit hilft.");
    await page.click("button[value=look]");
    await page.click("button[value=write]");

    for (const [lang, counted] of [
      ["de", /Einzeln gezählt sind es 66 Forderungen\. Zählt man dasselbe nur einmal, sind es 65\./],
      ["en", /Each counted, there are 66 demands\. Counting the same only once, there are 65\./],
    ]) {
      const reader = await site.page({ viewport: { width: 320, height: 640 } });
      await reader.goto(`/${lang}/coverage`);
      const section = reader.locator("section", { has: reader.locator("h2#groups") });
      const told = await section.textContent();
      assert.match(told, counted);
      assert.match(told, /DIMR/);
      assert.match(told, /KOK/);
      assert.match(told, /Beide fordern eine Stelle/);
      assert.equal(await section.locator("tbody tr").count(), 1);
      assert.equal(await reader.locator("li[data-n] a[href$='#groups']").count(), 1);
      assert.deepEqual(await listViolations(reader), []);
      const wide = await reader.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${wide} px wide`);
      await reader.context().close();
    }

    // The other one lost nothing: its own page still says what was judged of it.
    const other = await (await site.get("/de/recommendation/kok-36")).text();
    assert.match(other, /Konzeption und Aufbau als neue Maßnahme benannt/);
    await page.context().close();
  });
});
