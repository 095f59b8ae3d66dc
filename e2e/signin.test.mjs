// SPDX-License-Identifier: EUPL-1.2
// The way in, in a real browser: passkeys with its virtual device, an organisation's own login with
// a certified provider, password and code without a script; and as somebody who means harm.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { Provider } from "oidc-provider";
import { nextCode, openSite, signIn } from "./site.mjs";

const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const words = {
  de: {
    lastWay: /Ihr letzter Weg/,
    noAccount: /hier gibt es dafür kein Konto/,
    noAddress: /keine E-Mail-Adresse genannt/,
    notChecked: /dort noch nicht bestätigt/,
    notTold: /sagt aber nicht, ob Ihre E-Mail-Adresse geprüft ist/,
    otherPerson: /hier schon jemand anderes an/,
    quiet: /Dieser Anbieter sagt nicht/,
    needs: /Microsoft Entra ID sagt von sich aus nicht/,
    unreachable: /gerade nicht erreichbar/,
    other: /nicht zu einer Anmeldung, die in diesem Browser/,
    cancelled: /Das Gerät hat nicht bestätigt/,
    provider: /antwortet kein Anbieter/,
    changed: /Das Passwort ist geändert/,
  },
  en: {
    lastWay: /your last way/,
    noAccount: /there is no account for that here/,
    noAddress: /told us no e-mail address/,
    notChecked: /not confirmed there yet/,
    notTold: /does not say whether your e-mail address was checked/,
    otherPerson: /signs in here with this e-mail address already/,
    quiet: /This provider does not say/,
    needs: /Microsoft Entra ID does not say by itself/,
    unreachable: /cannot be reached right now/,
    other: /does not belong to a sign-in that was begun in this browser/,
    cancelled: /The device did not confirm/,
    provider: /No provider that speaks OpenID Connect/,
    changed: /The password is changed/,
  },
};

let site;
let axe;
/** The address with a name, which passkeys need. */
let named;

before(async () => {
  // The provider of these tests lives on this machine.
  site = await openSite({ WEGMARKE_ALLOW_LOCAL_PROVIDERS: "true" });
  named = site.origin.replace("127.0.0.1", "localhost");
  axe = await readFile(axeSource, "utf8");
});

after(() => site?.close());

/** A page at the address with a name. */
const open = (options = {}) => site.page({ baseURL: named, ...options });

/** A page whose browser has a device that asks its owner; `devtools` steers it. */
async function openWithDevice(options = {}) {
  const page = await open(options);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { page, devtools, authenticatorId };
}

const cookiesOf = async (page) =>
  (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join("; ");

/** What a script of somebody who means harm would send. */
const post = (address, cookie, form = {}, headers = {}) =>
  fetch(new URL(address, named), {
    method: "POST",
    redirect: "manual",
    headers: { cookie, ...headers },
    body: new URLSearchParams(form),
  });

const cookieIn = (answer) => answer.headers.get("set-cookie").split(";")[0];

/** No violation of axe, and nothing wider than a narrow screen. */
async function looksRight(page) {
  // Once past the policy that lets no other script in.
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document);
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
  });
  assert.deepEqual(found, [], page.url());
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${page.url()} is ${wide} px wide`);
  await page.setViewportSize(before);
}

/** A picture to look at, if asked for. */
const picture = async (page, name) => {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
};

/** Goes on with the keyboard until something has the focus. */
async function tabTo(page, selector) {
  for (let at = 0; at < 60; at += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} is out of reach of the keyboard`);
}

/** Invites somebody to the organisation of who is signed in; the link's path. */
async function invite(page, lang, mail, role = "reporter") {
  await page.goto(`/${lang}/work/organisation`);
  await page.fill("#mail", mail);
  await page.check(`#roles-${role}`);
  await page.click("button[value=invite]");
  return new URL(await page.textContent(".wm-notice--info code")).pathname;
}

