// SPDX-License-Identifier: EUPL-1.2
// Letters to a real SMTP server, and calendars read by a real parser. When a reminder is due is tested
// beside the rule; here the clock is the real one, and at night there are none.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import ICAL from "ical.js";
import { SMTPServer } from "smtp-server";
import { program } from "./python.mjs";
import { openSite, root, signIn } from "./site.mjs";

const base = "https://wegmarke.example";
const letters = [];
const signedIn = {};
let site;
let server;

/** A page of somebody who signs in once for all tests. */
async function pageOf(mail, options = {}) {
  if (!signedIn[mail]) {
    const page = await site.page();
    await signIn(site, page, mail);
    signedIn[mail] = await page.context().cookies();
    await page.context().close();
  }
  const page = await site.page(options);
  await page.context().addCookies(signedIn[mail]);
  return page;
}

/** What was sent, as people read it. */
function read(raw, session) {
  const [head, ...rest] = raw.split("\r\n\r\n");
  const bytes = rest
    .join("\r\n\r\n")
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const headers = Object.fromEntries(
    head
      .replace(/\r\n[ \t]/g, " ")
      .split("\r\n")
      .map((line) => line.split(/: ?(.*)/s))
      .map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    to: session.envelope.rcptTo.map((to) => to.address),
    headers,
    raw,
    text: Buffer.from(bytes, "latin1").toString("utf8"),
  };
}

before(async () => {
  server = new SMTPServer({
    hideSTARTTLS: true,
    authOptional: true,
    onRcptTo({ address }, _session, done) {
      const refused = Object.assign(new Error(`${address} is not here`), { responseCode: 550 });
      done(address.startsWith("niemand") ? refused : null);
    },
    onData(stream, session, done) {
      const parts = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", () => {
        letters.push(read(Buffer.concat(parts).toString("latin1"), session));
        done(null, "taken");
      });
    },
  });
  server.on("error", () => {});
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = await openSite({
    WEGMARKE_SMTP_URL: `smtp://127.0.0.1:${server.server.address().port}`,
    WEGMARKE_MAIL_FROM: "Wegmarke <post@wegmarke.example>",
    WEGMARKE_BASE_URL: base,
    WEGMARKE_LOG: "debug,sqlx=error,hyper=error",
  });
});

after(async () => {
  await site?.close();
  await new Promise((resolve) => server.close(resolve));
});

