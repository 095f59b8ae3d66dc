// SPDX-License-Identifier: EUPL-1.2
// Indicators, values, money and milestones in the browser, without JavaScript: stated, refused,
// proposed, decided; and as somebody who may not.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { openSite, signIn } from "./site.mjs";

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const measure = "nap-az/beratungsnetzwerk-faire-mobilitaet";
const mails = {
  publisher: "freigabe@bmas.example",
  reporter: "bericht@bmas.example",
  coordinator: "koordinierung@bmas.example",
  other: "freigabe@kok.example",
};

let site;
let axe;
const cookies = {};

before(async () => {
  site = await openSite();
  axe = await readFile(axeSource, "utf8");
  for (const [who, mail] of Object.entries(mails)) {
    const page = await site.page();
    await signIn(site, page, mail);
    cookies[who] = await page.context().cookies();
    await page.context().close();
  }
});

after(() => site?.close());

async function pageOf(who, options = { javaScriptEnabled: false }) {
  const page = await site.page(options);
  await page.context().addCookies(cookies[who]);
  return page;
}

async function send(page, button = "state") {
  await page.click(`main button[value=${button}]`);
}

async function isAccessible(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
  });
  assert.deepEqual(found, [], page.url());
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${page.url()} is ${wide} px wide`);
}

describe("a form that was opened before", () => {
  test("a value stays with its indicator, and who releases has seen what is new", async () => {
    const about = "nap-az/beratungsprogramm-faire-integration";
    const form = `/de/work/say/report/nap-az/runde-2/bmas/1/measure/${about}`;
    const state = async (title) => {
      const page = await pageOf("publisher");
      await page.goto("/de/work/figure/new-indicator/nap-az");
      await page.fill("#title", title);
      await page.selectOption("#kind", "output");
      await page.fill("#unit", "Fälle");
      await page.fill("#method", "Alle Stellen zählen.");
      await page.check(`[name=measures][value='${about}']`);
      await send(page);
      assert.match(await page.textContent("main"), /Angegeben\./);
      await page.context().close();
    };
    await state("Zusagen im Jahr");
    const page = await pageOf("publisher");
    await page.goto(form);
    const row = (title) => page.locator("fieldset", { hasText: title }).last();
    await row("Zusagen im Jahr").locator("[id$='.on']").fill("2026-06-30");
    await row("Zusagen im Jahr").locator("[id$='.reading']").fill("4711");
    await state("Absagen im Jahr");
    await page.click("button[value=release]");
    assert.match(await page.textContent(".wm-notice--bad"), /Absagen im Jahr“ ist neu, seit Sie/);
    assert.equal(await row("Zusagen im Jahr").locator("[id$='.reading']").inputValue(), "4711");
    assert.equal(await row("Absagen im Jahr").locator("[id$='.reading']").inputValue(), "");
    await page.click("button[value=save]");
    await page.goto(form);
    assert.equal(await row("Zusagen im Jahr").locator("[id$='.reading']").inputValue(), "4711");
    assert.equal(await row("Absagen im Jahr").locator("[id$='.reading']").inputValue(), "");
    await page.context().close();
  });
});

describe("indicators, milestones, money", () => {
  test("money is stated for a year, and everything wrong is told at once", async () => {
    const page = await pageOf("publisher");
    await page.goto("/de/work");
    await page.click("a[href$='/de/work/figures/nap-az']");
    await page.click(`a[href$='/de/work/figure/funding/${measure}']`);
    await page.fill("#needed", "viel");
    await page.fill("#secured", "1.250");
    await page.fill("#source\\.url", "javascript:alert(1)");
    await send(page);
    const told = await page.textContent(".wm-notice--bad");
    assert.equal(await page.locator(".wm-notice--bad li").count(), 4, told);
    assert.equal(await page.locator("[autofocus]").count(), 1);
    assert.equal(await page.inputValue("#secured"), "1.250", "what was typed stays");

    await page.fill("#year", "2027");
    await page.fill("#needed", "1.250.000,50 €");
    await page.fill("#secured", "1250000");
    await page.fill("#source\\.url", "https://example.org/haushalt");
    await page.fill("#source\\.document", "Haushaltsplan <script>alert(1)</script>");
    await send(page);
    assert.match(await page.textContent("main"), /Angegeben\./);
    const seen = await (await site.get(`/de/measure/${measure}`)).text();
    assert.match(seen, /1\.250\.000,5/);
    assert.match(seen, /Beispieldaten/, "what is stated in the example is marked");
    assert.ok(!seen.includes("<script>alert(1)"));

    // Stated again, prefilled: nothing new is written.
    const size = async () => (await (await site.get("/log/checkpoint")).text()).split("\n")[1];
    const before = await size();
    await page.click(`a[href$='/de/work/figure/funding/${measure}?year=2027']`);
    assert.equal(await page.inputValue("#needed"), "1250000.5");
    await send(page);
    assert.equal(await size(), before);
    await page.context().close();
  });

  test("an indicator gets values, and its method is fixed then", async () => {
    const page = await pageOf("publisher");
    await page.goto("/en/work/figure/new-indicator/nap-az");
    await send(page);
    assert.equal(await page.locator(".wm-notice--bad li").count(), 2);
    await page.fill("#title", "Reach of counselling");
    await page.selectOption("#kind", "outcome");
    await page.check(`input[value="${measure}"]`);
    for (const [at, name] of ["few", "some", "most"].entries()) {
      await page.fill(`#levels\\.${at}\\.name`, name);
      await page.fill(`#levels\\.${at}\\.anchor`, `by what one knows: ${name}`);
    }
    await page.fill("#method", "A survey each autumn.");
    await page.fill("#target", "4");
    await send(page);
    assert.equal(await page.locator(".wm-notice--bad li").count(), 1, "there are three levels");
    await page.fill("#target", "3");
    await send(page);
    assert.match(await page.textContent("main"), /Reach of counselling/);

    await page.goto("/en/work/figure/value/nap-az/reach-of-counselling");
    await page.selectOption("#reading", "2");
    await page.fill("#on", "2026-10-01");
    await send(page);
    const seen = await (await site.get("/en/indicator/nap-az/reach-of-counselling")).text();
    assert.match(seen, /some/);

    await page.goto("/en/work/figure/indicator/nap-az/reach-of-counselling");
    assert.equal(await page.locator("#method").count(), 0, "no field for what is fixed");
    assert.match(await page.textContent("main"), /A survey each autumn/);
    await page.fill("#title", "Reach of the counselling");
    await send(page);
    assert.match(await page.textContent("main"), /Reach of the counselling/);

    // Another source says otherwise: both stand.
    const other = await pageOf("other");
    await other.goto("/en/work/figure/value/nap-az/reach-of-counselling");
    await other.selectOption("#reading", "1");
    await other.fill("#on", "2026-10-01");
    await send(other);
    const both = await (await site.get("/en/indicator/nap-az/reach-of-counselling")).text();
    assert.match(both, /few/);
    assert.match(both, /some/);
    await other.context().close();
    await page.context().close();
  });

  test("a milestone is proposed by who answers for it and decided by the coordinator", async () => {
    const page = await pageOf("publisher");
    const coordinator = await pageOf("coordinator");
    await page.goto(`/de/work/figure/new-milestone/${measure}`);
    await page.fill("#title", "Fünf neue Standorte");
    await page.fill("#due", "2027-06-30");
    await send(page);
    assert.match(await page.textContent("main"), /wartet auf die Koordinierung/);

    const decide = async (button, reason = "") => {
      await coordinator.goto("/de/work/figures/nap-az");
      const link = coordinator.locator("a[href*='/work/figure/proposal/']").first();
      await link.click();
      await coordinator.fill("#reason", reason);
      const address = coordinator.url();
      await send(coordinator, button);
      return address;
    };
    const address = await decide("confirm");
    assert.match(await coordinator.textContent("main"), /bestätigt/);
    const milestone = "/de/milestone/nap-az/fuenf-neue-standorte";
    assert.equal((await site.get(milestone)).status, 200);
    await coordinator.goto(address);
    await send(coordinator, "confirm");
    assert.match(await coordinator.textContent(".wm-notice--bad"), /schon entschieden/);

    // Another date: with a reason, and it stays visible how far it moved.
    await page.goto("/de/work/figure/milestone/nap-az/fuenf-neue-standorte");
    assert.equal(await page.inputValue("#due"), "2027-06-30");
    await page.fill("#due", "2027-12-31");
    await send(page);
    assert.equal(await page.locator(".wm-notice--bad li").count(), 1, "the reason is missing");
    await page.fill("#reason", "Die Mittel kommen später.");
    await send(page);
    await decide("decline");
    assert.equal(await coordinator.locator(".wm-notice--bad li").count(), 1, "so is this one");
    await decide("confirm");
    assert.match(await (await site.get(milestone)).text(), /184/, "days it moved");
    await page.context().close();
    await coordinator.context().close();
  });

  test("nobody states, proposes or decides what is not theirs", async () => {
    const coordinator = await pageOf("coordinator");
    const forbidden = [
      `/de/work/figure/funding/${measure}`,
      `/de/work/figure/new-milestone/${measure}`,
      "/de/work/figure/new-indicator/nap-az",
    ];
    for (const address of forbidden) {
      assert.equal((await coordinator.goto(address)).status(), 403, address);
    }
    for (const address of ["/de/work/figure/proposal/0", "/de/work/figure/value/nap-az/none"]) {
      assert.equal((await coordinator.goto(address)).status(), 404, address);
    }
    await coordinator.context().close();

    const other = await pageOf("other");
    assert.equal((await other.goto("/de/work/figure/proposal/1")).status(), 404);
    await other.goto(`/de/work/figure/new-milestone/${measure}`);
    await other.fill("#title", "Fremder Meilenstein");
    await other.fill("#due", "2027-06-30");
    await send(other);
    assert.equal(await other.locator(".wm-notice--bad").count(), 1);
    assert.equal((await site.get("/de/milestone/nap-az/fremder-meilenstein")).status, 404);
    // Whatever a forged form names: it is stated by who is signed in.
    const jar = cookies.other.map((one) => `${one.name}=${one.value}`).join("; ");
    await fetch(new URL(`/de/work/figure/funding/${measure}`, site.origin), {
      method: "POST",
      headers: { cookie: jar },
      body: new URLSearchParams({ do: "state", year: "2028", needed: "77777", organisation: "bmas", by: "bmas" }),
    });
    const seen = await (await site.get(`/de/measure/${measure}`)).text();
    assert.match(seen.slice(seen.indexOf("77.777") - 2500, seen.indexOf("77.777")), /KOK/);
    await other.context().close();
  });

  test("every form is accessible and fits a small screen", async () => {
    const page = await pageOf("publisher", { viewport: { width: 320, height: 700 } });
    for (const address of [
      "/de/work/figures/nap-az",
      `/en/work/figure/funding/${measure}`,
      "/de/work/figure/new-indicator/nap-az",
      "/en/work/figure/indicator/nap-az/reach-of-counselling",
      "/de/work/figure/value/nap-az/reach-of-counselling",
      `/en/work/figure/new-milestone/${measure}`,
    ]) {
      await page.goto(address);
      await isAccessible(page);
    }
    await page.context().close();
  });
});

