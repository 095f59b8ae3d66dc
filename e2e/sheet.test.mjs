// SPDX-License-Identifier: EUPL-1.2
// The spreadsheet of a round in the browser: fetched in both formats, brought back, refused, and
// taken; without JavaScript. What a filled file says is tested beside the code that reads it.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { unzipSync, zipSync } from "fflate";
import { openSite, signIn } from "./site.mjs";

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const sheet = (lang) => `/${lang}/work/sheet/report/nap-az/runde-2`;
const words = {
  de: { said: "Die Arbeitsgruppe tagte zweimal", nothing: "Nichts in der Datei weicht", other: "andere Organisation", draft: "Ein Entwurf ist gespeichert" },
  en: { said: "The working group met twice", nothing: "Nothing in the file differs", other: "another organisation", draft: "One draft is saved" },
};

let site;
const signedIn = {};

before(async () => {
  site = await openSite();
  // A code counts once: everybody signs in once.
  for (const mail of ["freigabe@bmas.example", "freigabe@kok.example"]) {
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

async function cookieOf(page) {
  const cookies = await page.context().cookies();
  return cookies.map((one) => `${one.name}=${one.value}`).join("; ");
}

/** The form in a format, as a file of this name in the test's folder. */
async function fetchForm(page, lang, format) {
  const answer = await site.get(`${sheet(lang)}?format=${format}`, { cookie: await cookieOf(page) });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-disposition"), /^attachment; filename="wegmarke-report-nap-az-runde-2\.(xlsx|ods)"$/);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  const file = path.join(site.data, `form-${lang}.${format}`);
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
  return file;
}

async function bring(page, lang, file) {
  await page.goto(sheet(lang));
  await page.setInputFiles("#file", file);
  await page.click("form[enctype] button");
}

/** The same form with another text in place of one that every cell of it shares. */
async function withText(file, from, to) {
  const parts = unzipSync(await readFile(file));
  const content = Buffer.from(parts["content.xml"]).toString("utf8");
  assert.ok(content.includes(from), "the text is in the form");
  parts["content.xml"] = Buffer.from(content.replace(from, to));
  const filled = file.replace(".ods", "-filled.ods");
  await writeFile(filled, zipSync(parts));
  return filled;
}

describe("the spreadsheet of a round", () => {
  for (const lang of ["de", "en"]) {
    test(`an untouched form does nothing, a changed one becomes a draft once, ${lang}`, async () => {
      const page = await pageOf("freigabe@bmas.example");
      await page.goto(`/${lang}/work`);
      await page.click(`a[href="${sheet(lang)}"]`);
      for (const format of ["xlsx", "ods"]) {
        await bring(page, lang, await fetchForm(page, lang, format));
        assert.match(await page.textContent("main"), new RegExp(words[lang].nothing));
        assert.equal(await page.locator("form[action*='/work/take/']").count(), 0);
      }
      const form = await fetchForm(page, lang, "ods");
      const hostile = `=1+1 ${lang} <script>alert(1)</script>`;
      const escaped = hostile.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      await bring(page, lang, await withText(form, words[lang].said, escaped));
      assert.match(await page.textContent("tbody"), /=1\+1 (de|en) <script>/, "shown as text");
      const take = await page.getAttribute("form[action*='/work/take/']", "action");
      await page.click("form[action*='/work/take/'] button");
      assert.match(await page.textContent("main"), new RegExp(words[lang].draft));
      const again = await fetch(new URL(take, site.origin), {
        method: "POST",
        headers: { cookie: await cookieOf(page) },
        body: new URLSearchParams(),
      });
      assert.equal(again.status, 422, "a yes counts once");
      await page.context().close();
    });

    test(`what is no form of one's own is refused kindly, ${lang}`, async () => {
      const page = await pageOf("freigabe@bmas.example");
      const ours = await fetchForm(page, lang, "xlsx");
      const wrong = path.join(site.data, "wrong.xlsx");
      for (const content of ["<html><script>alert(1)</script>", "PK\u0003\u0004 and no zip"]) {
        await writeFile(wrong, content);
        await bring(page, lang, wrong);
        assert.equal(await page.locator(".wm-notice--bad").count(), 1, content);
        assert.equal(await page.locator("form[action*='/work/take/']").count(), 0);
      }
      await page.context().close();

      const others = await pageOf("freigabe@kok.example");
      await bring(others, lang, ours);
      assert.match(await others.textContent(".wm-notice--bad"), new RegExp(words[lang].other));
      await others.context().close();
    });
  }

  test("the pages are accessible and fit a small screen", async () => {
    const page = await pageOf("freigabe@bmas.example", { viewport: { width: 320, height: 700 } });
    const axe = await readFile(axeSource, "utf8");
    const form = await fetchForm(page, "de", "ods");
    const filled = await withText(form, "Versiegelt bis zum Abgabetag", "Anders als zuvor");
    const looks = async () => {
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run(document);
        return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
      });
      assert.deepEqual(found, []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${wide} px wide`);
    };
    await page.goto(sheet("de"));
    await looks();
    await bring(page, "de", filled);
    await looks();
    await page.click("form[action*='/work/take/'] button");
    await looks();
    await page.context().close();
  });

  test("nobody gets a form without signing in", async () => {
    const answer = await site.get(`${sheet("de")}?format=xlsx`);
    assert.equal(answer.status, 303);
    assert.match(answer.headers.get("location"), /sign-in\?to=/);
  });
});