/** The first letter to an address; waits for it. */
async function letterTo(...spelled) {
  const [address] = spelled;
  for (let tries = 0; tries < 300; tries += 1) {
    const found = letters.find((letter) => letter.to.some((to) => spelled.includes(to.toLowerCase())));
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no letter to ${address}\n${site.said()}`);
}

async function invite(page, mail, lang) {
  await page.goto(`/${lang}/work/organisation`);
  await page.fill("#mail", mail);
  await page.check("#roles-reporter");
  await page.click("button[value=invite]");
}

describe("letters", () => {
  for (const [lang, mail, words] of [
    ["de", "neu@kok.example", /für KOK.* zu arbeiten/s],
    ["en", "new@kok.example", /to work for KOK/],
  ]) {
    test(`an invitation arrives and its link makes an account, ${lang}`, async () => {
      const page = await pageOf("freigabe@kok.example", { javaScriptEnabled: false });
      await invite(page, mail, lang);
      const shown = await page.textContent(".wm-code");
      assert.match(shown, new RegExp(`^${base}/${lang}/invitation/wgmi_`));
      const letter = await letterTo(mail);
      assert.deepEqual(letter.to, [mail]);
      assert.equal(letter.headers.to, mail);
      assert.equal(letter.headers.from, "Wegmarke <post@wegmarke.example>");
      assert.equal(letter.headers["auto-submitted"], "auto-generated");
      assert.match(letter.headers["message-id"], /^<[0-9a-f]{32}@wegmarke\.example>$/);
      assert.ok(letter.text.includes(shown), letter.text);
      assert.match(letter.text, words);
      await page.context().close();

      const guest = await site.page({ javaScriptEnabled: false });
      await guest.goto(new URL(shown).pathname);
      await guest.fill("#name", "Neu\r\nBcc: opfer@example.org");
      await guest.fill("#password", "Vier Worte ohne Sinn");
      await guest.fill("#again", "Vier Worte ohne Sinn");
      await guest.click("button[value=accept]");
      assert.match(guest.url(), /sign-in$/);
      await guest.context().close();
    });
  }

  for (const [lang, mail, words] of [
    ["de", "leserin@example.org", { ask: "E-Mail anfordern", yes: "Ja, verfolgen", done: "Erledigt.", gone: "niemand etwas" }],
    ["en", "reader@example.org", { ask: "Ask for the e-mail", yes: "Yes, follow", done: "Done.", gone: "Nobody follows" }],
  ]) {
    test(`a reader follows a plan without an account, and a mail program ends it with one click, ${lang}`, async () => {
      const page = await site.page({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
      await page.goto(`/${lang}/plan/nap-az`);
      await page.locator('footer a[href*="/alert?"]').click();
      await page.fill("#mail", "keine Adresse");
      await page.getByRole("button", { name: words.ask }).click();
      assert.equal(await page.locator("#mail").getAttribute("aria-invalid"), "true");
      await page.fill("#mail", mail);
      await page.getByRole("button", { name: words.ask }).click();
      const letter = await letterTo(mail);
      const link = letter.text.match(/https?:\/\/\S+\/alert\/wgmf_[0-9a-f]{64}/)[0];
      assert.equal(new URL(link).origin, base);
      // Opening the link does nothing yet: programs that look through letters do that, too.
      await page.goto(new URL(link).pathname);
      await page.getByRole("button", { name: words.yes }).click();
      assert.ok((await page.locator("main").innerText()).includes(words.done));
      assert.deepEqual(await page.context().cookies(), [], "nobody is remembered");
      const answer = await fetch(`${site.origin}${new URL(link).pathname}`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      });
      assert.equal(answer.status, 200);
      await page.goto(new URL(link).pathname);
      assert.ok((await page.locator("main").innerText()).includes(words.gone));
      assert.ok(!site.said().includes("wgmf_"), "no secret in the log");
      await page.context().close();
    });
  }

  test("an address that is refused is tried once, and named in no log", async () => {
    const page = await pageOf("freigabe@kok.example");
    await invite(page, "niemand@kok.example", "de");
    const shown = await page.textContent(".wm-code");
    for (let tries = 0; tries < 300 && !/post_never/.test(site.said()); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    assert.match(site.said(), /post_never/);
    // What the log says begins behind the accounts that the example prints.
    const log = site.said().split(/listening on/)[1];
    assert.ok(!log.includes("niemand@") && !log.includes(shown.split("_")[1]), log);
    assert.ok(!log.includes("wgmi_") && !log.includes("wgmc_"), log);
    await page.context().close();
  });

  test("a letter to a domain with umlauts arrives, and its owner signs in as they write it", async () => {
    const page = await pageOf("freigabe@kok.example", { javaScriptEnabled: false });
    const mail = "Neue@Träume.example";
    await invite(page, mail, "de");
    const shown = new URL(await page.textContent(".wm-code")).pathname;
    await page.context().close();
    const { raw } = await letterTo("neue@träume.example", "neue@xn--trume-hra.example");
    assert.match(raw, /^To: neue@xn--trume-hra\.example$/im);
    const guest = await site.page({ javaScriptEnabled: false });
    await guest.goto(shown);
    await guest.fill("#name", "Neue");
    await guest.fill("#password", "Vier Worte ohne Sinn");
    await guest.fill("#again", "Vier Worte ohne Sinn");
    await guest.click("button[value=accept]");
    await guest.fill("#mail", mail);
    await guest.fill("#password", "Vier Worte ohne Sinn");
    await guest.click("button[value=sign-in]");
    assert.match(guest.url(), /sign-in\/code$/);
    await guest.context().close();
  });

  test("an address with a second line in it goes nowhere", async () => {
    const page = await pageOf("freigabe@kok.example");
    const cookies = await page.context().cookies();
    const before = letters.length;
    const answer = await fetch(new URL("/de/work/organisation", site.origin), {
      method: "POST",
      headers: { cookie: cookies.map((one) => `${one.name}=${one.value}`).join("; ") },
      body: new URLSearchParams({
        do: "invite",
        mail: "x@kok.example\r\nBcc: opfer@example.org",
        roles: "reporter",
      }),
    });
    assert.equal(answer.status, 422);
    const to = letters.slice(before).flatMap((letter) => letter.to);
    assert.ok(!to.some((address) => address.startsWith("opfer")), String(to));
    await page.context().close();
  });

  test("everybody chooses language and reminders", async () => {
    const page = await pageOf("freigabe@kok.example", { javaScriptEnabled: false });
    await page.goto("/de/work/account");
    assert.equal(await page.inputValue("#letters-lang"), "de");
    assert.equal(await page.inputValue("#wanted"), "weekly");
    await page.selectOption("#letters-lang", "en");
    await page.selectOption("#wanted", "off");
    await page.click("button[value=reminders]");
    assert.match(await page.textContent("main"), /Gespeichert\./);
    assert.equal(await page.inputValue("#letters-lang"), "en");
    assert.equal(await page.inputValue("#wanted"), "off");
    await page.context().close();
  });

  test("one letter on request shows that the settings are right", async () => {
    const env = {
      ...process.env,
      WEGMARKE_SMTP_URL: `smtp://127.0.0.1:${server.server.address().port}`,
      WEGMARKE_MAIL_FROM: "post@wegmarke.example",
    };
    const run = promisify(execFile);
    const lang = ["--lang", "en"];
    const { stdout } = await run(site.program, ["mail", "test", "probe@kok.example", ...lang], { env });
    assert.match(stdout, /has taken the e-mail to probe@kok\.example: .*taken/);
    assert.match((await letterTo("probe@kok.example")).text, /can send e-mails/);
    const refused = run(site.program, ["mail", "test", "niemand@kok.example", ...lang], { env });
    await assert.rejects(refused, /is not here/);
    const without = { ...env, WEGMARKE_SMTP_URL: undefined };
    await assert.rejects(run(site.program, ["mail", "test", "a@b.example", ...lang], { env: without }), /--smtp-url/);
  });
});