describe("passkeys", () => {
  for (const [lang, mail] of [
    ["de", "freigabe@kok.example"],
    ["en", "freigabe@berichterstattungsstelle.example"],
  ]) {
    test(`added, used with the keyboard alone, removed, ${lang}`, async () => {
      const { page, devtools, authenticatorId } = await openWithDevice();
      await signIn(site, page, mail, lang);
      await page.goto(`/${lang}/work/account`);
      await looksRight(page);
      await picture(page, `account-${lang}`);
      await tabTo(page, "#passkey-label");
      await page.keyboard.type("Diensthandy <b>");
      await page.keyboard.press("Enter");
      // Accounts of the example have no recovery codes; who has none gets some.
      await page.waitForSelector(".wm-plain-list code");
      await page.goto(`/${lang}/work/account`);
      assert.match(await page.textContent("main"), /Diensthandy <b>/);
      // The same device is not added twice, and says so.
      await page.fill("#passkey-label", "noch einmal");
      await page.click("form[data-passkey] button");
      await page.waitForSelector("[data-says]:not([hidden])");
      await looksRight(page);
      await picture(page, `account-key-${lang}`);

      await page.click("button[value=sign-out]");
      await page.goto(`/${lang}/sign-in`);
      await looksRight(page);
      await picture(page, `sign-in-${lang}`);
      // Whoever says no to the device is told so, and can try again.
      await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
      await page.click("form[data-passkey] button");
      await page.waitForSelector("[data-says]:not([hidden])");
      assert.match(await page.textContent("[data-says]"), words[lang].cancelled);
      await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
      await page.reload();
      await tabTo(page, "form[data-passkey] button");
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/${lang}/work`);
      for (const cookie of await page.context().cookies()) {
        assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === "Strict", cookie.name);
      }

      await page.goto(`/${lang}/work/account`);
      await page.click("td details:has(button[value=remove-passkey]) summary");
      await page.click("button[value=remove-passkey]");
      await page.waitForURL("**/work/account?done=removed");
      await page.click("button[value=sign-out]");
      await page.goto(`/${lang}/sign-in`);
      await page.click("form[data-passkey] button");
      await page.waitForSelector(".wm-notice--bad:not([hidden])");
      assert.ok(!page.url().endsWith("/work"), "a removed passkey opens nothing");
      await page.context().close();
    });

    test(`an invitation is accepted with a passkey and nothing else, ${lang}`, async () => {
      const publisher = await open();
      await signIn(site, publisher, mail, lang);
      const link = await invite(publisher, lang, `neu-${lang}@${mail.split("@")[1]}`);
      await looksRight(publisher);
      await picture(publisher, `organisation-${lang}`);

      const { page } = await openWithDevice();
      await page.goto(link);
      await looksRight(page);
      await picture(page, `invitation-${lang}`);
      await page.fill("#passkey-name", "Nora");
      await page.click("form[data-passkey] button");
      await page.waitForSelector(".wm-plain-list code");
      assert.equal(await page.locator(".wm-plain-list code").count(), 10, "recovery codes, once");
      await looksRight(page);
      await picture(page, `recovery-${lang}`);
      await page.goto(`/${lang}/work/account`);
      await page.click("td details:has(button[value=remove-passkey]) summary");
      await page.click("button[value=remove-passkey]");
      assert.match(await page.textContent(".wm-notice--bad"), words[lang].lastWay);
      assert.equal((await page.goto(link)).status(), 404, "an invitation counts once");

      // The publisher sees the account, ends it, and with it its sessions.
      await publisher.goto(`/${lang}/work/organisation`);
      const row = publisher.locator("section[aria-labelledby=people] tr", { hasText: "Nora" });
      await row.locator("summary").last().click();
      await row.locator("button[value=remove-account]").click();
      assert.equal(await row.count(), 0);
      // What happened stays in the security log: invited, joined, signed in, removed.
      const log = publisher.locator("section[aria-labelledby=security] tr", { hasText: "Nora" });
      assert.equal(await log.count(), 3);
      await picture(publisher, `security-${lang}`);
      await page.goto(`/${lang}/work`);
      assert.match(page.url(), /sign-in$/);
      await page.context().close();
      await publisher.context().close();
    });
  }

  test("each challenge counts once, in the browser that asked for it, and for this site", async () => {
    const { page } = await openWithDevice();
    await signIn(site, page, "freigabe@bmf.example");
    await page.goto("/de/work/account");
    await page.fill("#passkey-label", "Gerät");
    await page.click("form[data-passkey] button");
    await page.waitForSelector(".wm-plain-list code");
    const own = await cookiesOf(page);
    await page.context().clearCookies();

    // What the device answers, as the page's own script would send it, for options from elsewhere.
    const answerTo = async (options) => {
      await page.evaluate((given) => {
        globalThis.fetch = async () => new Response(given, { headers: { "content-type": "application/json" } });
        HTMLFormElement.prototype.submit = () => {};
        document.querySelector("form[data-passkey]").requestSubmit();
      }, options);
      await page.waitForFunction(() => document.querySelector("[name=answer]").value !== "");
      return page.inputValue("[name=answer]");
    };
    const begin = async () => {
      const begun = await post("/de/sign-in/passkey/begin", "");
      assert.equal(begun.status, 200);
      assert.match(begun.headers.get("set-cookie"), /__Host-.*Secure; HttpOnly; SameSite=Strict; Max-Age/);
      return [await begun.text(), cookieIn(begun)];
    };
    await page.goto("/de/sign-in");
    const [options, cookie] = await begin();
    const [, other] = await begin();
    const answer = await answerTo(options);
    const send = (with_) => post("/de/sign-in/passkey", with_, { answer });
    assert.equal((await send("")).status, 422, "no browser asked for it");
    assert.equal((await send(other)).status, 422, "another one asked");
    assert.equal((await send(own)).status, 422, "a session is no challenge");
    const good = await send(cookie);
    assert.equal(good.status, 303);
    assert.match(good.headers.get("location"), /\/de\/work$/);
    const again = await send(cookie);
    assert.equal(again.status, 422, "replayed");
    assert.doesNotMatch(again.headers.get("set-cookie") ?? "", /session/);

    // Another site on the same host, which the device cannot tell apart, is told apart by us.
    const evil = createServer((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<p>free tickets"),
    );
    await new Promise((listening) => evil.listen(0, "localhost", listening));
    await page.goto(`http://localhost:${evil.address().port}/`);
    const [phished, theirs] = await begin();
    const given = await page.evaluate(async (text) => {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(text).publicKey);
      return JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON());
    }, phished);
    evil.close();
    const refused = await post("/de/sign-in/passkey", theirs, { answer: given });
    assert.equal(refused.status, 422, "a foreign origin");
    await page.context().close();
  });

  test("without a name in the address, or without a script, the rest works and says so", async () => {
    const page = await site.page();
    await page.goto("/de/sign-in");
    assert.equal(await page.locator("form[data-passkey]").count(), 0);
    assert.match(await page.textContent("main"), /unter einer Adresse mit einem Namen/);
    const begun = await fetch(new URL("/de/sign-in/passkey/begin", site.origin), { method: "POST" });
    assert.equal(begun.status, 422);
    assert.match(begun.headers.get("content-type"), /text\/plain/);
    await page.context().close();

    const plain = await open({ javaScriptEnabled: false });
    await plain.goto("/en/sign-in");
    assert.equal(await plain.locator("form[data-passkey]").isVisible(), false);
    await signIn(site, plain, "freigabe@bmas.example", "en");
    await plain.context().close();
  });

  test("scripts are allowed where there is one, and only ours", async () => {
    for (const [address, allowed] of [
      ["/de/sign-in", true],
      ["/de/sign-in/code", false],
      ["/de/", false],
    ]) {
      const answer = await fetch(new URL(address, named));
      const policy = answer.headers.get("content-security-policy");
      assert.equal(policy.includes("script-src 'self'"), allowed, address);
      assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    }
  });
});

