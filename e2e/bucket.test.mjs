// SPDX-License-Identifier: EUPL-1.2
// Uploaded evidence in an S3-compatible store that nobody here wrote: kept, got back, unreadable there.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createServer } from "node:net";
import { once } from "node:events";
import { test } from "node:test";
import { program } from "./python.mjs";
import { openRow, openSite, signIn } from "./site.mjs";

const form = "/de/work/say/practice/nap-az/runde-2/kok/1/measure/nap-az/beratungsnetzwerk-faire-mobilitaet";
const pdf = Buffer.from("%PDF-1.7\nEin Wort, das niemand kennt\n%%EOF");
/** The store looks whether a request is signed, and not by whom. */
const signed = "AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0";
const hash = createHash("sha256").update(pdf).digest("hex");

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** Starts the store with an empty bucket `test`; gives its address and how to end it. */
async function startStore(moto) {
  const port = await freePort();
  const child = spawn(moto, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const stop = () => child.kill("SIGKILL");
  process.once("exit", stop);
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      const made = await fetch(`${origin}/test`, { method: "PUT" });
      assert.equal(made.status, 200, await made.text());
      return { origin, stop };
    } catch (error) {
      if (tries > 100) {
        stop();
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

test("evidence lies in a bucket, where nobody can read it", async (t) => {
  const moto = await program(t, "moto.txt", "moto_server");
  if (!moto) return;
  const store = await startStore(moto);
  let site;
  try {
    site = await openSite({
      WEGMARKE_EVIDENCE_STORE: "s3://test/files",
      AWS_ENDPOINT: store.origin,
      AWS_ALLOW_HTTP: "true",
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    });
    const page = await site.page({ javaScriptEnabled: false });
    await signIn(site, page, "freigabe@kok.example");
    await page.goto(form);
    await openRow(page, "evidence.0.title");
    await page.fill("#evidence\\.0\\.title", "Jahresbericht");
    const file = { name: "Bericht.pdf", mimeType: "application/pdf", buffer: pdf };
    await page.setInputFiles("#evidence\\.0\\.file", file);
    await page.click("button[value=save]");
    const cookies = await page.context().cookies();
    const cookie = cookies.map((one) => `${one.name}=${one.value}`).join("; ");
    const own = async () => site.get(`/evidence/${hash}`, { cookie });
    assert.ok(Buffer.from(await (await own()).arrayBuffer()).equals(pdf));

    const list = await (await fetch(`${store.origin}/test?list-type=2`)).text();
    const keys = [...list.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => key);
    assert.equal(keys.length, 1, list);
    assert.match(keys[0], /^files\//);
    assert.ok(!keys[0].includes(hash), "its name tells nothing");
    const got = await fetch(`${store.origin}/test/${keys[0]}`, { headers: { authorization: signed } });
    assert.equal(got.status, 200);
    const kept = Buffer.from(await got.arrayBuffer());
    assert.ok(kept.length >= pdf.length && !kept.includes("Ein Wort"), "it is encrypted");

    // While the store is away nothing breaks, and the form says so.
    store.stop();
    assert.ok([500, 502, 503].includes((await own()).status));
    await page.goto(form);
    assert.equal(await page.inputValue("[name='evidence.0.held']"), hash);
  } finally {
    store.stop();
    await site?.close();
  }
});
