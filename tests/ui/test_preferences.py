from app.settings import load
from ui.preferences import Preferences


def test_change_is_written_and_told(qapp, tmp_path, qtbot):
    preferences = Preferences(tmp_path)
    with qtbot.waitSignal(preferences.changed) as told:
        preferences.change(language="en", font_size="large")

    assert told.args[0] == preferences.settings == load(tmp_path)
    assert preferences.settings.font_size == "large"


def test_no_change_is_no_news(qapp, tmp_path, qtbot):
    preferences = Preferences(tmp_path)
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.change(language="fr")

    assert not any(tmp_path.iterdir())
