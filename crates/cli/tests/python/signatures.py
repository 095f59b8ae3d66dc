# SPDX-License-Identifier: EUPL-1.2
"""Signatures of organisations, checked by another implementation.

It knows nothing of Wegmarke but docs/decisions/0025-signed-by-the-organisation.md, and takes Ed25519 and
ECDSA from the package "cryptography".

    signatures.py vectors FILE          checks the test vectors
    signatures.py log FOLDER ORIGIN     checks every signature of a copy of a log, and prints how many there are
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Misfit(Exception):
    pass


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def canonical(value):
    """RFC 8785 for what occurs here: texts, whole numbers, null, and objects of them."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def fingerprint(line):
    algorithm, digits = line.split(" ")
    return sha256(algorithm.encode(), b"\n", bytes.fromhex(digits)).hex()


def leaf_of(origin, envelope, previous):
    statement = {name: envelope[name] for name in ("body", "by", "kind", "schema", "subject")}
    statement |= {"log": origin, "previous": previous}
    return sha256(b"\0", b"wegmarke/statement/v1\n", canonical(statement))


def root_of(leaf, document):
    """RFC 9162, 2.1.3.2."""
    at, last, found = document["index"], document["size"] - 1, leaf
    if at > last:
        raise Misfit("no such place")
    for beside in map(bytes.fromhex, document["path"]):
        if last == 0:
            raise Misfit("the path is too long")
        if at & 1 or at == last:
            found = sha256(b"\1", beside, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = sha256(b"\1", found, beside)
        at, last = at >> 1, last >> 1
    if last:
        raise Misfit("the path is too short")
    return found


def check_signature(registration, root, made):
    algorithm, digits = registration["key"].split(" ")
    key = bytes.fromhex(digits)
    try:
        if algorithm == "ed25519":
            signature = bytes.fromhex(made["ed25519"])
            Ed25519PublicKey.from_public_bytes(key).verify(signature, b"wegmarke/act/v1\n" + root)
            return
        made = {name: bytes.fromhex(part) for name, part in made["passkey"].items()}
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
        signed = made["authenticator"] + sha256(made["client"])
        point.verify(made["signature"], signed, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise Misfit("the signature does not hold") from None
    client = json.loads(made["client"])
    challenge = base64.urlsafe_b64encode(root).rstrip(b"=").decode()
    site, flags = registration["site"], made["authenticator"][32]
    if client["type"] != "webauthn.get" or client["challenge"] != challenge:
        raise Misfit("the passkey signed something else")
    if made["authenticator"][:32] != sha256(site.encode()) or flags & 5 != 5:
        raise Misfit("the passkey signed elsewhere, or without its owner")


class Log:
    def __init__(self, origin):
        self.origin, self.keys, self.last = origin, {}, {}

    def check(self, envelope, file):
        """Whether the signature of an entry fits; the keys are those of the entries before."""
        named = sha256(b"wegmarke/signature/v1\n", file).hex()
        if named != envelope["signature"]:
            raise Misfit("another signature than the envelope names")
        document, by, seq = json.loads(file), envelope["by"], envelope["seq"]
        if canonical(document) != file:
            raise Misfit("not canonical")
        registration, until = self.keys.get((by, document["key"]), (None, None))
        if registration is None or until is not None and until < seq:
            raise Misfit("no key of this organisation at this place")
        leaf = leaf_of(self.origin, envelope, document["previous"])
        check_signature(registration, root_of(leaf, document), document["signature"])
        if document["previous"] != self.last.get(by):
            raise Misfit("does not go on from what was signed before")
        self.last[by] = leaf.hex()

    def take(self, envelope, body):
        """What an organisation says of its keys."""
        by = envelope["by"]
        if envelope["subject"] != f"organisation/{by}":
            raise Misfit("keys of another organisation")
        if envelope["kind"] == "key.registered":
            registration = body["registration"]
            if fingerprint(registration["key"]) != registration["fingerprint"]:
                raise Misfit("another fingerprint")
            if self.keys.setdefault((by, registration["fingerprint"]), (registration, None))[1]:
                raise Misfit("registered before")
        else:
            name = (by, body["revocation"]["fingerprint"])
            self.keys[name] = (self.keys[name][0], envelope["seq"])


def place(index, width):
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03}")
    return "/".join(groups) + (f".p/{width}" if width < 256 else "")


def leaves_of(bundle):
    while bundle:
        length = int.from_bytes(bundle[:2], "big")
        yield bundle[2 : 2 + length]
        bundle = bundle[2 + length :]


def check_log(folder, origin):
    folder, log, signed = Path(folder), Log(origin), 0
    size = int((folder / "checkpoint").read_text().splitlines()[1])
    for first in range(0, size, 256):
        at = place(first // 256, min(256, size - first))
        leaves = list(leaves_of((folder / "tile/entries" / at).read_bytes()))
        bodies = (folder / "bodies" / at).read_bytes().split(b"\n")
        files = None
        for leaf, body in zip(leaves, bodies):
            envelope = json.loads(leaf)
            if "signature" in envelope:
                files = files or (folder / "signatures" / at).read_bytes().split(b"\n")
                log.check(envelope, files[envelope["seq"] - first])
                signed += 1
            if envelope["kind"].startswith("key."):
                log.take(envelope, json.loads(body)["body"])
    print(f"ok {size} {signed}")


def check_vectors(file):
    vectors = json.loads(Path(file).read_text())
    for vector in vectors:
        log = Log(vector["log"])
        for one in vector["entries"]:
            if "body" in one:
                log.take(one["envelope"], one["body"])
                continue
            document = one["document"].encode()
            try:
                log.check(one["envelope"], document)
                if "misfit" in one:
                    raise SystemExit(f"{vector['name']}: it holds, and should not: {one['misfit']}")
            except Misfit as misfit:
                if "misfit" not in one:
                    raise SystemExit(f"{vector['name']}: {misfit}") from None
                continue
            leaf = leaf_of(vector["log"], one["envelope"], json.loads(document)["previous"])
            if leaf.hex() != one["leaf"]:
                raise SystemExit(f"{vector['name']}: another leaf")
    print(f"ok {len(vectors)}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["vectors", file]:
            check_vectors(file)
        case ["log", folder, origin]:
            check_log(folder, origin)
        case _:
            raise SystemExit(__doc__)