/** The events of a calendar, read by a parser that is not ours. */
async function calendarAt(address) {
  const answer = await site.get(address);
  assert.equal(answer.status, 200, address);
  assert.match(answer.headers.get("content-type"), /^text\/calendar; charset=utf-8$/);
  const text = await answer.text();
  assert.ok(text.endsWith("END:VCALENDAR\r\n"));
  for (const line of text.split("\r\n")) {
    assert.ok(Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line), line);
  }
  const calendar = new ICAL.Component(ICAL.parse(text));
  assert.equal(calendar.getFirstPropertyValue("version"), "2.0");
  const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
  assert.equal(new Set(events.map((event) => event.uid)).size, events.length, "uids differ");
  for (const event of events) {
    assert.equal(event.startDate.zone, ICAL.Timezone.utcTimezone);
    assert.ok(event.component.getFirstPropertyValue("last-modified"), event.summary);
  }
  return { answer, text, events };
}

/** What a program of the Python package index understands of a calendar or a feed. */
async function subscriber(python, what, text) {
  const running = promisify(execFile)(python, [path.join(root, "e2e/subscribers.py"), what]);
  running.child.stdin.end(text);
  return JSON.parse((await running).stdout);
}

describe("feeds", () => {
  test("an entry keeps its id when the site moves, and its link leads to where it is now", async (t) => {
    const python = await program(t, "subscribers.txt", "python");
    if (!python) return;
    const moved = await openSite({ WEGMARKE_BASE_URL: "https://träume.example/" });
    try {
      for (const address of ["/de/feed.atom", "/en/plan/nap-mh/feed.atom", "/de/organisation/kok/feed.atom"]) {
        const [before, after] = await Promise.all(
          [site, moved].map(async (one) => subscriber(python, "feed", await (await one.get(address)).text())),
        );
        assert.ok(before.entries.length > 0);
        assert.equal(after.id, before.id);
        assert.match(before.id, /^tag:wegmarke\.example,20\d\d:/);
        for (const [at, entry] of before.entries.entries()) {
          assert.equal(after.entries[at].id, entry.id);
          assert.match(entry.id, /^tag:wegmarke\.example,20\d\d:entry\/\d+$/);
          assert.ok(entry.link.startsWith(`${base}/`), entry.link);
          assert.ok(after.entries[at].link.startsWith("https://xn--trume-hra.example/"), after.entries[at].link);
        }
      }
    } finally {
      await moved.close();
    }
  });
});

