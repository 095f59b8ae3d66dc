// SPDX-License-Identifier: EUPL-1.2
// Every chart is a file at an address of its own, and the file stands alone: its title, its styles, where it
// comes from and of which day are inside, and nothing in it leads anywhere.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openSite } from "./site.mjs";

const measure = "nap-az/beratungsprogramm-faire-integration";
const pages = {
  "": ["wall-nap-az", "wall-nap-mh"],
  "/plan/nap-az": ["wall", "due", "coverage"],
  "/plan/nap-az/monitoring": ["voices", "fields", "leads", "trend"],
  "/plan/nap-az/time": ["time"],
  [`/measure/${measure}`]: ["timeline"],
  "/indicator/nap-az/beratungen-faire-integration": ["course"],
  "/organisation/bmas": ["wall"],
  "/coherence": ["graph"],
};

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

describe("charts as files", () => {
  for (const [path, names] of Object.entries(pages)) {
    for (const lang of ["de", "en"]) {
      test(`${path}, ${lang}`, async () => {
        const page = await site.page();
        await page.goto(`/${lang}${path}`);
        const links = page.locator("figure[data-chart] a.wm-chart__take");
        const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
        for (const name of names) {
          const href = hrefs.find((one) => one.endsWith(`chart=${name}`));
          assert.ok(href, `${name} of ${path} is not offered: ${hrefs}`);
          const answer = await site.get(href);
          assert.equal(answer.status, 200);
          assert.match(answer.headers.get("content-type"), /^image\/svg\+xml/);
          assert.match(answer.headers.get("content-disposition"), new RegExp(`-${name}\\.svg`));
          const svg = await answer.text();
          const found = await page.evaluate((text) => {
            const file = new DOMParser().parseFromString(text, "image/svg+xml");
            const words = [...file.querySelectorAll("text")].map((one) => one.textContent);
            const uses = [...file.querySelectorAll("use")].map((one) => one.getAttribute("href"));
            return {
              wrong: file.querySelector("parsererror")?.textContent,
              title: file.querySelector("title")?.textContent,
              style: file.querySelector("style")?.textContent.length,
              links: file.querySelectorAll("a, image, script, [onload]").length,
              loose: uses.filter((use) => !file.querySelector(`[id='${use.slice(1)}']`)),
              shapes: file.querySelectorAll("rect, circle, line, use").length,
              words: words.join(" "),
            };
          }, svg);
          assert.equal(found.wrong, undefined);
          assert.ok(found.title?.length > 3, name);
          assert.ok(found.style > 500);
          assert.equal(found.links, 0);
          assert.deepEqual(found.loose, []);
          assert.ok(found.shapes > 2, `${name}: ${found.shapes} shapes`);
          // Of which day, and at which address it stays.
          assert.match(found.words, lang === "de" ? /Quelle: / : /Source: /);
          assert.match(found.words, /as-of=\d{4}-\d{2}-\d{2}/);
        }
        // The page that lists what can be taken lists them, too.
        const taken = await (await site.get(`/${lang}${path}?as=list`)).text();
        for (const name of names) assert.ok(taken.includes(`chart=${name}`), name);
        await page.context().close();
      });
    }
  }

  test("what is no chart of a page is no file", async () => {
    const answer = await site.get("/de/plan/nap-az?as=svg&chart=nothing");
    assert.match(answer.headers.get("content-type"), /^text\/html/);
  });
});
