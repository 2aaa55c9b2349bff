"""Search as you type: who is found, and in which order."""

import string
from datetime import UTC, datetime

import pytest

from app.domain.closeness import Closeness
from app.domain.people import Sex
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.store.search import search
from app.wording.people import printed_name

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)


def test_three_letters_find_every_name_that_begins_with_them(expect, found):
    expect("KONÉ Salif", "KONATÉ Aminata", "KONARÉ Oumou", "Koné Salif Bakary", "TRAORÉ Awa")

    assert set(found("kon")) == {
        "KONÉ Salif",
        "KONATÉ Aminata",
        "KONARÉ Oumou",
        "Koné Salif Bakary",
    }


def test_first_letter_finds(expect, found):
    expect("KONÉ Salif", "TRAORÉ Awa")

    assert found("k") == ["KONÉ Salif"]


@pytest.mark.parametrize("typed", ["diallo", "traore", "aissata", "Aïssata", "mme diallo"])
def test_married_name_is_found_under_each_of_its_parts(expect, found, typed):
    expect("Mme DIALLO Aïssata TRAORÉ", "KONÉ Salif")

    assert found(typed) == ["Mme DIALLO Aïssata TRAORÉ"]


@pytest.mark.parametrize(
    ("typed", "name"), [("ba", "BA Awa"), ("ly", "LY Oumar"), ("sy", "Sy Ami")]
)
def test_name_of_two_letters_is_found(expect, found, typed, name):
    expect("BA Awa", "LY Oumar", "Sy Ami")

    assert found(typed) == [name]


def test_name_of_two_letters_comes_before_longer_ones(expect, found):
    expect("BAMBA Issa", "Oumou BA", "BAH Ali")

    assert found("ba") == ["Oumou BA", "BAH Ali", "BAMBA Issa"]


def test_words_may_come_in_any_order_and_unfinished(expect, found):
    expect("KONATÉ Aminata Mariam", "KONATÉ Salif", "TRAORÉ Aminata")

    assert found("mar konat") == ["KONATÉ Aminata Mariam"]
    assert found("ami kon") == ["KONATÉ Aminata Mariam"]


def test_every_word_must_match(expect, found):
    expect("KONATÉ Aminata")

    assert found("konate salif") == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nene", "Nɛnɛ KONTA"),
        ("ngaaba", "Ŋaaba DIARRA"),
        ("nyagale", "Ɲagalɛ SACKO"),
        ("barma", "Ɓarma ƊIKKO"),
        ("dikko", "Ɓarma ƊIKKO"),
        ("kanya", "Ƙanya GARBA"),
        ("yaya", "Ƴaya SANI"),
        ("ndiaye", "N’DIAYE Cœur"),
        ("n'diaye", "N’DIAYE Cœur"),
        ("n diaye", "N’DIAYE Cœur"),
        ("diaye", "N’DIAYE Cœur"),
        ("coeur", "N’DIAYE Cœur"),
        ("ba toure", "BA-TOURÉ Fanta"),
        ("ba-toure", "BA-TOURÉ Fanta"),
        ("TRAOR2", "TRAORÉ Moussa"),
    ],
)
def test_letters_are_found_as_any_keyboard_writes_them(expect, found, typed, name):
    expect(
        "Nɛnɛ KONTA",
        "Ŋaaba DIARRA",
        "Ɲagalɛ SACKO",
        "Ɓarma ƊIKKO",
        "Ƙanya GARBA",
        "Ƴaya SANI",
        "N’DIAYE Cœur",
        "BA-TOURÉ Fanta",
        "TRAORÉ Moussa",
    )

    assert found(typed)[:1] == [name]


def test_arabic_name_is_found_by_its_letters_and_by_its_alias(expect, found):
    expect("محمد ولد الأمين", alias="Mohamed Ould Lamine")
    expect("KONÉ Salif")

    assert found("محم") == ["محمد ولد الأمين"]
    assert found("الامين") == ["محمد ولد الأمين"]
    assert found("lamine moh") == ["محمد ولد الأمين"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("koulibali", "COULIBALY Awa"),
        ("koulib", "COULIBALY Awa"),
        ("jara", "DIARRA Issa"),
        ("cissokho", "SISSOKO Ali"),
        ("jalloh", "DIALLO Binta"),
        ("watara", "OUATTARA Sita"),
        ("abubakar", "TANGARA Aboubacar"),
    ],
)
def test_spellings_of_one_sound_are_found(expect, found, typed, name):
    expect(
        "COULIBALY Awa",
        "DIARRA Issa",
        "SISSOKO Ali",
        "DIALLO Binta",
        "OUATTARA Sita",
        "TANGARA Aboubacar",
    )

    assert found(typed) == [name]


