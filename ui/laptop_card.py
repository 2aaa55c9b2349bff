"""Handing this laptop's card over to headquarters."""

from functools import partial
from pathlib import Path

from app.i18n import _
from app.services.travelling.enrolling import write_card
from app.services.travelling.laptop import card_name, this_laptop
from app.wording.people import isolated
from ui.desk import Desk
from ui.tasks import whole


def hand_over_card(desk: Desk) -> None:
    """Ask where to, and write the card there; what is read aloud then is told."""
    path = desk.ask.save_file(
        _("This laptop’s card, for headquarters"), card_name(desk.db, desk.key)
    )
    if path is not None:
        desk.tasks.run(
            whole(partial(write_card, desk.db, desk.key, path)),
            done=partial(_told, desk, path),
            failed=desk.ask.show_error,
        )


def _told(desk: Desk, path: Path, _nothing: None) -> None:
    digits = this_laptop(desk.db, desk.key).digits
    said = _("Card written: {name}. To compare aloud: {digits}")
    desk.notices.told.emit(said.format(name=isolated(path.name), digits=digits))
