// SPDX-License-Identifier: EUPL-1.2
// An SMTP server on two free ports of this machine that keeps nothing: each letter is a line of JSON.
// On the second port it speaks TLS from the start, with a certificate that nobody trusts.

import { SMTPServer } from "smtp-server";

const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });

const options = {
  hideSTARTTLS: true,
  allowInsecureAuth: true,
  authOptional: true,
  logger: false,
  onAuth({ username, password }, _session, done) {
    const known = username === "wegmarke@nord.example" && password === "p&ss: wörd/@";
    done(known ? null : refuse(535, "who are you?"), known && { user: username });
  },
  onRcptTo({ address }, _session, done) {
    const code = { "nobody@nord.example": 550, "busy@nord.example": 451 }[address];
    done(code ? refuse(code, "5.1.1 not\there") : null);
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      console.log(
        JSON.stringify({
          from: session.envelope.mailFrom.address,
          utf8: Boolean(session.envelope.mailFrom.args?.SMTPUTF8),
          to: session.envelope.rcptTo.map((to) => to.address),
          user: session.user ?? null,
          hello: session.hostNameAppearsAs,
          raw: Buffer.concat(parts).toString("latin1"),
        }),
      );
      done(null, "taken as number 7");
    });
  },
};

const ports = await Promise.all(
  [false, true].map(async (secure) => {
    const server = new SMTPServer({ ...options, secure });
    server.on("error", () => {});
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return server.server.address().port;
  }),
);
console.log(`listening on ${ports.join(" ")}`);

// The test is over.
process.stdin.resume().on("end", () => process.exit());
