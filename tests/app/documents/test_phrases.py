from dataclasses import replace
from datetime import date

import pytest

from app.documents import phrases
from app.documents.phrases import Occasion
from app.domain.bilingual import Bilingual
from app.domain.registration import Category
from app.domain.workshop import Organisation, Partner, Role, Workshop

NB = "\u00a0"

UNODC = Organisation(
    "u",
    Bilingual(
        "Office des Nations Unies contre la drogue et le crime",
        "United Nations Office on Drugs and Crime",
    ),
    Bilingual("ONUDC", "UNODC"),
    fr_of="de l’Office des Nations Unies contre la drogue et le crime",
)
DENMARK = Organisation(
    "d", Bilingual("Royaume du Danemark", "Kingdom of Denmark"), fr_of="du Royaume du Danemark"
)
JAPAN = Organisation(
    "j", Bilingual("Gouvernement du Japon", "Government of Japan"), fr_of="du Gouvernement du Japon"
)
PCMS = Organisation(
    "p",
    Bilingual("Plateforme de coopération en matière de sécurité", "Security Cooperation Platform"),
    Bilingual("PCMS", "PCMS"),
    fr_of="de la Plateforme de coopération en matière de sécurité",
)
SAHEL = Organisation("s", Bilingual("Programme Sahel", "Sahel Programme"))

BAMAKO = Workshop(
    id="w",
    code="2021-BKO-03",
    title=Bilingual("le partage d'informations", "information-sharing"),
    city="Bamako",
    country="ML",
    starts_on=date(2021, 10, 13),
    ends_on=date(2021, 10, 15),
    kind=Bilingual("atelier national", "national workshop"),
)


def occasion(*roles: tuple[Organisation, Role], workshop: Workshop = BAMAKO) -> Occasion:
    partners = [Partner(str(n), workshop.id, body, role, n) for n, (body, role) in enumerate(roles)]
    return Occasion(workshop, partners)


def french(what: Occasion, category: Category = Category.PARTICIPANT, **more: object) -> str:
    on = more.get("on", ())
    kind = str(more.get("kind", "participation"))
    return phrases.certificate_body(what, kind, category, "fr", on).replace(NB, " ")


def english(what: Occasion, category: Category = Category.PARTICIPANT, **more: object) -> str:
    on = more.get("on", ())
    kind = str(more.get("kind", "participation"))
    return phrases.certificate_body(what, kind, category, "en", on).replace(NB, " ")


def test_body_of_2021_reads_as_the_model_letter():
    what = replace(occasion((UNODC, Role.ORGANISER), (DENMARK, Role.DONOR)))
    what = replace(what, programme_fr="Programme Sahel", programme_en="Sahel Programme")

    assert french(what) == (
        "a participé à l’atelier national sur « le partage d’informations », tenu à Bamako (Mali), "
        "du 13 au 15 octobre 2021, sous l’égide du Programme Sahel, avec le soutien financier du "
        "Royaume du Danemark."
    )
    assert english(what) == (
        "participated in the national workshop on “information-sharing”, held in Bamako, Mali, "
        "from 13 to 15 October 2021, under the aegis of the Sahel Programme, with the financial "
        "support of the Kingdom of Denmark."
    )


def test_two_donors_repeat_the_preposition_and_partners_have_their_article():
    what = occasion(
        (SAHEL, Role.AEGIS), (PCMS, Role.PARTNER), (DENMARK, Role.DONOR), (JAPAN, Role.DONOR)
    )

    assert french(what).endswith(
        "sous l’égide du Programme Sahel, en partenariat avec la Plateforme de coopération en "
        "matière de sécurité, avec le soutien financier du Royaume du Danemark et du Gouvernement "
        "du Japon."
    )
    assert english(what).endswith(
        "in partnership with the Security Cooperation Platform, with the financial support of the "
        "Kingdom of Denmark and the Government of Japan."
    )


def test_without_partners_the_sentence_ends_with_the_dates():
    assert french(occasion()).endswith("tenu à Bamako (Mali), du 13 au 15 octobre 2021.")
    assert english(occasion()).endswith("held in Bamako, Mali, from 13 to 15 October 2021.")


@pytest.mark.parametrize(
    ("kind", "start", "held"),
    [
        ("atelier régional", "a participé à l’atelier régional sur «", "tenu à"),
        ("séminaire", "a participé au séminaire sur «", "tenu à"),
        ("formation", "a participé à la formation sur «", "tenue à"),
        ("journées d’étude", "a participé aux journées d’étude sur «", "tenues à"),
        ("exercice", "a participé à l’exercice sur «", "tenu à"),
    ],
)
def test_articles_and_participles_agree_with_the_kind(kind: str, start: str, held: str):
    what = occasion(workshop=replace(BAMAKO, kind=Bilingual(kind, "")))

    assert french(what).startswith(start)
    assert held in french(what)


