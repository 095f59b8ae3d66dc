// SPDX-License-Identifier: EUPL-1.2
// A network keeps the record of a plan whose owner takes no part; everything says so, on pages, in files and in
// the API; the owner gets an account, confirms, contests and stops it. Without JavaScript, by keyboard, at 320 px.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listViolations } from "./looks.mjs";
import { nextCode, openSite, signIn } from "./site.mjs";

const administrator = "technik@fachberatungsstellen.example";
const network = "freigabe@kok.example";
let site;
const signedIn = {};

before(async () => {
  site = await openSite();
  for (const mail of [administrator, network]) {
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

async function press(page, value) {
  const gone = page.waitForEvent("framenavigated");
  await page.locator(`button[value=${value}]`).first().focus();
  await page.keyboard.press("Enter");
  await gone;
  await page.waitForLoadState();
}

async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
}

async function state(page, noun, fields) {
  await page.goto(`/de/work/record/${noun}`);
  for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
  await press(page, "look");
  await page.waitForURL(/\/check$/);
  await press(page, "write");
  await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
}

/** The first person of the Federal Criminal Police Office, where nobody had an account. */
async function firstOfBka() {
  const admin = await pageOf(administrator);
  await admin.goto("/de/work/accounts");
  await admin.selectOption("#organisation", "bka");
  await admin.fill("#mail", "erste@bka.example");
  await admin.check("#roles-publisher");
  await press(admin, "invite");
  const link = await admin.textContent(".wm-notice--info code");
  await admin.context().close();
  const page = await site.page({ javaScriptEnabled: false });
  await page.goto(new URL(link.trim()).pathname);
  await page.fill("#name", "Erste Person");
  const password = "Vier Worte ohne Sinn";
  await page.fill("#password", password);
  await page.fill("#again", password);
  await press(page, "accept");
  const mail = "erste@bka.example";
  await page.fill("#mail", mail);
  await page.fill("#password", password);
  await press(page, "sign-in");
  const secret = (await page.textContent("main code")).replaceAll(" ", "");
  const account = { mail, password, secret };
  site.accounts[mail] = account;
  await page.fill("#code", await nextCode(account));
  await press(page, "code");
  signedIn[mail] = await page.context().cookies();
  await page.context().close();
}

/** Nothing is wrong for those who listen or press keys; what looks needs a script. */
async function isFree(mail, at) {
  const page = await pageOf(mail, {});
  await page.goto(at);
  assert.deepEqual(await listViolations(page), []);
  await page.context().close();
}

const marked = /festgehalten von [^,]*KOK[^,]*, nicht bestätigt von [^,]*BKA/;

describe("keeping the record of a plan for others", () => {
  test("a plan from nothing, of an owner that takes no part", async () => {
    const page = await pageOf(network);
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto("/de/work");
    await page.getByRole("link", { name: "Einen Plan für andere festhalten" }).click();
    await page.fill("#plan", "Lagebild-Plan");
    await page.selectOption("#of", "bmas");
    await page.fill("#reason", "Das Haus nimmt hier nicht teil");
    await press(page, "begin");
    assert.match(await page.textContent("main"), /hat hier ein Konto und spricht selbst/);
    await page.selectOption("#of", "bka");
    await press(page, "begin");
    await page.waitForURL(/\/work\/editing\/lagebild-plan\?done=yes$/);
    await fits(page);
    await isFree(network, "/de/work/editing/lagebild-plan");

    await state(page, "plan", { title: "Plan zum Lagebild", short: "Lagebild-Plan", lead: "bka" });
    await state(page, "measure?plan=lagebild-plan", { title: "Zahlen jedes Jahr" });
    await state(page, "measure?plan=lagebild-plan", { title: "Zahlen je Land" });
    for (const at of ["/de/plan/lagebild-plan", "/de/measures?plan=lagebild-plan", "/de/history?plan=lagebild-plan"]) {
      await page.goto(at);
      assert.match(await page.textContent("main"), marked, at);
      await fits(page);
    }
    await page.goto("/de/measures?plan=lagebild-plan");
    await page.getByRole("link", { name: "Zahlen jedes Jahr", exact: true }).click();
    assert.match(await page.textContent("main .wm-notice--warn"), marked);
    await page.context().close();
  });

  test("files and the API say the same", async () => {
    for (const kind of ["csv", "json"]) {
      const file = await site.get(`/de/measures?plan=lagebild-plan&as=${kind}&table=1`);
      assert.match(await file.text(), marked, kind);
    }
    const { items } = await (await site.get("/api/measures?plan=lagebild-plan")).json();
    assert.equal(items.length, 2);
    for (const one of items) {
      assert.deepEqual(one.recorded, { by: "kok", of: ["bka"], confirmation: "not-confirmed" });
    }
    const editors = await (await site.get("/api/editors")).json();
    assert.deepEqual(editors.items.map((one) => [one.plan, one.by, one.of]), [["lagebild-plan", "kok", ["bka"]]]);
  });

  test("the owner gets an account, confirms one, contests another, and stops it", async () => {
    await firstOfBka();
    const page = await pageOf("erste@bka.example");
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto("/de/work");
    await page.getByRole("link", { name: /ansehen, was andere festgehalten haben/ }).click();
    await fits(page);
    await isFree("erste@bka.example", new URL(page.url()).pathname);
    await page.getByLabel(/Zahlen jedes Jahr/).check();
    await press(page, "confirm");
    await page.getByLabel(/Zahlen je Land/).check();
    await press(page, "contest");
    assert.match(await page.textContent("main"), /Bitte/, "contesting needs a reason");
    await page.fill("#reason", "So steht es nicht im Plan");
    await press(page, "contest");
    await page.waitForURL(/done=yes$/);
    await page.goto("/de/measures?plan=lagebild-plan");
    const list = await page.textContent("main");
    assert.match(list, /Zahlen jedes Jahr[^]*bestätigt von [^,]*BKA/);
    assert.match(list, /bestritten von [^,]*BKA/);
    await page.getByRole("link", { name: "Zahlen je Land", exact: true }).click();
    assert.match(await page.textContent("main .wm-notice--warn"), /So steht es nicht im Plan/);

    await page.goto("/de/work/editing/lagebild-plan");
    await page.selectOption("#editor", "kok");
    await page.fill("#ending", "Wir halten ihn jetzt selbst fest");
    await press(page, "end");
    const { items } = await (await site.get("/api/editors")).json();
    assert.ok(items[0].ended_by > items[0].began_by);
    await page.context().close();

    const kok = await pageOf(network);
    await kok.goto("/en/work/editing/lagebild-plan");
    assert.match(await kok.textContent("main"), /Only who has no account/);
    assert.equal(await kok.locator("button[value=begin]").count(), 0);
    await kok.context().close();
  });
});
