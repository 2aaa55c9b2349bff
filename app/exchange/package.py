"""The members of a bundle's zip, and `datapackage.json` that names and binds them all."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Annotated, TypeAlias

import msgspec

from app.domain.journal import Value, canonical
from app.exchange.archive import read_archive, write_archive
from app.exchange.datapackage import Table, file_resource, table_resource, to_csv
from app.exchange.malformed import Malformed
from app.exchange.strict_json import loads

PACKAGE = "datapackage.json"
JOURNAL = "journal.jsonl"
VALUES = "values.jsonl"
PROFILE = "emarge/1"

_OURS = re.compile(
    r"journal\.jsonl|values\.jsonl|(?:tables/[a-z_]+|conflicts|findings|history)\.csv"
    r"|attachments/(?P<sha256>[0-9a-f]{64})\.[a-z0-9]{1,8}|LISEZMOI\.txt|README\.txt"
)
"""The members of format 1.0; a newer minor may add others."""

Id: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Sha256: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Sha256OrNone: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"\A([0-9a-f]{64})?\Z")]
Text: TypeAlias = Annotated[str, msgspec.Meta(max_length=200)]
SealedKeys: TypeAlias = Annotated[str, msgspec.Meta(max_length=100_000)]
Whole: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a bundle says of itself, under its signature.

    `n` counts the bundles of this device and `previous` is the sha256 of the zip of n - 1, ""
    for the first. `recipients` are those it was sealed to. `have` is the highest sequence
    number by device, `digest` names the set of entries, `payload` the content of all members.
    `tables` is the version of the definitions that the tables follow. `keys` is the device's key
    file, sealed to headquarters once more (age, in base64), "" where others read it too. It is
    no part of `payload`: the same content stays the same, whoever packs it.
    """

    bundle: Id
    format: Text
    app: Text
    workshop: Text
    code: Text
    device: Text
    n: Annotated[int, msgspec.Meta(ge=1)]
    previous: Sha256OrNone
    recipients: tuple[Text, ...]
    have: dict[Text, Whole]
    digest: Sha256
    counts: dict[Text, Whole]
    tables: Whole
    payload: Text = ""
    keys: SealedKeys = ""


@dataclass(frozen=True, slots=True)
class _Resource:
    path: str
    bytes: Whole
    hash: str


@dataclass(frozen=True, slots=True)
class _Package:
    profile: str
    emarge: Facts
    resources: list[_Resource] = field(default_factory=list)


def write_package(facts: Facts, files: Mapping[str, bytes], tables: Mapping[str, Table]) -> bytes:
    """The zip of `files` and of `tables` (both by path), bound by its `datapackage.json`."""
    sheets = {path: to_csv(table) for path, table in tables.items()}
    members = {**files, **sheets}
    resources = [
        table_resource(path, data, tables[path].columns)
        if path in tables
        else file_resource(path, data)
        for path, data in sorted(members.items())
    ]
    said = asdict(facts) | {"payload": payload_hash(members)}
    package = {
        "profile": PROFILE,
        "name": re.sub(r"[^a-z0-9._-]", "-", facts.code.casefold()) or "emarge",
        "title": facts.code,
        "emarge": said,
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, sort_keys=True, indent=1)
    return write_archive({**members, PACKAGE: text.encode() + b"\n"})


def read_package(data: bytes, *, newer: bool = False) -> tuple[Facts, dict[str, bytes]]:
    """What the zip `data` says of itself, and its members by path, each as it was bound.

    With `newer`, for a newer minor format, members are taken whose meaning is not known yet.
    Raises Malformed on a member that is missing, unnamed, or not what `datapackage.json` says.
    """
    members = read_archive(data)
    package = _package(loads(members.pop(PACKAGE, b"")))
    _check_resources(package.resources, members)
    if not members.keys() >= {JOURNAL, VALUES}:
        raise Malformed("a bundle without its journal")
    if not newer:
        _check_known(members)
    if package.emarge.payload != payload_hash(members):
        raise Malformed("the payload has another hash")
    return package.emarge, members


def unknown_members(members: Collection[str]) -> list[str]:
    """The paths that this release does not know."""
    return sorted(path for path in members if not _OURS.fullmatch(path))


def payload_hash(members: Mapping[str, bytes]) -> str:
    """One name for the content of `members`: the same for the same entries, whoever packs."""
    listed = [[path, hashlib.sha256(members[path]).hexdigest()] for path in sorted(members)]
    return hashlib.sha256(canonical(listed)).hexdigest()


def _package(body: Value) -> _Package:
    try:
        package = msgspec.convert(body, _Package)
    except msgspec.ValidationError:
        raise Malformed("datapackage.json says too little") from None
    if package.profile != PROFILE:
        raise Malformed("datapackage.json has another profile")
    return package


def _check_resources(resources: list[_Resource], members: Mapping[str, bytes]) -> None:
    named = {resource.path: resource for resource in resources}
    if len(named) != len(resources) or named.keys() != members.keys():
        raise Malformed("datapackage.json names other members")
    for path, data in members.items():
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        if (named[path].bytes, named[path].hash) != (len(data), digest):
            raise Malformed("a member is not what datapackage.json says")


def _check_known(members: Mapping[str, bytes]) -> None:
    for path, data in members.items():
        known = _OURS.fullmatch(path)
        digest = known["sha256"] if known else None
        if not known or (digest and digest != hashlib.sha256(data).hexdigest()):
            raise Malformed("a member that this format does not have")
