from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.dialogs.signatory_form import SignatoryForm


def test_a_form_tells_a_text_that_papers_cut_and_takes_it_all_the_same(look, show, qtbot):
    form = SignatoryForm(None, show(QWidget()))
    form.begin()
    form.function_fr.setText("x" * 251)

    assert form.too_long.isVisibleTo(form)
    with qtbot.waitSignal(form.submitted) as submitted:
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert submitted.args[0].function.fr == "x" * 251
