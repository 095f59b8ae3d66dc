// SPDX-License-Identifier: EUPL-1.2
// The same measures of the Wegweiser in Debian's Firefox, which is driven by WebDriver BiDi: nothing is asked of
// others, nothing is kept, one click leaves, everything fits.

import assert from "node:assert/strict";
import { access, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import puppeteer from "puppeteer-core";
import { listTooWide, listViolations } from "./looks.mjs";
import { canary, faultsOfPrint, guides, kept, languages, lettersOf, nothing, openWay, pages, paper, readPrint, rtl } from "./wegweiser.mjs";

const executablePath = "/usr/bin/firefox-esr";
const isThere = await access(executablePath).then(() => true, () => false);
const skip = isThere ? false : "FIREFOX IS NOT LOOKED AT: `apt-get install firefox-esr`";
if (skip) console.error(skip);

let way;
let browser;

/** Firefox asks its makers about updates and the like unless it is told not to; pages cannot make it. */
const launch = (prefs = {}, more = {}) =>
  puppeteer.launch({ ...more, browser: "firefox", executablePath, headless: true, extraPrefsFirefox: { "browser.cache.disk.enable": false, ...prefs } });

before(async () => {
  if (skip) return;
  way = await openWay();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await way?.close();
});

/** A page of its own, with everything that it asks for; the exit finds a page all the same. */
async function open(of = browser, size = { width: 1280, height: 768 }) {
  const context = await of.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(size);
  const [asked, said] = [[], []];
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    asked.push(`${request.method()} ${request.url()}`);
    if (request.url().startsWith(way.origin) || /^(data|blob):/.test(request.url())) return request.continue();
    return request.respond({ contentType: "text/html", body: "<title>Wetter</title><h1>Wetter</h1>" });
  });
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  const goto = (address) => page.goto(`${way.origin}${address}`);
  return { context, page, asked, said, goto };
}

const foreign = (asked) => asked.filter((one) => !one.split(" ")[1].startsWith(`${way.origin}/`) && !/ (data|blob):/.test(one));

describe("in Firefox, what is looked at", { skip, concurrency: 5 }, () => {
  test("every page fits, wide and narrow, has no violation, and keeps nothing", async () => {
    // Rules about the tree are the same for each page of a kind: they are asked of the guides and of one language.
    const asking = pages.filter((address) => guides.includes(address) || !address.startsWith("/en/"));
    for (const width of [1280, 320]) {
      const { context, page, asked, said, goto } = await open(browser, { width, height: 768 });
      for (const address of pages) {
        await goto(address);
        assert.deepEqual(await page.evaluate(listTooWide), [], `${address} ${width}`);
        if (width === 1280 && asking.includes(address)) assert.deepEqual(await listViolations(page), [], address);
        assert.deepEqual(await kept(page), nothing, address);
      }
      assert.deepEqual(foreign(asked), []);
      assert.deepEqual(said, []);
      assert.deepEqual(await page.cookies(), []);
      await context.close();
    }
  });

  test("at 400 % a window of 1280 by 1024 shows every page without scrolling sideways", async () => {
    const zoomed = await launch({ "layout.css.devPixelsPerPx": "4" });
    const { page, goto } = await open(zoomed, { width: 320, height: 256 });
    for (const address of pages) {
      await goto(address);
      assert.deepEqual(await page.evaluate(() => [innerWidth, devicePixelRatio]), [320, 4]);
      assert.deepEqual(await page.evaluate(listTooWide), [], address);
    }
    await zoomed.close();
  });

  test("without JavaScript every page has its content, its way out, and no dead button", async () => {
    const plain = await launch({ "javascript.enabled": false });
    const { page, asked, goto } = await open(plain);
    for (const address of pages) {
      await goto(address);
      const seen = await page.evaluate(() => ({
        long: document.querySelector("main").innerText.length,
        buttons: [...document.querySelectorAll("button")].filter((one) => one.checkVisibility()).length,
        exit: document.querySelector("a[data-exit]").getAttribute("href"),
      }));
      assert.ok(seen.long > 60, address);
      assert.equal(seen.buttons, 0, address);
      assert.equal(seen.exit, "https://www.dwd.de/");
    }
    assert.deepEqual(foreign(asked), []);
    await plain.close();
  });

  test("every kind of page prints whole in every language", async () => {
    const { context, page, goto } = await open(browser, paper);
    for (const address of pages.filter((address) => address !== "/")) {
      await goto(address);
      // Firefox has no switch for print: its rules for paper hold for the screen instead.
      const rules = await page.evaluate(() => {
        let n = 0;
        for (const rule of [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])) {
          if (!(rule instanceof CSSMediaRule) || rule.media.mediaText !== "print") continue;
          rule.media.mediaText = "all";
          n += 1;
        }
        return n;
      });
      assert.ok(rules > 0, address);
      assert.deepEqual(await faultsOfPrint(page), [], address);
    }
    // And these are printed indeed, left to right and right to left, with their words as words.
    for (const [address, most] of [["/fa/", 6], ["/ar/pocket/", 1], ["/de/pocket/", 1], ["/de/sheet/", 5]]) {
      await goto(address);
      const text = await page.$eval("main", (main) => main.innerText);
      const print = await readPrint(way.folder, await page.pdf({ format: "A4" }));
      assert.ok(print.pages >= 1 && print.pages <= most, `${address}: ${print.pages} pages`);
      // On the screen there is more: what helps to get about is not printed.
      assert.ok(lettersOf(print.text) > 0.7 * lettersOf(text), `${address}: ${lettersOf(print.text)} of ${lettersOf(text)}`);
    }
    await context.close();
  });

  test("what is typed into any field of sheet and calculators is in no request, no storage, no file", async () => {
    const profile = await mkdtemp(path.join(tmpdir(), "wegweiser-firefox-"));
    const own = await launch({}, { userDataDir: profile });
    const { page, asked, goto } = await open(own);
    const cards = ["residence-59-7", "residence-25-4a", "compensation", "convention", "wages"];
    for (const lang of ["de", "en"]) {
      for (const address of [`/${lang}/sheet/`, ...cards.map((id) => `/${lang}/cards/${id}/`)]) {
        await goto(address);
        const fields = await page.$$("textarea, main input:not([type=radio]):not([type=checkbox])");
        assert.ok(fields.length >= (address.endsWith("/sheet/") ? 9 : 3), `${address}: ${fields.length}`);
        const count = asked.length;
        for (const field of fields) await field.type(canary);
        await page.evaluate(() => document.activeElement.blur());
        const held = await page.$$eval("textarea, main input", (all) => all.map((one) => one.value));
        assert.equal(held.filter((value) => value.includes(canary)).length, fields.length, address);
        assert.deepEqual(await kept(page), nothing, address);
        // Firefox asks for the site's icon when it has time, also after the page is there.
        assert.deepEqual(asked.slice(count).filter((one) => one !== `GET ${way.origin}/icon.svg`), [], address);
        assert.ok(!page.url().includes(canary));
        await page.reload();
        const again = await page.$$eval("textarea, main input", (all) => all.map((one) => one.value).join());
        assert.ok(!again.includes(canary), `${address}: Firefox fills it in again`);
      }
    }
    await goto("/de/cards/residence-59-7/");
    for (const [part, text] of [["day", "27"], ["month", "11"], ["year", "2026"]]) await page.type(`#day-${part}`, text);
    assert.equal(await page.$eval("[data-ends]", (end) => end.dataset.day), "2027-02-27");
    assert.equal(await page.$eval("[data-ends]", (end) => end.innerText), "27. Februar 2027");
    assert.ok(!asked.some((one) => one.includes(canary) || one.includes("2026-11")), asked.join("\n"));
    await own.close();
    const files = await readdir(profile, { recursive: true, withFileTypes: true });
    assert.ok(files.length > 5, "a browser keeps a profile");
    for (const file of files.filter((one) => one.isFile())) {
      const bytes = await readFile(path.join(file.parentPath, file.name));
      for (const known of [Buffer.from(canary), Buffer.from(canary, "utf16le")]) assert.ok(!bytes.includes(known), file.name);
    }
    await rm(profile, { recursive: true, force: true });
  });
});

