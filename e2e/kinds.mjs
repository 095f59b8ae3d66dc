// SPDX-License-Identifier: EUPL-1.2
// Every kind of page there is. A new kind of page is one line here, and everything that must hold
// for a page is then looked at for it too.

import { firstLink } from "./site.mjs";

/** The languages of the interface. */
export const languages = ["de", "en"];

/**
 * `name` tells a kind apart; `path` is its address behind the language, or a function that finds
 * it; `status` if it is not 200; `as` whom the example lets look at it with one click, where it is not public. What a screen reader is told of it is reviewed in one language:
 * German, or `tree`.
 */
export const kinds = [
  { name: "start", path: "/" },
  { name: "start as of a day", path: "/?as-of=2025-12-31", tree: "en" },
  { name: "plans", path: "/plans" },
  { name: "plan", path: "/plan/nap-mh" },
  { name: "plan without period", path: "/plan/nap-az", tree: "en" },
  { name: "plan filtered", path: "/plan/nap-mh?words=e", tree: "en" },
  { name: "versions", path: "/plan/nap-az/versions", tree: "en" },
  { name: "milestones", path: "/plan/nap-az/milestones", tree: "en" },
  { name: "worklist", path: "/plan/nap-mh/worklist" },
  {
    name: "measure",
    tree: "en",
    path: (site, lang) => firstBehind(site, lang, "/plan/nap-mh", "/measure/"),
  },
  { name: "monitoring", path: "/plan/nap-az/monitoring" },
  { name: "monitoring, sealed", path: "/plan/nap-az/monitoring?round=nap-az/runde-2", tree: "en" },
  { name: "monitoring without round", path: "/plan/nap-mh/monitoring" },
  { name: "balance", path: "/plan/nap-az/balance" },
  { name: "balance by strand", path: "/plan/nap-az/balance?by=strand&across=level", tree: "en" },
  { name: "money", path: "/plan/nap-az/money", tree: "en" },
  { name: "time", path: "/plan/nap-az/time" },
  { name: "time of a lead", path: "/plan/nap-az/time?lead=bmas&within=365", tree: "en" },
  { name: "money of all plans", path: "/money" },
  { name: "measure with voices", path: "/measure/nap-az/beratungsprogramm-faire-integration" },
  { name: "rounds", path: "/rounds", tree: "en" },
  { name: "round, published", path: "/round/nap-az/runde-1" },
  { name: "round, open", path: "/round/nap-az/runde-2", tree: "en" },
  {
    name: "report",
    path: "/report/nap-az/runde-1/bmas/1/measure/nap-az/beratungsprogramm-faire-integration",
  },
  {
    name: "assessment with reply",
    tree: "en",
    path: "/assessment/nap-az/runde-1/berichterstattungsstelle/1/measure/nap-az/pruefung-des-zugangs-zu-sgb-ii-leistungen-fuer-eu",
  },
  {
    name: "practice statement, sealed",
    path: "/practice/nap-az/runde-2/kok/1/measure/nap-az/beratungsprogramm-faire-integration",
  },
  { name: "indicator", path: "/indicator/nap-az/beratungen-faire-integration", tree: "en" },
  { name: "context event", path: "/context/nap-az/vermittlung-ueber-eine-neue-plattform" },
  { name: "organisations", path: "/organisations", tree: "en" },
  { name: "organisation", path: "/organisation/kok" },
  { name: "briefing", path: "/organisation/bmas/briefing" },
  { name: "demands", path: "/organisation/kok/demands", tree: "en" },
  { name: "recommendations", path: "/recommendations" },
  { name: "recommendation", path: "/recommendation/kok-36", tree: "en" },
  { name: "obligations", path: "/obligations", tree: "en" },
  { name: "obligation", path: "/obligation/eu-11-1", tree: "en" },
  { name: "coherence", path: "/coherence" },
  {
    name: "coherence of a measure",
    path: "/coherence/nap-az/pruefung-des-zugangs-zu-sgb-ii-leistungen-fuer-eu",
    tree: "en",
  },
  { name: "gaps", path: "/gaps" },
  { name: "coverage", path: "/coverage" },
  { name: "coverage by topic", path: "/coverage?by=topic&topic=steering&degree=partial", tree: "en" },
  { name: "mechanism", path: "/mechanism" },
  { name: "answers on standards", path: "/mechanism/answers", tree: "en" },
  { name: "answers of a Land", path: "/mechanism/answers?land=de-sn", tree: "en" },
  { name: "shelter places", path: "/mechanism/places" },
  { name: "standards", path: "/standards", tree: "en" },
  { name: "standard", path: "/standard/eu-11-4-mechanism" },
  { name: "arrangements", path: "/arrangements", tree: "en" },
  { name: "arrangement", path: "/arrangement/sn-focal-point" },
  { name: "questions", path: "/questions" },
  { name: "question", path: "/question/silent", tree: "en" },
  { name: "findings", path: "/findings" },
  { name: "findings of a rule", tree: "en", path: "/findings?rule=unjudged" },
  {
    name: "finding",
    path: (site, lang) => firstBehind(site, lang, "/findings?rule=sources-differ", "/finding/"),
  },
  { name: "quality of the record", path: "/quality", tree: "en" },
  { name: "sources differ", path: "/differing" },
  { name: "data findings", path: "/data-findings" },
  { name: "data finding", path: (site, lang) => firstBehind(site, lang, "/data-findings", "/data-finding/") },
  { name: "changes", path: "/changes?plan=nap-az" },
  { name: "changes of a kind", path: "/changes?kind=said&since=2026-01-01&until=no-day", tree: "en" },
  { name: "following", path: "/alert?what=plan/nap-az" },
  { name: "history", path: "/history" },
  { name: "entry", path: "/entry/0", tree: "en" },
  { name: "search", path: "/search?q=Beratung", tree: "en" },
  { name: "search, nothing asked", path: "/search" },
  { name: "search, nothing found", path: "/search?q=qqqqqqqq", tree: "en" },
  { name: "data", path: "/data", tree: "en" },
  { name: "imprint", path: "/imprint" },
  { name: "privacy", path: "/privacy", tree: "en" },
  { name: "accessibility", path: "/accessibility" },
  { name: "licence", path: "/licence", tree: "en" },
  { name: "verify", path: "/verify" },
  { name: "keeping records", path: "/work/editing", as: "network" },
  { name: "keeping the record of a plan", path: "/work/editing/nap-mh", as: "network", tree: "en" },
  { name: "not found", path: "/no-such-page", status: 404 },
  { name: "unknown measure", path: "/measure/no-such-measure", status: 404, tree: "en" },
];

async function firstBehind(site, lang, from, prefix) {
  const address = await firstLink(site, `/${lang}${from}`, `/${lang}${prefix}`);
  return address.slice(lang.length + 1);
}

/** The address of a kind in a language. */
export async function addressOf(site, kind, lang) {
  const rest = typeof kind.path === "function" ? await kind.path(site, lang) : kind.path;
  return `/${lang}${rest}`;
}

/** The name of a kind as one of a file. */
export const nameOf = (kind) => kind.name.replaceAll(/[^a-z]+/g, "-");

/** Calls `look(kind, lang)` for every kind in every language. */
export function eachKind(look) {
  for (const kind of kinds) {
    for (const lang of languages) look(kind, lang);
  }
}