def test_mute_e_does_not_make_kone_the_beginning_of_konate(expect, found):
    expect("KONATÉ Awa", "KONÉ Salif")

    assert found("kone") == ["KONÉ Salif"]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("traroe", id="two letters swapped"),
        pytest.param("rtaore", id="the first two swapped"),
        pytest.param("taore", id="a letter missing"),
        pytest.param("traoe", id="a letter missing near the end"),
        pytest.param("trqore", id="a wrong letter"),
        pytest.param("araore", id="a wrong first letter"),
        pytest.param("traoure", id="a letter too many"),
        pytest.param("ttraore", id="a first letter too many"),
        pytest.param("trqo", id="a wrong letter in an unfinished word"),
    ],
)
def test_one_typo_is_forgiven(expect, found, typed):
    expect("TRAORÉ Moussa", "KONÉ Salif")

    assert found(typed) == ["TRAORÉ Moussa"]


def test_typo_is_forgiven_in_every_word_at_once(expect, found):
    expect("TRAORÉ Moussa", "TRAORÉ Salif")

    assert found("mouusa traroe") == ["TRAORÉ Moussa"]


def test_typo_is_a_guess_and_is_told_so(db, expect, workshop_id):
    expect("KANÉ Salif")

    (hit,) = search(db, workshop_id, "kone")

    assert hit.closeness is Closeness.TYPO


def test_typo_is_not_forgiven_where_the_exact_word_is_found(expect, found):
    expect("KANÉ Salif", "KONÉ Awa")

    assert found("kone") == ["KONÉ Awa"]


def test_organisation_is_found_by_name_or_acronym(expect, found):
    expect("KONÉ Salif", organisation="Police des frontières")
    expect("TRAORÉ Awa", organisation="Douanes")

    assert found("front") == ["KONÉ Salif"]
    assert found("police des front") == ["KONÉ Salif"]
    assert found("awa doua") == ["TRAORÉ Awa"]


def test_two_letters_mean_an_organisation_only_where_they_are_no_name(expect, found):
    expect("LAOUALI Sani", organisation="Garde nationale (GN)")
    expect("KONÉ Salif", organisation="Direction de la police")

    assert found("la") == ["LAOUALI Sani"]
    assert found("gn") == ["LAOUALI Sani"]


@pytest.mark.parametrize("typed", ["0012", "00 12", "70000012", "+223 70 00 00 12", "12", "7000"])
def test_phone_is_found_by_its_tail_or_its_beginning(expect, found, typed):
    expect("KONÉ Salif", phones=("+22370000012", "+22366000099"))
    expect("TRAORÉ Awa", phones=("+22760000001",))

    assert found(typed) == ["KONÉ Salif"]


def test_second_phone_is_found_too_and_with_a_name(expect, found):
    expect("KONÉ Salif", phones=("+22370000012", "+22366000099"))
    expect("KONÉ Awa", phones=("+22370000013",))

    assert found("kone 0099") == ["KONÉ Salif"]
    assert found("awa 0099") == []


def test_sheet_number_comes_first(expect, found):
    expect("KONÉ Salif", phones=("+22370000002",))
    expect("TRAORÉ Awa", phones=("+22370000014",))

    assert found("2") == ["TRAORÉ Awa", "KONÉ Salif"]
    assert found("traore 2") == ["TRAORÉ Awa"]


def test_expected_come_first_then_arrived_then_the_replaced(db, author, expect, found):
    expect("KONÉ Awa")
    (arrived, replaced) = expect("KONÉ Bintou", "KONÉ Coumba")
    registering.register(db, author, arrived, now=NOW)
    draft = PersonDraft("DIARRA Issa", Sex.MALE)
    registering.replace_by(db, author, replaced, draft, now=NOW)
    expect("KONÉ Zeïnabou")

    assert found("kone") == ["KONÉ Awa", "KONÉ Zeïnabou", "KONÉ Bintou", "KONÉ Coumba"]


