"""« Déjà vu ? »: who on the lists may be the one being written down."""

import pytest

from app.domain.likeness import Known, Level, Reason
from app.store.similar import similar


@pytest.fixture
def hints(db, workshop_id):
    """Names and reasons of those like the person described."""

    def hints(name: str, **facts: object) -> list[tuple[str, Reason | None]]:
        found = similar(db, workshop_id, Known(name, **facts))
        return [(line.person.name, likeness.reason) for line, likeness in found]

    return hints


@pytest.mark.parametrize("phone", ["+22370000012", "70 00 00 12", "00223 70000012"])
def test_same_phone_is_a_strong_hint_however_it_is_written(expect, hints, phone):
    expect("KONÉ Salif", phones=("+22370000011", "+22370000012"))
    expect("TRAORÉ Awa", phones=("+22370000013",))

    assert hints("DIARRA Issa", phones=(phone,)) == [("KONÉ Salif", Reason.PHONE)]


def test_same_address_or_matricule_is_a_strong_hint(expect, hints):
    expect("KONÉ Salif", email="Salif.Kone@exemple.ml", matricule="M-0001 K")

    assert hints("DIARRA", email="salif.kone@exemple.ml") == [("KONÉ Salif", Reason.EMAIL)]
    assert hints("DIARRA", matricule="m0001k") == [("KONÉ Salif", Reason.MATRICULE)]


def test_same_name_and_organisation_is_a_medium_hint_in_any_order(expect, hints):
    expect("KONÉ Salif", organisation="Douanes")
    expect("KONÉ Salif", organisation="Justice")

    assert hints("Salif Kone", organisation="douanes") == [
        ("KONÉ Salif", Reason.NAME_AND_ORGANISATION),
        ("KONÉ Salif", Reason.NAME),
    ]


def test_near_name_at_the_same_organisation_is_a_medium_hint(expect, hints):
    expect("KULUBALI Salifou", organisation="Direction générale des douanes")
    expect("TRAORÉ Salifou", organisation="Direction générale des douanes")

    assert hints("KOULIBALI Salifou", organisation="Direction générale des douanes") == [
        ("KULUBALI Salifou", Reason.SPELLING_AND_ORGANISATION)
    ]


def test_same_name_elsewhere_is_a_weak_hint(expect, hints):
    expect("KOULIBALI Salif", organisation="Douanes")

    assert hints("Salif COULIBALY") == [("KOULIBALI Salif", Reason.NAME)]


def test_different_names_are_no_hint(expect, hints):
    expect("KONATÉ Salif", organisation="Douanes")

    assert hints("KONÉ Salif", organisation="Douanes") == []
    assert hints("") == []
    assert hints("Salif") == []


def test_strongest_hints_come_first_and_three_at_most(db, expect, workshop_id):
    for organisation in ("Douanes", "Justice", "Police", "Garde"):
        expect("KONÉ Salif", organisation=organisation)
    expect("TRAORÉ Awa", phones=("+22370000012",))
    draft = Known("KONÉ Salif", "Garde", ("+22370000012",))

    found = similar(db, workshop_id, draft)

    assert [likeness.level for _, likeness in found] == [Level.STRONG, Level.MEDIUM, Level.WEAK]
    assert found[1][0].organisation_name() == "Garde"


def test_registration_being_corrected_is_not_like_itself(db, expect, workshop_id):
    (registration,) = expect("KONÉ Salif", phones=("+22370000012",))
    draft = Known("KONÉ Salif", phones=("+22370000012",))

    assert similar(db, workshop_id, draft, without=registration) == []
    assert len(similar(db, workshop_id, draft)) == 1


def test_people_of_other_workshops_are_hints_once(db, expect, workshop_id, another_workshop):
    phones = ("+22790000001",)
    expect("KONÉ Salif", workshop=another_workshop(), phones=phones)
    latest = another_workshop()
    expect("KONÉ Salif", workshop=latest, phones=phones)

    ((line, _),) = similar(db, workshop_id, Known("KONÉ Salif", phones=phones))

    assert line.registration.workshop == latest


def test_discreet_workshop_neither_gives_nor_gets_hints(db, expect, hints, another_workshop):
    discreet = another_workshop(discreet=True)
    expect("KONÉ Salif", workshop=discreet)
    expect("TRAORÉ Awa")

    assert hints("KONÉ Salif") == []
    assert similar(db, discreet, Known("TRAORÉ Awa")) == []


def test_homonyms_of_this_workshop_stay_two(expect, hints):
    expect("KONÉ Salif", organisation="Douanes")
    expect("KONÉ Salif", organisation="Douanes")

    assert len(hints("KONÉ Salif", organisation="Douanes")) == 2


def test_hostile_texts_find_nothing(hints):
    assert hints('" OR "', organisation="*) OR (", phones=("'",), email="%", matricule='"') == []
