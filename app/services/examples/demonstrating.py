"""The demonstration: two stories, two laptops that never met, one headquarters."""

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.domain.visible import visible
from app.errors import DemoFolderTaken, FolderRefused
from app.exchange.keys import fingerprint
from app.exchange.seal import identity_file
from app.files import write_file
from app.i18n import _, language
from app.paths import holds_register
from app.services.care import checking
from app.services.care.installation import Installation, install, open_installation
from app.services.examples.rehearsal import rehearse
from app.services.papers import printing, registers, reporting
from app.services.travelling import bundling, consolidating, enrolling, headquarters, receiving
from app.services.travelling.introducing import introductions
from app.store import entries, workshops

NOW = datetime(2021, 11, 22, 9, 0, tzinfo=UTC)
"""The day on which the story of 2021 was published."""

_LAPTOPS = {"niamey": ("Niamey", "A"), "bamako": ("Bamako", "B")}
_PLAYED = {"niamey": ["niamey-2017"], "bamako": ["bamako-2017", "bamako-2021"]}
_MARK = ".emarge-demo"
"""Says that the folder is a demonstration's own, and may be filled anew."""

_OURS = ("niamey", "bamako", "hq", "documents", "bundles", "keys", "cards")


def demonstrate(out: Path, passphrase: str) -> Iterator[str]:
    """Fill the folder `out` anew and say, line by line, what was done and what it shows.

    Only folders and files of an earlier demonstration are removed from `out`.
    """
    _clear(out)
    hq = _installation(out / "hq", passphrase, _("Headquarters"), "")
    laptops = {
        place: _installation(out / place, passphrase, name, letter)
        for place, (name, letter) in _LAPTOPS.items()
    }
    yield _("Three registers were made: Niamey, Bamako, headquarters.")
    _exchange_keys(out, hq, laptops)
    yield _("Headquarters enrolled both laptops; their bundles are sealed to it.")
    files: list[Path] = []
    for place, here in laptops.items():
        for key in _PLAYED[place]:
            with here.db.atomic():  # one play, one wait for the disk
                workshop_id = rehearse(here.db, here.author, here.key.sign_raw, key)
            sent = bundling.export_bundle(
                here.db, here.author, here.key, workshop_id, out / "bundles", now=NOW
            )
            files.append(sent.path)
            yield from _told(here, workshop_id, sent.size_bytes)
            _papers(here, workshop_id, out)
    yield from _merge(hq, files)
    yield from _reports(hq, out)
    for here in (hq, *laptops.values()):
        here.close()
    yield _("Everything is in {path}.").format(path=visible(str(out)))


def _clear(out: Path) -> None:
    """Remove what an earlier demonstration left; refuse a folder that holds anything else's."""
    mark = out / _MARK
    try:
        is_ours = mark.exists() or not any((out / name).exists() for name in _OURS)
        if not is_ours or holds_register(out) or (out.exists() and not out.is_dir()):
            raise DemoFolderTaken(path=out)
        out.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise FolderRefused(path=out) from error
    write_file(mark, b"Made by emarge demo: its folders here are replaced each time.\n")
    for name in _OURS:
        shutil.rmtree(out / name, ignore_errors=True)
    for name in ("documents", "bundles", "keys", "cards"):
        (out / name).mkdir(parents=True, exist_ok=True)


def _installation(home: Path, passphrase: str, name: str, letter: str) -> Installation:
    install(home, passphrase, now=NOW, is_demonstration=True)
    here = open_installation(home, passphrase, who=name)
    enrolling.name_device(here.db, name, letter)
    return here


def _exchange_keys(out: Path, hq: Installation, laptops: dict[str, Installation]) -> None:
    identity = headquarters.make_headquarters(hq.db)
    text = identity_file(identity, NOW)
    write_file(out / "keys" / "hq.identity", text.encode(), private=True, own=True)
    cards = []
    for place, here in {"hq": hq, **laptops}.items():
        enrolling.write_public_key(here.key, out / "keys" / f"{place}.pub")
        if place != "hq":
            cards.append(out / "cards" / f"{place}.card")
            enrolling.write_card(here.db, here.key, cards[-1])
    path = out / "keys" / "enrolment"
    introduced = introductions(hq.db, hq.key, cards)
    enrolling.enrol(hq.db, hq.key, introduced, path, now=NOW)
    digits = fingerprint(hq.key.public_key)
    for here in laptops.values():
        preview = enrolling.preview_enrolment(here.db, here.key, path)
        enrolling.apply_enrolment(here.db, preview, now=NOW, digits=digits)


def _told(here: Installation, workshop_id: str, size_bytes: int) -> Iterator[str]:
    workshop = workshops.get(here.db, workshop_id)
    if workshop is None:
        return
    figures = reporting.figures(here.db, workshop)
    yield _("{code}, {city}: {n} participants, {f} women; the bundle is {size} kB.").format(
        code=workshop.code,
        city=workshop.city,
        n=figures.participants.total,
        f=figures.participants.women,
        size=-(-size_bytes // 1000),
    )


def _papers(here: Installation, workshop_id: str, out: Path) -> None:
    workshop = workshops.get(here.db, workshop_id)
    if workshop is None:
        return
    for code in ("fr", "en", "both"):
        stem = f"{workshop.code}-{code}"
        options = printing.SheetOptions(language=code)
        sheet = printing.sheet_pdf(here.db, workshop_id, options)
        write_file(out / "documents" / f"{stem}-sheet.pdf", sheet, private=True)
        certificates = printing.certificates_pdf(here.db, workshop_id, code)
        write_file(out / "documents" / f"{stem}-certificates.pdf", certificates, private=True)


def _merge(hq: Installation, files: Sequence[Path]) -> Iterator[str]:
    for one in receiving.receive_all(hq.db, hq.key, files, now=NOW).files:
        yield _("Headquarters received {file}: {new} new entries.").format(
            file=one.path.name, new=one.new
        )
    before = entries.state_digest(hq.db)
    receiving.receive_all(hq.db, hq.key, list(reversed(files)), now=NOW)
    after = entries.state_digest(hq.db)
    same = _("the same state") if before == after else _("another state")
    yield _("Received a second time, in another order: {same} ({digest}).").format(
        same=same, digest=after[:16]
    )
    verdict = checking.check(hq.db, deep=True)
    yield _("Deep check: good.") if verdict.is_good else _("Deep check: not good.")


def _reports(hq: Installation, out: Path) -> Iterator[str]:
    consolidation = consolidating.consolidate(hq.db)
    write_file(out / "register.xlsx", registers.workbook(hq.db), private=True)
    for code in ("fr", "en"):
        with language(code):
            text = consolidating.text(consolidation, code)
            paragraphs = [
                reporting.paragraph(hq.db, one, code)[0]
                for group in consolidation.groups
                for one in group.figures
            ]
        whole = "\n".join([text, *(f"{one}\n" for one in paragraphs)])
        write_file(out / f"report.{code}.txt", whole.encode(), private=True)
        yield text.strip()
