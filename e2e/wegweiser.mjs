// SPDX-License-Identifier: EUPL-1.2
// The built Wegweiser on this computer, and what every browser is asked about it.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { root, target } from "./root.mjs";

export const run = promisify(execFile);
export const program = path.join(target, "debug", "wegmarke-wegweiser");
const at = "2026-11-27T12:00:00Z";
export const languages = ["de", "en", "de-simple", "fr", "ro", "bg", "pl", "uk", "vi", "th", "tr", "ar", "fa"];
export const rtl = ["ar", "fa"];
export const canary = "kanarienvogel-7261";

export const guides = languages.flatMap((lang) => [`/${lang}/`, `/${lang}/pocket/`]);
const whole = ["de", "en"].flatMap((lang) =>
  ["find/", "find/de-by/", "cards/", "cards/residence-59-7/", "cards/police/", "cards/wages/", "sheet/", "statement/", "recognise/", "recognise/work/", "exercise/kitchen/", "exercise/kitchen/answer/", "about/"].map((at) => `/${lang}/${at}`),
);
export const pages = ["/", ...guides, ...whole];

/** Builds the example and serves it: its folder, the site in it, its origin, and how it ends. */
export async function openWay() {
  const folder = await mkdtemp(path.join(tmpdir(), "wegweiser-"));
  const site = path.join(folder, "site");
  await run(program, ["--at", at, "build", path.join(root, "example/wegweiser"), site]);
  const server = spawn(program, ["serve", site, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  let origin;
  for await (const line of createInterface({ input: server.stdout })) {
    origin = line.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
    if (origin) break;
  }
  const close = async () => {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, site, origin, close };
}

/** Types a day into its three fields. */
export async function typeDay(page, id, day) {
  const [year, month, date] = day.split("-");
  for (const [part, text] of [["day", date], ["month", month], ["year", year]]) await page.locator(`#${id}-${part}`).fill(text);
}

/** The width of an A4 page between margins of 1 cm, in CSS pixels. */
export const paper = { width: 718, height: 1047 };

/** Inside a page that is laid out as it is printed: what a print would cut off or should not show. */
export const faultsOfPrint = (page) =>
  page.evaluate(() => {
    const faults = [];
    const name = (one) => `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 30)}`;
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`wider than the paper: ${root.scrollWidth} of ${root.clientWidth}`);
    for (const one of document.querySelectorAll(".exit, .skip, header, footer, nav, button, audio, .no-print")) {
      if (one.checkVisibility()) faults.push(`is printed: ${name(one)}`);
    }
    for (const one of document.querySelectorAll("main *")) {
      if (!one.checkVisibility()) continue;
      const { overflowX, overflowY } = getComputedStyle(one);
      // What scrolls on a screen is cut on paper, and so is what a box hides.
      if (overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1) faults.push(`is cut: ${name(one)}`);
      if (overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1) faults.push(`is cut: ${name(one)}`);
      const box = one.getBoundingClientRect();
      if (box.width > 0 && (box.left < -1 || box.right > root.clientWidth + 1)) faults.push(`reaches over the edge: ${name(one)}`);
    }
    return faults;
  });

/** A printed file as poppler reads it: how many pages, and the words. */
export async function readPrint(folder, pdf) {
  const file = path.join(folder, "print.pdf");
  await writeFile(file, pdf);
  const about = await run("pdfinfo", [file]);
  const { stdout } = await run("pdftotext", [file, "-"], { maxBuffer: 1 << 24 });
  return { pages: Number(about.stdout.match(/^Pages: +(\d+)$/m)[1]), text: stdout };
}

/** How many letters and digits; those that a font joins are counted one by one. */
export const lettersOf = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "").length;

/** Inside a page: what a browser could have kept. */
export const kept = (page) =>
  page.evaluate(async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: "caches" in window ? (await caches.keys()).length : 0,
    workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    name: window.name,
    state: history.state,
  }));
export const nothing = { cookies: "", local: 0, session: 0, databases: 0, caches: 0, workers: 0, name: "", state: null };
