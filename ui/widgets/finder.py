"""The search line with the people it finds."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import N_, _
from app.wording.people import isolated
from ui.delegates.person_row import PersonRowDelegate
from ui.look import Look
from ui.models.roster import PersonRow, RosterModel
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.search_line import SearchLine

_LINE = 1


class PeopleView(QListView):
    """As high as its rows and the line below them, where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        rows = self.model().rowCount() if self.model() else 0
        return QSize(super().sizeHint().width(), rows * max(self.sizeHintForRow(0), 0) + _LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), max(self.sizeHintForRow(0), 0)))


class Finder(QWidget):
    """Type, see, press Enter. It shows the rows that it is given, and never searches itself."""

    typed = Signal(str)
    shown = Signal(object)  # PersonRow that the eye is on, or None
    chosen = Signal(object, bool)  # PersonRow on which Enter was pressed; true with Shift
    add_asked = Signal(str)  # what was typed so far

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchLine(N_("Search (name, organization, phone)"))
        self.model = RosterModel(self)
        self.people = PeopleView()
        self.add_row = Button(key="F4", role="row")
        self._delegate = PersonRowDelegate(look, self)
        self._look = look
        self._lay_out()
        self.search.textChanged.connect(self._on_typed)
        self.search.moved.connect(self._on_moved)
        self.search.entered.connect(self._on_entered)
        self.people.selectionModel().currentChanged.connect(self._on_current)
        self.people.doubleClicked.connect(self._on_double_clicked)
        self.add_row.clicked.connect(self._on_add)
        look.changed.connect(self._on_look)
        self.setFocusProxy(self.search)
        self._retranslate()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.search.text().strip()

    @property
    def current(self) -> PersonRow | None:
        """The row that Enter would choose."""
        return self.model.row(self.people.currentIndex())

    def show_rows(self, rows: Sequence[PersonRow], select: int = -1) -> None:
        """Show `rows`, the one at `select` ready for Enter; with -1 none is."""
        self.model.show(rows)
        self.people.setVisible(bool(rows))
        self.people.updateGeometry()
        index = self.model.index(select) if 0 <= select < len(rows) else QModelIndex()
        self.people.setCurrentIndex(index)
        if not index.isValid():
            self.people.scrollToTop()
            self.shown.emit(None)

    def clear(self) -> None:
        """Empty the line for the next person."""
        self.search.clear()
        self.search.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        self.people.setModel(self.model)
        self.people.setItemDelegate(self._delegate)
        self.people.setFocusProxy(self.search)
        card = Card(margin=1)
        card.column.setSpacing(0)
        card.add(self.people, self.add_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(card, 1)
        column.addStretch()
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _on_typed(self) -> None:
        self._retranslate()
        self.typed.emit(self.text)

    def _on_moved(self, step: int) -> None:
        last = self.model.rowCount() - 1
        if last < 0:
            return
        row = self.people.currentIndex().row()
        self.people.setCurrentIndex(self.model.index(max(0, min(last, row + step))))

    def _on_entered(self, is_shifted: bool) -> None:
        if self.current is not None:
            self.chosen.emit(self.current, is_shifted)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.row(index), False)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.shown.emit(self.model.row(index))

    def _on_add(self) -> None:
        self.add_asked.emit(self.text)

    def _on_look(self) -> None:
        self.people.doItemsLayout()
        self.people.updateGeometry()

    def _retranslate(self) -> None:
        if self.text:
            self.add_row.say(_("+ Add “{name}”").format(name=isolated(self.text)))
        else:
            self.add_row.say(_("+ Add a person who is not on the list"))
