"""What a bundle says of its workshop, told before anything of it is applied."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from app.domain.people import Sex
from app.domain.registration import Category, Status
from app.domain.statistics import Count
from app.exchange.bundle import Opened
from app.exchange.datapackage import restored


@dataclass(frozen=True, slots=True)
class Contents:
    """The workshop of a bundle as its own signed tables show it; empty where they do not."""

    title: str = ""
    city: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    participants: Count = field(default_factory=Count)


def contents_of(opened: Opened, language: str) -> Contents:
    """The workshop in the tables of `opened`, its title in `language` where it has one."""
    rows = _rows(opened, "tables/workshop.csv")
    workshop = rows[0] if rows else {}
    french, english = workshop.get("title_fr", ""), workshop.get("title_en", "")
    came = [row for row in _rows(opened, "tables/participants.csv") if _came(row)]
    by_sex = Counter(row.get("sex", "") for row in came)
    women, men = by_sex[Sex.FEMALE.value], by_sex[Sex.MALE.value]
    return Contents(
        title=(french or english) if language == "fr" else (english or french),
        city=workshop.get("city", ""),
        starts_on=_day(workshop.get("starts_on", "")),
        ends_on=_day(workshop.get("ends_on", "")),
        participants=Count(women, men, len(came) - women - men),
    )


def _rows(opened: Opened, path: str) -> list[dict[str, str]]:
    lines = opened.members.get(path, b"").decode("utf-8-sig", "replace").splitlines()
    return [
        {name: restored(text) for name, text in row.items() if name and isinstance(text, str)}
        for row in csv.DictReader(lines, delimiter=";")
    ]


def _came(row: dict[str, str]) -> bool:
    return (row.get("category"), row.get("status")) == (
        Category.PARTICIPANT.value,
        Status.REGISTERED.value,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
