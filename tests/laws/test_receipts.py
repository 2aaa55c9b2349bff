"""Law 10: what a receipt says is safe, headquarters has, whatever was lost or came late."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.bilingual import Bilingual
from app.services.travelling.acknowledging import write_receipts
from app.services.travelling.receiving import apply, receive, receive_all
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.store import entries, local
from app.store.local import BundleState, Direction
from tests.conftest import NOW
from tests.ui.pages.laptops import Laptop

STEPS = st.lists(
    st.sampled_from(["send A", "send B", "send lost", "deliver", "confirm", "learn"]), max_size=14
)
DAY = date(2021, 10, 13)


class Field:
    """A laptop with two workshops, headquarters, and what is on its way between them."""

    def __init__(self, folder):
        self.office, self.laptop = Laptop("Dakar", folder), Laptop("Niamey", folder)
        self.laptop.is_enrolled_by(self.office.enrols(self.laptop.card()))
        self.workshops = {name: self.begin(name) for name in "AB"}
        self.under_way, self.receipts, self.held = [], [], {}

    def begin(self, city):
        title = Bilingual("le partage", "sharing")
        draft = WorkshopDraft(title=title, city=city, country="NE", starts_on=DAY, ends_on=DAY)
        return create_workshop(self.laptop.db, self.laptop.author, draft, now=NOW).subject

    def send(self, name):
        workshop = self.workshops["A" if name == "lost" else name]
        path = self.laptop.sends(workshop)
        note = max(local.bundles(self.laptop.db, Direction.OUT), key=lambda one: one.number)
        known, _values = entries.all_entries(self.laptop.db, workshop)
        self.held[note.id] = {entry.id for entry in known}
        if name != "lost":
            self.under_way.append(path)

    def deliver(self):
        """The one that was sent last comes first."""
        if self.under_way:
            receive_all(self.office.db, self.office.key, [self.under_way.pop()], now=NOW)

    def confirm(self):
        folder = self.office.folder
        self.receipts += write_receipts(self.office.db, self.office.key, folder, now=NOW)

    def learn(self):
        """The newest receipt comes first; the older ones after it."""
        if self.receipts:
            preview = receive(self.laptop.db, self.laptop.key, self.receipts.pop(), now=NOW)
            apply(self.laptop.db, preview, now=NOW)

    def falsely_safe(self):
        """The bundles that are shown as safe though headquarters lacks an entry of them."""
        known, _values = entries.all_entries(self.office.db)
        there = {entry.id for entry in known}
        return [
            note.number
            for note in local.bundles(self.laptop.db, Direction.OUT)
            if note.state in (BundleState.RECEIVED, BundleState.MERGED)
            and not self.held[note.id] <= there
        ]

    def close(self):
        for one in (self.office, self.laptop):
            one.db.close()


@settings(max_examples=40)
@given(steps=STEPS)
def test_what_is_shown_as_safe_is_with_headquarters(steps):
    with TemporaryDirectory() as folder:
        field = Field(Path(folder))
        for step in steps:
            word, _, name = step.partition(" ")
            getattr(field, word)(*filter(None, [name]))

            assert field.falsely_safe() == []
        field.close()


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_after_everything_arrived_and_was_confirmed_all_is_safe(tmp_path, lost):
    field = Field(tmp_path)
    for _ in range(lost):
        field.send("lost")
    for name in "ABA":
        field.send(name)

    for _ in range(3):
        field.deliver()
    field.confirm()
    field.learn()

    states = [note.state for note in local.bundles(field.laptop.db, Direction.OUT)]
    assert states == [BundleState.MERGED] * (3 + lost)
    field.close()
