from dataclasses import replace
from datetime import date

import pytest

from app.documents import sheet_phrases as phrases
from app.documents.phrases import Occasion
from app.domain.attendance import Standing, What
from app.domain.statistics import Count
from app.domain.workshop import Part, Role, Session
from tests.app.documents.test_phrases import BAMAKO, DENMARK, UNODC, occasion

NB = "\u00a0"
BOTH = ("fr", "en")
MORNING = Session("m", "w", date(2021, 10, 13), Part.MORNING, starts="09:00", ends="12:30")
AFTERNOON = Session("a", "w", date(2021, 10, 13), Part.AFTERNOON)


def test_a_label_has_a_second_language_only_on_a_paper_in_two():
    assert phrases.said(phrases.NAME, BOTH) == "Nom et prénoms"
    assert phrases.below(phrases.NAME, BOTH) == "Full name"
    assert phrases.below(phrases.EMAIL, BOTH) == ""
    assert phrases.said(phrases.NAME, ("en",)) == "Full name"
    assert phrases.below(phrases.NAME, ("fr",)) == ""


def test_about_says_what_where_and_when():
    what = Occasion(replace(BAMAKO, venue="Hôtel de l'Amitié"))

    assert phrases.about(what, "fr") == (
        f"Atelier national sur «{NB}le partage d’informations{NB}»",
        f"Bamako, du{NB}13{NB}au{NB}15{NB}octobre{NB}2021 · Lieu{NB}: Hôtel de l’Amitié",
    )
    assert phrases.about(what, "en")[0] == "National workshop on “information-sharing”"


@pytest.mark.parametrize(
    ("venue", "venue_en", "french", "english"),
    [
        pytest.param("Salle A", "Room A", "Salle A", "Room A", id="each language has its own"),
        pytest.param("Hôtel Salam", "", "Hôtel Salam", "Hôtel Salam", id="French for both"),
        pytest.param("", "Room A", "Room A", "Room A", id="English for both"),
    ],
)
def test_the_venue_is_said_in_the_language_of_the_line(venue, venue_en, french, english):
    what = Occasion(replace(BAMAKO, venue=venue, venue_en=venue_en))

    assert phrases.about(what, "fr")[1].endswith(f"Lieu{NB}: {french}")
    assert phrases.about(what, "en")[1].endswith(f"Venue: {english}")


def test_without_a_venue_none_is_announced():
    assert "Lieu" not in phrases.about(Occasion(BAMAKO), "fr")[1]


def test_credit_names_organisers_programme_and_donors():
    what = replace(occasion((UNODC, Role.ORGANISER), (DENMARK, Role.DONOR)), programme_fr="Sahel")

    (said,) = phrases.credit(what, ("fr",))

    assert said.endswith("(ONUDC) – Sahel – avec le soutien financier du Royaume du Danemark")


def test_the_box_tells_day_date_and_hours():
    said = phrases.day_aside(1, MORNING.on, [MORNING, AFTERNOON], ("fr",))

    assert said[0] == "Jour 1"
    assert said[1].replace(NB, " ") == "mercredi 13 octobre 2021"
    assert said[2] == "matin 09:00–12:30"


@pytest.mark.parametrize(
    ("known", "fr", "en"),
    [
        (None, "–", "–"),
        (Standing(What.PRESENT), "P", "P"),
        (Standing(What.PRESENT, late=True), "R", "L"),
        (Standing(What.PRESENT, left_early=True), "D", "D"),
        (Standing(What.PRESENT, late=True, left_early=True), "RD", "LD"),
        (Standing(What.ABSENT), "A", "A"),
        (Standing(What.EXCUSED), "E", "E"),
    ],
)
def test_marks_are_letters_that_the_legend_explains(known: Standing | None, fr: str, en: str):
    assert phrases.mark(known, "fr") == fr
    assert phrases.mark(known, "en") == en
    assert all(f"{letter} " in phrases.legend(("fr",))[0] for letter in fr)
    assert all(f"{letter} " in phrases.legend(("en",))[0] for letter in en)


def test_a_legend_in_two_languages_explains_the_letters_that_are_printed():
    french, english = phrases.legend(BOTH)

    assert "R retard" in french
    assert "R late" in english


def test_totals_are_counted_or_left_to_be_written():
    blank = phrases.totals_to_fill([MORNING, AFTERNOON], ("fr",))
    counted = phrases.totals([(MORNING, Count(women=3, men=8))], ("fr",))

    assert blank.startswith(f"Participants présents{NB}: matin ___")
    assert "après-midi ___" in blank
    assert counted == f"Participants présents{NB}: matin 11 (F 3, H 8)"


def test_a_half_day_that_does_not_count_is_not_counted():
    idle = replace(AFTERNOON, counts=False)

    assert "après-midi" not in phrases.totals_to_fill([MORNING, idle], ("fr",))


def test_closing_sentence():
    assert phrases.closing_filled(Count(women=9, men=16), "fr") == (
        "Arrêtée la présente liste à vingt-cinq (25) participants, dont neuf (9) femmes."
    )
    assert "femmes" in phrases.closing_to_fill("fr")
    assert "women" in phrases.closing_to_fill("en")


def test_notice_is_said_in_every_language_of_the_paper():
    french, both = phrases.notice("ONUDC", ("fr",)), phrases.notice("ONUDC", BOTH)

    assert "équipe d’organisation (ONUDC)" in french
    assert f"Conservation{NB}: 24 mois" in french
    assert "Your data" not in french
    assert "Your data" in both


def test_signatures_say_who_signs_in_both_languages():
    assert phrases.signatures(BOTH)[1].startswith(f"Pour l’organisateur / For the organizer{NB}:")


def test_other_sittings_bear_their_own_name():
    evening = Session("e", "w", date(2021, 10, 13), Part.OTHER, label="Soirée")

    assert phrases.part_label(evening) == ("Soirée", "Soirée")
    assert phrases.short_label(evening) == ("Soirée", "Soirée")
    assert phrases.part_label(MORNING) == ("Matin", "Morning")
    assert phrases.part_label(AFTERNOON) == ("Après-midi", "Afternoon")


def test_footer_lets_a_scan_be_matched_with_its_print():
    assert phrases.footer("2021-BKO-03", "J1", "12/10 18:05") == "2021-BKO-03 · J1 · 12/10 18:05"
