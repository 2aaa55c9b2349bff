"""The colours of the window, light and dark; text keeps a contrast of 7:1 on every surface."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "ground",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "wrong",
    QPalette.ColorRole.PlaceholderText: "soft",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "card",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Mid: "edge",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
}


@dataclass(frozen=True, slots=True)
class Tones:
    """One theme. Surfaces: ground, card, tint, ochre_ground, header. All else is drawn on them."""

    ground: str
    card: str
    tint: str
    ochre_ground: str
    header: str
    line: str
    edge: str
    ink: str
    soft: str
    accent: str
    accent_hover: str
    on_accent: str
    on_header: str
    soft_on_header: str
    session: str
    on_session: str
    ochre: str
    motif: str
    here: str
    wrong: str

    def palette(self) -> QPalette:
        """What Qt draws without a style sheet: menus, message boxes, scroll bars."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, QColor(getattr(self, name)))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.soft))
        return palette


LIGHT = Tones(
    ground="#F4F3EF",
    card="#FFFFFF",
    tint="#E3EDF0",
    ochre_ground="#FBF1DF",
    header="#16323D",
    line="#D9D6CE",
    edge="#7A8490",
    ink="#1A2230",
    soft="#424D5C",
    accent="#1F4E5F",
    accent_hover="#275B6E",
    on_accent="#FFFFFF",
    on_header="#FFFFFF",
    soft_on_header="#C9D8DE",
    session="#F2C774",
    on_session="#1A2230",
    ochre="#6B4309",
    motif="#C8802A",
    here="#0F5131",
    wrong="#86201B",
)

DARK = Tones(
    ground="#11181D",
    card="#1A232A",
    tint="#20343E",
    ochre_ground="#33291A",
    header="#0B1216",
    line="#35434D",
    edge="#7C8B96",
    ink="#F0F3F5",
    soft="#C3CDD4",
    accent="#9CD0E2",
    accent_hover="#B4DFEE",
    on_accent="#0B1A20",
    on_header="#F0F3F5",
    soft_on_header="#C3CDD4",
    session="#F2C774",
    on_session="#1A2230",
    ochre="#F0C070",
    motif="#E0A458",
    here="#86DBAC",
    wrong="#FFB4A9",
)