@pytest.mark.parametrize(
    ("category", "fr", "en"),
    [
        (Category.PARTICIPANT, "a participé à l’atelier", "participated in the national"),
        (Category.FACILITATOR, "a assuré l’animation de l’atelier", "facilitated the national"),
        (
            Category.TRAINER,
            "a dispensé la formation dans le cadre de l’atelier",
            "served as a trainer in the national",
        ),
        (
            Category.ORGANISER,
            "a contribué à l’organisation de l’atelier",
            "contributed to the organization of the national",
        ),
        (Category.OBSERVER, "a assisté à l’atelier", "attended the national"),
    ],
)
def test_the_deed_follows_the_role(category: Category, fr: str, en: str):
    assert french(occasion(), category).startswith(fr)
    assert english(occasion(), category).startswith(en)


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("kind", ["participation", "completion", "success", "unheard of"])
def test_no_role_leaves_a_gap_or_a_gendered_word(category: Category, kind: str):
    for said in (
        french(occasion(), category, kind=kind),
        english(occasion(), category, kind=kind),
    ):
        assert "{" not in said
        assert "  " not in said
        assert "(e)" not in said


def test_partial_attendance_says_its_days():
    on = {date(2021, 10, 13), date(2021, 10, 14)}

    assert french(occasion(), on=on).startswith(
        "a participé aux travaux des 13 et 14 octobre 2021 de l’atelier national sur «"
    )
    assert english(occasion(), on=on).startswith(
        "participated on 13 and 14 October 2021 in the national workshop on “"
    )
    assert french(occasion(), on={date(2021, 10, 1)}).startswith(
        "a participé aux travaux du 1er octobre 2021 de l’atelier"
    )


def test_titles_follow_kind_and_role():
    def title(kind: str, category: Category = Category.PARTICIPANT) -> str:
        return phrases.certificate_title(kind, category, "fr")

    assert title("participation") == "Attestation de participation"
    assert title("completion") == "Attestation de fin de formation"
    assert title("success") == "Certificat de réussite"
    assert title("participation", Category.TRAINER) == "Attestation de reconnaissance"


def test_who_certifies():
    assert phrases.certifier([UNODC], "fr") == (
        "L’Office des Nations Unies contre la drogue et le crime (ONUDC) atteste que"
    )
    assert phrases.certifier([UNODC, PCMS], "fr").endswith(
        "et la Plateforme de coopération en matière de sécurité (PCMS) attestent que"
    )
    assert phrases.certifier([], "fr") == "Il est attesté que"
    assert phrases.certifier([UNODC], "en") == "This is to certify that"


def test_number_place_and_notes():
    on = date(2021, 10, 1)

    assert phrases.number_line("2021-BKO-03/007", "fr") == f"N°{NB}2021-BKO-03/007"
    assert phrases.number_line("2021-BKO-03/007", "en") == f"No.{NB}2021-BKO-03/007"
    assert (
        phrases.done_at("Bamako", on, "fr").replace(NB, " ") == "Fait à Bamako, le 1er octobre 2021"
    )
    assert phrases.done_at("Bamako", on, "en").replace(NB, " ") == "Bamako, 1 October 2021"
    assert phrases.replaces("fr") == "Annule et remplace la version précédente"
    assert phrases.check_line("7F3K-92QD", "fr") == f"Vérifiable hors ligne{NB}: 7F3K-92QD"


def test_closing_agrees_with_the_paper_and_english_has_none():
    assert phrases.closing("participation", Category.PARTICIPANT, "fr").startswith(
        "En foi de quoi la présente attestation lui est délivrée"
    )
    assert phrases.closing("success", Category.PARTICIPANT, "fr").startswith(
        "En foi de quoi le présent certificat lui est délivré pour"
    )
    assert phrases.closing("participation", Category.PARTICIPANT, "en") == ""


def test_a_title_typed_with_its_quotation_marks_gets_no_second_pair():
    workshop = replace(BAMAKO, title=Bilingual("« le renseignement ».", "“intelligence”"))

    assert phrases.kind_and_title(workshop, "fr").count("«") == 1
    assert phrases.kind_and_title(workshop, "en") == "National workshop on “intelligence”"
