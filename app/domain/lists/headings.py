"""What the heading of a column means, in the French and English of invitation lists."""

import re
import unicodedata
from enum import StrEnum


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    SEX = "sex"
    MALE = "male"
    """A column of crosses for men."""
    FEMALE = "female"
    CIVILITY = "civility"
    TITLE = "title"
    ORGANISATION = "organisation"
    UNIT = "unit"
    FUNCTION = "function"
    RANK = "rank"
    PHONE = "phone"
    EMAIL = "email"
    MATRICULE = "matricule"
    CATEGORY = "category"
    PLACES = "places"
    REMARKS = "remarks"
    SIGNATURE = "signature"
    OTHER = "other"


NAME_ROLES = frozenset({Role.NAME, Role.FAMILY, Role.GIVEN})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GIVEN = _words("prenom prenoms first given forename forenames firstname")
_FAMILY = _words("last surname surnames family famille patronyme lastname")
_NAME = _words("nom noms name names")
_WHOLE = _words("complet full identite participant participants participante participantes invite")
_WHOLE |= _words("invites beneficiaire beneficiaires personne personnes designe designee designes")
_SEXES = _words("h f m")
_MALE = _words("h m homme hommes masculin male men")
_FEMALE = _words("f femme femmes feminin female women")
_SEX = _words("sexe sex genre gender")
_CIVILITIES = _words("m mr mrs mme mmes mlle ms miss monsieur madame")
_CIVILITY = _words("civilite civ salutation")
_TITLE = _words("titre titres title titles")
_BODY = _words("structure structures organisation organization organisations organizations")
_BODY |= _words("organisme organismes institution institutions entite entites employeur agence")
_BODY |= _words("agency ministere ministry employer company affiliation")
_FROM = _words("provenance origine origin")
_UNIT = _words("service services direction directions departement department division section")
_UNIT |= _words("unite unit bureau brigade corps")
_FUNCTION = _words("fonction fonctions poste postes position positions job profession professions")
_FUNCTION |= _words("qualite qualites occupation responsabilite responsabilites emploi function")
_RANK = _words("grade grades rank ranks")
_PHONE = _words("tel tels telephone telephones telephonique phone phones contact contacts mobile")
_PHONE |= _words("mobiles portable portables cell cel cellulaire gsm whatsapp")
_EMAIL = _words("email emails mail mails courriel courriels electronique")
_MATRICULE = _words("matricule matricules mle nmle")
_CATEGORY = _words("categorie categories category statut status type")
_PLACES = _words("nombre nbre effectif effectifs quota places")
_REMARKS = _words("observation observations remarque remarques commentaire commentaires comment")
_REMARKS |= _words("comments remark remarks note notes obs")
_SIGNATURE = _words("signature signatures emargement emargements visa")
_PLACE = _words("pays country ville city lieu localite region nationalite nationality date")
_PLACE |= _words("naissance adresse address age residence station affectation")
_NUMBER = _words("n no num numero nr ordre order number rang sl sn")
_FILLER = _words("de du des d la le les l et and ou or of the s e a au aux en in pour for par un")
_FILLER |= _words("une principal professionnel professionnelle actuel actuelle occupe occupee")

_KNOWN = (
    _GIVEN | _FAMILY | _NAME | _WHOLE | _SEXES | _SEX | _CIVILITIES | _CIVILITY | _TITLE | _BODY
    | _FROM | _UNIT | _FUNCTION | _RANK | _PHONE | _EMAIL | _MATRICULE | _CATEGORY | _PLACES
    | _REMARKS | _SIGNATURE | _PLACE | _NUMBER | _FILLER
)  # fmt: skip

_ORDERED: tuple[tuple[frozenset[str], Role], ...] = (
    (_PLACES, Role.PLACES),
    (_SIGNATURE, Role.SIGNATURE),
    (_MATRICULE, Role.MATRICULE),
    (_PHONE, Role.PHONE),
    (_EMAIL, Role.EMAIL),
    (_SEX, Role.SEX),
    (_CIVILITY, Role.CIVILITY),
    (_BODY, Role.ORGANISATION),
    (_PLACE, Role.OTHER),
    (_FROM, Role.ORGANISATION),
    (_UNIT, Role.UNIT),
    (_NAME | _WHOLE, Role.NAME),
    (_FUNCTION, Role.FUNCTION),
    (_RANK, Role.RANK),
    (_TITLE, Role.TITLE),
    (_CATEGORY, Role.CATEGORY),
    (_REMARKS, Role.REMARKS),
)
"""The first set that a heading touches wins: « Nom de la structure » is a structure."""

_LONGEST_HEADING = 80
_NOT_LETTERS = re.compile(r"[\W_]+")


def words_of(heading: str) -> list[str]:
    """The heading's words in lower case, without accents and signs: « N° d’ordre » is n d ordre."""
    if heading.isascii():
        return _NOT_LETTERS.sub(" ", heading.lower()).split()
    plain = unicodedata.normalize("NFKD", heading).lower()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_LETTERS.sub(" ", letters).split()


def is_heading(text: str) -> bool:
    """Whether every word of `text` is a heading's word: a title or a person's line is not."""
    words = words_of(text)
    return 0 < len(text) <= _LONGEST_HEADING and _is_known(words) and role_of(text) is not None


def role_of(heading: str) -> Role | None:
    """What the column under `heading` holds, None when nothing in it is known."""
    words = words_of(heading)
    found = set(words)
    if len(words) > 1 and found <= _SEXES | _words("ou et"):
        return Role.SEX
    if len(found) > 1 and found <= _CIVILITIES:
        return Role.CIVILITY
    if found & _GIVEN or (found & _FAMILY and found & _NAME):
        return _name_role(found)
    role = next((role for touched, role in _ORDERED if found & touched), None)
    if role is None and found & _FAMILY:
        return Role.FAMILY
    return role or (Role.NUMBER if found and found <= _NUMBER | _FILLER else None)


def crossed_role(heading: str) -> Role | None:
    """The sex whose column this is where two columns are to be crossed: « H » beside « F »."""
    words = set(words_of(heading))
    if words and words <= _MALE:
        return Role.MALE
    return Role.FEMALE if words and words <= _FEMALE else None


def gives_given_first(heading: str) -> bool | None:
    """Whether « Prénoms et Nom » (True) or « Nom et prénoms » (False); None for a bare « Nom »."""
    words = words_of(heading)
    given = next((at for at, word in enumerate(words) if word in _GIVEN), None)
    family = next((at for at, word in enumerate(words) if word in _FAMILY), None)
    if family is None:
        family = next((at for at, word in enumerate(words) if word in _NAME), None)
    if given is None or family is None:
        return None
    return given < family


def _name_role(found: set[str]) -> Role:
    """« First name » is given, « Last name » and « Nom de famille » are family, both are a name."""
    french = bool(found & _words("prenom prenoms"))
    if found & _GIVEN and (found & _FAMILY or (french and found & _NAME)):
        return Role.NAME
    return Role.GIVEN if found & _GIVEN else Role.FAMILY


def _is_known(words: list[str]) -> bool:
    return all(word in _KNOWN or word.isdigit() for word in words)
