// SPDX-License-Identifier: EUPL-1.2
// A provider that says what it is told to say. The first part of the path is the kind of lie about
// itself; what its tokens say comes from the code, which is JSON in base 64.

import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";

const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (text) => JSON.parse(Buffer.from(text, "base64url"));

const signatures = {
  own: (text) => sign("sha256", Buffer.from(text), own.privateKey).toString("base64url"),
  foreign: (text) => sign("sha256", Buffer.from(text), foreign.privateKey).toString("base64url"),
  shared: (text) => createHmac("sha256", "known to both").update(text).digest("base64url"),
  none: () => "",
};

const lies = {
  honest: () => ({}),
  "other-issuer": (base) => ({ issuer: `${base}/honest` }),
  "plain-http": () => ({ token_endpoint: "http://login.example/token" }),
  "no-pkce": () => ({ code_challenge_methods_supported: ["plain"] }),
  "no-token-endpoint": () => ({ token_endpoint: undefined }),
  huge: () => ({ padding: "x".repeat(1 << 21) }),
};

const answers = {
  "/.well-known/openid-configuration": (issuer, base, lie) => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/person`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
    ...lies[lie](base),
  }),
  "/keys": () => ({
    keys: [{ ...own.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }],
  }),
  "/token": (issuer, _base, _lie, body) => {
    const told = decode(new URLSearchParams(body).get("code"));
    const header = { alg: "RS256", kid: "1", ...told.header };
    const text = `${encode(header)}.${encode({ iss: issuer, ...told.claims })}`;
    return {
      access_token: encode(told.person ?? {}),
      token_type: "Bearer",
      id_token: told.claims && `${text}.${signatures[told.key ?? "own"](text)}`,
    };
  },
  "/person": (_issuer, _base, _lie, _body, headers) => decode(headers.authorization.split(" ")[1]),
};

const server = createServer((request, response) => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const [, lie, rest] = request.url.match(/^\/([^/]+)(\/.*)$/);
  let body = "";
  request.on("data", (bytes) => (body += bytes));
  request.on("end", () => {
    if (lie === "redirect") return response.writeHead(302, { location: `${base}/honest${rest}` }).end();
    if (lie === "broken") return response.writeHead(500).end("out of order");
    if (lie === "html") return response.writeHead(200, { "content-type": "text/html" }).end("<p>");
    const answer = answers[rest](`${base}/${lie}`, base, lie, body, request.headers);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
});

server.listen(0, "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});

// The test is over.
process.stdin.resume().on("end", () => process.exit());
