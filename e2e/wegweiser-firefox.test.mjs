// SPDX-License-Identifier: EUPL-1.2
// The same measures of the Wegweiser in Debian's Firefox, which is driven by WebDriver BiDi: nothing is asked of
// others, nothing is kept, one click leaves, everything fits.

import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import puppeteer from "puppeteer-core";
import { listTooWide, listViolations } from "./looks.mjs";
import { canary, guides, kept, languages, nothing, openWay, pages, rtl } from "./wegweiser.mjs";

const executablePath = "/usr/bin/firefox-esr";
const isThere = await access(executablePath).then(() => true, () => false);
const skip = isThere ? false : "FIREFOX IS NOT LOOKED AT: `apt-get install firefox-esr`";
if (skip) console.error(skip);

let way;
let browser;

/** Firefox asks its makers about updates and the like unless it is told not to; pages cannot make it. */
const launch = (prefs = {}) =>
  puppeteer.launch({ browser: "firefox", executablePath, headless: true, extraPrefsFirefox: { "browser.cache.disk.enable": false, ...prefs } });

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

describe("in Firefox", { skip }, () => {
  test("every page fits and has no violation, wide and narrow, and keeps nothing", async () => {
    for (const width of [1280, 320]) {
      const { context, page, asked, said, goto } = await open(browser, { width, height: 768 });
      for (const address of pages) {
        await goto(address);
        assert.deepEqual(await page.evaluate(listTooWide), [], `${address} ${width}`);
        assert.deepEqual(await listViolations(page), [], `${address} ${width}`);
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

  test("every guide prints", async () => {
    const { context, page, goto } = await open();
    for (const address of guides) {
      await goto(address);
      assert.ok((await page.pdf({ format: "A4" })).length > 5_000, address);
    }
    await context.close();
  });

  test("what is typed into sheet and calculator is in no request and no storage", async () => {
    const { context, page, asked, goto } = await open();
    await goto("/de/sheet/");
    const typed = await page.evaluate((canary) => {
      const fields = [...document.querySelectorAll("textarea, input[type=text]")];
      fields.forEach((field, at) => {
        field.value = `${canary}-${at}`;
        for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
      });
      return fields.length;
    }, canary);
    assert.ok(typed >= 5, `${typed}`);
    await page.click("#path-independent");
    assert.deepEqual(await kept(page), nothing);
    await goto("/de/cards/residence-59-7/");
    const count = asked.length;
    await page.$eval("#day", (day) => {
      day.value = "2026-11-27";
      for (const name of ["input", "change"]) day.dispatchEvent(new Event(name, { bubbles: true }));
    });
    assert.equal(await page.$eval("[data-ends]", (end) => end.dataset.day), "2027-02-27");
    // Firefox asks for the site's icon when it has time, also after the page is there.
    assert.deepEqual(asked.slice(count).filter((one) => one !== `GET ${way.origin}/icon.svg`), []);
    assert.deepEqual(await kept(page), nothing);
    assert.ok(!asked.some((one) => one.includes(canary) || one.includes("2026-11")), asked.join("\n"));
    assert.ok(!page.url().includes("2026-11"));
    await context.close();
  });
});
