"""What everybody tries first is refused, with four words to choose instead."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import i18n
from app.errors import PassphraseTooWeak
from app.services.care.strength import proposal, require_strength

ROOT = Path(__file__).parents[4]
WEAK = {
    "short": ["chèvre", "   chèvre      ", "", " ", "x7#Kp2!qLm9"],
    "one sign": ["aaaaaaaaaaaaaaaa", "aaaabbbbccccdddd", "ababababababab"],
    "figures": ["123456789012", "0123456789012", "13102021131020", "+223 70 12 34 56"],
    "dates": ["13/10/2021 Bamako", "14 juillet 2026", "2026-2027-2028", "Bamako, le 13 octobre"],
    "passwords": ["password1234", "P4ssw0rd1234", "motdepasse123", "M0td3p4ss3!!", "abc123abc123"],
    "keys in a row": ["azertyuiopqs", "qwertyuiopas", "qsdfghjklmwx", "aqwzsxedcrfv",
                      "1qaz2wsx3edc", "poiuytrezaml", "zaqxswcdevfr", "azertyazerty",
                      "Azerty123456!"],
    "repeated": ["bonjourbonjour", "jetaimejetaime", "mali mali mali", "dakar-dakar-dakar"],
    "places": ["bamako202600", "Ouagadougou2024", "n'djamena 2026", "B@m@k0-2026!"],
    "services": ["Gendarmerie2026", "ministère de la justice 2026", "Police Nationale Mali"],
    "the programme": ["emarge2026emarge", "Émargement2026", "formation2026", "participant2026"],
    "names": ["moussatraore1985", "Awa Traoré 2020"],
    "backwards": ["drowssapdrowssap", "okamab202600"],
}  # fmt: skip
STRONG = [
    "cheval vert matin",
    "quatre mots bien choisis",
    "le fleuve est haut",
    "entre deux saisons",
    "quatre chèvres blanches",
    "trois poules sous la table",
    "correct horse battery staple",
    "four words for tests",
    "un mot de passe long",
    "x7#Kp2!qLm9z",
    "un zébu dort sous le manguier de ma voisine, et personne ne sait depuis combien de temps",
]


@pytest.mark.parametrize("words", [pytest.param(one, id=name) for name, one in WEAK.items()])
def test_what_is_tried_first_is_refused(words):
    accepted = []
    for word in words:
        try:
            require_strength(word)
            accepted.append(word)
        except PassphraseTooWeak:
            continue

    assert accepted == []


@pytest.mark.parametrize("passphrase", STRONG)
def test_words_that_nobody_puts_together_are_taken(passphrase):
    require_strength(passphrase)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_refusal_proposes_four_words_that_are_taken(language):
    i18n.use_language(language)
    with pytest.raises(PassphraseTooWeak) as told:
        require_strength("bamako202600")

    proposed = str(told.value.facts["proposal"])
    assert told.value.message.endswith(proposed)
    assert len(proposed.split()) == 4
    require_strength(proposed)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_lists_of_words_hold_2048_that_any_keyboard_types(language):
    words = (ROOT / f"resources/words/{language}.txt").read_text("utf-8").split()

    assert len(set(words)) == len(words) == 2048
    assert all(word.isascii() and word.islower() for word in words)


def test_no_proposal_is_made_twice():
    assert len({proposal() for _ in range(50)}) == 50


def test_only_the_passphrase_that_is_named_is_let_through():
    require_strength("demo", allowed="demo")
    for other in ("Demo", "demo1", "demodemodemo"):
        with pytest.raises(PassphraseTooWeak):
            require_strength(other, allowed="demo")


def test_opening_a_register_loads_no_dictionary():
    opening = "import sys, app.services.care.installation; sys.exit('zxcvbn' in sys.modules)"

    subprocess.run([sys.executable, "-c", opening], cwd=ROOT, check=True)
