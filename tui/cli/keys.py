"""SSH public keys: reading them strictly, and the line of authorized_keys that lets one of them in.

A key's own structure is as in RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4 and OpenSSH's PROTOCOL.u2f.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import shlex
from collections.abc import Sequence

from msgspec import Struct

from store.errors import Refused
from tui.locale import gettext as _

#: Bytes of a file of public keys; more is something else.
MOST = 64 << 10
#: Bits of an RSA key; shorter ones are no longer safe.
LEAST_RSA = 2048
#: Length of the point of each curve, uncompressed.
CURVES = {"nistp256": 65, "nistp384": 97, "nistp521": 133}
TYPES = (
    "ssh-ed25519", *(f"ecdsa-sha2-{curve}" for curve in CURVES), "ssh-rsa",
    "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
)  # fmt: skip
_PRIVATE = re.compile(rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|^PuTTY-User-Key-File", re.MULTILINE)
_COMMENT = 100


class PublicKey(Struct, frozen=True):
    """One key; ``encoded`` is its base64, ``comment`` harmless ASCII."""

    type: str
    encoded: str
    comment: str

    @property
    def fingerprint(self) -> str:
        """As ``ssh-keygen -l`` shows it."""
        digest = hashlib.sha256(base64.b64decode(self.encoded)).digest()
        return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def public_keys(data: bytes) -> list[PublicKey]:
    """The keys of a file as ssh-keygen writes it, each once. Refused, with the line's number, for anything
    else: nothing but types, keys and comments may stand there, above all no options."""
    if _PRIVATE.search(data):
        raise Refused(
            _("this is a private key"), _("It stays with its owner: give the file that ends in .pub.")
        )
    if len(data) > MOST or b"\0" in data:
        raise Refused(_("this is no file of public keys"))
    lines = data.decode("utf-8-sig", "replace").splitlines()
    numbered = [(at, line.strip()) for at, line in enumerate(lines, 1)]
    found = [_key(at, line) for at, line in numbered if line and not line.startswith("#")]
    if not found:
        raise Refused(_("there is no public key in it"))
    return list({key.encoded: key for key in found}.values())


def authorized_line(key: PublicKey, command: Sequence[str]) -> str:
    """The line that lets a key in to run ``command`` and nothing else: sshd gives it to a shell, which takes
    every word as it is and does not wait beside it. Refused for words that such a line cannot hold."""
    if not all(word.isprintable() for word in command):
        raise Refused(
            _("{path} holds characters that no line of authorized_keys can").format(path=shlex.join(command)),
            _("Give the folder a plain name."),
        )
    quoted = f"exec {shlex.join(command)}".replace('"', '\\"')
    return f'restrict,pty,command="{quoted}" {key.type} {key.encoded} {key.comment}'.rstrip()


def _key(at: int, line: str) -> PublicKey:
    type_, encoded, comment = (*line.split(None, 2), "", "")[:3]
    if type_ not in TYPES:
        raise Refused(_why_not(at, line, type_), _("Allowed are: {types}").format(types=", ".join(TYPES)))
    parts = _whole(type_, encoded)
    if not parts:
        raise Refused(_("line {number}: the key is broken").format(number=at), _("Copy the whole .pub file."))
    if type_ == "ssh-rsa" and int.from_bytes(parts[1]).bit_length() < LEAST_RSA:
        raise Refused(
            _("line {number}: an RSA key of less than {bits} bits is not safe").format(
                number=at, bits=LEAST_RSA
            ),
            _("Make a new one: ssh-keygen -t ed25519"),
        )
    return PublicKey(type_, encoded, "".join(filter(_harmless, comment))[:_COMMENT])


def _why_not(at: int, line: str, type_: str) -> str:
    if line.startswith("---- BEGIN SSH2"):
        return _(
            "line {number}: this is another form of key; ssh-keygen -i -f FILE writes the usual one"
        ).format(number=at)
    if any(f" {known} " in f" {line} " for known in TYPES):
        return _("line {number}: options before a key are not taken").format(number=at)
    return _("line {number}: “{type}” is no type of key that is let in").format(number=at, type=type_[:40])


def _whole(type_: str, encoded: str) -> list[bytes]:
    """What a key consists of, without its type; nothing unless it is one of that type to the last byte."""
    try:
        blob = base64.b64decode(encoded, validate=True)
        name, *parts = _parts(blob)
    except (binascii.Error, ValueError):
        return []
    if name != type_.encode() or base64.b64encode(blob).decode() != encoded:
        return []
    return parts if _fits(type_, parts) else []


def _fits(type_: str, parts: list[bytes]) -> bool:
    if type_ == "ssh-rsa":
        return len(parts) == 2
    # What the key in a security token is for comes last.
    if type_.startswith("sk-") and not (parts and parts.pop().startswith(b"ssh:")):
        return False
    if "ed25519" in type_:
        return [len(part) for part in parts] == [32]
    curve = type_.partition("@")[0].rpartition("-")[2]
    return len(parts) == 2 and parts[0] == curve.encode() and _is_point(parts[1], CURVES[curve])


def _is_point(part: bytes, size: int) -> bool:
    return len(part) == size and part[0] == 4


def _parts(blob: bytes) -> list[bytes]:
    """The strings that a key is made of. ValueError when they do not come out even."""
    parts, at = [], 0
    while at < len(blob):
        size = int.from_bytes(blob[at : at + 4])
        part = blob[at + 4 : at + 4 + size]
        if len(blob) < at + 4 or len(part) != size:
            raise ValueError("cut off")
        parts.append(part)
        at += 4 + size
    return parts


def _harmless(character: str) -> bool:
    return character.isascii() and character.isprintable()
