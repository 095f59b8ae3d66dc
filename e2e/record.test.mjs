// SPDX-License-Identifier: EUPL-1.2
// The core of the register in forms: a plan's owner states a measure and corrects it, a network states a
// demand; looked at before it is public; without JavaScript, by keyboard, at 320 px, in both languages.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listViolations, views } from "./looks.mjs";
import { openSite, signIn } from "./site.mjs";

let site;
const signedIn = {};

before(async () => {
  site = await openSite();
  for (const mail of ["freigabe@kok.example", "koordinierung@bmas.example", "freigabe@bmas.example", "bericht@bmas.example"]) {
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

async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
}

/** A picture of the page, if a folder for it is named. */
async function picture(page, name) {
  const folder = process.env.WEGMARKE_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe("the core of the register in forms", () => {
  test("a measure is stated and corrected by keyboard, without JavaScript", async () => {
    const page = await pageOf("koordinierung@bmas.example");
    await page.goto("/de/work/records");
    await picture(page, "records-de");
    await page.click('a[href="/de/work/record/measure?plan=nap-az"]');
    await page.focus("#title");
    await page.keyboard.type("Anlaufstelle in jeder Stadt");
    await picture(page, "measure-de");
    await page.locator("form.wm-form button[value=look], form button[value=look]").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/check$/);
    assert.match(await page.textContent("main"), /Anlaufstelle in jeder Stadt/);
    await picture(page, "check-de");
    await page.locator("button[value=write]").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
    await picture(page, "receipt-de");
    await page.goto("/de/measure/nap-az/anlaufstelle-in-jeder-stadt");
    assert.match(await page.textContent("h1"), /Anlaufstelle in jeder Stadt/);
    // It stands in the list of what is theirs, and is corrected from there.
    await page.goto("/de/work/record/measure?plan=nap-az&id=nap-az/anlaufstelle-in-jeder-stadt");
    assert.equal(await page.inputValue("#title"), "Anlaufstelle in jeder Stadt");
    await page.fill("#title", "Anlaufstelle in jedem Kreis");
    await page.fill("#reason", "Verschrieben");
    await page.click("button[value=look]");
    await page.waitForURL(/\/check$/);
    assert.match(await page.textContent("main"), /Anlaufstelle in jedem Kreis/);
    await picture(page, "difference-de");
    await page.click("button[value=write]");
    await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
    await page.goto("/de/measure/nap-az/anlaufstelle-in-jeder-stadt");
    assert.match(await page.textContent("h1"), /Anlaufstelle in jedem Kreis/);
    await page.context().close();
  });

  test("a form that lacks something says where, and keeps what was typed", async () => {
    const page = await pageOf("freigabe@kok.example");
    await page.goto("/en/work/record/recommendation");
    await page.fill("#description", "More of it");
    await page.click("button[value=look]");
    assert.equal(await page.inputValue("#description"), "More of it");
    assert.equal(await page.locator('#title[aria-invalid="true"]').count(), 1);
    await picture(page, "problem-en");
    await page.fill("#title", "A house in every Land");
    await page.click("button[value=look]");
    await page.waitForURL(/\/check$/);
    await picture(page, "check-en");
    await page.click("button[value=write]");
    await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
    await page.goto("/en/work/records?noun=recommendation");
    assert.match(await page.textContent("main"), /A house in every Land/);
    await page.context().close();
  });

  test("what was stated is found in the list, and taken back with a reason, by keyboard", async () => {
    const page = await pageOf("freigabe@kok.example");
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto("/en/work/record/recommendation");
    await page.fill("#title", "A telephone at night");
    await page.click("button[value=look]");
    await page.waitForURL(/\/check$/);
    await page.click("button[value=write]");
    await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
    await page.goto("/en/work/records");
    await page.focus("#words");
    await page.keyboard.type("telephone at night");
    await page.keyboard.press("Enter");
    await page.waitForURL(/words=telephone/);
    const table = page.locator("main table").last();
    assert.match(await table.textContent(), /holds/);
    await picture(page, "stated-en-320");
    await table.locator('a[href*="/work/figure/withdrawal/recommendation/"]').focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/withdrawal\//);
    await page.focus("#reason");
    await page.keyboard.type("There is one already");
    await picture(page, "withdrawal-en-320");
    await page.locator("button[value=state]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/work\/records\?said=/);
    await page.goto("/en/work/records?words=telephone&state=taken-back");
    assert.match(await page.textContent("main table"), /taken back/);
    await page.click('main table a[href*="/en/recommendation/"]');
    assert.match(await page.textContent("main"), /taken it back: There is one already/);
    await fits(page);
    await picture(page, "taken-back-en-320");
    await page.context().close();
  });

  test("a network proposes a correction, and the coordination takes it up", async () => {
    const page = await pageOf("freigabe@kok.example");
    await page.goto("/de/plan/nap-az");
    await page.locator("main a.wm-square").first().click();
    const measure = page.url();
    await page.click("text=Eine Berichtigung vorschlagen");
    await page.waitForURL(/\/work\/record\/measure/);
    const words = "Berichtigter Titel der Maßnahme";
    await page.fill("#title", words);
    await page.fill("#reason", "So steht es im Plan, Seite 12");
    await picture(page, "correction-de");
    await page.locator("button[value=look]").focus();
    await page.keyboard.press("Enter");
    await page.locator("button[value=propose]").focus();
    await picture(page, "correction-seen-de");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#corrections$/);
    assert.match(await page.textContent("main"), /noch nicht entschieden/);
    await picture(page, "correction-public-de");
    await page.context().close();

    const owner = await pageOf("koordinierung@bmas.example");
    await owner.setViewportSize({ width: 320, height: 800 });
    await owner.goto("/de/work");
    await owner.click('a[href*="/work/figure/proposal/"]');
    assert.match(await owner.textContent("main"), /So steht es im Plan, Seite 12/);
    await fits(owner);
    await picture(owner, "correction-decide-de-320");
    await owner.locator("button[value=confirm]").focus();
    await owner.keyboard.press("Enter");
    await owner.waitForURL(/\/work\/records\?said=/);
    await owner.goto(measure);
    assert.match(await owner.textContent("h1"), new RegExp(words));
    assert.match(await owner.textContent("main"), /übernommen/);
    await fits(owner);
    await picture(owner, "correction-taken-up-de-320");
    await owner.context().close();
  });

  test("who proposed a correction takes it back while nobody decided", async () => {
    const page = await pageOf("freigabe@kok.example");
    await page.goto("/en/plan/nap-az");
    await page.locator("main a.wm-square").last().click();
    await page.click("text=Propose a correction");
    await page.fill("#title", "A title that was a mistake");
    await page.fill("#reason", "Seen in a draft");
    await page.click("button[value=look]");
    await page.click("button[value=propose]");
    await page.waitForURL(/#corrections$/);
    await page.goto("/en/work/records?words=&state=open");
    await page.click('main table a[href*="/work/figure/proposal/"]');
    assert.match(await page.textContent("main"), /nobody has decided yet/);
    assert.equal(await page.locator("button[value=confirm], button[value=decline]").count(), 0);
    const form = page.url();
    await page.setViewportSize({ width: 320, height: 800 });
    await fits(page);
    await page.click("button[value=withdraw]");
    assert.match(await page.textContent("[role=alert], .wm-error"), /reason|required|missing/i);
    await page.fill("#reason", "The draft was another one");
    await page.locator("button[value=withdraw]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/work\/records\?said=/);
    await page.goto("/en/work/records?state=open");
    assert.equal(await page.locator('main table a[href*="/work/figure/proposal/"]').count(), 0);
    await page.context().close();
    // Nobody takes back what others proposed, and nothing twice.
    const other = await pageOf("koordinierung@bmas.example");
    const again = await other.goto(form);
    assert.ok(again.status() === 404 || !(await other.locator("button[value=withdraw]").count()));
    await other.context().close();
  });

  test("how far a plan is that has no round is stated, and seen on its page", async () => {
    const page = await pageOf("freigabe@kok.example");
    await page.goto("/en/work/records");
    await page.click('main a[href$="/work/record/status"]');
    assert.equal(await page.locator("#id").count(), 0, "nobody makes up ids");
    await page.fill("#text", "The counselling centres still wait for their funding");
    const plans = await page.locator("#plan option").evaluateAll((all) => all.map((one) => one.value));
    const plan = plans.find((one) => one && one !== "nap-az");
    await page.selectOption("#plan", plan);
    await page.selectOption("#delivery", "not-started");
    await page.fill("#dated_on", "May 2026");
    await page.click("button[value=look]");
    await page.waitForURL(/\/check$/);
    assert.match(await page.textContent("main"), /One row read: 1 would be entered/);
    await page.click("button[value=write]");
    await page.waitForURL((url) => !url.pathname.endsWith("/check"));
    await page.goto("/en/work/records?noun=status");
    assert.equal(await page.locator('main table a[href*="/work/figure/withdrawal/status"]').count(), 1);
    await page.goto(`/en/plan/${plan}`);
    assert.match(await page.textContent("main"), /still wait for their funding/);
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto("/en/work/record/status");
    await fits(page);
    await page.context().close();
  });

  test("the second of two who change one thing sees what the first changed", async () => {
    const [first, second] = await Promise.all(
      [0, 1].map(() => pageOf("koordinierung@bmas.example")),
    );
    const form = "/en/work/record/plan?id=nap-az";
    await Promise.all([first.goto(form), second.goto(form)]);
    const send = async (page, short) => {
      await page.fill("#short", short);
      await page.fill("#reason", "As people call it");
      await page.click("button[value=look]");
    };
    await send(first, "NAP Arbeit");
    await first.click("button[value=write]");
    await first.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
    await send(second, "NAP Ausbeutung");
    assert.match(await second.textContent(".wm-stands"), /NAP Arbeit/);
    assert.equal(await second.inputValue("#short"), "NAP Ausbeutung");
    await picture(second, "both-en");
    await second.click("button[value=look]");
    await second.waitForURL(/\/check$/);
    assert.match(await second.textContent("main"), /NAP Ausbeutung/);
    await first.context().close();
    await second.context().close();
  });

  test("many changes become one version with date and reason, looked at and published at once", async () => {
    const page = await pageOf("koordinierung@bmas.example");
    await page.setViewportSize({ width: 320, height: 800 });
    const leave = async (form, fields) => {
      await page.goto(form);
      for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
      await page.locator("button[value=look]").focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/check$/);
    };
    // What a colleague left there before belongs to it only if somebody wants it.
    await page.goto("/de/work/version/nap-az");
    const others = await page.locator("input[name=part]").evaluateAll((all) => all.map((one) => one.value));
    await leave("/de/work/record/measure?plan=nap-az", { title: "Ein Fonds für Betroffene" });
    // From where it is looked at one goes on to the version, and from there to the next change.
    await page.click('a[href="/de/work/version/nap-az"]');
    await fits(page);
    await leave("/de/work/record/goal?plan=nap-az", { title: "Niemand bleibt ohne Rat" });
    await page.goto("/de/work/records");
    await page.click('main a[href="/de/work/version/nap-az"]');
    for (const other of others) await page.uncheck(`input[name=part][value="${other}"]`);
    assert.equal(await page.locator("input[name=part]:checked").count(), 2);
    await page.click("button[value=look]");
    assert.equal(await page.locator('[aria-invalid="true"]').count(), 2, "day and reason are asked");
    assert.equal(await page.locator("input[name=part]:checked").count(), 2);
    await page.fill("#on", "2026-10-01");
    await page.fill("#reason", "Fortschreibung 2026");
    await picture(page, "version-de-320");
    await page.locator("button[value=look]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/check$/);
    const seen = await page.textContent("main");
    assert.match(seen, /Ein Fonds für Betroffene/);
    assert.match(seen, /Niemand bleibt ohne Rat/);
    await fits(page);
    await picture(page, "version-check-de-320");
    assert.ok(!(await (await site.get("/api/measures?plan=nap-az&limit=200")).text()).includes("Ein Fonds"), "not public yet");
    await page.locator("button[value=write]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
    // One version more, with its day and its reason; both side by side for readers.
    await page.goto("/de/plan/nap-az/versions");
    const versions = await page.textContent("main");
    assert.match(versions, /Fortschreibung 2026/);
    assert.match(versions, /1\. Oktober 2026/);
    assert.match(versions, /Ein Fonds für Betroffene/);
    assert.match(versions, /Niemand bleibt ohne Rat/);
    // Nothing of it waits any more.
    await page.goto("/de/work/version/nap-az");
    assert.equal(await page.locator("input[name=part]").count(), others.length);
    await page.context().close();
    const other = await pageOf("freigabe@kok.example");
    const answer = await other.goto("/de/work/version/nap-az");
    assert.equal(answer.status(), 403);
    await other.context().close();
  });

  test("what belongs to others is told with whose it is, and has no button", async () => {
    const page = await pageOf("freigabe@kok.example");
    await page.goto("/en/work/record/measure?plan=nap-az");
    await page.fill("#title", "Somebody else’s measure");
    await page.click("button[value=look]");
    await page.waitForURL(/\/check$/);
    assert.equal(await page.locator("button[value=write]").count(), 0);
    assert.match(await page.textContent("main"), /BMAS/);
    await picture(page, "not-theirs-en");
    await page.context().close();
  });

  test("forms and lists fit at 320 px and have no violations, in both languages", async () => {
    for (const lang of ["de", "en"]) {
      for (const [mail, path] of [
        ["koordinierung@bmas.example", "records"],
        ["koordinierung@bmas.example", "record/measure?plan=nap-az"],
        ["koordinierung@bmas.example", "record/plan"],
        ["koordinierung@bmas.example", "version/nap-az"],
        ["freigabe@kok.example", "records?state=open"],
        ["freigabe@kok.example", "record/plan?id=nap-az"],
        ["freigabe@kok.example", "record/coverage"],
        ["freigabe@kok.example", "record/evidence"],
        ["freigabe@kok.example", "record/response"],
        ["freigabe@kok.example", "record/organisation"],
      ]) {
        const page = await pageOf(mail, {});
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          await page.goto(`/${lang}/work/${path}`);
          await fits(page);
          await picture(page, `${path.replace(/\W+/g, "-")}-${lang}-${width}`);
          assert.deepEqual(await listViolations(page), [], `${lang} ${path} ${width}`);
        }
        await page.context().close();
      }
    }
  });

  test("where two persons are wanted, a correction is proposed by two", async () => {
    const [first, second] = await Promise.all(["bericht@bmas.example", "freigabe@bmas.example"].map((mail) => pageOf(mail)));
    await second.goto("/de/work/organisation");
    await second.click("button[value=two-persons]");
    const corrections = async () => (await (await site.get("/api/corrections")).json()).items.length;
    const before = await corrections();
    await first.goto("/de/work/record/recommendation?id=kok-36");
    await first.fill("#title", "Bleiberecht, Wort für Wort");
    await first.fill("#reason", "So steht es in der Forderung");
    await first.click("button[value=look]");
    await first.click("button[value=propose]");
    assert.match(await first.textContent("[role=alert]"), /vermerkt/);
    assert.equal(await corrections(), before, "nothing is public yet");
    // The second one finds it filled in, looks, and says the same.
    await second.setViewportSize({ width: 320, height: 800 });
    await second.goto("/de/work");
    await second.click('main a[href*="wish=yes"]');
    assert.equal(await second.inputValue("#title"), "Bleiberecht, Wort für Wort");
    assert.equal(await second.inputValue("#reason"), "So steht es in der Forderung");
    await fits(second);
    await second.locator("button[value=look]").focus();
    await second.keyboard.press("Enter");
    await second.locator("button[value=propose]").focus();
    await picture(second, "second-person-de-320");
    await second.keyboard.press("Enter");
    await second.waitForURL(/#corrections$/);
    assert.equal(await corrections(), before + 1);
    await second.goto("/de/work");
    assert.equal(await second.locator('main a[href*="wish=yes"]').count(), 0);
    await first.context().close();
    await second.context().close();
  });
});
