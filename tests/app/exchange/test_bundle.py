import hashlib
import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import (
    BundleDamaged,
    BundleNotForUs,
    BundleNotMade,
    BundleTooNew,
    NoRecipient,
    SignerUnknown,
)
from app.exchange.archive import write_archive
from app.exchange.bundle import MAX_BUNDLE, bundle_name, open_bundle, pack
from app.exchange.datapackage import to_csv
from app.exchange.package import PACKAGE
from app.exchange.seal import new_identity, recipient_of, seal, unseal
from app.exchange.tables import tables_of
from tests.app.exchange.journals import BUNDLE, WORKSHOP, Journal, small_workshop
from tests.app.exchange.sealed import (
    ESCROW,
    HQ,
    LAPTOP,
    RECIPIENTS,
    STRANGER,
    TRUSTED,
    bound,
    label,
    members,
    packed,
    signed,
    zip_of,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "Ŋaaba", "=1", "é\nb"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("a"), inner, max_size=1),
    max_leaves=4,
)
KEYS = st.tuples(
    st.sampled_from(["person", "registration", "mark", "omen"]),
    st.sampled_from(["1", "2"]),
    st.sampled_from(["name", "content", "deleted", "colour"]),
)
WRITINGS = st.tuples(
    st.sampled_from([LAPTOP.id, "bb" * 16]),
    st.dictionaries(KEYS, VALUES, min_size=1, max_size=3),
    st.booleans(),
    st.dictionaries(st.sampled_from(["mood", "épice"]), VALUES, max_size=1),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WRITINGS, max_size=6))
def test_everything_that_was_written_comes_back_byte_for_byte(writings):
    journal = Journal()
    for device, edits, blind, extra in writings:
        journal.write(device, "write", edits, blind=blind, extra=extra)

    opened = open_bundle(packed(journal.payload()).data, [HQ], TRUSTED)

    assert sorted(opened.history.lines) == sorted(journal.lines)
    assert opened.history.values == journal.values
    assert sorted(entry.id for entry in opened.history.entries) == sorted(
        entry.id for entry in journal.entries
    )


def test_bundle_says_what_it_is():
    payload = small_workshop(a=LAPTOP.id).payload(n=12, previous="9" * 64)
    sealed = packed(payload)
    opened = open_bundle(sealed.data, [ESCROW], TRUSTED)
    facts = opened.facts

    assert (facts.bundle, facts.device, facts.n) == (BUNDLE, LAPTOP.id, 12)
    assert (facts.workshop, facts.code, facts.format) == (WORKSHOP, "2021-BKO-01", "1.1")
    assert facts.previous == "9" * 64
    assert facts.recipients == tuple(sorted(RECIPIENTS))
    assert facts.have == {LAPTOP.id: 11, "bb" * 16: 3}
    assert facts.counts == {"entries": 14, "values": 39, "erased": 0}
    assert opened.sha256 == sealed.sha256 == hashlib.sha256(zip_of(sealed.data)).hexdigest()
    assert (opened.label, opened.unknown) == (label(n=12), ())


def test_same_entries_are_the_same_bytes_under_the_signature():
    assert zip_of(packed().data) == zip_of(packed().data)


def test_payload_has_one_name_whoever_packs_it_and_when():
    journal = small_workshop()
    mine = packed(journal.payload())
    shuffled = replace(
        journal.payload(n=7, previous="1" * 64),
        id="f" * 32,
        lines=tuple(reversed(journal.lines)),
        values=dict(reversed(journal.values.items())),
    )

    assert packed(shuffled, STRANGER).payload == mine.payload
    assert packed(shuffled, STRANGER).sha256 != mine.sha256


def test_payload_has_another_name_when_one_value_differs():
    journal = small_workshop()
    values = dict(sorted(journal.values.items())[1:])

    assert (
        packed(replace(journal.payload(), values=values)).payload
        != packed(journal.payload()).payload
    )


def test_tables_are_those_that_follow_from_the_journal():
    opened = open_bundle(packed().data, [HQ], TRUSTED)
    derived = tables_of(opened.history.entries, opened.history.values)

    for path, table in derived.items():
        assert opened.members[path] == to_csv(table)


