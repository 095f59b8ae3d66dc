# SPDX-License-Identifier: EUPL-1.2
"""How a log's own key is replaced inside it, checked by another implementation.

It knows nothing of Wegmarke but docs/decisions/0027-the-log-s-own-key.md and docs/log.md, and takes Ed25519 from
the package "cryptography".

    log_keys.py vectors FILE              checks the test vectors
    log_keys.py log FOLDER KEY [ACCEPT]   follows a copy of a log from a key, and prints the key that signs it now
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Misfit(Exception):
    pass


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(leaves):
    """RFC 6962, 2.1."""
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while 2 * middle < len(leaves):
        middle *= 2
    return sha256(b"\1", root_of(leaves[:middle]), root_of(leaves[middle:]))


def read_key(text):
    """Name, id and key of C2SP signed-note; a key is written in one way only."""
    name, digits, rest = text.split("+", 2)
    key = base64.b64decode(rest, validate=True)
    if key[0] != 1 or sha256(name.encode(), b"\n", key)[:4].hex() != digits:
        raise Misfit("log_key_unread")
    return name, bytes.fromhex(digits), Ed25519PublicKey.from_public_bytes(key[1:])


def holds(key, signature, text):
    try:
        read_key(key)[2].verify(signature, text)
        return True
    except InvalidSignature:
        return False


def is_signed(note, key):
    """Whether a checkpoint bears the signature of a key."""
    text, lines = note.split("\n\n", 1)
    name, number, _ = read_key(key)
    for line in lines.splitlines():
        signature = base64.b64decode(line.split(" ")[2])
        if line.split(" ")[1] == name and signature[:4] == number:
            return holds(key, signature[4:], f"{text}\n".encode())
    return False


def take(origin, keys, found, seq, root):
    """One entry that replaces a key; `keys`: those so far, each with the smallest checkpoint that it signs."""
    if found["size"] != seq or found["root"] != base64.b64encode(root).decode():
        raise Misfit("log_key_misplaced")
    if read_key(found["old"])[0] != read_key(found["new"])[0]:
        raise Misfit("log_key_other_name")
    lines = ["wegmarke/log-key/v1", origin, str(seq), found["root"], found["old"], found["new"], found["reason"]]
    signed = "".join(f"{line}\n" for line in lines).encode()
    if "old_signature" in found and not holds(found["old"], bytes.fromhex(found["old_signature"]), signed):
        raise Misfit("log_key_not_signed")
    if not holds(found["new"], bytes.fromhex(found["new_signature"]), signed):
        raise Misfit("log_key_not_owned")
    if not keys:
        keys.append((found["old"], 0, True))
    if keys[-1][0] != found["old"]:
        raise Misfit("log_key_out_of_order")
    if any(key == found["new"] for key, *_ in keys):
        raise Misfit("log_key_known")
    keys.append((found["new"], seq + 1, "old_signature" in found))


def follow(origin, given, accepted, entries, note):
    """The key that signs the log now; `entries`: envelope and body file of each."""
    leaves, keys, misplaced = [], [], None
    for seq, (leaf, file) in enumerate(entries):
        envelope = json.loads(leaf)
        if envelope["kind"] == "log.rekeyed":
            body = json.loads(file)
            if "body" not in body:
                raise Misfit("log_key_unread")
            begin, end = len('{"body":'), file.rindex(',"salt":"')
            hashed = sha256(b"wegmarke/body/v1\n", bytes.fromhex(body["salt"]), file[begin:end].encode())
            if hashed.hex() != envelope["body"]:
                raise Misfit("body")
            take(origin, keys, body["body"]["replacement"], seq, root_of(leaves))
        leaves.append(sha256(b"\0", leaf.encode()))
    keys = keys or [(given, 0, True)]
    place = next((at for at, (key, *_) in enumerate(keys) if key == given), None)
    if place is None:
        raise Misfit("log_key_out_of_order")
    for key, _, is_backed in keys[place + 1 :]:
        if not is_backed and key != accepted:
            raise Misfit("log_key_unaccepted")
    name, size, root = note.splitlines()[:3]
    if name != origin or int(size) != len(leaves) or base64.b64decode(root) != root_of(leaves):
        raise Misfit("root")
    good = [key for key, since, _ in keys if since <= len(leaves)][-1]
    if is_signed(note, good):
        return good
    replaced = any(is_signed(note, key) for key, *_ in keys)
    raise Misfit("log_key_replaced" if replaced else "bad_signature")


def place(index, width):
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.insert(0, f"x{index % 1000:03}")
    return "/".join(groups) + (f".p/{width}" if width < 256 else "")


def entries_of(folder, size):
    for first in range(0, size, 256):
        at = place(first // 256, min(256, size - first))
        bundle = (folder / "tile/entries" / at).read_bytes()
        bodies = (folder / "bodies" / at).read_text().split("\n")
        for body in bodies[:-1]:
            length = int.from_bytes(bundle[:2], "big")
            yield bundle[2 : 2 + length].decode(), body
            bundle = bundle[2 + length :]


def check_vectors(file):
    vectors = json.loads(Path(file).read_text())
    for one in vectors:
        try:
            follow(one["log"], one["key"], one["accept"], one["entries"], one["checkpoint"])
            misfit = None
        except Misfit as why:
            misfit = str(why)
        if misfit != one["misfit"]:
            raise SystemExit(f"{one['name']}: {misfit}, and not {one['misfit']}")
    print(f"ok {len(vectors)}")


def check_log(folder, key, accepted=None):
    note = (Path(folder) / "checkpoint").read_text()
    origin, size = note.splitlines()[:2]
    print(follow(origin, key, accepted, entries_of(Path(folder), int(size)), note))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["vectors", file]:
            check_vectors(file)
        case ["log", *rest] if len(rest) in (2, 3):
            check_log(*rest)
        case _:
            raise SystemExit(__doc__)
