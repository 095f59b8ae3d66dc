// SPDX-License-Identifier: EUPL-1.2
// A person who uses only the keyboard gets everywhere.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openSite } from "./site.mjs";

const skipWords = { de: "Zum Inhalt springen", en: "Skip to content" };

/** What has the focus now. */
const focused = (page) =>
  page.evaluate(() => {
    const { tagName, id, name, hreflang, href, textContent } = document.activeElement;
    return { tagName, id, name, hreflang, href, text: textContent.trim() };
  });

/** Presses Tab until `wanted` holds; an error after `most` presses. */
async function tabTo(page, wanted, most = 200) {
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (wanted(now)) return now;
  }
  throw new Error(`not reached with ${most} presses of Tab`);
}

describe("keyboard only", () => {
  let site;
  let page;
  before(async () => {
    site = await openSite();
  });
  after(() => site?.close());

  for (const lang of ["de", "en"]) {
    test(`the first stop leads to the content, ${lang}`, async () => {
      page = await site.page();
      await page.goto(`/${lang}/plan/nap-mh`);
      await page.keyboard.press("Tab");
      const first = await focused(page);
      assert.equal(first.text, skipWords[lang]);
      const box = await page.locator(":focus").boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.height > 10, "the skip link shows itself");
      await page.keyboard.press("Enter");
      assert.equal((await focused(page)).id, "main");
      await page.keyboard.press("Tab");
      const inside = await page.evaluate(() =>
        document.querySelector("main").contains(document.activeElement),
      );
      assert.ok(inside, "the next stop is in the content");
      await page.context().close();
    });
  }

  test("the language is switched and the page stays", async () => {
    page = await site.page();
    await page.goto("/de/plan/nap-mh?as-of=2025-12-31");
    await tabTo(page, ({ hreflang }) => hreflang === "en");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/en/plan/nap-mh?as-of=2025-12-31");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await page.context().close();
  });

  test("a filter is filled in and sent with Enter", async () => {
    page = await site.page();
    await page.goto("/de/measures?plan=nap-mh");
    const before = await page.locator('main a[href^="/de/measure/"]').count();
    await tabTo(page, ({ tagName, name }) => tagName === "INPUT" && name === "words");
    await page.keyboard.type("Beratung");
    await page.keyboard.press("Enter");
    await page.waitForURL(/[?&]words=Beratung/);
    const after = await page.locator('main a[href^="/de/measure/"]').count();
    assert.ok(after > 0 && after < before, `${before} measures, then ${after}`);
    assert.equal(await page.locator("#words").inputValue(), "Beratung", "and it stays filled in");
    await page.context().close();
  });

  test("every stop shows its focus and none is a trap", async () => {
    page = await site.page();
    await page.goto("/de/gaps");
    const stops = [];
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        const style = getComputedStyle(element);
        const ring =
          (style.outlineStyle !== "none" && style.outlineWidth !== "0px") ||
          style.boxShadow !== "none";
        return { ring, html: element.outerHTML.slice(0, 160), body: element === document.body };
      });
      if (stop.body) break;
      assert.ok(stop.ring, `no focus is seen on ${stop.html}`);
      stops.push(stop.html);
    }
    assert.ok(stops.length > 10);
    assert.notEqual(stops.at(-1), stops.at(-2), "the focus moves on");
    await page.context().close();
  });

  test("a table wider than the window is scrolled with the keyboard", async () => {
    page = await site.page({ viewport: { width: 320, height: 640 } });
    await page.goto("/de/gaps");
    const unreachable = await page.evaluate(() =>
      [...document.querySelectorAll("main *")]
        .filter((element) => {
          const { overflowX } = getComputedStyle(element);
          const scrolls = ["auto", "scroll"].includes(overflowX);
          return scrolls && element.scrollWidth > element.clientWidth + 1;
        })
        .filter((element) => element.tabIndex < 0 && !element.querySelector("a, button, input"))
        .map((element) => element.outerHTML.slice(0, 160)),
    );
    assert.deepEqual(unreachable, []);
    await page.context().close();
  });
});