def test_closest_comes_first_among_equals(expect, found):
    expect("SALIFOU Issa", "DIARRA Salimata", "SALI Ami")

    assert found("sali") == ["SALI Ami", "SALIFOU Issa", "DIARRA Salimata"]


def test_homonyms_are_both_shown(db, expect, workshop_id):
    expect("KONÉ Salif", organisation="Douanes")
    expect("KONÉ Salif", organisation="Justice")

    hits = search(db, workshop_id, "salif kone")

    assert [hit.line.organisation_name() for hit in hits] == ["Douanes", "Justice"]


def test_homonyms_are_both_shown_for_a_typo_too(expect, found):
    expect("KONÉ Salif", "KONÉ Salif")

    assert found("salfi kone") == ["KONÉ Salif", "KONÉ Salif"]


def test_guess_stands_below_whoever_is_exactly_found_elsewhere(expect, found, another_workshop):
    expect("KONÉ Awa", workshop=another_workshop())
    expect("KANÉ Salif")

    assert found("kone") == ["KONÉ Awa", "KANÉ Salif"]


def test_guess_keeps_a_place_beside_a_crowd_from_elsewhere(expect, found, another_workshop):
    expect(*(f"KONÉ {letter}wa" for letter in string.ascii_uppercase), workshop=another_workshop())
    expect("KANÉ Salif")

    assert found("kone")[6:] == ["KANÉ Salif"]


def test_beginning_of_a_sound_does_not_hide_a_typo(expect, found):
    expect("CISSOUMA Issa", "SISSOKO Ali")

    assert found("sissoo") == ["CISSOUMA Issa", "SISSOKO Ali"]


def test_people_of_other_workshops_come_last_and_once(
    db, author, expect, workshop_id, another_workshop
):
    niamey, dakar = another_workshop(), another_workshop()
    expect("KONÉ Awa", workshop=niamey)
    expect("KONÉ Salif", workshop=niamey, phones=("+22790000001",))
    expect("KONÉ Salif", workshop=dakar, phones=("+22790000001",))
    (arrived,) = expect("KONÉ Zeïnabou")
    registering.register(db, author, arrived, now=NOW)

    hits = search(db, workshop_id, "kon")

    assert [(hit.line.person.name, hit.known_elsewhere) for hit in hits] == [
        ("KONÉ Zeïnabou", False),
        ("KONÉ Awa", True),
        ("KONÉ Salif", True),
    ]
    assert [hit.workshop for hit in hits] == [workshop_id, niamey, dakar]


def test_whoever_stands_on_the_list_is_not_shown_again_from_elsewhere(
    expect, found, another_workshop
):
    expect("KONÉ Salif", workshop=another_workshop(), phones=("+22790000001",))
    expect("KONÉ Salif", phones=("+22790000001",))

    assert found("salif") == ["KONÉ Salif"]


def test_discreet_workshop_neither_shows_nor_is_shown(db, expect, found, another_workshop):
    discreet = another_workshop(discreet=True)
    expect("KONÉ Salif", workshop=discreet)
    expect("TRAORÉ Awa")

    assert found("salif") == []
    assert search(db, discreet, "traore") == []
    assert len(search(db, discreet, "salif")) == 1


def test_other_workshops_are_left_out_when_told(expect, found, another_workshop):
    expect("KONÉ Salif", workshop=another_workshop())

    assert found("salif", everywhere=False) == []
    assert found("salif") == ["KONÉ Salif"]


def test_limit_is_kept(expect, found):
    expect(*(f"KONÉ {letter}wa" for letter in string.ascii_uppercase))

    assert len(found("kone")) == 12
    assert len(found("kone", limit=3)) == 3


def test_matched_letters_are_marked(db, expect, workshop_id):
    expect("Aïssata TRAORÉ")

    (hit,) = search(db, workshop_id, "trao aiss")

    shown = printed_name(hit.line.person, "list")
    assert shown == "TRAORÉ Aïssata"
    assert [shown[start:end] for start, end in hit.spans] == ["TRAO", "Aïss"]