describe("in Firefox, what is done", { skip }, () => {
  test("right to left is right to left", async () => {
    const { context, page, goto } = await open(browser, { width: 800, height: 700 });
    for (const lang of languages) {
      await goto(`/${lang}/`);
      const isRight = await page.evaluate(() => {
        const item = document.querySelector("main section li").getBoundingClientRect();
        const main = document.querySelector("main").getBoundingClientRect();
        return main.right - item.right > item.left - main.left;
      });
      assert.equal(isRight, rtl.includes(lang), lang);
    }
    await context.close();
  });

  test("first pages weigh at most 40 kB, as the browser counts them", async () => {
    const { context, page, goto } = await open();
    for (const address of ["/", ...languages.map((lang) => `/${lang}/`)]) {
      await goto(address);
      const weight = await page.evaluate(() =>
        [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
          .reduce((sum, one) => sum + one.decodedBodySize, 0),
      );
      assert.ok(weight > 5_000 && weight <= 40_000, `${address}: ${weight}`);
    }
    await context.close();
  });

  test("the exit is the first stop of the keyboard, leaves at once, and going back shows nothing", async () => {
    for (const lang of languages) {
      for (const by of ["click", "keys"]) {
        const { context, page, goto } = await open();
        await goto(`/${lang}/`);
        const long = await page.evaluate(() => history.length);
        if (by === "click") {
          await page.keyboard.press("Tab");
          assert.ok(await page.evaluate(() => document.activeElement.matches("[data-exit]")), lang);
        }
        const left = page.waitForNavigation();
        if (by === "click") await page.keyboard.press("Enter");
        else for (let at = 0; at < 3; at += 1) await page.keyboard.press("Shift");
        await left;
        assert.match(page.url(), /^https:\/\/www\.dwd\.de\//, `${lang} ${by}`);
        assert.equal(await page.evaluate(() => history.length), long, `${lang} ${by}`);
        await page.goBack().catch(() => null);
        assert.doesNotMatch(page.url(), /127\.0\.0\.1/, `${lang} ${by}`);
        await context.close();
      }
    }
  });

  test("a day is asked for in the words of the page, and a browser in English changes nothing", async () => {
    const { context, page, goto } = await open();
    assert.match(await page.evaluate(() => navigator.language), /^en/);
    for (const [lang, names] of [["de", ["Tag", "Monat", "Jahr"]], ["en", ["Day", "Month", "Year"]]]) {
      for (const address of ["cards/residence-59-7/", "sheet/"]) {
        await goto(`/${lang}/${address}`);
        assert.deepEqual(await page.$$eval("[data-date] label", (all) => all.map((one) => one.innerText)), names);
        assert.equal((await page.$$("input[type=date]")).length, 0);
      }
    }
    await context.close();
  });
});
