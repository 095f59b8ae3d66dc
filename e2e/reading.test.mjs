// SPDX-License-Identifier: EUPL-1.2
// What a reader comes for, with and without JavaScript: each journey runs both ways.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openSite } from "./site.mjs";

const words = {
  de: { unrecorded: /Text des Plans liegt hier nicht vor/, now: "Zum heutigen Stand", next: "Nächster Eintrag" },
  en: { unrecorded: /The text of the plan is not here/, now: "Go to today’s state", next: "Next entry" },
};

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

for (const javaScriptEnabled of [true, false]) {
  describe(`reading ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    /** Opens a page, reads, and closes it. */
    const read = (name, lang, steps) =>
      test(`${name}, ${lang}`, async () => {
        const page = await site.page({ javaScriptEnabled, locale: lang });
        try {
          await steps(page, lang, words[lang]);
        } finally {
          await page.context().close();
        }
      });
    const bothLanguages = (name, steps) => ["de", "en"].forEach((lang) => read(name, lang, steps));

    bothLanguages("the language of the browser is found at the door", async (page, lang) => {
      await page.goto("/");
      assert.equal(new URL(page.url()).pathname, `/${lang}/`);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
    });

    bothLanguages("who was asked to report stands for a lead that no plan names", async (page, lang) => {
      await page.goto(`/${lang}/plan/nap-az/monitoring?round=nap-az/runde-1`);
      const sum = (numbers) => numbers.reduce((a, b) => a + b);
      const groups = async (chart) => {
        const rows = page.locator("main section").nth(chart).locator("tbody tr");
        const cells = await rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
        return new Map(cells.map(([name, ...counts]) => [name, sum(counts.map(Number))]));
      };
      const [fields, leads] = [await groups(1), await groups(2)];
      assert.equal(leads.get("BMAS"), 8, [...leads].join("\n"));
      assert.equal(sum([...leads.values()]), sum([...fields.values()]), "each measure counts once");
    });

    bothLanguages("from the start to a measure, to its entry, to its proof", async (page, lang, w) => {
      await page.goto(`/${lang}/`);
      await page.locator(`main a[href^="/${lang}/plan/nap-mh"]`).first().click();
      assert.equal(new URL(page.url()).pathname, `/${lang}/plan/nap-mh`);

      const square = page.locator("main a.wm-square").first();
      const name = await square.getAttribute("aria-label");
      await square.click();
      const title = (await page.locator("h1").innerText()).trim();
      assert.ok(name.includes(title), `${name}: ${title}`);

      await page.locator("#history summary").click();
      await page.locator(`#history a[href^="/${lang}/entry/"]`).first().click();
      assert.match(new URL(page.url()).pathname, new RegExp(`^/${lang}/entry/\\d+$`));
      const envelope = JSON.parse(await page.locator("pre").first().innerText());
      assert.match(envelope.subject, /^measure\//);
      assert.match(envelope.body, /^[0-9a-f]{64}$/);

      const proofs = await page.locator('main a[href^="/log/"]').all();
      assert.ok(proofs.length >= 3, "bundle, tile and checkpoint");
      for (const proof of proofs) {
        const answer = await site.get(await proof.getAttribute("href"));
        assert.equal(answer.status, 200, await proof.getAttribute("href"));
      }
      await page.goto(`/${lang}/entry/0`);
      await page.getByRole("link", { name: w.next }).click();
      assert.equal(new URL(page.url()).pathname, `/${lang}/entry/1`);
    });

    bothLanguages("what is stated against what is recorded", async (page, lang) => {
      await page.goto(`/${lang}/plan/nap-mh/worklist`);
      const text = await page.locator("main").innerText();
      assert.match(text, /\b126\b/, "stated");
      assert.match(text, /\b29\b/, "recorded");
      assert.match(text, /\b97\b/, "missing");
    });

    bothLanguages("a measure whose text is not recorded is not judged by what is missing", async (page, lang, w) => {
      await page.goto(`/${lang}/plan/nap-mh`);
      await page.locator("main a.wm-square").first().click();
      assert.equal(await page.locator("#checks").count(), 0, "no checks of a text that nobody recorded");
      for (const summary of await page.locator(".wm-unsaid summary").all()) await summary.click();
      const text = await page.locator("main").innerText();
      assert.match(text, w.unrecorded);
      assert.doesNotMatch(text, /\d\s?%/, "never a percentage");
    });

    bothLanguages("measures of one field", async (page, lang) => {
      await page.goto(`/${lang}/measures?plan=nap-mh`);
      const links = page.locator(`main table a[href^="/${lang}/measure/"]`);
      const all = await links.count();
      const field = page.locator('select[name="field"]');
      const values = await field
        .locator("option")
        .evaluateAll((options) => options.map(({ value }) => value).filter(Boolean));
      await field.selectOption(values[0]);
      await page.locator("form:has(select[name=field]) button[type=submit]").click();
      assert.equal(new URL(page.url()).searchParams.get("field"), values[0]);
      const some = await links.count();
      assert.ok(some > 0 && some < all, `${all} measures, ${some} of the field`);
      // The address alone gives the same to whoever it is sent to.
      await page.goto(page.url());
      assert.equal(await links.count(), some);
    });

    bothLanguages("words inside compounds are found", async (page, lang, w) => {
      await page.goto(`/${lang}/`);
      await page.locator("header input[name=q]").fill("Beratung");
      await page.locator("header form:has(input[name=q]) button[type=submit]").click();
      const hit = page.locator(`main a[href^="/${lang}/recommendation/kok-36"]`);
      assert.ok((await hit.count()) > 0, "Beratung finds the Online-Erstberatungsplattform");
      assert.ok((await page.locator("main mark").count()) > 0, "and shows where");
    });

    bothLanguages("a citation is resolved, or said to be impossible", async (page, lang) => {
      await page.goto(`/${lang}/plan/nap-mh`);
      await page.locator("#cite-form summary").click();
      await page.locator("#cite").fill("HF II, Maßnahme 13");
      await page.locator("form:has(#cite) button[type=submit]").click();
      const cited = page.locator("#cite-form");
      assert.match(await cited.locator('[role="status"]').innerText(), /\S{3}/);
      assert.equal(await page.locator("#cite").inputValue(), "HF II, Maßnahme 13");
    });

    bothLanguages("a finding names its file, its row and its code", async (page, lang) => {
      await page.goto(`/${lang}/data-findings`);
      await page.locator(`main a[href^="/${lang}/data-finding/"]`).first().click();
      assert.match(await page.locator("main").innerText(), /\.csv/);
    });

    bothLanguages("an earlier day is marked, stays while reading, and is left again", async (page, lang, w) => {
      await page.goto(`/${lang}/plans`);
      await page.locator("#as-of").fill("2025-12-31");
      await page.locator("form:has(#as-of) button[type=submit]").click();
      assert.equal(new URL(page.url()).searchParams.get("as-of"), "2025-12-31");
      assert.match(await page.locator(".wm-asof").innerText(), /2025/);
      await page.locator(`main a[href^="/${lang}/plan/nap-mh"]`).first().click();
      assert.equal(new URL(page.url()).searchParams.get("as-of"), "2025-12-31");
      await page.getByRole("link", { name: w.now }).click();
      assert.equal(new URL(page.url()).searchParams.get("as-of"), null);
    });

    bothLanguages("before anything was said there is nothing to read, and the page says so", async (page, lang) => {
      const answer = await page.goto(`/${lang}/?as-of=1999-01-01`);
      assert.equal(answer.status(), 200);
      assert.match(await page.locator(".wm-asof").innerText(), /1999/);
      assert.equal(await page.locator(`main a[href^="/${lang}/measure/"]`).count(), 0);
    });

    bothLanguages("demand without measure and measure without demand", async (page, lang) => {
      await page.goto(`/${lang}/gaps`);
      assert.ok((await page.locator(".wm-matrix table tbody tr").count()) > 3);
      assert.ok((await page.locator('section[aria-labelledby="demand"] tbody tr').count()) > 0);
      assert.ok((await page.locator('section[aria-labelledby="supply"] tbody tr').count()) > 0);
    });

    bothLanguages("every chart has its table", async (page, lang) => {
      for (const address of ["/", "/plan/nap-mh", "/plan/nap-az", "/organisation/kok"]) {
        await page.goto(`/${lang}${address}`);
        // A small wall is one link: its table is on the page of its plan.
        const charts = await page.locator("main figure:not(.wm-small):has(svg)").count();
        const tables = await page.locator("main figure:has(svg) table").count();
        assert.equal(tables, charts, address);
      }
    });

    bothLanguages("what is not there is said kindly, with a way on", async (page, lang) => {
      const answer = await page.goto(`/${lang}/measure/no-such-measure`);
      assert.equal(answer.status(), 404);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      await page.locator(`main a[href="/${lang}/"]`).click();
      assert.equal(new URL(page.url()).pathname, `/${lang}/`);
    });
  });
}

