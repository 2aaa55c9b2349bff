"""The signed pair: a tar of exactly two members, a file and its minisign signature.

What was signed says in its trusted comment, the *label*, what it is, who signed it and in which
format, so that all of this is known and checked before a byte of the content is looked at.
"""

import io
import re
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.folding import tidy
from app.errors import BundleError, BundleTooNew, LaptopRestored, SignerUnknown
from app.exchange import keys
from app.exchange.keys import DeviceKey
from app.exchange.malformed import Malformed
from app.exchange.succession import Succession, heirs, read_successions

MAJOR, MINOR = 1, 1
"""The format that this release writes. Another major is refused, a newer minor is read."""

LONG_AGO = 315_532_800
"""1980-01-01 in seconds: the date of every member, so that equal content is equal bytes."""

_LABEL = re.compile(
    r"emarge/(\d{1,4})\.(\d{1,4}) ([a-z]+)=([0-9a-f]{32})((?: [a-z]+=[!-~]+)*)", re.ASCII
)
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Label:
    """What a trusted comment says: the `id` of a `kind` of file, by `device` with `key`.

    `n` counts the files that the device made, 1, 2, 3 … `succession` is the word by which a
    restored laptop says for whom it goes on, "" for all others.
    """

    kind: str
    id: str
    device: str
    n: int
    key: str
    major: int = MAJOR
    minor: int = MINOR
    succession: str = ""

    @property
    def text(self) -> str:
        """The trusted comment."""
        succession = f" succession={self.succession}" if self.succession else ""
        return (
            f"emarge/{self.major}.{self.minor} {self.kind}={self.id} "
            f"device={self.device} n={self.n} key={self.key}{succession}"
        )


@dataclass(frozen=True, slots=True)
class Signed:
    """A file whose every byte was signed by the key that its label names."""

    content: bytes
    label: Label


def sign_pair(name: str, content: bytes, label: Label, key: DeviceKey) -> bytes:
    """The tar of `content`, as the file `name`, and of its signature."""
    return _tar(name, key.sign(content, label.text), content)


def read_pair(kind: str, name: str, tar: bytes) -> Signed:
    """The file `name` of `tar`, signed as a whole, as a `kind`, by whom its label names.

    Whether that key is to be trusted is another question: see `check_signer`. Raises Malformed
    on anything but the very bytes that `sign_pair` writes.
    """
    signature, content = _untar(name, tar)
    label = _label(keys.comment_of(signature))
    if label.kind != kind:
        raise Malformed("signed as something else")
    keys.verify(content, signature, label.key)
    return Signed(content, label)


def check_signer(label: Label, trusted: Mapping[str, str], name: str) -> None:
    """Refuse what no known device signed, or what is in a format of the future.

    `trusted` maps device ids to public keys. Raises LaptopRestored where the key of a known one
    vouches for the signer, SignerUnknown or BundleTooNew; all name the file `name`.
    """
    if trusted.get(label.device) != label.key:
        raise _stranger(label, trusted, name)
    if label.major > MAJOR:
        raise BundleTooNew(name=name)


def successions_of(label: Label, trusted: Mapping[str, str]) -> tuple[Succession, ...]:
    """By which the unknown signer goes on for a device of `trusted`; empty when it does not."""
    try:
        chain = read_successions(label.succession)
    except Malformed:
        return ()
    return heirs(chain, label.device, label.key, trusted)


def _stranger(label: Label, trusted: Mapping[str, str], name: str) -> BundleError:
    links = successions_of(label, trusted)
    if not links:
        return SignerUnknown(name=name, device=label.device, key=label.key)
    return LaptopRestored(
        name=name,
        laptop=tidy(links[-1].card.name),
        predecessor=links[0].device,
        digits=keys.fingerprint(label.key),
        device=label.device,
        key=label.key,
        number=label.n,
    )


def _label(comment: str) -> Label:
    found = _LABEL.fullmatch(comment)
    if not found:
        raise Malformed("the label is wrong")
    major, minor, kind, identifier, rest = found.groups()
    words = [word.split("=", 1) for word in rest.split()]
    said = {word[0]: word[1] for word in words}
    if len(said) != len(words) or not said.keys() >= {"device", "n", "key"}:
        raise Malformed("the label is incomplete")
    if not _NUMBER.fullmatch(said["n"]):
        raise Malformed("the label has no number")
    return Label(
        kind,
        identifier,
        said["device"],
        int(said["n"]),
        said["key"],
        int(major),
        int(minor),
        said.get("succession", ""),
    )


def _tar(name: str, signature: bytes, content: bytes) -> bytes:
    out, end = io.BytesIO(), 2 * tarfile.BLOCKSIZE
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for member, data in ((f"{name}.minisig", signature), (name, content)):
            info = tarfile.TarInfo(member)
            info.size, info.mtime, info.mode = len(data), LONG_AGO, 0o644
            tar.addfile(info, io.BytesIO(data))
            end += tarfile.BLOCKSIZE + len(data) + -len(data) % tarfile.BLOCKSIZE
    return out.getvalue()[:end]  # two empty blocks end a tar; the library fills up 10 kB


def _untar(name: str, tar: bytes) -> tuple[bytes, bytes]:
    """Signature and content, when `tar` is byte for byte what `_tar` makes of them."""
    signature, end = _member(tar, 0)
    content, _ = _member(tar, end)
    if _tar(name, signature, content) != tar:
        raise Malformed("the tar is not in its one form")
    return signature, content


def _member(tar: bytes, start: int) -> tuple[bytes, int]:
    """The data of the member whose header is at `start`, and where the next header is."""
    first = start + tarfile.BLOCKSIZE
    try:
        size = tarfile.TarInfo.frombuf(tar[start:first], "ascii", "strict").size
    except (tarfile.HeaderError, ValueError):
        raise Malformed("no tar") from None
    return tar[first : first + size], first + size + -size % tarfile.BLOCKSIZE
