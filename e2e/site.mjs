// SPDX-License-Identifier: EUPL-1.2
// What every browser test stands on: the German example served from a temporary folder by the
// program that was just built, and a real Chromium beside it.
//
// Making the example takes much longer than serving it. So it is made once for a run (`stage.mjs`),
// and each server gets a copy of it; a file that is run alone makes its own.

import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { target } from "./root.mjs";

export { root } from "./root.mjs";

const program = process.env.WEGMARKE_BIN ?? path.join(target, "debug", "wegmarke");
/** Where `stage.mjs` made the example, if it did. */
const stage = process.env.WEGMARKE_STAGE;

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const startWithin = 120_000;

/** Variables with which a program's clock begins at a date and time (UTC), and goes on from there. */
async function clockFrom(at) {
  const folders = (await readdir("/usr/lib")).map((name) => path.join("/usr/lib", name, "faketime"));
  const libraries = folders.map((folder) => path.join(folder, "libfaketimeMT.so.1"));
  const library = libraries.find((file) => existsSync(file));
  if (!library) throw new Error("please install the Debian package “faketime”");
  // How long something takes is not made up.
  const still = { FAKETIME_DONT_FAKE_MONOTONIC: "1", TZ: "UTC" };
  return { LD_PRELOAD: library, FAKETIME: `@${at}`, ...still };
}

/**
 * Starts the program on the German example, or on the folder that an earlier one left, with more
 * `settings`, and waits until it says that it answers. With `at` its clock begins there (a date and
 * time in UTC), and the example is told as on that day. `command` is how it is served: `demo`, or `serve`
 * where the example is there already.
 */
export async function startServer({ left, settings, at, command } = {}) {
  const data = left ?? (await mkdtemp(path.join(tmpdir(), "wegmarke-e2e-")));
  const copied = stage && !left && !at;
  if (copied) {
    // Shared until somebody writes, where the file system can.
    const mode = constants.COPYFILE_FICLONE;
    await cp(path.join(stage, "data"), data, { recursive: true, mode });
  }
  const words = [command ?? (left || copied ? "serve" : "demo"), "--data", data, "--port", "0"];
  const child = spawn(program, words, {
    cwd: data,
    env: { ...process.env, ...settings, ...(at && (await clockFrom(at))) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => child.kill("SIGKILL");
  process.once("exit", stop);
  const said = [];
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const origin = await new Promise((resolve, reject) => {
    const fail = (why) => {
      stop();
      reject(new Error(`${program}: ${why}\n${said.join("")}`));
    };
    const timer = setTimeout(() => fail("did not answer in time"), startWithin);
    child.once("error", (error) => fail(`${error.message}; is it built?`));
    child.once("exit", (code) => fail(`ended with ${code} before it answered`));
    child.stderr.on("data", (bytes) => said.push(String(bytes)));
    child.stdout.on("data", (bytes) => {
      said.push(String(bytes));
      const found = said.join("").match(/^\s*listening on (http:\/\/127\.0\.0\.1:\d+)\s*$/m);
      if (found) {
        clearTimeout(timer);
        resolve(found[1]);
      }
    });
  });
  return {
    origin,
    data,
    program,
    accounts: accountsIn(copied ? await readFile(path.join(stage, "said.txt"), "utf8") : said.join("")),
    /** Everything it printed so far. */
    said: () => said.join(""),
    /** Ends it at once, without a chance to tidy up; its folder stays. */
    async kill() {
      process.removeListener("exit", stop);
      stop();
      await ended;
    },
    async close() {
      process.removeListener("exit", stop);
      child.kill("SIGTERM");
      const timer = setTimeout(stop, 5_000);
      await ended;
      clearTimeout(timer);
      await rm(data, { recursive: true, force: true });
    },
    /** Ends it in peace; its folder stays. */
    async leave() {
      process.removeListener("exit", stop);
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/**
 * The served example and a browser. `page(options)` opens a page in a context of its own;
 * `options` are those of a browser context. `close()` ends all of it. `settings` are variables of the
 * program, `at` is when its clock begins, `left` the folder of an earlier server, `command` how it is
 * served, see `startServer`.
 */
export async function openSite(settings = {}, at = undefined, left = undefined, command = undefined) {
  const server = await startServer({ settings, at, left, command });
  let browser;
  try {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: flags,
    });
  } catch (error) {
    await server.close();
    throw error;
  }
  return {
    origin: server.origin,
    data: server.data,
    accounts: server.accounts,
    /** Everything the program printed so far. */
    said: server.said,
    program,
    async page(options = {}) {
      const context = await browser.newContext({ baseURL: server.origin, ...options });
      return context.newPage();
    },
    /** An answer without following redirects. */
    get: (address, headers = {}) =>
      fetch(new URL(address, server.origin), { headers, redirect: "manual" }),
    async close() {
      await browser.close();
      await server.close();
    },
    /** Ends it in peace; gives its folder, which stays. */
    async leave() {
      await browser.close();
      await server.leave();
      return server.data;
    },
  };
}

/** Accounts as the program printed them: address -> { mail, password, secret }. */
function accountsIn(said) {
  const lines = said.matchAll(/^ {2}(\S+@\S+) {2}(\S+) {2}([A-Z2-7]{32}) {2}/gm);
  const accounts = [...lines].map(([, mail, password, secret]) => ({ mail, password, secret }));
  return Object.fromEntries(accounts.map((account) => [account.mail, account]));
}

/** The code an authenticator app shows for a secret (RFC 6238), `ahead` steps from now. */
export function codeOf(secret, ahead = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac("sha1", key).update(step).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The code that the app shows where a clock is so many seconds ahead of ours. */
export const codeAhead = (account, seconds) => codeOf(account.secret, Math.round(seconds / 30));

/** A code that was not used yet. The next one is good already; for those after it one has to wait. */
export async function nextCode(account) {
  const step = () => Math.floor(Date.now() / 30_000);
  account.step = Math.max(step(), (account.step ?? 0) + 1);
  while (account.step > step() + 1) await new Promise((later) => setTimeout(later, 500));
  return codeOf(account.secret, account.step - step());
}

/** Signs in with password and code; the page then shows one's work. */
export async function signIn(site, page, mail, lang = "de") {
  const account = site.accounts[mail];
  await page.goto(`/${lang}/sign-in`);
  await page.fill("#mail", mail);
  await page.fill("#password", account.password);
  await page.click("button[value=sign-in]");
  await page.fill("#code", await nextCode(account));
  await page.click("button[value=code]");
  await page.waitForURL(`**/${lang}/work`);
}

/** Opens the blank row in which a field is asked for. */
export async function openRow(page, field) {
  const row = page.locator("details", { has: page.locator(`[name="${field}"]`) });
  await row.locator("summary").click();
}

/** The first address in a page that begins like this; an error if there is none. */
export async function firstLink(site, address, prefix) {
  const html = await (await site.get(address)).text();
  const found = html.match(new RegExp(`href="(${prefix}[^"?#]+)`));
  if (!found) throw new Error(`${address} has no link to ${prefix}…`);
  return found[1];
}
