// SPDX-License-Identifier: EUPL-1.2
// Tokens for programs, made as a person would make them, without a browser.

import { codeOf } from "./site.mjs";

/** A form sent, or without fields a page got, by somebody with these cookies; gives the answer and the cookies after it. */
async function send(site, path, fields, cookies = {}) {
  const answer = await fetch(new URL(path, site.origin), {
    method: fields ? "POST" : "GET",
    redirect: "manual",
    headers: { cookie: Object.entries(cookies).map((pair) => pair.join("=")).join("; ") },
    body: fields ? new URLSearchParams(fields) : undefined,
  });
  const set = answer.headers.getSetCookie().map((line) => line.split(";")[0].split("="));
  return { answer, text: await answer.text(), cookies: { ...cookies, ...Object.fromEntries(set) } };
}

function must(found, what) {
  if (!found) {
    throw new Error(`no ${what}`);
  }
  return found;
}

/** Cookies of somebody who is signed in. Each account can do so once in half a minute. */
export async function signedIn(site, { mail, password, secret }) {
  const half = await send(site, "/en/sign-in", [["mail", mail], ["password", password]]);
  must(half.answer.status === 303, `way in for ${mail}: ${half.answer.status}`);
  let known = secret;
  if (!known) {
    const cookie = Object.entries(half.cookies).map((pair) => pair.join("=")).join("; ");
    const offered = await fetch(new URL("/en/sign-in/code", site.origin), { headers: { cookie } });
    const grouped = /\b(?:[A-Z2-7]{4} ?){8}(?![A-Z2-7])/;
    known = must((await offered.text()).match(grouped), "secret to set up")[0].replaceAll(" ", "");
  }
  const code = codeOf(known);
  const full = await send(site, "/en/sign-in/code", [["code", code]], half.cookies);
  must(full.answer.status < 400, `code for ${mail}`);
  return full.cookies;
}

/** A token that may do all that its maker may do, or only some of it. */
async function makeToken(site, cookies, may) {
  const { text } = await send(site, "/en/work/organisation", null, cookies);
  const offered = [...text.matchAll(/name="may" value="([a-z-]+)"/g)].map(([, action]) => action);
  const fields = [["do", "token"], ["label", "test"], ["days", "30"], ...(may ?? offered).map((action) => ["may", action])];
  const made = await send(site, "/en/work/organisation", fields, cookies);
  return must(made.text.match(/wgma_[0-9a-f]{64}/), `token: ${made.answer.status}`)[0];
}

/** A token of an account of the example, for these actions or for all that the account may do. */
export async function tokenOf(site, mail, may) {
  return (await tokensOf(site, mail, may))[0];
}

/** Tokens of an account of the example, one for each list of actions. */
export async function tokensOf(site, mail, ...lists) {
  const cookies = await signedIn(site, site.accounts[mail]);
  const tokens = [];
  for (const may of lists) {
    tokens.push(await makeToken(site, cookies, may));
  }
  return tokens;
}

/** A token for all that an account with these roles may do, which somebody invites. */
export async function tokenOfInvited(site, inviter, roles) {
  const cookies = await signedIn(site, site.accounts[inviter]);
  const account = { mail: `programme@${inviter.split("@")[1]}`, password: "Sieben kleine Igel 42 im Regen" };
  const fields = [["do", "invite"], ["mail", account.mail], ...roles.map((role) => ["roles", role])];
  const invited = await send(site, "/en/work/organisation", fields, cookies);
  const path = must(invited.text.match(/\/en\/invitation\/wgmi_[0-9a-f]{64}/), "invitation")[0];
  const { mail, password } = account;
  const accepted = await send(site, path, [["name", "Programme"], ["password", password], ["again", password]]);
  must(accepted.answer.status === 303, `account for ${mail}`);
  return makeToken(site, await signedIn(site, account));
}