describe("one's own account", () => {
  test("password, authenticator, codes, sessions, without JavaScript", async () => {
    const mail = "freigabe@bmas.example";
    const account = site.accounts[mail];
    const elsewhere = await open();
    await signIn(site, elsewhere, mail, "en");
    const page = await open({ javaScriptEnabled: false });
    await signIn(site, page, mail, "en");
    await page.goto("/en/work/account");
    assert.ok((await page.locator("button[value=end-session]").count()) >= 1, "the other one");

    // All problems at once, then for real.
    await page.fill("#current", "wrong");
    await page.fill("#password", "short");
    await page.fill("#again", "other");
    await page.click("button[value=password]");
    assert.equal(await page.locator("[aria-invalid=true]").count(), 3);
    assert.equal(await page.locator("[autofocus]").count(), 1);
    await page.fill("#current", account.password);
    await page.fill("#password", "four entirely other words");
    await page.fill("#again", "four entirely other words");
    await page.click("button[value=password]");
    assert.match(await page.textContent("[role=status]"), words.en.changed);
    await elsewhere.goto("/en/work");
    assert.match(elsewhere.url(), /sign-in$/, "other sessions end");
    await elsewhere.context().close();
    account.password = "four entirely other words";

    await page.goto("/en/work/account/authenticator");
    await picture(page, "authenticator");
    assert.equal(await page.locator(".wm-qr svg").count(), 1);
    const secret = (await page.textContent("code.wm-code")).replaceAll(" ", "");
    assert.match(secret, /^[A-Z2-7]{32}$/);
    await page.fill("#code", "000000");
    await page.click("button[value=code]");
    assert.match(await page.textContent("[role=alert]"), /does not fit/);
    Object.assign(account, { secret, step: 0 });
    await page.fill("#code", await nextCode(account));
    await page.click("button[value=code]");
    await page.waitForSelector(".wm-plain-list code");

    await page.goto("/en/work/account");
    await page.click("button[value=recovery]");
    assert.equal(await page.locator(".wm-plain-list code").count(), 10);
    await page.goto("/en/work/account");
    assert.match(await page.textContent("main"), /10 codes are left/);
    await page.context().close();
  });

  test("a lost password and a lost phone are two links, and neither opens the account alone", async () => {
    const publisher = await open({ javaScriptEnabled: false });
    await signIn(site, publisher, "freigabe@kok.example", "en");
    const mail = "reset@kok.example";
    const link = await invite(publisher, "en", mail);
    const page = await open({ javaScriptEnabled: false });
    await page.goto(link);
    const first = "four words of no sense";
    await page.fill("#name", "Resa");
    await page.fill("#password", first);
    await page.fill("#again", first);
    await page.click("button[value=accept]");
    const enter = async (password) => {
      await page.goto("/en/sign-in");
      await page.fill("#mail", mail);
      await page.fill("#password", password);
      await page.click("button[value=sign-in]");
    };
    await enter(first);
    const secret = (await page.textContent("main code")).replaceAll(" ", "");
    const account = { secret };
    await page.fill("#code", await nextCode(account));
    await page.click("button[value=code]");
    await page.goto("/en/work");
    assert.match(await page.textContent("#session-ends"), /the session ends at/);

    const make = async (what) => {
      await publisher.goto("/en/work/organisation");
      const row = publisher.locator("section[aria-labelledby=people] tr", { hasText: "Resa" });
      await row.locator("summary").nth(what === "reset-password" ? 0 : 1).click();
      await row.locator(`button[value=${what}]`).click();
      return new URL(await publisher.textContent(".wm-notice--info code")).pathname;
    };
    const password = await make("reset-password");
    await page.goto(password);
    await page.fill("#password", "short");
    await page.fill("#again", "other");
    await page.click("button[value=accept]");
    assert.equal(await page.locator("[aria-invalid=true]").count(), 2);
    assert.match(await page.title(), /^Error:/);
    const second = "entirely other four words";
    await page.fill("#password", second);
    await page.fill("#again", second);
    await page.click("button[value=accept]");
    assert.match(page.url(), /sign-in$/);
    assert.equal((await page.goto(password)).status(), 404, "a link counts once");
    await enter(second);
    assert.equal(await page.locator("main code").count(), 0, "the code is still asked for");
    await page.fill("#code", await nextCode(account));
    await page.click("button[value=code]");
    assert.match(page.url(), /work$/);

    const factor = await make("reset-second-factor");
    await page.goto(factor);
    await picture(page, "reset-factor");
    await page.fill("#current", first);
    await page.click("button[value=accept]");
    assert.equal(await page.locator("#current[aria-invalid=true]").count(), 1);
    await page.fill("#current", second);
    await page.click("button[value=accept]");
    await enter(second);
    assert.notEqual((await page.textContent("main code")).replaceAll(" ", ""), secret, "a new one is set up");

    const log = publisher.locator("section[aria-labelledby=security]");
    await publisher.goto("/en/work/organisation");
    assert.match(await log.textContent(), /password replaced by a link/);
    assert.match(await log.textContent(), /second factor replaced by a link/);
    await picture(publisher, "security-log");
    await page.context().close();
    await publisher.context().close();
  });

  test("who signs out leaves nothing in the browser", async () => {
    const page = await open();
    await signIn(site, page, "freigabe@kok.example", "en");
    const answer = await post("/en/work/account", await cookiesOf(page), { do: "sign-out" });
    assert.equal(answer.headers.get("clear-site-data"), '"cache", "storage"');
    await page.context().close();
  });

  test("one session cannot end another account's, and the list has no more than one's own", async () => {
    const mine = await open();
    await signIn(site, mine, "freigabe@bmf.example");
    const second = await open();
    await signIn(site, second, "freigabe@bmf.example");
    await mine.goto("/de/work/account");
    const id = await mine.inputValue("form:has([value=end-session]) [name=id]");
    const stranger = await open();
    await signIn(site, stranger, "koordinierung@bmas.example");
    const forged = await post("/de/work/account", await cookiesOf(stranger), { do: "end-session", id });
    assert.equal(forged.status, 303);
    assert.equal((await second.goto("/de/work")).status(), 200);
    assert.match(second.url(), /work$/, "still signed in");
    await mine.click(`form:has([value="${id}"]) button[value=end-session]`);
    await mine.waitForURL("**/work/account?done=session");
    await second.goto("/de/work");
    assert.match(second.url(), /sign-in$/);
    for (const page of [mine, second, stranger]) await page.context().close();
  });

  test("nothing is done for other sites", async () => {
    const page = await open();
    await signIn(site, page, "freigabe@bmf.example");
    const cookie = await cookiesOf(page);
    for (const address of [
      "/de/sign-in",
      "/de/sign-in/code",
      "/de/sign-in/passkey",
      "/de/sign-in/passkey/begin",
      "/de/sign-in/organisation",
      "/de/invitation/wgmi_0",
      "/de/invitation/wgmi_0/passkey",
      "/de/invitation/wgmi_0/passkey/begin",
      "/de/work/account",
      "/de/work/account/authenticator",
      "/de/work/account/passkey",
      "/de/work/account/passkey/begin",
      "/de/work/organisation",
    ]) {
      const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
      const answer = await post(address, cookie, { do: "sign-out-everywhere" }, headers);
      assert.equal(answer.status, 403, address);
    }
    assert.equal((await page.goto("/de/work")).status(), 200);
    assert.match(page.url(), /work$/);
    await page.context().close();
  });

  test("the organisation's page is for those who look after it", async () => {
    const page = await open();
    await signIn(site, page, "bericht@bmas.example");
    assert.equal((await page.goto("/de/work/organisation")).status(), 403);
    const cookie = await cookiesOf(page);
    for (const what of ["invite", "token", "login", "remove-account", "reset-password", "reset-second-factor", "two-persons"]) {
      const forged = await post("/de/work/organisation", cookie, { do: what, id: "x" });
      assert.ok([403, 404, 422].includes(forged.status), `${what}: ${forged.status}`);
    }
    await page.context().close();

    // Who coordinates makes tokens, and sees nothing else there.
    const other = await open();
    await signIn(site, other, "koordinierung@bmas.example");
    assert.equal((await other.goto("/de/work/organisation")).status(), 200);
    assert.deepEqual(await other.locator("main section").evaluateAll((all) => all.map((one) => one.getAttribute("aria-labelledby"))), ["token"]);
    const offered = await other.locator("[name=may]").evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(offered, ["import-files", "confirm-milestone", "open-round", "see-board", "manage-tokens"]);
    const theirs = await cookiesOf(other);
    for (const what of ["invite", "login", "remove-account", "reset-password", "reset-second-factor", "two-persons"]) {
      const forged = await post("/de/work/organisation", theirs, { do: what, id: "x" });
      assert.ok([403, 404, 422].includes(forged.status), `${what}: ${forged.status}`);
    }
    await other.context().close();
  });
});

