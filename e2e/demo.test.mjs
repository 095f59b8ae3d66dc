// SPDX-License-Identifier: EUPL-1.2
// One click into the demonstration, as somebody who sees the program for the first time; and what is
// there of it in a server that is no demonstration.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { openSite, startServer } from "./site.mjs";

const ways = {
  ministry: { de: "Als Ministerium", en: "As the ministry", of: /BMAS/ },
  rapporteur: { de: "Als Berichterstattungsstelle", en: "As the national rapporteur", of: /DIMR/ },
  network: { de: "Als Beratungsnetzwerk", en: "As the counselling network", of: /KOK/ },
  coordination: { de: "Als Koordinierungsstelle", en: "As the coordination office", of: /BMAS/ },
  administration: { de: "Als Verwaltung der Anlage", en: "As the administration", of: /technik/ },
};

let demo;
let served;

before(async () => {
  const made = await startServer();
  await made.leave();
  served = await openSite({}, undefined, made.data, "serve");
  demo = await openSite({}, undefined, undefined, "demo");
});

after(async () => {
  await demo?.close();
  await served?.close();
});

/** A picture of the page, if a folder for it is named. */
async function picture(page, name) {
  const folder = process.env.WEGMARKE_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe("one click into the demonstration", () => {
  for (const lang of ["de", "en"]) {
    test(`as each of them, without JavaScript, ${lang}`, async () => {
      for (const [way, { [lang]: words, of }] of Object.entries(ways)) {
        const page = await demo.page({ javaScriptEnabled: false });
        await page.goto(`/${lang}/sign-in`);
        await page.getByRole("button", { name: words, exact: true }).click();
        await page.waitForURL(`**/${lang}/work`);
        assert.match(await page.textContent("body"), of, way);
        await picture(page, `demo-${way}-${lang}`);
        await page.context().close();
      }
    });
  }

  test("with the keyboard, and on to where one wanted to go", async () => {
    const page = await demo.page();
    await page.goto("/de/work/account");
    assert.match(page.url(), /sign-in/);
    const button = page.locator("button[value=network]");
    for (let at = 0; at < 40; at += 1) {
      await page.keyboard.press("Tab");
      if (await button.evaluate((one) => one === document.activeElement)) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForURL("**/de/work/account");
    await page.context().close();
  });

  test("fits, and has no violations", async () => {
    for (const lang of ["de", "en"]) {
      for (const { width, colorScheme, rules } of views) {
        const page = await demo.page({ colorScheme, viewport: { width, height: 800 } });
        await page.goto(`/${lang}/sign-in`);
        assert.deepEqual(await page.evaluate(listTooWide), []);
        assert.deepEqual(await listViolations(page, rules), [], `${lang} ${width} ${colorScheme}`);
        await picture(page, `demo-${lang}-${width}-${colorScheme}`);
        await page.context().close();
      }
    }
  });
});

test("a server of the same register that is no demonstration has nothing of it", async () => {
  const page = await served.page();
  await page.goto("/de/sign-in");
  assert.equal(await page.locator("form[action*=demo]").count(), 0);
  await page.context().close();
  const answer = await fetch(new URL("/de/sign-in/demo", served.origin), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ do: "network" }),
  });
  assert.equal(answer.status, 404);
  assert.equal(answer.headers.get("set-cookie"), null);
});
