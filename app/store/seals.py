"""The seals of an encrypted register's pages, and pages of which little was damaged put right.

Source: SQLCipher 4, "Design: Security Features": each page ends with the start of its encryption
and an HMAC-SHA512 over what is before it and the page's number; the key of the HMAC follows from
the register's key and the salt in the first bytes of the file (PBKDF2, two rounds).
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator

PAGE_BYTES = 4096
"""What the engine writes at least: no register is smaller."""

USABLE_BYTES = 4016
SEALED_BYTES = USABLE_BYTES + 16
"""The content and the random start of its encryption; the rest of a page is the seal."""

SALT_BYTES = 16
_SALT_MASK = 0x3A
_ROUNDS = 2
_BLOCK_BYTES = 128
_FEW_BITS = 8
"""A seal that differs in no more bits from the right one is damaged itself: of 512, chance
would have some 256 differ."""

BITS = tuple(1 << bit for bit in range(8))
"""What one flipped bit makes of a byte, by exclusive or."""

BYTES = tuple(change for change in range(1, 256) if change not in BITS)
"""What else may have become of one byte."""


class Seals:
    """Tells whether pages are as they were sealed by the register's `key` and its `salt`."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        masked = bytes(byte ^ _SALT_MASK for byte in salt)
        seal_key = hashlib.pbkdf2_hmac("sha512", key, masked, _ROUNDS, len(key))
        padded = seal_key.ljust(_BLOCK_BYTES, b"\0")
        # HMAC by its two hashes (RFC 2104): the search for one wrong byte begins in the middle.
        self._inner = hashlib.sha512(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha512(bytes(byte ^ 0x5C for byte in padded))

    def is_whole(self, number: int, raw: bytes) -> bool:
        """Whether the 4,096 bytes `raw` are page `number`, counted from 1, as it was written."""
        return hmac.compare_digest(self._of(number, _body(number, raw)), raw[SEALED_BYTES:])

    def repaired(self, number: int, raw: bytes, changes: Iterable[int]) -> bytes | None:
        """The page with the one byte put right that one of `changes` was done to; else None."""
        body, seal = _body(number, raw), raw[SEALED_BYTES:]
        right = self._of(number, body)
        differing = int.from_bytes(right, "big") ^ int.from_bytes(seal, "big")
        if differing.bit_count() <= _FEW_BITS:
            return raw[:SEALED_BYTES] + right
        for place, change in self._wrong_bytes(number, body, seal, tuple(changes)):
            whole = bytearray(raw)
            whole[SEALED_BYTES - len(body) + place] ^= change
            return bytes(whole)
        return None

    def _wrong_bytes(
        self, number: int, body: bytes, seal: bytes, changes: tuple[int, ...]
    ) -> Iterator[tuple[int, int]]:
        """The places in `body` and the changes there by which the seal would be right."""
        begun, end = self._inner.copy(), number.to_bytes(4, "little")
        for start in range(0, len(body), _BLOCK_BYTES):
            rest = bytearray(body[start:] + end)
            for place in range(min(_BLOCK_BYTES, len(body) - start)):
                byte = rest[place]
                for change in changes:
                    rest[place] = byte ^ change
                    inner = begun.copy()
                    inner.update(rest)
                    if self._closed(inner.digest()) == seal:
                        yield start + place, change
                rest[place] = byte
            begun.update(body[start : start + _BLOCK_BYTES])

    def _of(self, number: int, body: bytes) -> bytes:
        inner = self._inner.copy()
        inner.update(body)
        inner.update(number.to_bytes(4, "little"))
        return self._closed(inner.digest())

    def _closed(self, digest: bytes) -> bytes:
        outer = self._outer.copy()
        outer.update(digest)
        return outer.digest()


def _body(number: int, raw: bytes) -> bytes:
    """What is sealed of a page; the first one begins with the salt, in clear."""
    return raw[SALT_BYTES if number == 1 else 0 : SEALED_BYTES]
