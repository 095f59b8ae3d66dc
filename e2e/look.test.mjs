// SPDX-License-Identifier: EUPL-1.2
// How pages look: printed, with forced colours, in the dark, without motion. Narrow ones are looked
// at with every kind of page.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { languages } from "./kinds.mjs";
import { openSite, root } from "./site.mjs";

describe("other ways to look", () => {
  let site;
  before(async () => {
    site = await openSite();
  });
  after(() => site?.close());

  for (const lang of languages) {
    test(`printed: content without navigation, ${lang}`, async () => {
      const page = await site.page();
      await page.goto(`/${lang}/plan/nap-mh`);
      assert.ok(await page.locator("header nav").first().isVisible());
      await page.emulateMedia({ media: "print" });
      // The path to the page may stay: on paper it says where the page belongs.
      for (const nav of await page.locator("header nav, footer nav").all()) {
        assert.equal(await nav.isVisible(), false, await nav.innerText());
      }
      for (const form of await page.locator("form").all()) {
        assert.equal(await form.isVisible(), false, "forms cannot be filled in on paper");
      }
      assert.ok(await page.locator("h1").isVisible());
      assert.ok(await page.locator("main .wm-wall").isVisible());
      const ink = await page.evaluate(() => getComputedStyle(document.body).color);
      assert.equal(ink, "rgb(0, 0, 0)", "black on paper, whatever the screen shows");
      await page.context().close();
    });
  }

  test("printed in a dark system: still dark on light", async () => {
    const page = await site.page();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.goto("/de/plan/nap-mh");
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.match(paper, /^rgba?\((255, 255, 255|0, 0, 0, 0)\)?/, paper);
    await page.context().close();
  });

  test("forced colours: everything is there, and focus is seen", async () => {
    const page = await site.page();
    await page.emulateMedia({ forcedColors: "active" });
    await page.goto("/de/plan/nap-mh");
    assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
    const hidden = await page.evaluate(() => {
      const seen = (element) => {
        const { color, backgroundColor } = getComputedStyle(element);
        return color !== backgroundColor;
      };
      return [...document.querySelectorAll("main a, main button, main h1, main h2, main td")]
        .filter((element) => !seen(element))
        .map((element) => element.outerHTML.slice(0, 120));
    });
    assert.deepEqual(hidden, []);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return { outlineStyle, outlineWidth };
    });
    assert.notEqual(ring.outlineStyle, "none");
    assert.notEqual(ring.outlineWidth, "0px");
    await page.context().close();
  });

  test("dark where the system is dark", async () => {
    const page = await site.page();
    await page.goto("/de/");
    // The first surface that is not transparent, from the content outwards.
    const ground = () =>
      page.evaluate(() => {
        for (let at = document.querySelector("main"); at; at = at.parentElement) {
          const colour = getComputedStyle(at).backgroundColor;
          if (!/, 0\)$|transparent/.test(colour)) return colour;
        }
        return getComputedStyle(document.documentElement).backgroundColor;
      });
    await page.emulateMedia({ colorScheme: "light" });
    const light = await ground();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await ground();
    assert.notEqual(light, dark);
    await page.context().close();
  });

  test("nothing moves for who asked for less motion", async () => {
    const page = await site.page();
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto("/de/plan/nap-mh");
    const moving = await page.evaluate(() => {
      const long = (text) => text.split(",").some((part) => parseFloat(part) > 0.01);
      return [...document.querySelectorAll("*")]
        .filter((element) => {
          const { transitionDuration, animationDuration, animationName } =
            getComputedStyle(element);
          return long(transitionDuration) || (animationName !== "none" && long(animationDuration));
        })
        .slice(0, 5)
        .map((element) => element.outerHTML.slice(0, 120));
    });
    assert.deepEqual(moving, []);
    await page.context().close();
  });

  test("the picture in the README", async () => {
    const page = await site.page({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
    await page.goto("/en/plan/nap-mh", { waitUntil: "networkidle" });
    await page.evaluate(() => document.fonts.ready);
    const renew = process.env.UPDATE_SCREENSHOT === "1";
    const folder = path.join(root, renew ? "docs" : "e2e/output");
    await mkdir(folder, { recursive: true });
    const picture = await page.screenshot({ path: path.join(folder, "screenshot.png") });
    assert.ok(picture.length > 20_000, "a picture of a page with content");
    await page.context().close();
  });
});
