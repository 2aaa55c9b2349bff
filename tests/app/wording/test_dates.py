"""Dates and hours as the table of field practice 4.3 wants them."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.workshop import Part
from app.wording.dates import (
    day,
    days,
    hour,
    part_name,
    period,
    session_name,
    short_period,
    weekday_day,
)

PERIODS = [
    ("2021-10-13", "2021-10-13", "le 13 octobre 2021", "on 13 October 2021"),
    ("2021-10-01", "2021-10-01", "le 1er octobre 2021", "on 1 October 2021"),
    ("2021-10-13", "2021-10-14", "les 13 et 14 octobre 2021", "on 13 and 14 October 2021"),
    (
        "2021-09-30",
        "2021-10-01",
        "les 30 septembre et 1er octobre 2021",
        "on 30 September and 1 October 2021",
    ),
    (
        "2021-12-31",
        "2022-01-01",
        "les 31 décembre 2021 et 1er janvier 2022",
        "on 31 December 2021 and 1 January 2022",
    ),
    ("2021-10-13", "2021-10-15", "du 13 au 15 octobre 2021", "from 13 to 15 October 2021"),
    ("2021-10-01", "2021-10-03", "du 1er au 3 octobre 2021", "from 1 to 3 October 2021"),
    (
        "2021-09-29",
        "2021-10-01",
        "du 29 septembre au 1er octobre 2021",
        "from 29 September to 1 October 2021",
    ),
    (
        "2021-12-30",
        "2022-01-02",
        "du 30 décembre 2021 au 2 janvier 2022",
        "from 30 December 2021 to 2 January 2022",
    ),
]

DATES = st.dates(date(1990, 1, 1), date(2060, 12, 31))
LANGUAGES = st.sampled_from(["fr", "en"])


def _on(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(("start", "end", "french", "english"), PERIODS)
def test_period_bears_its_preposition(start, end, french, english):
    assert period(_on(start), _on(end), "fr", typographic=False) == french
    assert period(_on(start), _on(end), "en", typographic=False) == english


def test_period_in_the_wrong_order_is_turned_round():
    assert period(_on("2021-10-15"), _on("2021-10-13"), "fr", typographic=False) == (
        "du 13 au 15 octobre 2021"
    )


@pytest.mark.parametrize(
    ("dates", "french", "english"),
    [
        pytest.param(
            "2021-10-13 2021-10-15 2021-10-20",
            "les 13, 15 et 20 octobre 2021",
            "on 13, 15 and 20 October 2021",
            id="broken days",
        ),
        pytest.param(
            "2021-10-15 2021-10-13 2021-10-14 2021-10-14",
            "du 13 au 15 octobre 2021",
            "from 13 to 15 October 2021",
            id="in a row, in any order",
        ),
        pytest.param(
            "2021-09-13 2021-09-15 2021-10-01",
            "les 13 et 15 septembre et 1er octobre 2021",
            "on 13 and 15 September and 1 October 2021",
            id="two months",
        ),
        pytest.param(
            "2021-09-13 2021-12-15 2022-01-01",
            "les 13 septembre, 15 décembre 2021 et 1er janvier 2022",
            "on 13 September, 15 December 2021 and 1 January 2022",
            id="two years",
        ),
        pytest.param("", "", "", id="no day"),
    ],
)
def test_days_are_listed_once_with_month_and_year(dates, french, english):
    listed = [_on(text) for text in dates.split()]

    assert days(listed, "fr", typographic=False) == french
    assert days(listed, "en", typographic=False) == english


def test_day_is_bound_by_no_break_spaces():
    assert day(_on("2021-10-01"), "fr") == "1er\u00a0octobre\u00a02021"
    assert day(_on("2021-10-01"), "en") == "1\u00a0October\u00a02021"


@pytest.mark.parametrize(
    ("dates", "french", "english"),
    [
        pytest.param("2021-10-13", "le~13~octobre~2021", "on~13~October~2021", id="a day"),
        pytest.param(
            "2021-10-01 2021-10-02 2021-10-03",
            "du~1er~au~3~octobre~2021",
            "from~1~to~3~October~2021",
            id="a period",
        ),
        pytest.param(
            "2021-10-13 2021-10-14",
            "les~13~et~14~octobre~2021",
            "on~13~and~14~October~2021",
            id="two days",
        ),
        pytest.param(
            "2021-10-13 2021-10-15 2021-10-20",
            "les~13, 15~et~20~octobre~2021",
            "on~13, 15~and~20~October~2021",
            id="broken days",
        ),
        pytest.param(
            "2021-09-29 2021-09-30 2021-10-01",
            "du~29~septembre au~1er~octobre~2021",
            "from~29~September to~1~October~2021",
            id="a line may end between two months",
        ),
        pytest.param(
            "2021-09-30 2021-10-01",
            "les~30~septembre et~1er~octobre~2021",
            "on~30~September and~1~October~2021",
            id="and before the word between two days of two months",
        ),
    ],
)
def test_no_line_ends_inside_a_day_or_a_period_of_one_month(dates, french, english):
    listed = [_on(text) for text in dates.split()]

    assert days(listed, "fr").replace("\u00a0", "~") == french
    assert days(listed, "en").replace("\u00a0", "~") == english


def test_weekday_stands_before_the_day():
    assert weekday_day(_on("2021-10-13"), "fr", typographic=False) == "mercredi 13 octobre 2021"
    assert weekday_day(_on("2021-10-13"), "en", typographic=False) == "Wednesday, 13 October 2021"


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        ("2021-10-13", "2021-10-15", "13–15 oct. 2021", "13–15 Oct. 2021"),
        ("2021-10-13", "2021-10-13", "13 oct. 2021", "13 Oct. 2021"),
        ("2021-10-01", "2021-10-03", "1er–3 oct. 2021", "1–3 Oct. 2021"),
        ("2021-09-30", "2021-10-01", "30 sept. – 1er oct. 2021", "30 Sept. – 1 Oct. 2021"),
        ("2021-12-30", "2022-01-02", "30 déc. 2021 – 2 janv. 2022", "30 Dec. 2021 – 2 Jan. 2022"),
    ],
)
def test_short_period_fits_a_heading(start, end, french, english):
    assert short_period(_on(start), _on(end), "fr").replace("\u00a0", " ") == french
    assert short_period(_on(start), _on(end), "en").replace("\u00a0", " ") == english


@pytest.mark.parametrize(
    ("at", "french", "english"),
    [
        (time(8, 30), "8 h 30", "8.30 a.m."),
        (time(14), "14 h", "2 p.m."),
        (time(16, 5), "16 h 05", "4.05 p.m."),
        (time(12), "12 h", "noon"),
        (time(12, 30), "12 h 30", "12.30 p.m."),
        (time(0), "0 h", "midnight"),
    ],
)
def test_hours_are_never_written_with_a_colon(at, french, english):
    assert hour(at, "fr", typographic=False) == french
    assert hour(at, "en", typographic=False) == english


def test_session_is_named_by_its_day_and_part():
    wednesday, first = _on("2021-10-13"), _on("2021-10-01")

    assert session_name(wednesday, Part.MORNING, "fr") == "Mercredi 13 · matin"
    assert session_name(first, Part.AFTERNOON, "fr") == "Vendredi 1er · après-midi"
    assert session_name(wednesday, Part.AFTERNOON, "en") == "Wednesday 13 · afternoon"
    assert session_name(first, Part.AFTERNOON, "fr", short=True) == "Ven. 1er · après-midi"
    assert session_name(wednesday, Part.MORNING, "en", short=True) == "Wed. 13 · morning"


def test_another_sitting_is_called_by_its_label():
    wednesday = _on("2021-10-13")

    assert session_name(wednesday, Part.OTHER, "fr", label="cérémonie") == "Mercredi 13 · cérémonie"
    assert session_name(wednesday, Part.MORNING, "fr", label="x") == "Mercredi 13 · matin"
    assert part_name(Part.OTHER, "fr") == "autre"


@settings(deadline=None)
@given(DATES, st.integers(0, 400), LANGUAGES, st.booleans())
def test_period_is_one_line_without_double_spaces(start, length, lang, typographic):
    end = start + timedelta(days=length)

    said = period(start, end, lang, typographic=typographic)

    assert not any(pair in said for pair in ("  ", " \u00a0", "\u00a0 ", "\u00a0\u00a0"))
    assert said == said.strip()
    assert str(end.year) in said
    assert ("\u00a0" in said) is typographic


@settings(deadline=None)
@given(st.lists(DATES, min_size=1, max_size=5), LANGUAGES)
def test_days_do_not_depend_on_order(dates, lang):
    assert days(dates, lang) == days(reversed(dates), lang)
    assert "  " not in days(dates, lang, typographic=False)
