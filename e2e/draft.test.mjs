// SPDX-License-Identifier: EUPL-1.2
// Drafts that are saved while somebody types, where scripts run.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openSite, signIn } from "./site.mjs";

const form = (lang, n) =>
  `/${lang}/work/say/practice/nap-az/runde-2/kok/${n}/measure/nap-az/beratungsnetzwerk-faire-mobilitaet`;
const words = {
  de: { saved: /Als Entwurf gespeichert/, other: /inzwischen/, lost: /Nicht gespeichert/, deleted: /gelöscht/ },
  en: { saved: /Saved as a draft/, other: /meanwhile/, lost: /Not saved/, deleted: /is deleted/ },
};

let site;
let cookies;

before(async () => {
  site = await openSite();
  const page = await site.page();
  await signIn(site, page, "freigabe@kok.example");
  cookies = await page.context().cookies();
  await page.context().close();
});

after(() => site?.close());

async function open(lang, n, options = {}) {
  const page = await site.page(options);
  await page.context().addCookies(cookies);
  await page.goto(form(lang, n));
  return page;
}

/** Types at the end of what is there. */
async function add(page, text) {
  await page.locator("#observed").press("Control+End");
  await page.locator("#observed").pressSequentially(text);
}

async function told(page, pattern) {
  await page.waitForFunction(
    ([source]) => new RegExp(source).test(document.getElementById("draft-status").textContent),
    [pattern.source],
  );
}

describe("drafts saved as one types", () => {
  for (const [lang, n] of [["de", 11], ["en", 12]]) {
    test(`what is typed is kept without a button, ${lang}`, async () => {
      const page = await open(lang, n);
      await add(page, "Die Beratung kommt an.");
      await told(page, words[lang].saved);
      assert.ok(page.url().endsWith(form(lang, n)), "the page stays");
      await add(page, " Auf dem Land fehlt sie.");
      await told(page, words[lang].saved);
      await page.waitForTimeout(2500);
      await page.reload();
      assert.equal(
        await page.inputValue("#observed"),
        "Die Beratung kommt an. Auf dem Land fehlt sie.",
      );

      // Whoever has the same form open elsewhere overwrites nothing, and is told.
      const other = await open(lang, n);
      await add(page, " Eins.");
      await told(page, words[lang].saved);
      await add(other, " Zwei.");
      await told(other, words[lang].other);
      await page.reload();
      assert.match(await page.inputValue("#observed"), /Eins\.$/);
      await other.context().close();

      // Without a connection it says so, keeps what was typed, and tries again.
      await page.context().setOffline(true);
      await add(page, " Ohne Netz.");
      await told(page, words[lang].lost);
      await page.context().setOffline(false);
      await add(page, " Mit.");
      await page.waitForTimeout(17_000);
      await page.reload();
      assert.match(await page.inputValue("#observed"), /Ohne Netz\. Mit\.$/);

      // It can be deleted, also after it was changed on the open page.
      await add(page, " Umsonst.");
      await told(page, words[lang].saved);
      await page.click("button[value=discard]");
      await page.waitForURL("**done=discarded");
      assert.match(await page.textContent("[role=status]"), words[lang].deleted);
      assert.equal(await page.inputValue("#observed"), "");
      assert.equal(await page.locator("button[value=discard]").count(), 0);
      await page.context().close();
    });
  }

  test("who submits while it is being saved submits everything", async () => {
    const page = await open("de", 13);
    await page.selectOption("#delivery", "limited");
    await page.selectOption("#land", "de-be");
    await page.selectOption("#reach", "isolated");
    await page.route("**/work/say/**", async (route) => {
      if ((route.request().postData() ?? "").includes("do=autosave")) {
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
      await route.continue();
    });
    await add(page, "Alles auf einmal.");
    await page.waitForTimeout(1800);
    await page.click("button[value=release]");
    await page.waitForURL("**/de/work?said=*");
    await page.goto(form("de", 13));
    assert.equal(await page.inputValue("#observed"), "Alles auf einmal.");
    await page.context().close();
  });

  test("no script but our own may run", async () => {
    const answer = await site.get(form("de", 14), {
      cookie: cookies.map((one) => `${one.name}=${one.value}`).join("; "),
    });
    assert.match(answer.headers.get("content-security-policy"), /script-src 'self';/);
    assert.equal((await answer.text()).match(/<script/g).length, 1);
  });
});
