import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BundleTooNew, SignerUnknown
from app.exchange.container import LONG_AGO, Label, check_signer, read_pair, sign_pair
from app.exchange.malformed import Malformed
from tests.app.exchange.sealed import LAPTOP, STRANGER, TRUSTED, label

PAIR = sign_pair("bundle.zip", b"content" * 40, label(), LAPTOP)


@given(st.binary(max_size=2000))
def test_signed_content_is_read_with_its_label(content):
    pair = sign_pair("bundle.zip", content, label(), LAPTOP)
    signed = read_pair("bundle", "bundle.zip", pair)

    assert signed.content == content
    assert signed.label == label()


def test_pair_is_a_tar_of_exactly_two_plain_files():
    with tarfile.open(fileobj=io.BytesIO(PAIR)) as tar:
        found = [(info.name, info.isreg(), info.mtime, info.mode) for info in tar]

    assert found == [
        ("bundle.zip.minisig", True, LONG_AGO, 0o644),
        ("bundle.zip", True, LONG_AGO, 0o644),
    ]


def test_every_changed_byte_is_refused():
    for place in range(len(PAIR)):
        for flip in (0xFF, 1 << place % 8):
            changed = bytearray(PAIR)
            changed[place] ^= flip
            with pytest.raises(Malformed):
                read_pair("bundle", "bundle.zip", bytes(changed))


def test_every_cut_and_every_appended_byte_is_refused():
    for changed in (*(PAIR[:length] for length in range(len(PAIR))), PAIR + b"\0", b"\0" + PAIR):
        with pytest.raises(Malformed):
            read_pair("bundle", "bundle.zip", changed)


def tar_of(*files: tuple[str, bytes, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, data, kind in files:
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode, info.type = len(data), LONG_AGO, 0o644, kind
            info.linkname = "/etc/passwd" if kind == tarfile.SYMTYPE else ""
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


SIGNED = (
    "bundle.zip.minisig",
    LAPTOP.sign(b"content", label().text),
    tarfile.REGTYPE,
)
CONTENT = ("bundle.zip", b"content", tarfile.REGTYPE)


@pytest.mark.parametrize(
    "tar",
    [
        pytest.param(tar_of(SIGNED, CONTENT), id="padded to 10 kB"),
        pytest.param(tar_of(CONTENT, SIGNED), id="other order"),
        pytest.param(tar_of(SIGNED), id="signature alone"),
        pytest.param(tar_of(SIGNED, CONTENT, CONTENT), id="three members"),
        pytest.param(tar_of(SIGNED, ("../bundle.zip", *CONTENT[1:])), id="name that climbs"),
        pytest.param(tar_of(SIGNED, ("bundle.zip", b"", tarfile.SYMTYPE)), id="link"),
        pytest.param(tar_of(SIGNED, ("bundle.zip", b"", tarfile.DIRTYPE)), id="folder"),
        pytest.param(b"", id="nothing"),
        pytest.param(bytes(10_240), id="empty tar"),
        pytest.param(b"PK\3\4" + bytes(2000), id="zip"),
    ],
)
def test_any_other_tar_is_refused(tar):
    with pytest.raises(Malformed):
        read_pair("bundle", "bundle.zip", tar)


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "timestamp:1",
        "emarge/1.0",
        label().text.replace("emarge/1.1", "emarge/x.0"),
        label().text.replace(" n=1", ""),
        label().text.replace("n=1", "n=0"),
        label().text.replace("n=1", "n=01"),
        label().text.replace("device=", "n="),
        label().text + " device=" + LAPTOP.id,
        label().text + " ",
    ],
)
def test_label_that_says_too_little_is_refused(comment):
    pair = tar_of(("bundle.zip.minisig", LAPTOP.sign(b"content", comment), b"0"), CONTENT)

    with pytest.raises(Malformed, match="the label"):
        read_pair("bundle", "bundle.zip", pair[: 512 * 6])


def test_label_may_say_more_than_we_know():
    more = Label("bundle", "0" * 32, LAPTOP.id, 1, f"{LAPTOP.public_key} epoch=2", minor=7)
    signed = read_pair("bundle", "bundle.zip", sign_pair("bundle.zip", b"", more, LAPTOP))

    assert signed.label.minor == 7
    assert signed.label.key == LAPTOP.public_key


def test_file_of_one_kind_does_not_pass_for_another():
    pair = sign_pair("bundle.zip", b"{}", label(kind="receipt"), LAPTOP)

    with pytest.raises(Malformed, match="something else"):
        read_pair("bundle", "bundle.zip", pair)


def test_label_must_name_the_key_that_signed():
    pair = sign_pair("bundle.zip", b"content", label(), STRANGER)

    with pytest.raises(Malformed, match="signature is wrong"):
        read_pair("bundle", "bundle.zip", pair)


def test_known_device_with_its_own_key_is_trusted():
    check_signer(label(), TRUSTED, "x")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(label(device=STRANGER.id, key=STRANGER.public_key), id="stranger"),
        pytest.param(label(key=STRANGER.public_key), id="known name, other key"),
        pytest.param(label(device=STRANGER.id), id="known key, other name"),
    ],
)
def test_unknown_signer_is_told_with_the_key_it_claims(said):
    with pytest.raises(SignerUnknown) as caught:
        check_signer(said, TRUSTED, "x")

    assert caught.value.facts == {"name": "x", "device": said.device, "key": said.key}


def test_newer_major_is_refused_and_newer_minor_is_not():
    check_signer(label(minor=9), TRUSTED, "x")

    with pytest.raises(BundleTooNew):
        check_signer(label(major=2), TRUSTED, "x")
