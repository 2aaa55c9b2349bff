"""Search as you type, over people written down by the services."""

import string
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.bilingual import Bilingual
from app.domain.closeness import Closeness, is_near
from app.domain.people import Sex
from app.services import registering
from app.services import workshops as workshop_services
from app.services.drafts import PersonDraft
from app.store.search import reindex_all, search
from app.store.search_query import read_typed, typos_of

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)


@pytest.fixture
def expect(db, author, workshop_id):
    """Write people down as expected, by name; the registration ids."""

    def expect(*names: str, workshop: str = workshop_id, **facts: object) -> list[str]:
        drafts = [PersonDraft(name, Sex.FEMALE, **facts) for name in names]
        return [
            registering.expect(db, author, workshop, draft, now=NOW).subject for draft in drafts
        ]

    return expect


@pytest.fixture
def found(db, workshop_id):
    """The names that a text finds, in order."""

    def found(text: str, **options: object) -> list[str]:
        return [hit.line.person.name for hit in search(db, workshop_id, text, **options)]

    return found


@pytest.fixture
def another_workshop(db, author):
    def another_workshop(*, discreet: bool = False) -> str:
        draft = workshop_services.WorkshopDraft(
            title=Bilingual("l’analyse du renseignement"),
            city="Niamey",
            country="NE",
            starts_on=date(2017, 6, 19),
            ends_on=date(2017, 6, 23),
            discreet=discreet,
        )
        return workshop_services.create_workshop(db, author, draft, now=NOW).subject

    return another_workshop


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

    assert hit.is_guess
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
    expect("Mme DIALLO Aïssata TRAORÉ")

    (hit,) = search(db, workshop_id, "trao aiss")

    assert [hit.line.person.name[start:end] for start, end in hit.spans] == ["Aïss", "TRAO"]


def test_correction_is_found_at_once_and_the_old_name_no_more(db, author, expect, found):
    (registration,) = expect("TRAORE Moussa", organisation="Douanes")
    draft = PersonDraft("KONTA Moussa", Sex.MALE, organisation="Justice")
    registering.correct(db, author, registration, draft, now=NOW)

    assert found("konta") == ["KONTA Moussa"]
    assert found("justice") == ["KONTA Moussa"]
    assert found("traore") == []
    assert found("douanes") == []


def test_erased_name_leaves_no_letter_in_the_index(db, author, expect):
    (registration, _) = expect("ZZCANARI Xylophone", "KONÉ Salif")
    draft = PersonDraft("KONÉ Awa", Sex.FEMALE)
    registering.correct(db, author, registration, draft, now=NOW)

    assert not any(b"zzcanari" in bytes(block) for (block,) in _index_blocks(db))
    assert not any(b"xyloph" in bytes(block) for (block,) in _index_blocks(db))
    assert any(b"salif" in bytes(block) for (block,) in _index_blocks(db))
    assert "zzcanari" not in str(db.rows("SELECT * FROM search_lines")).lower()
    assert "zzcanari" not in str(db.rows("SELECT * FROM search_vocabulary"))


def _index_blocks(db):
    return db.tuples("SELECT block FROM people_index_data")


def test_index_agrees_with_what_it_indexes(db, author, expect, found):
    first, second = expect("TRAORÉ Moussa", "KONÉ Salif")
    registering.register(db, author, first, now=NOW)
    registering.correct(db, author, second, PersonDraft("KONÉ Awa", Sex.FEMALE), now=NOW)
    before = db.rows("SELECT * FROM search_vocabulary"), found("o"), found("kone")

    db.execute("INSERT INTO people_index (people_index, rank) VALUES ('integrity-check', 1)")
    reindex_all(db)
    db.execute("INSERT INTO people_index (people_index, rank) VALUES ('integrity-check', 1)")
    assert (db.rows("SELECT * FROM search_vocabulary"), found("o"), found("kone")) == before


def test_arrival_writes_nothing_into_the_index(db, author, expect):
    (registration,) = expect("TRAORÉ Moussa")
    before = _index_blocks(db)
    registering.register(db, author, registration, now=NOW)

    assert _index_blocks(db) == before


@pytest.mark.parametrize("text", ["", " ", "'", '"', "*", "-", "\0", "()", "\u200d"])
def test_text_without_letters_or_digits_finds_nothing(expect, found, text):
    expect("KONÉ Salif")

    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'kone" OR "x',
        "kone*",
        "words:kone",
        "kone) OR (a",
        "^kone",
        "NEAR(kone salif)",
        "kone\0salif",
        "kone'; DROP TABLE people; --",
        "NOT kone",
    ],
)
def test_text_is_never_a_query_language(db, expect, workshop_id, text):
    expect("KONÉ Salif")

    search(db, workshop_id, text)

    assert len(search(db, workshop_id, "kone")) == 1


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text() | st.text("abdeknorst é’'\"*-:()0123 \0ɛŋ", max_size=20))
def test_no_text_raises(db, workshop_id, text):
    assert isinstance(search(db, workshop_id, text), list)


def test_typos_are_those_that_a_comparison_with_every_word_finds(db, expect):
    expect("TRAORE Karota", "KORTA Tarak", "ATKORA Rotak", "TAOR Okarat", "RAKOTO Aktor")
    words = {row[0] for row in db.tuples("SELECT word FROM search_vocabulary")}

    misspelt = {typo[:end] for word in words for typo in _one_edit(word) for end in range(3, 8)}
    for typed in (typo for typo in misspelt if len(typo) >= 3):
        near = {word for word in words if is_near(typed, word)}
        assert set(typos_of(db, typed)) == near
    for word in words:
        assert all(word in typos_of(db, typo) for typo in _one_edit(word) if len(typo) >= 3)


def _one_edit(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {left + right[1:] for left, right in cuts if len(right) > 1}
    wrong = {left + "x" + right[1:] for left, right in cuts if right}
    extra = {left + "x" + right for left, right in cuts}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return missing | wrong | extra | swapped


def test_digits_with_spaces_are_one_number():
    assert read_typed("koné 70 00-00 01").digits == "70000001"
    assert read_typed("koné 70 00-00 01").words == ("kone",)
