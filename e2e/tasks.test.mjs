// SPDX-License-Identifier: EUPL-1.2
// What a journalist comes for, from the start page, without search and without a script: the answer
// in at most three clicks, with the table in hand; and an entry that is recomputed in the browser.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openSite } from "./site.mjs";

/** The example as on this day, so that "the last year" is the same tomorrow. */
const at = "2026-11-23 09:00:00";

const words = {
  de: {
    noLead: "Für welche Maßnahmen steht niemand ein?",
    silent: "Wer hat in der letzten Runde nichts gesagt?",
    apart: "Wo sind sich die Stimmen nicht einig?",
    changes: "Änderungen",
    narrow: "Anwenden",
    run: "Jetzt nachrechnen",
    holds: "Der Eintrag steht so im Protokoll, wie diese Seite ihn zeigt.",
    fails: /steht NICHT so im Protokoll/,
    cite: "Diese Seite zitieren",
  },
  en: {
    noLead: "Which measures does nobody answer for?",
    silent: "Who said nothing in the last round?",
    apart: "Where do the voices disagree?",
    changes: "Changes",
    narrow: "Apply",
    run: "Recompute now",
    holds: "The entry stands in the log as this page shows it.",
    fails: /does NOT stand in the log/,
    cite: "Cite this page",
  },
};

let site;
before(async () => {
  site = await openSite({}, at);
});
after(() => site?.close());

/** Goes from the start page and counts the clicks. */
async function start(lang, javaScriptEnabled = false) {
  const page = await site.page({ javaScriptEnabled, locale: lang });
  await page.goto(`/${lang}/`);
  let clicks = 0;
  const click = async (locator) => {
    clicks += 1;
    await locator.click();
  };
  return { page, click, done: () => assert.ok(clicks <= 3, `${clicks} clicks`) };
}

const rowsOf = (page) => page.locator("main table tbody tr").count();

/** The table of the page as CSV, all rows, by the address that the page hands over. */
async function taken(page) {
  const list = await page.locator('footer a[href*="as=list"]').getAttribute("href");
  const listed = await (await site.get(list)).text();
  const address = listed.match(/href="([^"]*as=csv[^"]*)"/)[1].replaceAll("&#38;", "&").replaceAll("&amp;", "&");
  const answer = await site.get(address);
  assert.equal(answer.status, 200);
  return (await answer.text()).trim().split("\r\n").length - 1;
}

/** The first number of the answer. */
const counted = async (page) => Number((await page.locator(".wm-lead").innerText()).match(/\d+/)[0]);

for (const lang of ["de", "en"]) {
  const w = words[lang];

  describe(`a journalist, ${lang}`, () => {
    for (const [name, question, least] of [
      ["which promises have no body that answers for them", w.noLead, 0],
      ["who reported nothing in the last round, and on what", w.silent, 1],
    ]) {
      test(name, async () => {
        const { page, click, done } = await start(lang);
        await click(page.getByRole("main").getByRole("link", { name: question }));
        const rows = await rowsOf(page);
        assert.ok(rows >= least, `${rows} rows`);
        if (rows > 0) {
          assert.equal(await taken(page), rows);
          assert.equal(await counted(page), rows, "the sentence counts the list");
        }
        done();
      });
    }

    test("where government and civil society disagree most", async () => {
      const { page, click, done } = await start(lang);
      await click(page.getByRole("main").getByRole("link", { name: w.apart }));
      await page.locator("select[name=between]").selectOption("government~civil-society");
      await click(page.getByRole("button", { name: w.narrow }));
      const rows = await rowsOf(page);
      assert.ok(rows > 0);
      assert.equal(await taken(page), rows);
      const steps = await page.locator("main tbody tr td:last-child").allInnerTexts();
      const numbers = steps.map((text) => Number(text.match(/\d/)?.[0] ?? 1));
      assert.deepEqual(numbers, numbers.toSorted((a, b) => b - a), "largest first");
      done();
    });

    test("what changed in the last year, by kind", async () => {
      const { page, click, done } = await start(lang);
      await click(page.getByRole("navigation").getByRole("link", { name: w.changes, exact: true }));
      const all = await taken(page);
      const sentences = page.locator(".wm-sentences a");
      const parts = await sentences.evaluateAll((links) => links.map((link) => Number(link.innerText.match(/\d+/)?.[0] ?? 1)));
      assert.equal(parts.reduce((a, b) => a + b), all, "the kinds add up");
      await click(sentences.first());
      assert.equal(await taken(page), parts[0], "a sentence leads to the list that it counts");
      done();
    });

    test("how it is cited, and an entry that is recomputed in the browser", async () => {
      const { page, click, done } = await start(lang, true);
      await click(page.getByRole("navigation").getByRole("link", { name: w.changes, exact: true }));
      await click(page.locator("main tbody td:last-child a").first());
      await click(page.getByRole("button", { name: w.run }));
      const result = page.locator("[data-check] [role=status]");
      await result.filter({ hasText: w.holds }).waitFor();
      assert.ok((await page.locator("[data-check] li").count()) > 3, "every step is told");
      done();
      await page.getByText(w.cite).click();
      assert.match(await page.locator(".wm-cite p").innerText(), /entry\/\d+/);
    });
  });
}

test("the browser's check holds for every kind of place in the tree, and finds what was changed", async () => {
  const page = await site.page({ locale: "en" });
  const size = Number((await (await site.get("/log/checkpoint")).text()).split("\n")[1]);
  const seqs = [0, 1, 255, 256, size - 2, size - 1];
  const run = async () => {
    await page.getByRole("button", { name: words.en.run }).click();
    const result = page.locator("[data-check] [role=status]");
    await result.filter({ hasText: /\S/ }).waitFor();
    return result.innerText();
  };
  for (const seq of seqs) {
    await page.goto(`/en/entry/${seq}`);
    assert.equal(await run(), words.en.holds, `entry ${seq}`);
  }
  for (const [what, change] of [
    ["another envelope", () => {
      const code = document.getElementById("envelope-bytes");
      code.textContent = code.textContent.replace('"seq":', '"seq": ');
    }],
    ["the key of another log", () => {
      const check = document.querySelector("[data-check]");
      check.dataset.key = check.dataset.key.slice(0, -4) + "AAA=";
    }],
    ["another entry", () => {
      document.querySelector("[data-check]").dataset.seq = "3";
    }],
  ]) {
    await page.goto("/en/entry/1");
    await page.evaluate(change);
    assert.match(await run(), words.en.fails, what);
  }
  // A tile that was changed on the way.
  await page.route("**/log/tile/0/**", async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    body[40] ^= 1;
    await route.fulfill({ response: answer, body });
  });
  await page.goto("/en/entry/0");
  assert.match(await run(), words.en.fails, "a tile");
});
