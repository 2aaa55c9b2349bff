import unicodedata

import pytest

from app.domain.visible import commanding, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("liste.xlsx", "liste.xlsx", id="plain"),
        pytest.param("Été — n° 3 ; « حضور » 🎓.ods", "Été — n° 3 ; « حضور » 🎓.ods", id="letters"),
        pytest.param("a\x1b]0;x\x07b", r"a\x1b]0;x\x07b", id="ESC and BEL"),
        pytest.param("a\x9b2Jb\x7f", r"a\x9b2Jb\x7f", id="C1 and DEL"),
        pytest.param("cod\u202egpj.exe", r"cod\u202egpj.exe", id="right to left"),
        pytest.param("a\u2066b\u2069\u061c", r"a\u2066b\u2069\u061c", id="isolates and marks"),
        pytest.param("a\r\nb\tc\u2028d", r"a\x0d\x0ab\x09c\u2028d", id="line ends"),
        pytest.param("a\udcff\ufeff\U000e0041", r"a\udcff\ufeff\U000e0041", id="no letters"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="joiners"),
    ],
)
def test_what_commands_a_screen_is_spelt(text, shown):
    assert visible(text) == shown


def test_no_character_of_unicode_commands_once_it_is_shown():
    every = "".join(map(chr, range(0x110000)))
    left = {unicodedata.category(one) for one in visible(every)}

    assert commanding(visible(every)) == set()
    assert left.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


def test_what_is_kept_is_kept():
    assert visible("a\n\tb\x1b", keep="\n\t") == "a\n\tb\\x1b"
