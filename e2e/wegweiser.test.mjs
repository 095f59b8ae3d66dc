// SPDX-License-Identifier: EUPL-1.2
// The Wegweiser in a real browser, as somebody who is watched would use it: nothing is asked of others, nothing
// is kept, one click leaves, and what is typed is found nowhere.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { listTooWide, listViolations, rulesOfLooks } from "./looks.mjs";
import { canary, faultsOfPrint, kept, languages, lettersOf, nothing, openWay, pages, paper, program, readPrint, rtl, run, typeDay } from "./wegweiser.mjs";

let folder;
let site;
let way;
let origin;
let browser;

before(async () => {
  way = await openWay();
  ({ folder, site, origin } = way);
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
});

after(async () => {
  await browser?.close();
  await way?.close();
});

/** A page in a browser of its own, with everything that it asks for, and what the exit leads to. */
async function open(options = {}) {
  const context = await browser.newContext({ baseURL: origin, ...options });
  const asked = [];
  context.on("request", (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  // Nothing leaves this computer in a test; the exit finds a page all the same.
  await context.route((url) => url.origin !== origin, (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Wetter</title><h1>Wetter</h1>" }),
  );
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  return { context, page, asked, said };
}

const foreign = (asked) => asked.filter((one) => !one.split(" ")[1].startsWith(`${origin}/`) && !one.includes(" blob:"));

/** A picture of the page, if a folder for it is named. */
async function picture(page, name) {
  const to = process.env.WEGMARKE_PICTURES;
  if (to) await page.screenshot({ path: `${to}/way-${name.replaceAll("/", "_")}.png`, fullPage: true });
}

test("every page looks right, fits, and has no violation, wide, narrow, dark and four times as large", async () => {
  // A window of 1280 by 1024 at 400 % has 320 by 256 points of four by four pixels each.
  const ways = [[1280, "light", 1], [320, "dark", 1], [320, "light", 4]];
  await Promise.all(ways.map(async ([width, colorScheme, scale]) => {
    const { context, page, asked, said } = await open({
      colorScheme,
      viewport: { width: width, height: 256 * (scale === 4 ? 1 : 3) },
      deviceScaleFactor: scale,
    });
    for (const address of pages) {
      await page.goto(address);
      assert.equal(await page.evaluate(() => devicePixelRatio), scale);
      assert.deepEqual(await page.evaluate(listTooWide), [], `${address} ${width} ${scale}`);
      // What is larger changes no rule.
      // What is narrow and dark changes only those that look at colours and sizes.
      const rules = width === 1280 ? undefined : rulesOfLooks;
      if (scale === 1) assert.deepEqual(await listViolations(page, rules), [], `${address} ${width} ${colorScheme}`);
      assert.deepEqual(await kept(page), nothing, address);
      if (scale === 1) await picture(page, `${address}-${width}`);
    }
    assert.deepEqual(foreign(asked), []);
    assert.deepEqual(said, []);
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  }));
});

test("right to left is right to left", async () => {
  const { context, page } = await open({ viewport: { width: 800, height: 700 } });
  for (const lang of languages) {
    await page.goto(`/${lang}/`);
    const list = await page.evaluate(() => {
      const item = document.querySelector("main section li").getBoundingClientRect();
      const main = document.querySelector("main").getBoundingClientRect();
      const exit = document.querySelector(".exit").getBoundingClientRect();
      return { isRight: main.right - item.right > item.left - main.left, exitLeft: exit.left < 100 };
    });
    assert.equal(list.isRight, rtl.includes(lang), lang);
    assert.equal(list.exitLeft, rtl.includes(lang), lang);
    // A telephone number is read from left to right everywhere.
    assert.equal(await page.locator("a[href='tel:116016']").getAttribute("dir"), "ltr", lang);
  }
  await context.close();
});

test("answers carry their headers", async () => {
  const answer = await fetch(`${origin}/de/`);
  const header = (name) => answer.headers.get(name) ?? "";
  assert.match(header("content-security-policy"), /^default-src 'none'.*form-action 'none'.*frame-ancestors 'none'$/);
  assert.doesNotMatch(header("content-security-policy"), /unsafe|http|\*/);
  assert.equal(header("referrer-policy"), "no-referrer");
  assert.equal(header("cache-control"), "no-store");
  assert.equal(header("x-content-type-options"), "nosniff");
  assert.match(header("permissions-policy"), /geolocation=\(\)/);
  assert.equal(header("cross-origin-opener-policy"), "same-origin");
  assert.equal(header("cross-origin-resource-policy"), "same-origin");
  assert.equal(header("set-cookie"), "");
  const listed = await readFile(path.join(site, "_headers"), "utf8");
  for (const line of listed.split("\n").slice(1).filter(Boolean)) {
    const [name, value] = line.trim().split(/: (.*)/);
    assert.equal(header(name.toLowerCase()), value, name);
  }
  assert.equal((await fetch(`${origin}/de/`, { method: "POST", body: "x" })).status, 405);
});

test("first pages weigh at most 40 kB, as the browser counts them", async () => {
  for (const address of ["/", ...languages.map((lang) => `/${lang}/`)]) {
    const { context, page } = await open();
    const sizes = [];
    // The icon may come after the page, when nobody asks any more.
    page.on("response", (response) => sizes.push(response.body().then((body) => body.length, () => 0)));
    await page.goto(address);
    const weight = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
    assert.ok(weight > 5_000 && weight <= 40_000, `${address}: ${weight}`);
    await context.close();
  }
});

test("the exit is the first stop of the keyboard, leaves at once, and going back shows nothing", async () => {
  const leave = async (lang) => {
    for (const way of ["click", "keys"]) {
      const { context, page } = await open();
      await page.goto(`/${lang}/`);
      const before = await page.evaluate(() => history.length);
      if (way === "click") {
        // However far one reads, there is one page in the history.
        await page.locator("main nav a").first().click();
        await page.locator(`footer a[lang=fr]`).click();
        await page.waitForURL(/\/fr\//);
        await page.locator(`footer a[lang="${lang}"]`).click();
        await page.waitForURL(new RegExp(`/${lang}/`));
        assert.equal(await page.evaluate(() => history.length), before, lang);
        await page.keyboard.press("Tab");
        assert.ok(await page.evaluate(() => document.activeElement.matches("[data-exit]")), lang);
        await page.keyboard.press("Enter");
      } else {
        for (let at = 0; at < 3; at += 1) await page.keyboard.press("Shift");
      }
      await page.waitForURL("https://www.dwd.de/");
      assert.equal(await page.evaluate(() => history.length), before, `${lang} ${way}`);
      await page.goBack();
      assert.doesNotMatch(page.url(), /127\.0\.0\.1/, `${lang} ${way}`);
      await context.close();
    }
  };
  // Most of it is waiting: four languages at a time.
  for (let at = 0; at < languages.length; at += 4) await Promise.all(languages.slice(at, at + 4).map(leave));
});

test("two Shifts, or three with a letter between, are typing", async () => {
  const { context, page } = await open();
  await page.goto("/de/");
  for (const key of ["Shift", "Shift", "a", "Shift", "Shift"]) await page.keyboard.press(key);
  assert.match(page.url(), /\/de\/$/);
  await context.close();
});

test("without JavaScript every page has its content, its way out, and no dead button", async () => {
  const { context, page, asked } = await open({ javaScriptEnabled: false });
  for (const address of pages) {
    await page.goto(address);
    assert.ok((await page.locator("main").innerText()).length > 60, address);
    assert.equal(await page.locator("button:visible").count(), 0, address);
    assert.equal(await page.locator("a[data-exit]").getAttribute("href"), "https://www.dwd.de/");
  }
  await page.goto("/de/cards/residence-59-7/");
  assert.equal(await page.locator("input:visible").count(), 0);
  assert.match(await page.locator("main table").innerText(), /November\s+derselbe Tag im Februar, 1 Jahr später/);
  assert.deepEqual(foreign(asked), []);
  await page.locator("a[data-exit]").click();
  await page.waitForURL("https://www.dwd.de/");
  await context.close();
});

test("lists are narrowed without JavaScript, by several questions at once", async () => {
  const { context, page, asked } = await open({ javaScriptEnabled: false });
  await page.goto("/en/find/de-by/");
  const shown = () => page.locator(".list .one:visible h3").allInnerTexts();
  const all = await shown();
  assert.ok(all.includes("Lindenhaus") && all.includes("Isarbrücke for men"));
  const count = asked.length;
  await page.check("#f-need-shelter");
  await page.check("#f-group-men");
  assert.deepEqual(await shown(), ["Isarbrücke for men", "Online contact point of the KOK network"]);
  await page.check("#f-language-tr");
  assert.deepEqual(await shown(), ["Isarbrücke for men"]);
  await page.check("#f-group-women");
  assert.deepEqual(await shown(), []);
  assert.match(await page.locator(".shown").innerText(), /If this says 0/);
  await page.check("#f-group-all");
  await page.check("#f-need-all");
  await page.check("#f-language-all");
  await page.check("#f-nationality-german");
  assert.ok(!(await shown()).some((name) => name.includes("Fair Mobility")));
  assert.equal(asked.length, count, "a choice asks for nothing");

  await page.goto("/de/cards/");
  await page.check("#f-nationality-eu");
  await page.check("#f-cooperation-no");
  const cards = await page.locator(".list .one:visible h3").allInnerTexts();
  assert.ok(cards.includes("Lohn einfordern") && !cards.includes("Bedenk- und Stabilisierungsfrist"), cards.join());
  await context.close();
});

test("a deadline is counted in the page as the program counts it", async () => {
  const { context, page, asked } = await open();
  for (const [card, day, end] of [
    ["residence-59-7", "2026-11-27", "2027-02-27"],
    ["residence-59-7", "2026-11-30", "2027-02-28"],
    ["residence-59-7", "2027-11-30", "2028-02-29"],
    ["residence-25-4a", "2028-02-29", "2029-02-28"],
    ["convention", "2026-12-15", "2027-01-14"],
    ["convention", "2026-03-28", "2026-04-27"],
    ["wages", "2026-01-01", "2029-12-31"],
    ["wages", "2026-12-31", "2029-12-31"],
  ]) {
    await page.goto(`/de/cards/${card}/`);
    const count = asked.length;
    await typeDay(page, "day", day);
    assert.equal(await page.locator("[data-ends]").getAttribute("data-day"), end, `${card} ${day}`);
    assert.deepEqual(asked.slice(count).filter((one) => !one.includes("/icon.svg")), []);
    assert.doesNotMatch(page.url(), /\d{4}-/);
    assert.deepEqual(await kept(page), nothing);
  }
  await page.goto("/en/cards/residence-59-7/");
  await typeDay(page, "day", "2026-11-27");
  assert.equal(await page.locator("[data-ends]").innerText(), "27 February 2027");
  await context.close();
});

/** Every file below a folder, as text. */
async function texts(below) {
  const all = [];
  for (const entry of await readdir(below, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    // What the browser is still writing may be gone meanwhile.
    if (entry.isFile()) all.push([file, await readFile(file).catch(() => Buffer.alloc(0))]);
  }
  return all;
}

test("what is typed into the sheet is in no request, no file of the browser, no storage", async () => {
  const profile = path.join(folder, "profile");
  const downloads = path.join(folder, "downloads");
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
    baseURL: origin,
    downloadsPath: downloads,
  });
  const asked = [];
  context.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
  const page = await context.newPage();
  await page.goto("/de/sheet/");
  const lines = page.locator("textarea");
  const n = await lines.count();
  assert.ok(n >= 5);
  for (let at = 0; at < n; at += 1) await lines.nth(at).fill(`${canary}-${at}`);
  await page.locator("[data-key]").fill(`${canary}-key`);
  await page.locator("[data-key]").press("Enter");
  await typeDay(page, "x-until", "2031-07-26");
  await page.check("#path-independent");
  await page.check("input[value=agrees]");
  await page.locator("[data-encrypt]").click();
  assert.match(await page.locator("[role=status]").innerText(), /kein gültiger Schlüssel/);
  // The person's copy says what was filled in.
  assert.match(await page.locator("[data-receipt]").innerText(), new RegExp(`${canary}-0`));
  assert.match(await page.locator("[data-receipt]").innerText(), /Gilt bis\s+26\. Juli 2031/);
  assert.deepEqual(await kept(page), nothing);
  assert.ok(!asked.some((one) => one.includes(canary) || one.includes("2031")), asked.join("\n"));
  assert.ok(!page.url().includes(canary));
  await page.reload();
  assert.equal(await page.locator("textarea").first().inputValue(), "");
  await context.close();
  for (const [file, bytes] of await texts(profile)) {
    assert.ok(!bytes.includes(canary), file);
    assert.ok(!bytes.includes(Buffer.from(canary, "utf16le")), file);
  }
  for (const [file, bytes] of await texts(site)) assert.ok(!bytes.includes(canary), file);
});

test("the authority's path shows what follows, and nothing goes without path and consent", async () => {
  const { context, page } = await open();
  await page.goto("/en/sheet/");
  assert.equal(await page.locator(".if-authority").isVisible(), false);
  await page.locator("[data-encrypt]").click();
  assert.match(await page.locator("[role=status]").innerText(), /Choose the path/);
  await page.check("#path-authority");
  assert.match(await page.locator(".if-authority").innerText(), /Investigate as soon as they learn/);
  await page.locator("[data-encrypt]").click();
  assert.match(await page.locator("[role=status]").innerText(), /Without the person's consent/);
  await page.fill("#x-alias", canary);
  await page.locator("[data-clear]").click();
  assert.equal(await page.inputValue("#x-alias"), "");
  assert.equal(await page.isChecked("#path-authority"), false);
  assert.equal(await page.locator("[data-receipt]").innerText(), "");
  await context.close();
});

/** Pages of a file as Chromium writes them. */
const countPages = (pdf) => pdf.toString("latin1").match(/\/Type ?\/Page\b(?!s)/g).length;

test("every kind of page prints whole in every language, and without the way round it", async () => {
  const { context, page } = await open({ viewport: paper });
  await page.emulateMedia({ media: "print" });
  const margin = { top: "1cm", right: "1cm", bottom: "1cm", left: "1cm" };
  for (const address of pages.filter((address) => address !== "/")) {
    await page.goto(address);
    assert.deepEqual(await faultsOfPrint(page), [], address);
    const [height, text] = await page.evaluate(() => [document.body.scrollHeight, document.querySelector("main").innerText]);
    assert.ok(text.length > 60, address);
    const pdf = await page.pdf({ format: "A4", margin });
    const n = countPages(pdf);
    const most = Math.ceil((height / paper.height) * 1.5) + 1;
    assert.ok(n >= 1 && n <= most, `${address}: ${n} pages for ${height} pixels`);
    if (address.endsWith("/pocket/")) assert.equal(n, 1, address);
    await picture(page, `${address}-print`);
    // The words are in the file as words, so that it can be searched and read out.
    if (address.startsWith("/de/") || rtl.some((lang) => address === `/${lang}/`)) {
      const print = await readPrint(folder, pdf);
      assert.equal(print.pages, n, address);
      assert.ok(lettersOf(print.text) > 0.85 * lettersOf(text), `${address}: ${lettersOf(print.text)} of ${lettersOf(text)} letters`);
    }
  }
  await context.close();
});

test("a day is typed in the order and the words of the page, whatever the browser speaks", async () => {
  for (const [locale, lang, names] of [["en-US", "de", ["Tag", "Monat", "Jahr"]], ["ar-EG", "de", ["Tag", "Monat", "Jahr"]], ["de-DE", "en", ["Day", "Month", "Year"]]]) {
    const { context, page } = await open({ locale });
    for (const [address, id] of [["cards/residence-59-7/", "day"], ["sheet/", "x-until"]]) {
      await page.goto(`/${lang}/${address}`);
      assert.equal(await page.locator("input[type=date]").count(), 0);
      assert.deepEqual(await page.locator("[data-date] label").allInnerTexts(), names);
      assert.doesNotMatch(await page.locator("main").innerText(), /mm.?dd|TT.MM/i);
      // By keyboard: from field to field, in the order in which they stand.
      await page.locator(`#${id}-day`).focus();
      for (const text of ["27", "11"]) {
        await page.keyboard.type(text);
        await page.keyboard.press("Tab");
      }
      await page.keyboard.type("2026");
      assert.equal(await page.locator("[data-date]").getAttribute("data-day"), "2026-11-27");
    }
    await context.close();
  }
});

test("what is no day is told beside the fields, and a pasted day and digits of other scripts are read", async () => {
  const { context, page } = await open();
  for (const [lang, told] of [
    ["de", { missing: /Tag, Monat und Jahr ein/, digits: /in Ziffern/, year: /vier Ziffern/, wrong: /gibt es nicht/ }],
    ["en", { missing: /Fill in day/, digits: /in digits/, year: /four digits/, wrong: /no such day/ }],
  ]) {
    await page.goto(`/${lang}/cards/residence-59-7/`);
    const error = page.locator("#day-error");
    const type = async (day, month, year) => {
      for (const [part, text] of [["day", day], ["month", month], ["year", year]]) await page.locator(`#day-${part}`).fill(text);
      await page.locator("#day-year").blur();
    };
    for (const [typed, code, marked] of [
      [["31", "2", "2027"], "wrong", 2],
      [["29", "2", "2026"], "wrong", 2],
      [["0", "13", "2026"], "wrong", 2],
      [["27", "November", "2026"], "digits", 1],
      [["27", "11", "26"], "year", 1],
      [["27", "", "2026"], "missing", 1],
    ]) {
      await type(...typed);
      assert.match(await error.innerText(), told[code], `${lang} ${typed}`);
      assert.equal(await page.locator("[aria-invalid=true]").count(), marked, `${lang} ${typed}`);
      assert.equal(await page.locator("[data-ends]").innerText(), "–");
      assert.equal(await page.locator("[data-ends]").getAttribute("data-day"), "");
    }
    assert.deepEqual(await listViolations(page), []);
    for (const typed of [["29", "2", "2028"], ["٢٩", "٠٢", "٢٠٢٨"], ["۲۹", "۲", "۲۰۲۸"], ["29.02.2028", "", ""]]) {
      await type("", "", "");
      assert.equal(await error.innerText(), "", "an empty day is none");
      if (typed[1]) await type(...typed);
      else await page.locator("#day-day").fill(typed[0]);
      assert.equal(await error.innerText(), "", `${typed}`);
      assert.equal(await page.locator("[data-ends]").getAttribute("data-day"), "2028-05-29", `${typed}`);
    }
  }
  // A sheet with half a day in it is not handed on.
  await page.goto("/en/sheet/");
  await page.check("#path-independent");
  await page.check("input[value=agrees]");
  await page.fill("#x-until-day", "27");
  await page.locator("[data-encrypt]").click();
  assert.match(await page.locator("[role=status]").innerText(), /Fill in day/);
  await page.locator("[data-clear]").click();
  assert.equal(await page.inputValue("#x-until-day"), "");
  assert.equal(await page.locator("#x-until-error").innerText(), "");
  await context.close();
});

test("a sheet is encrypted in the browser, and opened by age and by our program", async () => {
  const made = await run(program, ["--lang", "en", "desk-key", path.join(folder, "desk.key")]);
  const key = made.stdout.match(/age1[0-9a-z]{58}/)[0];
  const { context, page, asked } = await open({ acceptDownloads: true });
  await page.goto("/de/sheet/");
  await page.check("#path-independent");
  await page.check("input[value=place]");
  await page.check("input[value=agrees]");
  await page.check("[data-field=needs][value=shelter]");
  await page.fill("#x-alias", `Ahorn ${canary}`);
  await page.fill("[data-key]", key);
  const count = asked.length;
  const coming = page.waitForEvent("download");
  await page.locator("[data-encrypt]").click();
  const file = path.join(folder, "sheet.age");
  await (await coming).saveAs(file);
  assert.deepEqual(foreign(asked.slice(count)), []);
  assert.ok(!asked.some((one) => one.includes(canary)));
  assert.match(await page.locator("[role=status]").innerText(), /wurde gesichert/);
  assert.deepEqual(await kept(page), nothing);
  await context.close();
  const bytes = await readFile(file);
  assert.match(bytes.subarray(0, 21).toString(), /^age-encryption\.org\/v1/);
  assert.ok(!bytes.includes(canary));

  const opened = await run(program, ["--lang", "en", "open", file, "--key", path.join(folder, "desk.key")]);
  assert.match(opened.stdout, new RegExp(`Alias: Ahorn ${canary}`));
  assert.match(opened.stdout, /Help with: sichere Unterkunft/);
  const { stdout } = await run("age", ["--decrypt", "--identity", path.join(folder, "desk.key"), file]);
  const sheet = JSON.parse(stdout);
  assert.equal(sheet.kind, "wegmarke/referral-sheet/v1");
  assert.deepEqual(sheet.lines.find((line) => line.name === "needs").values, ["shelter"]);
});