def test_every_member_is_bound_and_explained():
    package = json.loads(members()[PACKAGE])
    by_path = {resource["path"]: resource for resource in package["resources"]}

    assert package["profile"] == "emarge/1"
    assert by_path.keys() == members().keys() - {PACKAGE}
    for path, resource in by_path.items():
        data = members()[path]
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert ("schema" in resource) == path.endswith(".csv")
    assert "minisign -V" in members()["LISEZMOI.txt"].decode()
    assert "minisign -V" in members()["README.txt"].decode()


def test_attachment_travels_under_its_hash():
    photo = b"\x89PNG" * 50
    name = f"{hashlib.sha256(photo).hexdigest()}.png"
    payload = replace(small_workshop().payload(), attachments={name: photo})

    opened = open_bundle(packed(payload).data, [HQ], TRUSTED)

    assert opened.members[f"attachments/{name}"] == photo


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"attachments": {f"{'0' * 64}.png": b"x"}}, id="attachment under a wrong name"
        ),
        pytest.param({"lines": small_workshop().lines[1:]}, id="journal with a gap"),
        pytest.param({"workshop": "other"}, id="entries of another workshop"),
        pytest.param({"n": 0}, id="no number"),
        pytest.param({"code": "x" * 300}, id="endless code"),
    ],
)
def test_what_headquarters_could_not_read_is_not_made(changes):
    payload = replace(small_workshop().payload(), **changes)

    with pytest.raises(BundleNotMade):
        packed(payload)


def test_bundle_larger_than_readers_take_is_not_made():
    noise = random.Random(1).randbytes(MAX_BUNDLE)  # noqa: S311 - no secret
    name = f"{hashlib.sha256(noise).hexdigest()}.jpg"

    with pytest.raises(BundleNotMade):
        packed(replace(small_workshop().payload(), attachments={name: noise}))


def test_bundle_is_sealed_to_somebody():
    with pytest.raises(NoRecipient):
        pack(small_workshop().payload(), LAPTOP, [])


def test_laptop_cannot_open_what_it_sent():
    with pytest.raises(BundleNotForUs):
        open_bundle(packed().data, [LAPTOP.identity], TRUSTED)


def test_bundle_sealed_again_for_somebody_else_is_refused():
    curious = new_identity()
    rewrapped = seal(unseal(packed().data, [HQ]), [recipient_of(curious)])

    with pytest.raises(BundleNotForUs):
        open_bundle(rewrapped, [curious], TRUSTED)


def test_unknown_device_is_refused_before_its_content_is_looked_at():
    with pytest.raises(SignerUnknown) as caught:
        open_bundle(signed(b"no zip at all", key=STRANGER), [HQ], TRUSTED, "a.emarge")

    assert caught.value.facts["device"] == STRANGER.id


def test_newer_major_is_refused_in_words():
    with pytest.raises(BundleTooNew):
        open_bundle(signed(b"unheard of", label(major=2)), [HQ], TRUSTED, "a.emarge")


def test_newer_minor_is_read_and_what_it_adds_is_kept():
    content = bound({"maps/site.svg": b"<svg/>"}, format="1.3", epoch=4)

    opened = open_bundle(signed(content, label(minor=3)), [HQ], TRUSTED)

    assert opened.unknown == ("maps/site.svg",)
    assert opened.members["maps/site.svg"] == b"<svg/>"


