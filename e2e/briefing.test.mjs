// SPDX-License-Identifier: EUPL-1.2
// The page of who was asked, and what became of demands: read without an account and without JavaScript,
// at 320 px, in both languages, dark, as of an older day, on paper, and as files.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { openSite } from "./site.mjs";

let site;

before(async () => {
  site = await openSite();
});

after(() => site?.close());

/** A picture of the page, if a folder for it is named. */
async function picture(page, name) {
  const folder = process.env.WEGMARKE_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe("asked and answered", () => {
  test("found from the organisation, with the reply beside what others say", async () => {
    for (const [lang, link, reply] of [
      ["de", /Gefragt und geantwortet/, "Erwiderung der Organisation"],
      ["en", /Asked and answered/, "Reply of the organisation"],
    ]) {
      const page = await site.page({ javaScriptEnabled: false });
      await page.goto(`/${lang}/organisation/bmas`);
      await page.getByRole("link", { name: link }).click();
      await page.waitForURL(`**/${lang}/organisation/bmas/briefing`);
      const pairs = page.locator("article.wm-pair");
      assert.ok((await pairs.count()) > 0);
      for (const words of await pairs.allTextContents()) assert.ok(words.includes(reply));
      const words = await page.textContent("main");
      assert.doesNotMatch(words, /\d\s*%/, "no score");
      await picture(page, `briefing-${lang}`);
      await page.context().close();
    }
  });

  test("as of a day before the first round nobody was asked", async () => {
    const then = await site.get("/de/organisation/bmas/briefing?as-of=2020-01-01");
    assert.equal(then.status, 404);
    const nobody = await site.get("/de/organisation/bka/briefing");
    assert.equal(nobody.status, 404);
  });

  test("as a briefing on paper", async () => {
    const page = await site.page();
    await page.goto("/de/organisation/bmas/briefing");
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 720, height: 1000 });
    assert.equal(await page.locator(".wm-nav").isVisible(), false);
    const cut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(cut <= 0, `${cut} px are cut off`);
    const pdf = await page.pdf({
      format: "A4",
      ...(process.env.WEGMARKE_PICTURES && { path: `${process.env.WEGMARKE_PICTURES}/briefing.pdf` }),
    });
    assert.ok(pdf.length > 10_000);
    await page.context().close();
  });
});

describe("what became of what we asked for", () => {
  test("as a page with a day, by keyboard, and as files", async () => {
    const page = await site.page({ javaScriptEnabled: false });
    await page.goto("/en/organisation/kok");
    await page.getByRole("link", { name: /What became of its recommendations/ }).click();
    await page.waitForURL("**/en/organisation/kok/demands");
    await page.fill("#since", "2000-01-01");
    await page.locator("form.wm-filter button").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/since=2000-01-01/);
    assert.match(await page.textContent("main"), /1 January 2000/);
    await picture(page, "demands-en");
    await page.context().close();
    const csv = await site.get("/en/organisation/kok/demands?since=2000-01-01&as=csv");
    assert.match(csv.headers.get("content-type"), /text\/csv/);
    const lines = (await csv.text()).trim().split("\r\n");
    assert.match(lines[0], /Recommendation,Who answered,How it is judged,Measures for it,Changed since/);
    assert.ok(lines.length > 10);
    const [json] = await (await site.get("/en/organisation/kok/demands?as=json")).json();
    // A page has 50 of them; the file has all.
    assert.ok(json.rows.length > 60, `${json.rows.length} demands`);
    assert.ok(json.rows.every((row) => row.length === json.head.length && row[0]));
  });

  test("feeds of a measure, a field and a theme", async () => {
    const html = await (await site.get("/de/measure/nap-az/beratungsprogramm-faire-integration")).text();
    const [, address] = html.match(/href="(\/de\/feed\/measure\/[^"]+)"/);
    const feed = await (await site.get(address)).text();
    assert.match(feed, /<feed[\s\S]*<entry>/);
    const plan = await (await site.get("/de/measures?plan=nap-az")).text();
    const [, field] = plan.match(/<option value="(nap-az\/[^"]+)"/);
    assert.match(await (await site.get(`/de/feed/field/${field}`)).text(), /<entry>/);
    assert.equal((await site.get("/de/feed/measure/nap-az/none")).status, 404);
    assert.equal((await site.get("/de/feed/theme/none")).status, 404);
  });
});

test("both fit and have no violations", async () => {
  for (const lang of ["de", "en"]) {
    for (const { width, colorScheme, rules } of views) {
      const page = await site.page({ colorScheme, viewport: { width, height: 800 } });
      for (const path of ["bmas/briefing", "kok/demands"]) {
        await page.goto(`/${lang}/organisation/${path}`);
        assert.deepEqual(await page.evaluate(listTooWide), [], `${lang} ${width} ${path}`);
        assert.deepEqual(await listViolations(page, rules), [], `${lang} ${width} ${path}`);
        await picture(page, `${path.replace("/", "-")}-${lang}-${width}-${colorScheme}`);
      }
      await page.context().close();
    }
  }
});
