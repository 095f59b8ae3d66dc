// SPDX-License-Identifier: EUPL-1.2
// The mirror of the referral mechanism: the table of Länder and standards says what each voice says and where
// nobody answers; sentences lead to just as many rows; tables and the chart are files; an answer is given by
// keyboard, without JavaScript; a person does not enter; who may not is refused.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { listTooWide, listViolations, views } from "./looks.mjs";
import { openSite, signIn, startServer } from "./site.mjs";

const pages = [
  "/mechanism",
  "/mechanism/answers",
  "/mechanism/places",
  "/standards",
  "/standard/eu-11-4-mechanism",
  "/arrangements",
  "/arrangement/sn-focal-point",
];

let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

async function picture(page, name) {
  const folder = process.env.WEGMARKE_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** Somebody who is signed in, without JavaScript unless it is wanted. */
async function pageOf(mail, options = { javaScriptEnabled: false }) {
  const first = await site.page();
  await signIn(site, first, mail);
  const cookies = await first.context().cookies();
  await first.context().close();
  const page = await site.page(options);
  await page.context().addCookies(cookies);
  return page;
}

describe("the mirror of the referral mechanism", () => {
  for (const lang of ["de", "en"]) {
    for (const path of pages) {
      test(`${path}, ${lang}: axe, 320 px, no taller than four screens`, async () => {
        const page = await site.page({ viewport: { width: 1280, height: 900 } });
        await page.goto(`/${lang}${path}`);
        const tall = await page.evaluate(() => document.documentElement.scrollHeight);
        assert.ok(tall <= 3500, `${path} is ${tall} px tall`);
        await picture(page, `mechanism${path.replaceAll("/", "-")}-${lang}`);
        for (const { width, colorScheme, rules } of views) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await listViolations(page, rules), [], `${width} px, ${colorScheme}`);
        }
        await page.setViewportSize({ width: 320, height: 640 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 320, `${wide} px: ${(await page.evaluate(listTooWide)).join("\n")}`);
        await page.context().close();
      });
    }
  }

  test("the table says what voices say, and where nobody answers", async () => {
    const page = await site.page({ javaScriptEnabled: false });
    await page.goto("/de/mechanism");
    const table = page.locator("main table").first();
    assert.equal(await table.locator("tbody tr").count(), 17);
    const words = await table.textContent();
    assert.match(words, /◐ Unabhängig: teilweise/);
    assert.match(words, /✗ Zivilgesellschaft: nicht erfüllt/);
    assert.match(words, /✓ Regierung: erfüllt/);
    assert.match(words, /nicht zuständig/);
    const open = await table.getByText("keine Auskunft", { exact: true }).count();
    assert.ok(open > 80, `${open} cells without an answer`);
    // Whoever was asked and said nothing is told from whom nobody asked.
    assert.match(words, /gefragt, nichts gesagt/);
    assert.match(words, /nicht gefragt/);
    await page.context().close();
  });

  test("sentences lead to just as many rows", async () => {
    const page = await site.page({ javaScriptEnabled: false });
    await page.goto("/en/mechanism");
    const sentences = await page.locator("ul.wm-sentences [data-n]").evaluateAll((all) =>
      all.map((one) => [Number(one.dataset.n), one.querySelector("a").getAttribute("href")]),
    );
    assert.ok(sentences.length >= 2 && sentences.length <= 7, `${sentences.length} sentences`);
    for (const [n, href] of sentences) {
      const [address] = href.split("#");
      const sign = address.includes("?") ? "&" : "?";
      const tables = await (await site.get(`${address}${sign}as=json`)).json();
      const last = tables.at(-1);
      assert.equal(last.rows.length, n, href);
    }
    await page.context().close();
  });

  test("the table and the chart are files", async () => {
    const csv = await (await site.get("/de/mechanism?as=csv&table=1")).text();
    assert.equal(csv.trim().split(/\r?\n/).length, 18);
    assert.match(csv, /keine Auskunft/);
    for (const [kind, type] of [
      ["xlsx", /spreadsheetml/],
      ["ods", /opendocument/],
      ["json", /json/],
    ]) {
      const answer = await site.get(`/de/mechanism?as=${kind}`);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get("content-type"), type);
    }
    const svg = await site.get("/de/mechanism/answers?as=svg&chart=lands");
    assert.match(svg.headers.get("content-type"), /^image\/svg\+xml/);
    assert.match(await svg.text(), /Nordrhein-Westfalen/);
    // On an earlier day nothing of it was there.
    const before = await (await site.get("/de/mechanism?as-of=2025-12-31")).text();
    assert.match(before, /Es ist kein Standard erfasst/);
  });

  test("programs read it, and it is found", async () => {
    const answers = await (await site.get("/api/answers?organisation=kok&limit=50")).json();
    assert.ok(answers.items.length >= 4, JSON.stringify(answers).slice(0, 300));
    const one = await (await site.get("/api/standards/eu-11-4-mechanism")).json();
    assert.equal((one.record ?? one).obligation ?? one.standard?.obligation, "eu-11-4a");
    const found = await (await site.get("/de/search?q=Kooperationsvereinbarung&noun=arrangement")).text();
    assert.match(found, /\/de\/arrangement\/sn-agreement/);
  });

  test("an answer is given by keyboard, without JavaScript, and stands in the table", async () => {
    const page = await pageOf("freigabe@kok.example");
    await page.goto("/de/work/records");
    await page.click('a[href="/de/work/record/answer"]');
    await picture(page, "mechanism-form-de");
    await page.selectOption("#standard", "kok-participation");
    await page.selectOption("#land", "de-hb");
    await page.selectOption("#degree", "not-met");
    await page.focus("#note");
    await page.keyboard.type("Betroffene werden bisher nicht gehört.");
    await page.locator("button[value=look]").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/check$/);
    assert.match(await page.textContent("main"), /1 würden eingetragen/);
    await page.locator("button[value=write]").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
    await page.goto("/de/mechanism/answers?land=de-hb&degree=not-met");
    assert.match(await page.textContent("main"), /Betroffene werden bisher nicht gehört/);
    await page.context().close();
  });

  test("an answer without a reason is none, and a person does not enter", async () => {
    const page = await pageOf("freigabe@kok.example");
    await page.goto("/de/work/record/answer");
    await page.selectOption("#standard", "kok-participation");
    await page.selectOption("#land", "de-he");
    await page.selectOption("#degree", "met");
    await page.locator("button[value=look]").first().click();
    // Told where it is typed, beside its field.
    assert.equal(await page.getAttribute("#note", "aria-invalid"), "true");
    assert.equal(await page.inputValue("#degree"), "met");

    await page.goto("/de/work/record/arrangement");
    await page.fill("#title", "Kontaktstelle");
    await page.selectOption("#kind", "focal-point");
    await page.selectOption("#land", "de-he");
    await page.locator("details:has(#office) > summary").first().click();
    await page.fill("#office", "Frau Erika Mustermann");
    await page.locator("button[value=look]").first().click();
    await page.waitForURL(/\/check$/);
    const told = await page.textContent("main");
    assert.match(told, /0 würden eingetragen/);
    assert.match(told, /scheint eine Person/);
    // Written all the same, it says that something did not fit, and not what.
    await page.locator("button[value=write]").first().click();
    await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
    for (const address of ["/api/arrangements?limit=200", "/api/data-findings?limit=200", "/de/data-findings", "/de/history"]) {
      assert.doesNotMatch(await (await site.get(address)).text(), /Mustermann/, address);
    }
    await page.context().close();
  });

  test("a sealed answer is read by its author alone, wherever anybody looks", async () => {
    const words = "Unverwechselbar versiegelt";
    const asking = await pageOf("freigabe@berichterstattungsstelle.example");
    await asking.goto("/de/work/record/inquiry");
    await asking.fill("#title", "Versiegelte Abfrage");
    await asking.fill("#asked", "KOK; BMAS");
    await asking.fill("#asked_on", "2026-01-01");
    await asking.fill("#due_on", "2099-12-31");
    await asking.selectOption("#sealed", "true");
    await asking.locator("button[value=look]").first().click();
    await asking.waitForURL(/\/check$/);
    await asking.locator("button[value=write]").first().click();
    await asking.waitForURL(/\/work\/upload\/[0-9a-f]+$/);

    const page = await pageOf("freigabe@kok.example");
    await page.goto("/de/work/record/answer");
    assert.match(await page.textContent("main"), /„Versiegelte Abfrage“ fragt Ihre Organisation/);
    const give = async (degree, note) => {
      await page.selectOption("#standard", "kok-participation");
      await page.selectOption("#land", "de-th");
      await page.selectOption("#degree", degree);
      await page.fill("#note", note);
      await page.locator("button[value=look]").first().click();
      await page.waitForURL(/\/check$/);
      assert.match(await page.textContent("main"), /bleibt versiegelt bis zum Ende des 31. Dezember 2099/);
      await page.locator("button[value=write]").first().click();
      await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);
    };
    await give("not-met", `${words} eins`);
    // Its author finds it, changes it, and finds what was said last.
    await page.goto("/de/work/records");
    await page.locator('a[href*="/work/record/answer?id=kok-participation%2Fde-th%2Fkok"], a[href*="/work/record/answer?id=kok-participation/de-th/kok"]').first().click();
    assert.equal(await page.inputValue("#note"), `${words} eins`);
    await page.fill("#note", `${words} zwei`);
    await page.locator("button[value=look]").first().click();
    await page.waitForURL(/\/check$/);
    await page.locator("button[value=write]").first().click();
    await page.waitForURL(/\/work\/upload\/[0-9a-f]+$/);

    const table = await (await site.get("/de/mechanism/answers?land=de-th&silence=sealed")).text();
    assert.match(table, /bis 31. Dezember 2099 versiegelt/);
    assert.match(await (await site.get("/de/mechanism")).text(), /bis 31. Dezember 2099 versiegelt/);
    assert.match(await (await site.get("/en/mechanism/answers")).text(), /one answer, still sealed/);
    const form = "/de/work/record/answer?id=kok-participation/de-th/kok";
    await page.goto("/de/work/records");
    const [, seq] = (await page.locator('main table a[href*="/entry/"]').first().getAttribute("href")).match(/entry\/(\d+)/);
    const entry = await (await site.get(`/de/entry/${seq}`)).text();
    assert.match(entry, /Auskunft gegeben, bis zum Termin versiegelt/, "that it was given is public at once");
    const places = [
      "/api/answers?limit=500", `/api/entries/${seq}`, `/de/entry/${seq}`, "/de/history", "/de/changes", "/de/mechanism", "/de/mechanism/answers?land=de-th",
      "/de/standard/kok-participation", "/de/organisation/kok", "/de/data-findings", "/de/search?q=Unverwechselbar", "/de/feed.atom", "/de/organisation/kok/feed.atom",
      "/de/mechanism/answers?land=de-th&as-of=2099-12-31", "/de/mechanism/answers?as=csv", "/de/mechanism?as=json",
    ];
    for (const address of places) {
      assert.doesNotMatch(await (await site.get(address)).text(), /Unverwechselbar versiegelt/, address);
    }
    for (const other of [asking, await pageOf("freigabe@bmas.example")]) {
      for (const address of [form, "/de/work/records", "/de/mechanism/answers?land=de-th", `/de/entry/${seq}`]) {
        await other.goto(address);
        assert.doesNotMatch(await other.content(), /Unverwechselbar versiegelt/, address);
      }
    }
    // Nor can who asks open it before.
    await asking.goto("/de/work/record/inquiry?id=versiegelte-abfrage");
    await asking.fill("#due_on", "2026-01-02");
    await asking.locator("button[value=look]").first().click();
    await asking.waitForURL(/\/check$/);
    assert.match(await asking.textContent("main"), /versiegelt und hat begonnen/);
    assert.equal(await asking.locator("button[value=write]").count(), 0);
    await page.goto("/de/mechanism/answers?land=de-th");
    await picture(page, "mechanism-sealed-de");
    await page.context().close();
    await asking.context().close();
  });

  test("a network asks nobody in the name of the register", async () => {
    const page = await pageOf("freigabe@kok.example");
    await page.goto("/de/work/records");
    assert.equal(await page.locator('a[href="/de/work/record/inquiry"]').count(), 0);
    await page.goto("/de/work/record/inquiry");
    await page.fill("#title", "Abfrage");
    await page.fill("#asked", "BMAS");
    await page.fill("#asked_on", "2026-11-01");
    await page.fill("#due_on", "2026-12-01");
    await page.locator("button[value=look]").first().click();
    await page.waitForURL(/\/check$/);
    assert.equal(await page.locator("button[value=write]").count(), 0);
    await page.context().close();
    const other = await pageOf("freigabe@berichterstattungsstelle.example");
    await other.goto("/de/work/records");
    assert.equal(await other.locator('a[href="/de/work/record/inquiry"]').count(), 1);
    await other.context().close();
  });
});