describe("calendars", () => {
  test("everybody subscribes to the dates of all rounds", async () => {
    const { events, answer } = await calendarAt("/de/rounds.ics");
    assert.equal(events.length, 6, "two rounds, three dates each");
    assert.equal(answer.headers.get("access-control-allow-origin"), "*");
    const due = events.find((event) => event.uid.startsWith("round/nap-az/runde-2/due@"));
    assert.match(due.summary, /^Abgabe: .*\(Beispieldaten\)$/);
    assert.ok(!/Noch offen/.test(due.description), due.description);
    const english = await calendarAt("/en/rounds.ics");
    const same = english.events.find((event) => event.uid === due.uid);
    assert.match(same.summary, /^Due: /);
    assert.equal(same.startDate.toString(), due.startDate.toString());
  });

  test("a subscriber sees the days that the page names, and when they were announced", async (t) => {
    const python = await program(t, "subscribers.txt", "python");
    if (!python) return;
    const { text, events } = await calendarAt("/de/rounds.ics");
    const read = await subscriber(python, "calendar", text);
    assert.equal(read.length, events.length);
    for (const event of read) {
      const [, round, which] = event.uid.match(/^round\/(.+)\/(opens|due|replies)@/);
      // The other parser understands the same.
      const other = events.find(({ uid }) => uid === event.uid);
      assert.equal(other.startDate.toJSDate().toISOString(), new Date(event.start).toISOString());
      const page = await (await site.get(`/de/round/${round}`)).text();
      const day = new Date(`${event.day}T12:00:00Z`);
      const named = day.toLocaleDateString("de-DE", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
      const said = page.replace(/<[^>]+>/g, "");
      const ending = which === "opens" ? ", 00:00 Uhr" : ", 24:00 Uhr";
      assert.ok(said.includes(named + ending), `${event.uid}: ${named}`);
      assert.ok(event.description.includes(named + ending), event.description);
      assert.ok(event.stamp > "2020" && new Date(event.stamp) <= new Date(), event.stamp);
      assert.equal(event.stamp, event.modified);
      assert.equal(event.sequence, 0);
    }
  });

  test("somebody's calendar has one secret address", async () => {
    const page = await pageOf("koordinierung@bmas.example", { javaScriptEnabled: false });
    const make = async (button) => {
      await page.goto("/de/work/account");
      await page.click(`button[value=${button}]`);
      return new URL((await page.textContent(".wm-code")).trim()).pathname;
    };
    const first = await make("calendar");
    assert.match(first, /^\/de\/calendar\/wgmc_[0-9a-f]{64}\.ics$/);
    const { answer, events, text } = await calendarAt(first);
    assert.match(answer.headers.get("cache-control"), /no-store/);
    const due = events.find((event) => event.uid.startsWith("round/nap-az/runde-2/due@"));
    assert.match(due.description, /Noch offen in Ihrer Organisation: \d+\n/);
    assert.match(due.description, /Noch offen in der ganzen Runde: \d+\n/);
    assert.ok(due.description.includes(`${base}/de/round/nap-az/runde-2`));
    assert.ok(!text.includes("koordinierung@"));

    const second = await make("calendar");
    assert.notEqual(second, first);
    const strange = await site.get("/de/calendar/wgmc_00.ics");
    const old = await site.get(first);
    assert.equal(old.status, 404);
    assert.equal(strange.status, 404);
    const plain = async (answer) => (await answer.text()).replaceAll(/wgmc_[0-9a-f]+/g, "");
    assert.equal(await plain(old), await plain(strange));
    assert.equal((await calendarAt(second)).events.length, events.length);
    await page.goto("/de/work/account");
    await page.click("button[value=calendar-end]");
    assert.equal((await site.get(second)).status, 404);
    await page.context().close();
  });
});
