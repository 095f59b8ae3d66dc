// SPDX-License-Identifier: EUPL-1.2
// The administrator sees all accounts and invites; a publisher changes roles and hands over before leaving.
// Without JavaScript, by keyboard, in both languages.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { openSite, signIn } from "./site.mjs";

const administrator = "technik@fachberatungsstellen.example";
const publisher = "freigabe@bmas.example";
let site;
const signedIn = {};

before(async () => {
  site = await openSite();
  for (const mail of [administrator, publisher]) {
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

/** A picture of the page, if a folder for it is named. */
async function picture(page, name) {
  const folder = process.env.WEGMARKE_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function press(page, value) {
  const gone = page.waitForEvent("framenavigated");
  await page.locator(`button[value=${value}]`).first().focus();
  await page.keyboard.press("Enter");
  await gone;
  await page.waitForLoadState();
}

describe("accounts in the browser", () => {
  test("all in one list, addresses only of administration and coordination", async () => {
    const page = await pageOf(administrator);
    await page.goto("/de/work");
    await page.getByRole("link", { name: "Alle Konten" }).click();
    const words = await page.textContent("main");
    assert.match(words, /koordinierung@bmas\.example/);
    assert.match(words, /technik@fachberatungsstellen\.example/);
    for (const mail of ["freigabe@bmas.example", "bericht@bmas.example", "freigabe@kok.example"]) {
      assert.ok(!words.includes(mail), mail);
    }
    await picture(page, "accounts-de");
    await page.context().close();
  });

  test("a first account is invited, one of a house with people is not", async () => {
    const page = await pageOf(administrator);
    await page.goto("/en/work/accounts");
    await page.selectOption("#organisation", "kok");
    await page.fill("#mail", "neu@kok.example");
    await page.check("#roles-publisher");
    await press(page, "invite");
    assert.match(await page.textContent("[role=alert]"), /\S/);
    await page.selectOption("#organisation", "bka");
    await page.fill("#mail", "erste@bka.example");
    await page.check("#roles-publisher");
    await press(page, "invite");
    assert.match(await page.textContent(".wm-notice--info code"), /\/invitation\/wgmi_/);
    assert.match(await page.textContent("main"), /erste@bka\.example/);
    await page.context().close();
  });

  test("who may not is told who may", async () => {
    const page = await pageOf(publisher);
    const answer = await page.goto("/de/work/accounts");
    assert.equal(answer.status(), 403);
    await page.context().close();
  });

  test("roles change, and who leaves hands over", async () => {
    const page = await pageOf(publisher);
    await page.goto("/de/work/organisation");
    await picture(page, "own-de");
    await page.selectOption("#account", { label: "bericht" });
    await page.check("#new_roles-reporter");
    await page.check("#new_roles-reviewer");
    await press(page, "roles");
    assert.match(await page.locator("tr", { hasText: "bericht@bmas.example" }).textContent(), /prüft|Prüf/i);
    await page.selectOption("#leaving", { label: "freigabe" });
    await page.selectOption("#successor", { label: "bericht" });
    await press(page, "hand-over");
    // One's own account is gone: there is nobody signed in any more.
    await page.goto("/de/work");
    assert.match(page.url(), /sign-in/);
    await page.context().close();
    const colleague = await site.page();
    await signIn(site, colleague, "bericht@bmas.example");
    await colleague.goto("/de/work/organisation");
    const words = await colleague.textContent("main");
    assert.ok(!words.includes("freigabe@bmas.example"));
    assert.match(words, /bericht@bmas\.example/);
    await colleague.context().close();
  });

  test("fits, and has no violations", async () => {
    for (const lang of ["de", "en"]) {
      for (const { width, colorScheme, rules } of views) {
        const page = await pageOf(administrator, { colorScheme, viewport: { width, height: 800 } });
        await page.goto(`/${lang}/work/accounts`);
        assert.deepEqual(await page.evaluate(listTooWide), [], `${lang} ${width}`);
        assert.deepEqual(await listViolations(page, rules), [], `${lang} ${width}`);
        await picture(page, `accounts-${lang}-${width}-${colorScheme}`);
        await page.context().close();
      }
    }
  });
});