describe("the way back", () => {
  const task = "/de/work/say/report/nap-az/runde-2/bmf/1/measure/nap-az/formate-zur-staerkung-der-kooperation-von-fks-und";
  const mail = "freigabe@bmf.example";
  const session = "__Host-wegmarke-session";

  /** A page as web mail shows it: another site, with a link to ours. */
  async function openElsewhere(address) {
    const server = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><title>x</title><a href="${named}${address}">go</a>`);
    });
    await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
    const close = () => {
      server.closeAllConnections();
      server.close();
    };
    return { address: `http://127.0.0.1:${server.address().port}`, close };
  }

  test("a link in web mail leads to the task, for who is signed in and for who is not", async () => {
    const mailbox = await openElsewhere(task);
    const page = await open();
    await signIn(site, page, mail);
    await page.goto(mailbox.address);
    await page.click("a");
    await page.waitForURL(`**${task}`);
    assert.equal(await page.locator("#narrative").count(), 1);
    await page.reload();
    await page.waitForURL(`**${task}`);
    assert.equal(await page.locator("#narrative").count(), 1);

    await page.context().clearCookies({ name: session });
    await page.goto(mailbox.address);
    await page.click("a");
    await page.waitForURL("**/de/sign-in?to=*");
    await page.fill("#mail", mail);
    await page.fill("#password", site.accounts[mail].password);
    await page.click("button[value=sign-in]");
    await page.fill("#code", await nextCode(site.accounts[mail]));
    await page.click("button[value=code]");
    await page.waitForURL(`**${task}`);
    await page.context().close();
    mailbox.close();
  });

  test("what was typed outlives the session, without a script", async () => {
    const page = await open({ javaScriptEnabled: false });
    await signIn(site, page, mail);
    await page.goto(task);
    const text = `Ein langer <b>Bericht</b> & mehr.\n\nZweiter Absatz. ${"Wort ".repeat(1600)}`.trim();
    await page.fill("#narrative", text);
    await page.context().clearCookies({ name: session });
    await page.click("button[value=save]");
    assert.match(await page.textContent("h1"), /abgelaufen/);
    assert.ok((await page.textContent("main")).includes(text));
    // Too early it says the same again.
    await page.click("main form button");
    assert.match(await page.textContent("h1"), /abgelaufen/);
    const opened = page.context().waitForEvent("page");
    await page.click("main a[target=_blank]");
    const other = await opened;
    await other.fill("#mail", mail);
    await other.fill("#password", site.accounts[mail].password);
    await other.click("button[value=sign-in]");
    await other.fill("#code", await nextCode(site.accounts[mail]));
    await other.click("button[value=code]");
    assert.match(await other.textContent("main"), /In dem anderen Fenster/);
    await page.click("main form button");
    await page.waitForURL(`**${task}?done=saved`);
    assert.equal(await page.inputValue("#narrative"), text);
    await page.context().close();
  });
});

