// SPDX-License-Identifier: EUPL-1.2
// Working in a round, as each kind of account would: sign in, draft, submit, board; without
// JavaScript, in both languages, and as somebody who means harm.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { openRow, openSite, signIn } from "./site.mjs";

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const about = "nap-az/runde-2";
const measure = "measure/nap-az/beratungsnetzwerk-faire-mobilitaet";
const words = {
  de: { more: "brauchen noch einen Blick", saved: "Der Entwurf ist gespeichert", done: "Abgegeben." },
  en: { more: "need another look", saved: "The draft is saved", done: "Submitted." },
};

let site;
let axe;

before(async () => {
  site = await openSite();
  axe = await readFile(axeSource, "utf8");
});

after(() => site?.close());

/** No violation of axe, and nothing wider than the screen. */
async function looksRight(address, cookies, lang) {
  const page = await site.page({ viewport: { width: 320, height: 700 } });
  await page.context().addCookies(cookies);
  await page.goto(address);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
  });
  assert.deepEqual(found, [], address);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${address} is ${wide} px wide`);
  assert.equal(await page.getAttribute("html", "lang"), lang);
  await page.context().close();
}

describe("working in a round", () => {
  test("the accounts of the example are there", () => {
    assert.equal(Object.keys(site.accounts).length, 8);
  });

  for (const [lang, mail, noun, field] of [
    ["de", "freigabe@kok.example", "practice", "observed"],
    ["en", "freigabe@berichterstattungsstelle.example", "assessment", "reasons"],
  ]) {
    test(`draft, problems, submission, receipt, without JavaScript, ${lang}`, async () => {
      const page = await site.page({ javaScriptEnabled: false });
      await signIn(site, page, mail, lang);
      const by = mail.split("@")[1].replace(".example", "");
      const form = `/${lang}/work/say/${noun}/${about}/${by}/1/${measure}`;
      await page.goto(form);
      const secret = `Nicht vor dem Abgabetag ${noun} <script>alert(1)</script> \u202e\u200b=1+1`;
      await page.fill(`#${field}`, secret);
      await page.click("button[value=save]");
      assert.match(await page.textContent("main"), new RegExp(words[lang].saved));
      // Marks that turn the direction of writing do not reach a statement.
      const tidy = secret.replaceAll(/[\u202e\u200b]/g, "");
      assert.equal(await page.inputValue(`#${field}`), tidy, "what was typed is kept");

      // Everything that is wrong is told at once, the first field has the focus, values stay.
      await page.fill(`#${field}`, "");
      await page.click("button[value=more]");
      assert.equal(await page.inputValue(`#${field}`), "", "nothing typed is lost for more fields");
      await openRow(page, "evidence.1.title");
      await page.fill("#evidence\\.1\\.title", "Beleg");
      await page.fill("#evidence\\.1\\.url", "javascript:alert(1)");
      await page.selectOption("#effect", "major");
      await page.click("button[value=release]");
      const told = await page.textContent(".wm-notice--bad");
      assert.match(told, new RegExp(words[lang].more));
      assert.ok((await page.locator(".wm-notice--bad li").count()) >= 2, told);
      assert.equal(await page.inputValue("#evidence\\.1\\.url"), "javascript:alert(1)");
      assert.equal(await page.locator("[autofocus]").count(), 1);
      assert.ok((await page.locator("[aria-invalid=true]").count()) >= 1);

      await page.fill(`#${field}`, secret);
      await page.fill("#evidence\\.1\\.url", "https://example.org/beleg");
      await page.selectOption("#evidence\\.1\\.shows", "outcome");
      await page.selectOption("#delivery", "limited");
      if (noun === "practice") {
        await page.selectOption("#land", "de-be");
        await page.selectOption("#reach", "isolated");
      }
      // What was said last in the other language is asked about before it goes out again.
      await page.click("button[value=release]");
      await page.selectOption("#older", "leave-out");
      await page.click("button[value=release]");
      assert.match(await page.textContent(".wm-notice--good"), new RegExp(words[lang].done));

      // The public sees that it was said, and not what.
      const address = `/${lang}/${noun}/${about}/${by}/1/${measure}`;
      const seen = await (await site.get(address)).text();
      assert.ok(!seen.includes("Nicht vor dem Abgabetag"));
      const measured = await (await site.get(`/${lang}/${measure}`)).text();
      assert.ok(!measured.includes("Nicht vor dem Abgabetag"));
      const entry = await page.getAttribute(".wm-notice--good a", "href");
      const seq = entry.split("/").pop();
      const body = await (await site.get(`/log/body/${seq}`)).text();
      assert.equal(body, '{"state":"sealed"}');

      // Its own organisation reads it again, and can replace it.
      await page.goto(form);
      assert.equal(await page.inputValue(`#${field}`), tidy);
      const cookies = await page.context().cookies();
      for (const cookie of cookies) {
        assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === "Strict", cookie.name);
      }
      for (const where of [form, `/${lang}/work`, `/${lang}/work/account`]) {
        await looksRight(where, cookies, lang);
      }

      // The plan as a whole can be spoken about, too, by a second rater or from a second place.
      await page.goto(`/${lang}/work`);
      const whole = (n) => `/${lang}/work/say/${noun}/${about}/${by}/${n}/plan/nap-az`;
      assert.equal(await page.locator(`a[href="${whole(2)}"]`).count(), 0, "not before the first");
      for (const n of [1, 2]) {
        await page.click(`a[href="${whole(n)}"]`);
        await page.fill(`#${field}`, `${secret} ${n}`);
        await page.selectOption("#delivery", "limited");
        if (noun === "assessment") {
          await openRow(page, "evidence.0.title");
          await page.fill("#evidence\\.0\\.title", "Beleg");
          await page.fill("#evidence\\.0\\.url", "https://example.org/beleg");
        } else {
          await page.selectOption("#land", "de-be");
          await page.selectOption("#reach", "isolated");
        }
        await page.click("button[value=release]");
        assert.match(await page.textContent("main"), new RegExp(words[lang].done));
      }
      assert.equal(await page.locator(`a[href="${whole(2)}"]`).count(), 1, "it can be replaced");
      const monitored = await site.get(`/${lang}/plan/nap-az/monitoring?round=nap-az/runde-2`);
      const wholes = (await monitored.text()).split('id="wholes"')[1].split("</section>")[0];
      assert.ok(wholes.includes(`/${lang}/${noun}/${about}/${by}/2/plan/nap-az`));
      assert.ok(!wholes.includes("Nicht vor dem Abgabetag"));
      await page.context().close();
    });
  }

  test("nobody reaches another organisation's form, draft or sealed statement", async () => {
    const page = await site.page();
    await signIn(site, page, "koordinierung@bmas.example");
    const form = `/de/work/say/practice/${about}/kok/1/${measure}`;
    const got = await page.goto(form);
    assert.equal(got.status(), 404);
    const cookies = await page.context().cookies();
    const forged = await fetch(new URL(form, site.origin), {
      method: "POST",
      headers: { cookie: cookies.map((one) => `${one.name}=${one.value}`).join("; ") },
      body: new URLSearchParams({ do: "release", observed: "gefälscht", by: "kok" }),
    });
    assert.equal(forged.status, 404);
    // The board has states, no contents.
    await page.goto("/de/work/board/nap-az?what=due");
    assert.ok((await page.locator("tbody tr").count()) > 3);
    assert.ok(!(await page.content()).includes("Nicht vor dem Abgabetag"));
    await looksRight("/de/work/board/nap-az", cookies, "de");
    await page.context().close();
  });

  test("the coordinator announces a round, and nobody else can", async () => {
    const other = await site.page({ javaScriptEnabled: false });
    await signIn(site, other, "freigabe@bmas.example", "en");
    assert.equal((await other.goto("/en/work/round/nap-az")).status(), 403);
    // What is public is corrected, never changed.
    const said = `nap-az/runde-1/bmas/1/${measure}`;
    await other.goto(`/en/work/say/report/${said}`);
    assert.equal(await other.locator("button[value=release]").count(), 0);
    await other.fill("#narrative", "The network works in most regions.");
    await other.click("button[value=correct]");
    assert.equal(await other.locator("#reason[aria-invalid=true]").count(), 1);
    await other.fill("#reason", "Two regions were missing.");
    // The German text is still that of last time: asked about before it is said.
    assert.match(await other.textContent(".wm-notice--bad"), /Still the text of last time: German: /);
    await other.selectOption("#older", "keep");
    await other.click("button[value=correct]");
    assert.match(await other.textContent("main"), new RegExp(words.en.done));
    const shown = await (await site.get(`/en/report/${said}`)).text();
    assert.match(shown, /corrected once/);
    assert.match(shown, /Two regions were missing/);
    assert.match(shown, /German not renewed/);
    await other.context().close();

    const page = await site.page({ javaScriptEnabled: false });
    await signIn(site, page, "koordinierung@bmas.example");
    // Ticked is what was asked last time, and not everything for everybody.
    const { duties } = await (await site.get("/api/rounds/nap-az/runde-2")).json();
    const ticked = () => page.locator("input[name=ask]:checked").count();
    await page.goto("/de/work/round/nap-az");
    assert.equal(await ticked(), duties.length);
    await page.click("button[value=check]:visible");
    assert.equal(await page.locator("[aria-invalid=true]").count(), 7, "all problems at once");
    for (const [field, value] of Object.entries({
      name: "2027",
      title: "Dritte Runde",
      from: "2026-07-01",
      until: "2027-06-30",
      opens_at: "2099-07-01",
      due_at: "2099-07-31",
      replies_until: "2099-08-31",
    })) {
      await page.fill(`#${field}`, value);
    }
    // Many at once: a column, a field of action; what was typed stays.
    await page.selectOption("#many_who", "practice/kok");
    await page.selectOption("#many_about", "measures");
    await page.click("button[value=tick]");
    const measures = await page.locator("tr:not(.wm-boxes__over) input[value^='practice/kok/']").count();
    assert.equal(await page.locator("input[value^='practice/kok/measure/']:checked").count(), measures);
    assert.ok((await ticked()) > duties.length);
    assert.equal(await page.inputValue("#title"), "Dritte Runde");
    await page.click("button[value=untick]");
    assert.equal(await page.locator("input[value^='practice/kok/measure/']:checked").count(), 0);
    const label = await page.locator("input[name=ask][value^='report/']").first().evaluate((box) => box.labels[0].textContent);
    assert.match(label, /^Fortschrittsbericht: .+: .+/, "each box says what it means");

    // The return key goes on to the check, and sets no boxes.
    await page.press("#title", "Enter");
    const check = await page.textContent("main");
    assert.match(check, /Noch ist nichts öffentlich/);
    assert.match(check, /31\. Juli 2099, 24:00 Uhr MESZ/, "midnight in Berlin");
    assert.match(check, /Was anders ist als in „/);
    assert.equal((await site.get("/de/round/nap-az/2027")).status, 404, "not public yet");
    await page.click("button[value=edit]");
    assert.equal(await page.inputValue("#due_at"), "2099-07-31");
    await page.click("button[value=check]:visible");
    await page.click("button[value=announce]");
    assert.match(page.url(), /\/de\/round\/nap-az\/2027$/);
    const text = await page.textContent("main");
    assert.match(text, /angekündigt/);
    assert.match(text, /31\. Juli 2099, 24:00 Uhr MESZ/, "midnight in Berlin");

    // Until it opens it is changed with a reason, and cancelled with a reason.
    const change = "/de/work/round-change/nap-az/2027";
    const cancel = "/de/work/round-cancel/nap-az/2027";
    const cookies = await page.context().cookies();
    for (const address of ["/de/work/round/nap-az", change, cancel]) {
      await looksRight(address, cookies, "de");
    }
    await page.goto("/de/work/board/nap-az");
    await page.click(`a[href="${change}"]`);
    await page.fill("#due_at", "2099-08-07");
    await page.click("button[value=check]:visible");
    assert.equal(await page.locator("#reason[aria-invalid=true]").count(), 1);
    await page.fill("#reason", "Ende der Ferien.");
    await page.click("button[value=check]:visible");
    assert.match(await page.textContent("main"), /7\. August 2099, 24:00 Uhr MESZ\s*31\. Juli 2099/);
    await page.click("button[value=announce]");
    assert.match(await page.textContent("main"), /Ende der Ferien\./);
    await page.goto("/de/work/board/nap-az");
    await page.click(`a[href="${cancel}"]`);
    await page.click("button[value=cancel]");
    assert.equal(await page.locator("#reason[aria-invalid=true]").count(), 1);
    await page.fill("#reason", "Der Plan wird neu gefasst.");
    await page.click("button[value=cancel]");
    const cancelled = await page.textContent("main");
    assert.match(cancelled, /abgesagt/);
    assert.match(cancelled, /Der Plan wird neu gefasst\./);
    const calendar = await (await site.get("/de/rounds.ics")).text();
    assert.equal(calendar.match(/STATUS:CANCELLED/g)?.length, 3);
    await page.goto(cancel);
    assert.match(page.url(), /\/de\/round\/nap-az\/2027$/, "nothing is left to do there");
    await page.context().close();
  });

  test("who is not signed in, or comes from elsewhere, gets nowhere", async () => {
    for (const address of ["/de/work", "/en/work/account", `/de/work/say/practice/${about}/kok/1/${measure}`]) {
      const answer = await site.get(address);
      assert.equal(answer.status, 303, address);
      const to = address === "/de/work" ? "" : `?to=${encodeURIComponent(address)}`;
      assert.equal(answer.headers.get("location"), `${address.slice(0, 3)}/sign-in${to}`);
      assert.equal(answer.headers.get("cache-control"), "no-store");
    }
    const foreign = await fetch(new URL("/de/sign-in", site.origin), {
      method: "POST",
      headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      body: new URLSearchParams({ mail: "a", password: "b" }),
    });
    assert.equal(foreign.status, 403);
    const wrong = await fetch(new URL("/de/sign-in", site.origin), {
      method: "POST",
      body: new URLSearchParams({ mail: "freigabe@kok.example", password: "<script>" }),
    });
    assert.equal(wrong.status, 422);
    assert.equal(wrong.headers.get("set-cookie"), null);
    const large = await fetch(new URL("/de/sign-in", site.origin), {
      method: "POST",
      body: new URLSearchParams({ mail: "a".repeat(2 << 20), password: "b" }),
    });
    assert.equal(large.status, 413);
  });

  test("signing out ends the session", async () => {
    const page = await site.page();
    await signIn(site, page, "freigabe@bmf.example");
    const [cookie] = (await page.context().cookies()).filter((one) => one.name.endsWith("session"));
    await page.goto("/de/work/account");
    await page.click("button[value=sign-out-everywhere]");
    const answer = await site.get("/de/work", { cookie: `${cookie.name}=${cookie.value}` });
    assert.equal(answer.status, 303);
    await page.context().close();
  });
});