// Last: from here on the organisation wants two persons.
describe("two persons", () => {
  const indicator = "nap-az/beratungen-faire-integration";
  const form = `/de/work/figure/value/${indicator}`;
  const own = `${form}?on=2026-09-30`;
  const withdrawal = `/de/work/figure/withdrawal/value/${indicator}/bmas/2026-09-30`;
  const seen = async () => (await site.get(`/de/indicator/${indicator}`)).text();

  test("a value is drafted by one and released by another, corrected, and taken back", async () => {
    const publisher = await pageOf("publisher");
    await publisher.goto("/de/work/organisation");
    await publisher.click("button[value=two-persons]");
    const reporter = await pageOf("reporter");

    // What does not read is kept as it was typed.
    await reporter.goto(form);
    assert.equal(await reporter.locator("main button[value=state]").count(), 0, "nobody alone");
    await reporter.fill("#on", "2026-09-30");
    await reporter.fill("#reading", "ein paar");
    await reporter.fill("#source\\.document", "Jahresbericht");
    await send(reporter, "save");
    assert.match(await reporter.textContent("main"), /auch das, was sich noch nicht lesen lässt/);
    assert.equal(await reporter.inputValue("#reading"), "ein paar");
    assert.equal(await reporter.inputValue("#on"), "2026-09-30");
    await send(reporter, "request");
    assert.equal(await reporter.locator(".wm-notice--bad li").count(), 1);
    await reporter.fill("#reading", "4321");
    await send(reporter, "request");
    assert.match(await reporter.textContent("main"), /Wer freigeben darf, sieht den Entwurf/);
    assert.ok(!(await seen()).includes("4.321"), "a draft is of nobody outside");

    // The second person finds it in their work, and reads it.
    await publisher.goto("/de/work");
    await publisher.click(`a[href='${form}?draft=1']`);
    assert.match(await publisher.textContent(".wm-reading"), /hat diesen Entwurf geschrieben[^]*4\.321/);
    assert.equal(await publisher.locator("#reading").count(), 0, "it is no form");
    const address = publisher.url();
    await send(publisher);
    assert.match(await publisher.textContent("main"), /Angegeben\./);
    assert.match(await seen(), /4\.321/);
    // After Back the same once more: nothing new.
    const size = async () => (await (await site.get("/log/checkpoint")).text()).split("\n")[1];
    const before = await size();
    await publisher.goto(address);
    assert.equal(await publisher.locator(".wm-reading").count(), 0);
    assert.equal(await size(), before);

    // Corrected: with a reason, before and after beside each other.
    await reporter.goto(own);
    assert.equal(await reporter.inputValue("#reading"), "4321");
    await reporter.fill("#reading", "4322");
    await send(reporter, "request");
    assert.equal(await reporter.locator("#reason[aria-invalid=true]").count(), 1);
    await reporter.fill("#reason", "Eine Stelle meldete nach.");
    await send(reporter, "request");
    await publisher.goto("/de/work");
    await publisher.click(`a[href='${form}?draft=1']`);
    const changes = await publisher.textContent(".wm-reading table");
    assert.match(changes, /4\.321[^]*4\.322/);
    assert.match(await publisher.textContent(".wm-reading"), /Eine Stelle meldete nach/);
    await send(publisher);
    assert.match(await seen(), /Berichtigt oder zurückgenommen[^]*4\.321[^]*4\.322[^]*Eine Stelle meldete nach/);

    // Taken back: returned once, asked again, released.
    await reporter.goto(own);
    await reporter.click(`a[href='${withdrawal}']`);
    await reporter.fill("#reason", "Doppelt gezählt.");
    await send(reporter, "request");
    await publisher.goto(withdrawal);
    assert.match(await publisher.textContent(".wm-reading"), /4\.322[^]*Doppelt gezählt/);
    await publisher.fill("#return\\.reason", "Bitte mit Zeitraum.");
    await send(publisher, "return");
    await reporter.goto(withdrawal);
    assert.match(await reporter.textContent("main"), /Zurückgegeben: Bitte mit Zeitraum\./);
    await reporter.fill("#reason", "Im dritten Quartal doppelt gezählt.");
    await send(reporter, "request");
    await publisher.goto(withdrawal);
    await send(publisher);
    assert.match(await publisher.textContent("main"), /Angegeben\./);
    assert.match(await seen(), /zurückgenommen[^]*Im dritten Quartal doppelt gezählt/);
    await publisher.context().close();
    await reporter.context().close();
  });

  test("what a second person reads is accessible and fits a small screen", async () => {
    const reporter = await pageOf("reporter");
    await reporter.goto(`/de/work/figure/funding/${measure}`);
    await reporter.fill("#year", "2031");
    await reporter.fill("#needed", "1000");
    await send(reporter, "request");
    const draft = reporter.url().replace(/&done=.*/, "");
    await reporter.context().close();
    const page = await pageOf("publisher", { viewport: { width: 320, height: 700 } });
    for (const address of [draft, `${draft}&edit=1`, "/de/work", "/de/work/figures/nap-az"]) {
      await page.goto(address);
      await isAccessible(page);
    }
    await page.context().close();
  });
});
