"""How the window looks: one style sheet from tokens, light or dark, in three text sizes."""

from dataclasses import asdict
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.paths import resource
from ui.tones import DARK, LIGHT, Tones

SIZES = {
    "text": 16,
    "name": 18,
    "title": 20,
    "search": 24,
    "certificate": 25,
    "board": 36,
    "huge": 84,
}
"""Pixels at normal text size; nothing on screen is smaller than 16 (field practice UX-20)."""

AFRICAN_LETTERS = "ɛɔŋɲɓɗƙƴƐƆŊ"
"""Letters of Bambara, Hausa and Zarma names, which many system fonts lack."""

_BUNDLED_SANS = "Andika"
_BOOK_FACES = ("Gentium Book Plus", "Gentium Plus", "Charis SIL", "Andika")


class TextSize(StrEnum):
    """The three text sizes, as settings write them."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


_FACTORS = {TextSize.NORMAL: 1.0, TextSize.LARGE: 1.125, TextSize.LARGEST: 1.25}
"""On every length that carries text."""


class Theme(StrEnum):
    """Light, dark, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """Dresses the application and tells what is drawn by hand how to look."""

    changed = Signal()

    def __init__(
        self,
        size: TextSize = TextSize.NORMAL,
        theme: Theme = Theme.SYSTEM,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._theme = theme
        self._sans = ""
        self._book = ""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme)

    @property
    def tones(self) -> Tones:
        """The colours of the theme in use."""
        return DARK if self.is_dark else LIGHT

    @property
    def size(self) -> TextSize:
        """The text size in use."""
        return self._size

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is in use."""
        if self._theme is Theme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._theme is Theme.DARK

    def px(self, length: int) -> int:
        """`length`, which is in pixels at normal text size, at the chosen one."""
        return round(length * _FACTORS[self._size])

    def font(self, name: str, *, bold: bool = False) -> QFont:
        """The window's face in a size of `SIZES`; "certificate" is the papers' face."""
        font = QFont(self._book if name == "certificate" else self._sans)
        font.setPixelSize(self.px(SIZES[name]))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def choose(self, size: TextSize) -> None:
        """Change the text size, at once and everywhere."""
        if size is not self._size:
            self._size = size
            self.apply()

    def apply(self) -> None:
        """Dress the whole application, which was begun in the style that `run` says."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        self._sans = _system_sans()
        self._book = next(
            (face for face in _BOOK_FACES if face in QFontDatabase.families()), "serif"
        )
        application.setPalette(self.tones.palette())
        application.setFont(self.font("text"))
        application.setStyleSheet(self._sheet())
        self.changed.emit()

    def _sheet(self) -> str:
        lengths = {f"px{length}": f"{self.px(length)}px" for length in range(1, 65)}
        sizes = {f"{name}_size": f"{self.px(size)}px" for name, size in SIZES.items()}
        template = Template(resource("style/window.qss").read_text("utf-8"))
        return template.substitute(asdict(self.tones), book=self._book, **lengths, **sizes)

    def _on_scheme(self) -> None:
        if self._theme is Theme.SYSTEM:
            self.apply()


def at_text_size(length: int) -> int:
    """`length`, in pixels at normal text size, at the one in use: for what is given no Look."""
    return round(length * QApplication.font().pixelSize() / SIZES["text"])


def load_fonts() -> None:
    """Make the bundled faces known to the window; the system's own stay first."""
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def _system_sans() -> str:
    """The system's sans, or the bundled one where the system's lacks African letters."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if _BUNDLED_SANS not in QFontDatabase.families():
        return font.family()
    metrics = QFontMetrics(font)
    has_all = all(metrics.inFontUcs4(ord(letter)) for letter in AFRICAN_LETTERS)
    return font.family() if has_all else _BUNDLED_SANS
