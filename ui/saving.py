"""Saving something as a file: asked where, written in the background, told when it is safe."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.files import write_file
from app.i18n import _
from app.wording.people import isolated
from ui.desk import Desk
from ui.tasks import whole
from ui.words.exchange import size_words


def save(desk: Desk, title: str, name: str, make: Callable[[], bytes]) -> None:
    """Write what `make` makes where the user says, as `name` unless another is typed.

    The ending of `name` is added to a name typed without one. `make` runs in the background.
    """
    chosen = desk.ask.save_file(title, name)
    if chosen is None:
        return
    path = chosen if chosen.suffix else chosen.with_suffix(Path(name).suffix)
    desk.tasks.run(
        whole(partial(_written, path, make)),
        done=partial(_tell, desk, path),
        failed=desk.ask.show_error,
    )


def _written(path: Path, make: Callable[[], bytes]) -> int:
    """How many bytes it took."""
    data = make()
    write_file(path, data, private=True)
    return len(data)


def _tell(desk: Desk, path: Path, size: int) -> None:
    said = _("Saved and read back: {name} ({size})")
    desk.notices.told.emit(said.format(name=isolated(path.name), size=size_words(size)))
