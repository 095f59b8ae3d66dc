// SPDX-License-Identifier: EUPL-1.2
// Chromium with its own virtual device. `POST /create` and `POST /get` take the options that the
// server made, and answer with what the browser answers.

import { createServer } from "node:http";
import { chromium } from "playwright-core";

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"],
});
const page = await browser.newPage();
const devtools = await page.context().newCDPSession(page);
await devtools.send("WebAuthn.enable");
await devtools.send("WebAuthn.addVirtualAuthenticator", {
  options: {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  },
});

const acts = {
  create: async (options) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey);
    return (await navigator.credentials.create({ publicKey })).toJSON();
  },
  get: async (options) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
    return (await navigator.credentials.get({ publicKey })).toJSON();
  },
};

const server = createServer((request, response) => {
  const act = acts[request.url.slice(1)];
  if (!act) return response.writeHead(200, { "content-type": "text/html" }).end("<p>a page");
  let body = "";
  request.on("data", (bytes) => (body += bytes));
  request.on("end", async () => {
    const answer = await page
      .evaluate(act, JSON.parse(body))
      .catch((error) => ({ error: error.message }));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
});

server.listen(0, "localhost", async () => {
  const origin = `http://localhost:${server.address().port}`;
  await page.goto(origin);
  console.log(`listening on ${origin}`);
});

// The test is over.
process.stdin.resume().on("end", async () => {
  await browser.close();
  process.exit();
});
