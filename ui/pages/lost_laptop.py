"""At headquarters: a laptop is lost, and another one gets what had arrived of it."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.i18n import N_, _
from app.services.travelling import headquarters
from app.services.travelling.handing_back import HandedBack, file_name, hand_back
from app.services.travelling.introducing import Introduction, introductions
from app.store import local
from app.wording.people import isolated
from ui.desk import Desk
from ui.dialogs.hand_back import HandBackForm
from ui.tasks import whole
from ui.widgets.button import Button


class LostLaptop(Button):
    """Asks for the new laptop's card, has its digits compared, and writes the file."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(N_("A laptop is lost…"), parent=parent)
        self._desk = desk
        self.form: HandBackForm | None = None
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        desk = self._desk
        path = desk.ask.open_file(_("The card of the laptop that goes on"))
        if path is None:
            return
        try:
            [card] = introductions(desk.db, desk.key, [path])
        except AppError as error:
            desk.ask.show_error(error)
            return
        ours = {desk.key.id, headquarters.office_key(desk.db, desk.key).id, card.device.id}
        lost = [one for one in local.devices(desk.db) if one.id not in ours]
        self.form = HandBackForm(card, lost, self)
        self.form.submitted.connect(partial(self._on_submitted, card))
        self.form.begin()

    def _on_submitted(self, card: Introduction, lost_id: str) -> None:
        desk, form = self._desk, self.form
        of = next((one for one in local.devices(desk.db) if one.id == lost_id), None)
        path = desk.ask.save_file(_("The file for the new laptop"), file_name(card))
        if path is None or form is None:
            return
        write = partial(hand_back, desk.db, desk.key, card, path, of=of, now=desk.clock())
        desk.tasks.run(whole(write), done=partial(self._on_written, path), failed=form.refuse)

    def _on_written(self, path: Path, done: HandedBack) -> None:
        if self.form is not None:
            self.form.accept()
        said = _(
            "{file} is written, with {codes}. The new laptop takes it in under “Sending”, "
            "“Receive”. Read to it by telephone: {digits}"
        )
        digits = headquarters.digits(self._desk.db, self._desk.key)
        codes = ", ".join(done.workshops)
        self._desk.ask.tell(said.format(file=isolated(path.name), codes=codes, digits=digits))
