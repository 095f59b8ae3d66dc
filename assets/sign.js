// SPDX-License-Identifier: EUPL-1.2
// Signs what a form says with a passkey: the server is asked what would be written, the device signs that,
// and then the form goes its usual way. Without this script it goes out unsigned, as the page says.

"use strict";

{
  const panel = document.querySelector("[data-signing]");
  const says = panel?.querySelector("[data-says]");
  const wanted = panel?.querySelector("input[type=checkbox]");
  /** Buttons that say something in public; others keep drafts. */
  const public_ = [
    "release", "correct", "withdraw", "state", "confirm", "decline", "register", "revoke", "commit", "reveal",
    "write", "take", "propose", "begin", "end", "contest", "confirm-all",
  ];

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  /** Challenge and identifiers come as text and are bytes for the device. */
  const read = ({ publicKey }) => {
    publicKey.challenge = bytes(publicKey.challenge);
    for (const key of publicKey.allowCredentials) key.id = bytes(key.id);
    return { publicKey };
  };

  /** The device's answer as the server reads it. */
  const write = ({ id, rawId, type, response, getClientExtensionResults }, key) => {
    const said = {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    };
    const extensions = getClientExtensionResults.call(key);
    return JSON.stringify({ id, rawId: text(rawId), type, response: said, extensions });
  };

  /** Sends a form its usual way, with one more field. */
  const send = (form, button, name, value) => {
    for (const [field, content] of [[name, value], [button.name, button.value]]) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = field;
      input.value = content;
      form.append(input);
    }
    form.submit();
  };

  const sign = async (form, button) => {
    const fields = new FormData(form);
    // A button that is disabled is left out of what is sent.
    fields.set(button.name, button.value);
    fields.set("sign", "passkey");
    const packed = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: packed, redirect: "error" });
    // Something is wrong with what was typed: the page says what, and nothing is written.
    if (!answer.headers.get("content-type")?.startsWith("application/json")) {
      send(form, button, "sign", "passkey");
      return;
    }
    const { options, ticket } = await answer.json();
    const key = await navigator.credentials.get(read(options));
    send(form, button, "signature", JSON.stringify({ ticket, answer: write(key, key) }));
  };

  const begin = async (event) => {
    const button = event.submitter;
    if (!wanted.checked || !public_.includes(button?.value)) return;
    event.preventDefault();
    says.hidden = true;
    button.disabled = true;
    try {
      await sign(event.target, button);
    } catch (error) {
      const { cancelled, failed } = panel.dataset;
      says.textContent = ["NotAllowedError", "AbortError"].includes(error.name) ? cancelled : failed;
      says.hidden = false;
      says.scrollIntoView({ block: "center" });
    }
    button.disabled = false;
  };

  if (panel && window.PublicKeyCredential) {
    panel.querySelector("[data-unsigned]").hidden = true;
    panel.querySelector("[data-signs]").hidden = false;
    for (const form of document.querySelectorAll("form.wm-form")) form.addEventListener("submit", begin);
  }
}
