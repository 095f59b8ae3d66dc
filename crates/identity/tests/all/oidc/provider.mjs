// SPDX-License-Identifier: EUPL-1.2
// A certified OpenID provider on a free port of this machine. Whoever opens its sign-in page is
// signed in as the person in `?as=`.

import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const people = {
  anna: { email: "anna@nord.example", email_verified: true },
  ben: { email: "ben@nord.example", email_verified: false },
  cleo: {},
  // Not a word about whether it was checked; as a text; as Microsoft Entra ID says it, also against
  // a clear no.
  dora: { email: "dora@nord.example" },
  emil: { email: "emil@nord.example", email_verified: "true" },
  fine: { email: "fine@nord.example", xms_edov: "1" },
  gero: { email: "gero@nord.example", email_verified: false, xms_edov: true },
};

let provider;
let answer;

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://x");
  if (!url.pathname.startsWith("/sign-in/")) return answer(request, response);
  const person = url.searchParams.get("as");
  const result =
    person in people
      ? { login: { accountId: person } }
      : { error: "access_denied", error_description: "the person said no" };
  await provider.interactionFinished(request, response, result);
});

server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const client = {
    redirect_uris: ["https://wegmarke.example/back"],
    grant_types: ["authorization_code"],
    response_types: ["code"],
  };
  provider = new Provider(issuer, {
    clients: [
      { ...client, client_id: "by-header", client_secret: "a secret: with & signs" },
      { ...client, client_id: "public", token_endpoint_auth_method: "none" },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified", "xms_edov"] },
    cookies: { keys: ["only for tests"] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  answer = provider.callback();
  console.log(`listening on ${issuer}`);
});

// The test is over.
process.stdin.resume().on("end", () => process.exit());
