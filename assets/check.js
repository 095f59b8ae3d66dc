// SPDX-License-Identifier: EUPL-1.2
// Recomputes on request that an entry stands in the log as this page shows it: from the content its
// checksum, from the envelope a leaf, from the leaf and its neighbours the root, and compares that with
// the signed checkpoint. Where the log's key was replaced since the page was made, it follows from the key of
// the page to the new one. Formats: C2SP tlog-tiles and tlog-checkpoint; RFC 6962 for the tree.

"use strict";

{
  const part = document.querySelector("[data-check]");
  const list = part?.querySelector("ol");
  const words = part?.dataset;
  const utf8 = new TextEncoder();

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const unbase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const join = (...parts) => Uint8Array.from(parts.flatMap((one) => [...one]));
  const sha256 = async (...parts) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", join(...parts)));
  const same = (one, other) => hex(one) === hex(other);

  const get = async (path) => {
    const answer = await fetch(path, { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };

  /** What fails is told as a step that does not hold, and ends the check. */
  class Fault extends Error {}

  const say = (text, detail) => {
    const item = document.createElement("li");
    item.textContent = text;
    if (detail) {
      const code = document.createElement("code");
      code.className = "wm-code";
      code.textContent = detail;
      item.append(" ", code);
    }
    list.append(item);
  };

  /** Index of a tile in groups of three digits, all but the last with an x. */
  const place = (index, width) => {
    const groups = [String(index % 1000).padStart(3, "0")];
    for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
      groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
    }
    return groups.join("/") + (width < 256 ? `.p/${width}` : "");
  };

  /** The tree of a log with `size` leaves, read tile by tile. */
  const treeOf = (size) => {
    const tiles = new Map();
    const tile = (level, index) => {
      const width = Math.min(256, Math.floor(size / 256 ** level) - index * 256);
      const path = `/log/tile/${level}/${place(index, width)}`;
      if (!tiles.has(path)) tiles.set(path, get(path));
      return tiles.get(path);
    };
    const parent = (left, right) => sha256([1], left, right);
    /** A full subtree of 2^height leaves. */
    const node = async (height, index) => {
      const level = Math.floor(height / 8);
      const first = index * 2 ** (height - 8 * level);
      const from = (first % 256) * 32;
      const bytes = await tile(level, Math.floor(first / 256));
      let hashes = [];
      for (let at = 0; at < 2 ** (height - 8 * level); at += 1) {
        hashes.push(bytes.slice(from + at * 32, from + at * 32 + 32));
      }
      while (hashes.length > 1) {
        const pairs = hashes.filter((_, at) => at % 2 === 0).map((left, at) => [left, hashes[2 * at + 1]]);
        hashes = await Promise.all(pairs.map(([left, right]) => parent(left, right)));
      }
      return hashes[0];
    };
    /** The largest power of two below a number of leaves, and its exponent. */
    const split = (leaves) => {
      const height = Math.ceil(Math.log2(leaves)) - 1;
      return [2 ** height, height];
    };
    const range = async (from, to) => {
      const height = Math.log2(to - from);
      if (Number.isInteger(height)) return node(height, from / 2 ** height);
      const [middle] = split(to - from);
      return parent(await range(from, from + middle), await range(from + middle, to));
    };
    /** The root from one leaf, and the neighbours on the way up. */
    const climb = async (leaf, at, from = 0, to = size) => {
      if (to - from === 1) return { root: leaf, way: [] };
      const middle = from + split(to - from)[0];
      const isLeft = at < middle;
      const inner = isLeft ? await climb(leaf, at, from, middle) : await climb(leaf, at, middle, to);
      const beside = isLeft ? await range(middle, to) : await range(from, middle);
      const pair = isLeft ? [inner.root, beside] : [beside, inner.root];
      return { root: await parent(...pair), way: [...inner.way, beside] };
    };
    /** The root of the first leaves. */
    const before = (leaves) => (leaves > 0 ? range(0, leaves) : sha256());
    return { climb, before, leaf: (at) => node(0, at) };
  };

  const parts = (vkey) => vkey.match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/) ?? [];

  /** Whether a key made a signature of a text; nothing where the browser cannot tell. */
  const made = async (vkey, signature, text) => {
    let key;
    try {
      const raw = unbase64(parts(vkey)[3]).slice(1);
      key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
    } catch (error) {
      return error.name === "NotSupportedError" ? undefined : false;
    }
    return crypto.subtle.verify("Ed25519", key, signature, utf8.encode(text));
  };

  /** Whether a key signed a checkpoint; nothing where the browser cannot tell. */
  const isSigned = async (note, vkey) => {
    const [, name, hash] = parts(vkey);
    const text = note.slice(0, note.indexOf("\n\n") + 1);
    const lines = note.slice(text.length + 1).split("\n");
    const line = lines.find((one) => one.startsWith(`— ${name} `));
    if (!line) return false;
    const signature = unbase64(line.slice(`— ${name} `.length));
    if (hex(signature.slice(0, 4)) !== hash) return false;
    return made(vkey, signature.slice(4), text);
  };

  /** The entries that replaced the key of this page and those after it, each signed by the key before. */
  const follow = async (vkey, size) => {
    const lines = new TextDecoder().decode(await get("/log/keys")).split("\n");
    const all = lines.filter(Boolean).map((line) => ({ line, ...JSON.parse(line).replacement }));
    const links = all.slice(all.findIndex((one) => one.old === vkey));
    let key = vkey;
    for (const one of links) {
      const { root, old, reason } = one;
      const said = ["wegmarke/log-key/v1", parts(vkey)[1], one.size, root, old, one.new, reason, ""];
      const text = said.join("\n");
      const isNext = old === key && one.size < size && one.old_signature;
      const bySelf = isNext && (await made(one.new, unhex(one.new_signature), text));
      const byOld = isNext && (await made(old, unhex(one.old_signature), text));
      if (bySelf === false || byOld === false || !isNext) throw new Fault(words.keyWrong);
      key = one.new;
    }
    return links;
  };

  /** Whether an entry that replaces a key stands in the tree, where it says. */
  const checkLink = async (tree, size, root, link) => {
    const seq = link.size;
    const first = Math.floor(seq / 256);
    let bundle = await get(`/log/tile/entries/${place(first, Math.min(256, size - first * 256))}`);
    const length = () => bundle[0] * 256 + bundle[1];
    for (let at = first * 256; at < seq; at += 1) bundle = bundle.slice(2 + length());
    const envelope = bundle.slice(2, 2 + length());
    const { kind, body } = JSON.parse(new TextDecoder().decode(envelope));
    const { salt } = JSON.parse(new TextDecoder().decode(await get(`/log/body/${seq}`)));
    const mark = utf8.encode("wegmarke/body/v1\n");
    const hash = hex(await sha256(mark, unhex(salt ?? ""), utf8.encode(link.line)));
    const way = await tree.climb(await sha256([0], envelope), seq);
    const stands = kind === "log.rekeyed" && body === hash && same(way.root, root);
    if (!stands || !same(await tree.before(seq), unbase64(link.root))) throw new Fault(words.keyWrong);
    say(words.keyRight, link.new);
  };

  const checkBody = async (seq, envelope) => {
    const text = new TextDecoder().decode(await get(`/log/body/${seq}`));
    const state = JSON.parse(text).state;
    if (state) return say(state === "sealed" ? words.bodySealed : words.bodyErased);
    const start = '{"body":'.length;
    const body = text.slice(start, text.lastIndexOf(',"salt":"'));
    const salt = unhex(JSON.parse(text).salt);
    const hash = hex(await sha256(utf8.encode("wegmarke/body/v1\n"), salt, utf8.encode(body)));
    if (hash !== envelope.body) throw new Fault(words.bodyWrong);
    return say(words.bodyRight, hash);
  };

  const check = async () => {
    const seq = Number(words.seq);
    const shown = document.getElementById("envelope-bytes").textContent;
    const note = new TextDecoder().decode(await get("/log/checkpoint"));
    const [, count, base64] = note.split("\n");
    const size = Number(count);
    let signed = await isSigned(note, words.key);
    const links = signed === false ? await follow(words.key, size) : [];
    if (links.length > 0) signed = await isSigned(note, links.at(-1).new);
    if (signed === false) throw new Fault(words.signatureWrong);
    say(signed ? words.signatureRight : words.signatureUnknown, base64);
    const envelope = utf8.encode(shown);
    await checkBody(seq, JSON.parse(shown));
    const leaf = await sha256([0], envelope);
    const tree = treeOf(size);
    if (!same(await tree.leaf(seq), leaf)) throw new Fault(words.leafWrong);
    say(words.leafRight, hex(leaf));
    const { root, way } = await tree.climb(leaf, seq);
    for (const beside of way) say(words.beside, hex(beside));
    if (!same(root, unbase64(base64))) throw new Fault(words.rootWrong);
    say(words.rootRight, hex(root));
    for (const link of links) await checkLink(tree, size, root, link);
    return signed ? words.holds : words.holdsBut;
  };

  const run = async (button, status) => {
    button.disabled = true;
    list.replaceChildren();
    status.textContent = "";
    try {
      status.textContent = await check();
    } catch (error) {
      if (error instanceof Fault) say(error.message);
      status.textContent = error instanceof Fault ? words.fails : `${words.broken} (${error.message})`;
    }
    button.disabled = false;
  };

  // Browsers compute checksums over TLS and on this machine only.
  if (part && window.crypto?.subtle) {
    const button = part.querySelector("button");
    const status = part.querySelector("[role=status]");
    part.hidden = false;
    button.addEventListener("click", () => run(button, status));
  }
}
