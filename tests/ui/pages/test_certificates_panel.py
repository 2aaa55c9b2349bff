"""Certificates that are not earned any more, and taking them back."""

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt

from app.services.people.attending import clear_marks
from app.store import certificates, workshops
from tests.conftest import NOW
from tests.ui.pages.sittings import come, issue
from ui.pages.certificates_panel import CertificatesPanel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def people(desk):
    """Aminata and Mariam, who both hold a certificate."""
    both = come(desk, "Aminata KONATÉ"), come(desk, "Mariam COULIBALY")
    issue(desk)
    return both


@pytest.fixture
def lapsed(desk, people):
    """Aminata, of whom the sheet says that she never came."""
    for session in workshops.sessions(desk.db, desk.current.workshop):
        clear_marks(desk.db, desk.author, session.id, people[:1], now=NOW)
    return people[0]


@pytest.fixture
def open_panel(show, desk, qtbot):
    """Open the panel as things are now: `open_panel()`."""

    def opened():
        panel = show(CertificatesPanel(desk), (430, 507))
        desk.notices.posted.connect(panel.reload)  # as its page does
        panel.reload()
        qtbot.waitUntil(lambda: not desk.tasks.is_busy)
        return panel

    return opened


def held(desk):
    return certificates.current(desk.db, desk.current.workshop)


def withdraw(panel, desk, registration, qtbot):
    panel.people.choose([registration])
    qtbot.mouseClick(panel.withdraw, LEFT)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy)


def test_certificate_that_is_not_earned_any_more_is_told(open_panel, lapsed):
    panel = open_panel()

    assert "Aminata KONATÉ" in panel.gaps.words.text()
    [row] = [row for row in panel.people.rows.rows if row.key == lapsed]
    assert row.state == "issued, to be reviewed"


def test_it_is_withdrawn_with_a_reason(open_panel, desk, ask, lapsed, people, qtbot):
    panel = open_panel()
    ask.reasons = ["Absente"]

    with qtbot.waitSignal(desk.notices.told) as told:
        withdraw(panel, desk, lapsed, qtbot)

    assert told.args == ["1 certificate withdrawn"]
    assert set(held(desk)) == set(people[1:])
    assert panel.gaps.isHidden()


def test_without_a_reason_nothing_is_withdrawn(open_panel, desk, ask, people, qtbot):
    panel = open_panel()

    withdraw(panel, desk, people[0], qtbot)

    assert set(held(desk)) == set(people)
    assert len(ask.questions) == 1


def test_only_who_holds_a_certificate_can_have_it_withdrawn(open_panel, desk, people):
    salif = come(desk, "Salif KONÉ")
    panel = open_panel()

    assert panel.withdraw.isHidden()
    panel.people.choose([salif])
    assert panel.withdraw.isHidden()
    panel.people.choose([people[0]])
    assert not panel.withdraw.isHidden()


def test_paper_of_all_leaves_out_what_is_not_earned_any_more(open_panel, lapsed, people):
    panel = open_panel()

    everyone = panel.maker()()
    panel.people.choose([lapsed])
    her_own = panel.maker()()

    assert (len(PdfDocument(everyone)), len(PdfDocument(her_own))) == (1, 1)
    assert everyone != her_own
