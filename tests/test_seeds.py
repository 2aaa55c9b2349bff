"""The seeds hold what the stories say, in both languages, and people that add up to it."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
from python_calamine import CalamineWorkbook

from app.domain.attendance import needed
from app.domain.people import Sex
from app.domain.registration import Category, Source, Status
from app.domain.workshop import Part, Role
from app.paths import resource
from tests.data_makers.invitation_list import LINES, TARGET, make

Card = dict[str, Any]

WORKSHOPS = ("niamey-2017", "bamako-2017", "bamako-2021")
LETTERS = "PRDAE-"
PRESENT = "PRD"
SECRETARIAT = "+22370000099"
FICTIVE = re.compile(r"\+223(70|66)0000\d\d|\+227(90|96)0000\d\d")


@cache
def seed(name: str) -> Card:
    return tomllib.loads(resource(f"seeds/{name}").read_text(encoding="utf-8"))


def workshop(key: str) -> Card:
    return next(card for card in seed("workshops.toml")["workshop"] if card["key"] == key)


def people(key: str) -> list[Card]:
    found: list[Card] = seed(workshop(key)["people"])["person"]
    return found


def everybody() -> list[Card]:
    return [person for key in WORKSHOPS for person in people(key)]


def came(key: str, category: Category = Category.PARTICIPANT) -> list[Card]:
    return [
        person
        for person in people(key)
        if person["category"] == category and person["status"] == Status.REGISTERED
    ]


def women(of: list[Card]) -> int:
    return sum(person["sex"] == Sex.FEMALE for person in of)


def organisations() -> dict[str, Card]:
    return {card["key"]: card for card in seed("workshops.toml")["organisation"]}


def cards(node: object) -> Iterator[Card]:
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from cards(child)


def texts(node: object) -> Iterator[str]:
    for card in cards(node):
        for value in card.values():
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, str):
                    yield text


FILES = ("workshops.toml", "ranks.toml", *(f"people-{key}.toml" for key in WORKSHOPS))


@pytest.mark.parametrize(
    ("key", "participants", "of_whom_women"),
    [("niamey-2017", 25, 4), ("bamako-2017", 31, 5), ("bamako-2021", 11, 3)],
)
def test_headline_counts(key: str, participants: int, of_whom_women: int) -> None:
    assert len(came(key)) == participants
    assert women(came(key)) == of_whom_women


def test_series_of_2017_counts_as_published() -> None:
    series = seed("workshops.toml")["series"][0]
    both = [person for key in series["workshops"] for person in came(key)]

    assert (len(both), women(both)) == (56, 9)
    assert (series["published_participants"], series["published_women"]) == (56, 9)


def test_2021_has_thirteen_people_of_the_published_bodies() -> None:
    observers = came("bamako-2021", Category.OBSERVER)

    assert len(observers) == 2
    assert {person["organisation"] for person in observers} == {"danish-programme"}
    assert {person["organisation"] for person in people("bamako-2021")} == set(
        workshop("bamako-2021")["bodies"]
    )


def test_other_categories_stand_beside_the_participants_of_2017() -> None:
    beside = Counter(
        person["category"]
        for key in ("niamey-2017", "bamako-2017")
        for person in people(key)
        if person["category"] != Category.PARTICIPANT
    )

    assert beside == {"facilitator": 2, "interpreter": 1, "guest": 1}


@pytest.mark.parametrize(
    ("key", "half_days", "earning"),
    [("niamey-2017", 9, 23), ("bamako-2017", 9, 28), ("bamako-2021", 5, 10)],
)
def test_who_earns_the_certificate(key: str, half_days: int, earning: int) -> None:
    limit = needed(half_days, Fraction(workshop(key)["certificate_threshold"]))
    attended = [sum(mark in PRESENT for mark in person["attendance"]) for person in came(key)]

    assert len(workshop(key)["sessions"]) == half_days
    assert sum(count >= limit for count in attended) == earning


@pytest.mark.parametrize("key", WORKSHOPS)
def test_attendance_has_one_known_letter_per_half_day(key: str) -> None:
    half_days = len(workshop(key)["sessions"])

    for person in people(key):
        here = person["status"] == Status.REGISTERED
        assert len(person["attendance"]) == (half_days if here else 0), person["key"]
        assert set(person["attendance"]) <= set(LETTERS)


@pytest.mark.parametrize("key", WORKSHOPS)
def test_somebody_came_late_somebody_left_early_somebody_was_excused(key: str) -> None:
    seen = "".join(person["attendance"] for person in came(key))

    assert set("RDAE") <= set(seen)


@pytest.mark.parametrize("key", WORKSHOPS)
def test_half_days_fill_the_dates_without_friday_afternoon(key: str) -> None:
    card = workshop(key)
    sessions = [(session["on"], Part(session["part"])) for session in card["sessions"]]

    assert sessions[0][0] == card["starts_on"]
    assert sessions[-1] == (card["ends_on"], Part.MORNING)
    assert card["ends_on"].weekday() == 4
    assert sessions == sorted(set(sessions), key=lambda at: (at[0], list(Part).index(at[1])))


def test_dates_are_those_of_the_stories() -> None:
    first, second = workshop("niamey-2017"), workshop("bamako-2017")

    assert (first["starts_on"], second["ends_on"]) == (date(2017, 6, 19), date(2017, 6, 30))
    assert workshop("bamako-2021")["starts_on"] == date(2021, 10, 13)
    assert workshop("bamako-2021")["ends_on"] == date(2021, 10, 15)


@pytest.mark.parametrize("key", WORKSHOPS)
def test_codes_are_year_city_number(key: str) -> None:
    card = workshop(key)

    assert re.fullmatch(rf"{card['starts_on'].year}-{card['city_code']}-\d\d", card["code"])


def test_keys_are_said_once() -> None:
    keys = [card["key"] for name in FILES for card in cards(seed(name)) if "key" in card]

    assert max(Counter(keys).values()) == 1


def test_every_organisation_that_is_named_is_there() -> None:
    named = {
        card[field]
        for name in FILES
        for card in cards(seed(name))
        for field in ("organisation", "parent")
        if isinstance(card.get(field), str)
    }

    assert named <= set(organisations())


def test_series_and_people_that_are_named_are_there() -> None:
    keys = {card["key"] for card in seed("workshops.toml")["series"]}
    known = {person["key"] for person in everybody()}
    named = {p[field] for p in everybody() for field in ("replaces", "same_as") if field in p}

    assert {workshop(key)["series"] for key in WORKSHOPS} <= keys
    assert named <= known


def test_codes_are_those_of_the_program() -> None:
    for person in everybody():
        assert Sex(person["sex"])
        assert Category(person["category"])
        assert Source(person["source"])
        assert Status(person["status"])
    for key in WORKSHOPS:
        assert all(Role(partner["role"]) for partner in workshop(key)["partners"])


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_there_in_french_and_in_english(name: str) -> None:
    for card in cards(seed(name)):
        for field in card:
            if field.endswith("_en"):
                french = field.removesuffix("_en")
                assert card.get(f"{french}_fr") or card.get(french), (card, field)
            if field.endswith("_fr"):
                assert card.get(f"{field.removesuffix('_fr')}_en") or field == "abbr_fr", field


def test_every_function_and_unit_has_its_english() -> None:
    for person in everybody():
        assert person["function"]
        assert person["function_en"]
        assert ("unit" in person) == ("unit_en" in person)


def test_every_rank_is_in_the_list_of_ranks() -> None:
    listed = {rank["label_fr"] for rank in seed("ranks.toml")["rank"]}

    assert {person["rank"] for person in everybody() if "rank" in person} <= listed


@pytest.mark.parametrize("name", FILES)
def test_texts_are_composed_and_typed_with_real_apostrophes(name: str) -> None:
    for text in texts(seed(name)):
        assert unicodedata.is_normalized("NFC", text)
        assert "'" not in text
        assert text == text.strip()


def test_french_forms_of_organisations_agree_with_their_article() -> None:
    of = {"le": "du ", "la": "de la ", "les": "des ", "l’": "de l’"}
    at = {"le": "au ", "la": "à la ", "les": "aux ", "l’": "à l’"}

    for card in organisations().values():
        article = card["fr_article"]
        for form, start in ((card["fr_of"], of[article]), (card["fr_at"], at[article])):
            assert form.startswith(start)
            assert form.removeprefix(start).casefold() == card["name_fr"].casefold()


def test_telephones_are_fictive_well_formed_and_one_is_shared() -> None:
    holders = Counter(
        phone for person in everybody() if "same_as" not in person for phone in person["phones"]
    )

    assert all(FICTIVE.fullmatch(phone) for phone in holders)
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(phone)) for phone in holders)
    assert {phone: n for phone, n in holders.items() if n > 1} == {SECRETARIAT: 2}


def test_addresses_are_of_the_example_domain() -> None:
    addresses = [person["email"] for person in everybody() if "email" in person]

    assert addresses
    assert all(address.endswith("@example.org") for address in addresses)


def test_two_come_back_in_2021_with_the_same_phone_and_a_new_rank() -> None:
    known = {person["key"]: person for person in everybody()}
    back = [person for person in people("bamako-2021") if "same_as" in person]

    assert len(back) == 2
    for person in back:
        before = known[person["same_as"]]
        assert person["phones"] == before["phones"]
        assert person["name"] == before["name"]
        assert person["rank"] != before["rank"]


def test_only_the_declared_homonyms_share_a_name() -> None:
    names = Counter(person["name"] for person in everybody() if "same_as" not in person)
    homonyms = [person for person in people("bamako-2017") if person["name"] == "Moussa TRAORÉ"]

    assert {name for name, n in names.items() if n > 1} == {"Moussa TRAORÉ"}
    assert {person["organisation"] for person in homonyms} == {"pj-ml", "douanes-ml"}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\bag\b", id="ag"),
        pytest.param(r"\bwalet\b", id="walet"),
        pytest.param(r"\bOuld\b", id="Ould"),
        pytest.param(r"^N’", id="N’ first"),
        pytest.param(r" N’", id="N’ inside"),
        pytest.param(r"[ɛɔŋɲƐƆŊƝ].*", id="Bambara letters"),
        pytest.param(r"[ƁƊƘɓɗƙ]", id="Hausa letters"),
        pytest.param(r"[\u0600-\u06ff]", id="Arabic script"),
        pytest.param(r" (BA|LY|SY)$", id="two letters"),
        pytest.param(r" dit ", id="nickname"),
        pytest.param(r"^.{55,}$", id="very long"),
        pytest.param(r"^\w+ [\w]+ TRAORÉ$", id="three-part married name"),
    ],
)
def test_hard_names_are_among_the_people(pattern: str) -> None:
    assert any(re.search(pattern, person["name"]) for person in everybody())


def test_who_is_left_of_the_list_and_who_came_beside_it() -> None:
    line = {person["key"]: person for person in people("bamako-2017")}
    listed = [person for person in line.values() if person["listed"]]
    new = [person for person in came("bamako-2017") if not person["listed"]]

    assert Counter(person["status"] for person in listed) == {
        "registered": 22,
        "replaced": 1,
        "no_show": 1,
    }
    assert [p["organisation"] for p in new if p.get("open_place")] == ["dpf-ml", "dpf-ml"]
    assert [line[p["replaces"]]["status"] for p in new if "replaces" in p] == ["replaced"]
    assert len(new) == 9


def test_invitation_list_names_the_listed_people_in_their_rows() -> None:
    rows = _rows(resource(TARGET))
    listed = [person for person in people("bamako-2017") if person["listed"]]

    assert len(listed) == 24
    assert rows[6][1] == "Prénoms et Nom"
    for person in listed:
        typed = str(rows[person["list_row"] - 1][1]).replace("'", "’")
        assert typed.endswith(str(person.get("listed_as", person["name"])))


def test_invitation_list_has_the_traps_that_offices_send() -> None:
    rows = _rows(resource(TARGET))
    names = [str(row[1]) for row in rows]

    assert [name for name in names if name.startswith("Mrs ")] == ["Mrs Oumar SIDIBÉ"]
    assert "2 représentants de la DPF" in names
    assert [row[0] for row in rows[32:33]] == ["TOTAL"]
    assert any(" / " in str(row[5]) for row in rows)
    assert any(isinstance(row[5], float) for row in rows)


def test_bodies_on_the_invitation_list_are_known_by_that_name() -> None:
    known = {
        (text.casefold(), key)
        for key, card in organisations().items()
        if card.get("country") == "ML"
        for text in (card["name_fr"], card.get("acronym_fr", ""), *card.get("aliases", ()))
    }
    line = {person["key"]: person["organisation"] for person in people("bamako-2017")}

    for entry in LINES:
        assert (entry.structure.casefold(), line.get(entry.person, "dpf-ml")) in known


def test_invitation_list_is_the_one_that_its_maker_makes(tmp_path: Path) -> None:
    make(tmp_path / "once.xlsx")
    make(tmp_path / "twice.xlsx")

    assert (tmp_path / "once.xlsx").read_bytes() == (tmp_path / "twice.xlsx").read_bytes()
    assert _rows(tmp_path / "once.xlsx") == _rows(resource(TARGET))
    assert resource(TARGET).stat().st_size < 30_000


def _rows(path: Path) -> Sequence[Sequence[object]]:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return sheet.to_python(skip_empty_area=False)
