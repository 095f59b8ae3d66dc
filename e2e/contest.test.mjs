// SPDX-License-Identifier: EUPL-1.2
// A finding is contested by a person whom it concerns, beginning where a reader meets it: on the page of the
// measure. Without JavaScript. Somebody whom it does not concern is told whose it is.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listTooWide, listViolations } from "./looks.mjs";
import { openSite, signIn } from "./site.mjs";

const measure = "nap-az/beratungsnetzwerk-faire-mobilitaet";
const why = "Die Regel zählt den Bericht nicht, den wir dem Ausschuss im Mai gegeben haben.";

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

const viewport = { width: 320, height: 640 };

/** A reader; axe needs a script. */
const reading = () => site.page({ viewport });

/** Somebody who is signed in and has no scripts. */
async function pageOf(mail) {
  const page = await site.page({ javaScriptEnabled: false, viewport });
  await signIn(site, page, mail);
  return page;
}

/** What follows about the measure, as its page tells it. */
const beside = "#follows";

describe("a finding beside its measure", () => {
  test("leads to a list of exactly as many as it says", async () => {
    for (const path of [`/measure/${measure}`, "/plan/nap-az", "/organisation/bmas"]) {
      for (const lang of ["de", "en"]) {
        const page = await reading();
        await page.goto(`/${lang}${path}`);
        const n = Number(await page.textContent(`${beside} h2 .wm-count`));
        assert.ok(n > 0, path);
        const href = await page.getAttribute(`${beside} > p a`, "href");
        const taken = await site.get(`${href}&as=json`);
        const tables = await taken.json();
        const all = Array.isArray(tables) ? tables : tables.tables;
        assert.equal(all.at(-1).rows.length, n, href);
        await page.context().close();
      }
    }
  });

  test("is contested from there by a person, and says so everywhere", async () => {
    const page = await pageOf("freigabe@bmas.example");
    await page.goto(`/de/measure/${measure}`);
    await page.click(`${beside} > summary`);
    const first = page.locator(`${beside} li`).first();
    const name = await first.locator("a").first().textContent();
    const finding = await first.locator("a").first().getAttribute("href");
    await first.locator("a[href*='/work/figure/remark/']").click();
    assert.match(await page.textContent("h1"), /Befund erklären oder bestreiten/);

    // Without a word the form says what is missing, and nothing is written.
    await page.click("main button[value=state]");
    assert.ok((await page.locator(".wm-notice--bad li").count()) >= 1);
    await page.selectOption("#stance", "contested");
    await page.fill("#text", why);
    await page.click("main button[value=state]");

    await page.goto(finding);
    const told = await page.textContent("main");
    assert.match(told, /bestritten/, name);
    assert.ok(told.includes(why));

    const reader = await reading();
    await reader.goto(finding);
    assert.deepEqual(await listViolations(reader), []);
    await reader.goto(`/de/measure/${measure}`);
    assert.match(await reader.textContent(beside), /bestritten/);
    await reader.click(`${beside} > summary`);
    assert.deepEqual(await listViolations(reader), []);
    const wide = await reader.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, (await reader.evaluate(listTooWide)).join("\n"));
    await reader.goto(`/en/findings?measure=${measure}&state=contested`);
    assert.equal(await reader.locator("main table").last().locator("tbody tr").count(), 1);
    const api = await site.get(`/api/findings?state=contested&limit=10`);
    assert.match(await api.text(), new RegExp(measure));
    await reader.context().close();
    await page.context().close();
  });

  test("is not contested by somebody whom it does not concern", async () => {
    const page = await pageOf("freigabe@kok.example");
    await page.goto(`/de/measure/${measure}`);
    const href = await page.locator(`${beside} li a[href*='/work/figure/remark/']`).last().getAttribute("href");
    const answer = await page.goto(href);
    assert.equal(answer.status(), 403);
    assert.match(await page.textContent("main"), /BMAS/);
    await page.context().close();
  });
});