def test_untouched_bundle_bound_again_is_read():
    assert open_bundle(signed(bound({})), [HQ], TRUSTED).facts.bundle == BUNDLE


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: b"", id="nothing"),
        pytest.param(lambda: b"PK\5\6" + bytes(18), id="empty zip"),
        pytest.param(lambda: bound({"journal.jsonl": None}), id="no journal"),
        pytest.param(lambda: bound({"values.jsonl": None}), id="no values"),
        pytest.param(lambda: bound({"values.jsonl": b"x"}), id="foreign values"),
        pytest.param(lambda: bound({"journal.jsonl": b""}), id="empty journal"),
        pytest.param(lambda: bound({"autorun.inf": b"x"}), id="member of no format"),
        pytest.param(lambda: bound({"attachments/" + "0" * 64 + ".png": b"x"}), id="attachment"),
        pytest.param(lambda: bound({}, bundle="0" * 32), id="other bundle"),
        pytest.param(lambda: bound({}, device="other"), id="other device"),
        pytest.param(lambda: bound({}, n=2), id="other number"),
        pytest.param(lambda: bound({}, n=True), id="number that is none"),
        pytest.param(lambda: bound({}, n="1"), id="number as text"),
        pytest.param(lambda: bound({}, format="1.2"), id="other format"),
        pytest.param(lambda: bound({}, workshop="other"), id="other workshop"),
        pytest.param(lambda: bound({}, digest="0" * 64), id="other digest"),
        pytest.param(lambda: bound({}, digest="0" * 64 + "\n"), id="digest and a line"),
        pytest.param(lambda: bound({}, have={}), id="other haves"),
        pytest.param(lambda: bound({}, counts={"entries": 14}), id="counts missing"),
        pytest.param(lambda: bound({}, payload="0" * 64), id="other payload"),
        pytest.param(lambda: bound({}, previous="latest"), id="previous that is no hash"),
        pytest.param(lambda: bound({}, recipients=None), id="no recipients"),
    ],
)
def test_signed_bundle_that_contradicts_itself_is_refused(content):
    with pytest.raises(BundleDamaged):
        open_bundle(signed(content()), [HQ], TRUSTED)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b'{"profile":"emarge/1","emarge":{}}',
        b'{"profile":"emarge/1","emarge":1,"resources":{}}',
        b"[" * 5000,
        b'{"profile":1e999}',
        b'{"profile":"emarge/1","profile":"emarge/1"}',
    ],
)
def test_hostile_datapackage_is_refused(text):
    content = write_archive(members() | {PACKAGE: text})

    with pytest.raises(BundleDamaged):
        open_bundle(signed(content), [HQ], TRUSTED)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"profile": "emarge/2"}, "another profile", id="other profile"),
        pytest.param({"resources": []}, "names other members", id="nothing named"),
        pytest.param({"bytes": 1}, "not what", id="other size"),
        pytest.param({"hash": "sha256:" + "0" * 64}, "not what", id="other hash"),
        pytest.param({"hash": "md5:" + "0" * 32}, "not what", id="weak hash"),
        pytest.param({"path": "gone.csv"}, "names other members", id="other path"),
        pytest.param({"twice": True}, "names other members", id="one named twice"),
    ],
)
def test_datapackage_that_does_not_bind_its_members_is_refused(change, reason):
    package = json.loads(members()[PACKAGE])
    if "twice" in change:
        package["resources"].append(package["resources"][0])
    for part in (package, package["resources"][0] if package["resources"] else {}):
        part |= {name: value for name, value in change.items() if name in part}
    content = write_archive(members() | {PACKAGE: json.dumps(package).encode()})

    with pytest.raises(BundleDamaged) as caught:
        open_bundle(signed(content), [HQ], TRUSTED)

    assert reason in caught.value.facts["reason"]


def test_file_that_is_too_large_is_not_even_unsealed():
    with pytest.raises(BundleDamaged) as caught:
        open_bundle(bytes(MAX_BUNDLE + 1), [HQ], TRUSTED)

    assert caught.value.facts["reason"] == "the file is too large"


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(data):
    with pytest.raises(BundleDamaged) as caught:
        open_bundle(data, [HQ], TRUSTED, "stick.emarge")

    assert "stick.emarge" in caught.value.message


def test_file_name_tells_workshop_laptop_and_number():
    payload = small_workshop().payload(n=12)

    assert bundle_name(payload, LAPTOP.id) == f"2021-BKO-01_{LAPTOP.id[:8]}_12.emarge"


def test_discreet_file_name_tells_nothing():
    assert bundle_name(small_workshop().payload(), LAPTOP.id, discreet=True) == f"{BUNDLE}.emarge"