describe("what machines read", () => {
  for (const address of ["/de/feed.atom", "/en/plan/nap-mh/feed.atom", "/de/organisation/kok/feed.atom"]) {
    test(`feed ${address}`, async () => {
      const answer = await site.get(address);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get("content-type"), /^application\/atom\+xml/);
      const page = await site.page();
      const read = await page.evaluate((text) => {
        const feed = new DOMParser().parseFromString(text, "application/xml");
        const all = (name) => [...feed.getElementsByTagName(name)];
        return {
          broken: all("parsererror").length,
          entries: all("entry").length,
          ids: new Set(all("id").map(({ textContent }) => textContent)).size,
          language: feed.documentElement.getAttribute("xml:lang"),
        };
      }, await answer.text());
      assert.equal(read.broken, 0);
      assert.ok(read.entries > 0);
      assert.equal(read.ids, read.entries + 1, "every entry and the feed has an id of its own");
      await page.context().close();
    });
  }

  test("the log is served as C2SP tlog-tiles says", async () => {
    const checkpoint = await site.get("/log/checkpoint");
    assert.match(checkpoint.headers.get("content-type"), /^text\/plain; ?charset=utf-8$/i);
    assert.match(checkpoint.headers.get("cache-control") ?? "", /no-store|no-cache|max-age=[0-5]\b/);
    const [origin, size, hash, blank, signature] = (await checkpoint.text()).split("\n");
    assert.ok(origin && /^[1-9]\d*$/.test(size), "a name and the number of entries");
    assert.equal(Buffer.from(hash, "base64").length, 32);
    assert.equal(blank, "");
    assert.ok(signature.startsWith(`— ${origin} `));

    const full = Number(size) >= 256;
    const part = full ? "" : `.p/${size}`;
    const tile = await site.get(`/log/tile/0/000${part}`);
    assert.equal(tile.status, 200);
    assert.equal(tile.headers.get("content-type"), "application/octet-stream");
    assert.equal((await tile.arrayBuffer()).byteLength, 32 * Math.min(256, Number(size)));
    if (full) assert.match(tile.headers.get("cache-control"), /immutable/);
    const bundle = Buffer.from(await (await site.get(`/log/tile/entries/000${part}`)).arrayBuffer());
    const first = JSON.parse(bundle.subarray(2, 2 + bundle.readUInt16BE(0)).toString("utf8"));
    assert.equal(first.seq, 0);
    assert.equal((await site.get("/log/body/0")).status, 200);
  });
});
