// SPDX-License-Identifier: EUPL-1.2
// Passkeys. A form with data-passkey appears where the browser knows them; when it is sent, the
// server is asked for a challenge, the device for its answer, and then the form goes its usual way.

"use strict";

{
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  /** Identifiers and challenges come as text and are bytes for the device. */
  const read = ({ publicKey }) => {
    publicKey.challenge = bytes(publicKey.challenge);
    if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
    for (const list of [publicKey.excludeCredentials, publicKey.allowCredentials]) {
      for (const key of list ?? []) key.id = bytes(key.id);
    }
    return { publicKey };
  };

  /** The device's answer as the server reads it. */
  const write = ({ id, rawId, type, response, getClientExtensionResults }, key) => {
    const said = { clientDataJSON: text(response.clientDataJSON) };
    if (response.attestationObject) {
      said.attestationObject = text(response.attestationObject);
      said.transports = response.getTransports?.() ?? [];
    } else {
      said.authenticatorData = text(response.authenticatorData);
      said.signature = text(response.signature);
      said.userHandle = response.userHandle ? text(response.userHandle) : null;
    }
    const extensions = getClientExtensionResults.call(key);
    return JSON.stringify({ id, rawId: text(rawId), type, response: said, extensions });
  };

  const ask = async (form) => {
    const { passkey, cancelled, known, failed } = form.dataset;
    try {
      const begun = await fetch(`${form.getAttribute("action")}/begin`, { method: "POST" });
      if (!begun.ok) {
        const plain = begun.headers.get("content-type")?.startsWith("text/plain");
        return plain ? await begun.text() : failed;
      }
      const key = await navigator.credentials[passkey](read(await begun.json()));
      form.elements.answer.value = write(key, key);
      form.submit();
      return "";
    } catch (error) {
      return { NotAllowedError: cancelled, AbortError: cancelled, InvalidStateError: known }[error.name] ?? failed;
    }
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) break;
    form.hidden = false;
    const says = form.querySelector("[data-says]");
    const button = form.querySelector("button");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      says.hidden = true;
      button.disabled = true;
      says.textContent = await ask(form);
      says.hidden = says.textContent === "";
      button.disabled = false;
    });
  }
}
