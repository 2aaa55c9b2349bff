import pytest

from app.domain.lists.headings import Role, gives_given_first, is_heading, role_of


@pytest.mark.parametrize(
    ("role", "headings"),
    [
        (Role.NUMBER, "N°|No|N° d’ordre|Nº|Num|Ordre|№"),
        (
            Role.NAME,
            (
                "Prénoms et Nom|Nom & Prénoms|NOM ET PRENOM(S)|Nom|Noms|Name|Full name|Nom complet"
                "|Prénom(s)/Nom(s)|Nom, Prénoms|Noms et prénoms des participants|Participant"
                "|Surname and first name|Grade, Nom et Prénoms|Nom de famille et prénoms"
            ),
        ),
        (Role.FAMILY, "Nom de famille|Last name|Surname|Family name|Surnames"),
        (Role.GIVEN, "Prénom|Prénoms|Prénom(s)|First name|Given name(s)|Forename"),
        (Role.SEX, "Sexe|Sexe (H/F)|Genre|Sex|Gender|H/F|M/F|F / H"),
        (Role.CIVILITY, "Civilité|M./Mme|Mr/Mrs/Mme|Titre de civilité|Salutation"),
        (
            Role.ORGANISATION,
            (
                "Structure|STRUCTURES|Organisation|Organization|Institution|Nom de la structure"
                "|Structure de provenance|Service / Structure|Ministère|Organisme|Provenance"
            ),
        ),
        (Role.UNIT, "Service|Direction|Département|Unité|Nom du service"),
        (Role.FUNCTION, "Fonction|Poste|Fonction/Titre|Position|Job title|Qualité|Profession"),
        (Role.RANK, "Grade|Rank|Grade / Titre"),
        (
            Role.PHONE,
            (
                "Contact|Contact(s)|CONTACTS|Téléphone|Tel|Tél.|N° de téléphone|Phone|Phone number"
                "|Mobile|WhatsApp|Contacts (tél, e-mail)|Numéro de téléphone"
            ),
        ),
        (Role.EMAIL, "E-mail|Email|Courriel|Adresse électronique|Adresse e-mail|Mail"),
        (Role.MATRICULE, "Matricule|N° Mle|N° matricule"),
        (Role.CATEGORY, "Catégorie|Statut|Category"),
        (Role.PLACES, "Nombre|Nombre de participants|Places|Effectif"),
        (Role.REMARKS, "Observations|Observation|Remarks|Commentaires"),
        (Role.SIGNATURE, "Émargement|Signature"),
        (Role.OTHER, "Pays|Ville de provenance|Date de naissance|Adresse"),
        (Role.TITLE, "Titre|Title"),
    ],
)
def test_headings_of_both_languages_are_known(role, headings):
    texts = headings.split("|")

    assert {text: role_of(text) for text in texts} == dict.fromkeys(texts, role)
    assert [text for text in texts if not is_heading(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "LISTE DES PARTICIPANTS",
        "Moussa TRAORÉ",
        "Direction générale de la police nationale",
        "Chef de service",
        "Atelier national",
        "24",
        "",
        "M",
        "Mme",
    ],
)
def test_titles_and_data_are_no_headings(text):
    assert not is_heading(text)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Prénoms et Nom", True),
        ("Nom et Prénoms", False),
        ("First name and surname", True),
        ("Surname, given names", False),
        ("Nom de famille et prénoms", False),
        ("Nom", None),
        ("Full name", None),
    ],
)
def test_the_heading_tells_the_order_of_a_name(heading, expected):
    assert gives_given_first(heading) is expected