describe("the day of a sealed inquiry", () => {
  test("it opens by itself, also if nothing ran on its day", async () => {
    const words = /Betroffene werden einmal im Jahr gehört/;
    const read = async (server, address) => (await fetch(new URL(address, server.origin))).text();
    const address = "/de/mechanism/answers?land=de-sn&standard=kok-participation";
    // The example is told as on a day before the inquiry ends, and nothing runs when it does.
    const before = await startServer({ at: "2026-11-27 10:00:00" });
    const sealed = await read(before, address);
    assert.doesNotMatch(sealed, words);
    assert.match(sealed, /hat geantwortet, bis 31. Januar 2027 versiegelt/);
    await before.leave();
    const later = await startServer({ left: before.data, at: "2027-02-03 10:00:00" });
    try {
      const until = Date.now() + 30_000;
      let page = await read(later, address);
      while (!words.test(page) && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        page = await read(later, address);
      }
      assert.match(page, words);
      assert.match(page, /danach für alle zugleich geöffnet/);
      const [, seq] = page.match(/href="\/de\/entry\/(\d+)"[^>]*>[^<]*danach/);
      const entry = await read(later, `/de/entry/${seq}`);
      assert.match(entry, /1. Februar 2027, 00:00 Uhr/, "when it was due, though it was opened later");
      assert.match(entry, /3. Februar 2027/);
      // Who looks at an earlier day sees what could be seen then.
      const earlier = await read(later, `${address}&as-of=2027-01-31`);
      assert.doesNotMatch(earlier, words);
      assert.match(await read(later, "/api/answers?organisation=beispielhaus-sn&limit=50"), words);
    } finally {
      await later.close();
    }
  });
});