/** A certified provider. Whoever opens its sign-in page is signed in as `provider.person`. */
async function openProvider(returns) {
  const told = { person: "nobody", people: {} };
  let answer;
  let provider;
  const server = createServer(async (request, response) => {
    if (!request.url.startsWith("/sign-in/")) return answer(request, response);
    const result =
      told.person in told.people
        ? { login: { accountId: told.person } }
        : { error: "access_denied", error_description: "the person said no" };
    await provider.interactionFinished(request, response, result);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  provider = new Provider(issuer, {
    clients: [
      {
        client_id: "wegmarke",
        client_secret: "a secret: with & signs",
        redirect_uris: returns,
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    cookies: { keys: ["only for tests"] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...told.people[id] }) }),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  answer = provider.callback();
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(told, { issuer, close });
}

/** Follows the provider's redirects with its cookies; the address that it sends the browser back to. */
async function answerOf(address) {
  const cookies = new Map();
  for (let at = address, hops = 0; hops < 9; hops += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(at, { redirect: "manual", headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      cookies.set(name, value);
    }
    at = new URL(answer.headers.get("location"), at).href;
    if (at.includes("/sign-in/return/")) return at;
  }
  return assert.fail("the provider sends the browser in circles");
}

describe("the login of an organisation", () => {
  for (const [lang, organisation] of [
    ["de", "kok"],
    ["en", "berichterstattungsstelle"],
  ]) {
    test(`set up, used, and good for its own people only, ${lang}`, async () => {
      const mail = `freigabe@${organisation}.example`;
      const publisher = await open();
      await signIn(site, publisher, mail, lang);
      await publisher.goto(`/${lang}/work/organisation`);
      const returns = await publisher.locator("section[aria-labelledby=login] li code").allTextContents();
      assert.equal(returns.length, 2);
      const provider = await openProvider(returns);
      const set = async (issuer) => {
        await publisher.fill("#issuer", issuer);
        await publisher.fill("#client_id", "wegmarke");
        await publisher.fill("#client_secret", "a secret: with & signs");
        await publisher.fill("#domains", `${organisation}.example, bmas.example`);
        await publisher.click("button[value=login]");
      };
      await set("http://127.0.0.1:9/nobody");
      assert.match(await publisher.textContent(".wm-notice--bad"), words[lang].provider);
      assert.equal(await publisher.inputValue("#client_id"), "wegmarke", "what was typed is kept");
      assert.equal(await publisher.inputValue("#client_secret"), "", "but no secret");
      await set(provider.issuer);
      assert.equal(await publisher.locator("button[value=remove-login]").count(), 1);
      assert.ok(!(await publisher.content()).includes("a secret"));
      await looksRight(publisher);
      await picture(publisher, `login-${lang}`);

      Object.assign(provider.people, {
        right: { email: mail, email_verified: true },
        unverified: { email: mail, email_verified: false },
        unknown: { email: `niemand@${organisation}.example`, email_verified: true },
        // Domain and address are good, but the account works for somebody else.
        foreign: { email: "freigabe@bmas.example", email_verified: true },
        usurper: { email: mail.toUpperCase(), email_verified: true },
        // As Microsoft Entra ID tells it without being asked for more.
        quiet: { email: mail },
        nameless: {},
      });
      const begin = async (options = {}) => {
        const page = await open(options);
        await page.goto(`/${lang}/sign-in`);
        await page.selectOption("#organisation", organisation);
        await page.click("button[value=organisation]");
        return page;
      };
      for (const javaScriptEnabled of [true, false]) {
        provider.person = "right";
        const page = await begin({ javaScriptEnabled });
        await page.waitForURL(`**/${lang}/work`);
        assert.match(await page.textContent(".wm-signed-in"), /freigabe/);
        const session = (await page.context().cookies()).find((one) => one.name === "__Host-wegmarke-session");
        assert.equal(session.sameSite, "Strict");
        await page.context().close();
      }
      const enters = async (said) => {
        provider.person = "right";
        Object.assign(provider.people, { right: said });
        const page = await begin();
        await page.waitForURL(`**/${lang}/work`);
        assert.match(await page.textContent(".wm-signed-in"), /freigabe/);
        await page.goto(`/${lang}/work/organisation`);
        assert.ok((await page.textContent("main")).includes(mail), "the address here stays");
        await page.context().close();
      };
      // Known as a person: also with another address, with none, and with one that nobody checked.
      const renamed = `neuer-name@${organisation}.example`;
      await enters({ email: renamed, email_verified: true });
      await enters({ email: "elsewhere@other.example", email_verified: false });
      await enters({ email: renamed });
      await publisher.reload();
      assert.match(await publisher.textContent("section[aria-labelledby=login]"), words[lang].quiet);
      assert.match(await publisher.textContent("section[aria-labelledby=login]"), words[lang].needs);
      await looksRight(publisher);
      await enters({});
      await enters({ email: mail, email_verified: "true" });
      await publisher.reload();
      assert.doesNotMatch(await publisher.textContent("section[aria-labelledby=login]"), words[lang].quiet);
      for (const [person, why] of [
        ["unverified", "notChecked"],
        ["unknown", "noAccount"],
        ["foreign", "noAccount"],
        ["usurper", "otherPerson"],
        ["quiet", "notTold"],
        ["nameless", "noAddress"],
      ]) {
        provider.person = person;
        const page = await begin();
        await page.waitForSelector(".wm-notice--bad:not([hidden])");
        assert.match(await page.textContent(".wm-notice--bad"), words[lang][why], person);
        assert.ok(!(await cookiesOf(page)).includes("wegmarke-session"), person);
        if (person === "unknown") await picture(page, `no-account-${lang}`);
        await page.context().close();
      }

      // Somebody else's browser cannot be made to sign in with an answer that it did not ask for.
      provider.person = "right";
      const begun = await post(`/${lang}/sign-in/organisation`, "", { organisation });
      const cookie = cookieIn(begun);
      const caught = await answerOf(begun.headers.get("refresh").split("url=")[1]);
      const victim = await open();
      await victim.goto(caught);
      assert.match(await victim.textContent(".wm-notice--bad"), words[lang].other);
      // Nor can it be brought to another organisation's return address.
      const elsewhere = caught.replace(`/return/${organisation}`, "/return/bmas");
      assert.equal((await fetch(elsewhere, { headers: { cookie } })).status, 422);
      assert.equal((await fetch(caught, { headers: { cookie } })).status, 422, "one try");
      await victim.context().close();

      provider.close();
      const lost = await begin();
      assert.match(await lost.textContent(".wm-notice--bad"), words[lang].unreachable);
      await looksRight(lost);
      await picture(lost, `unreachable-${lang}`);
      await lost.context().close();

      await publisher.click("button[value=remove-login]");
      assert.equal(await publisher.locator("button[value=remove-login]").count(), 0);
      await publisher.context().close();
    });
  }
});
