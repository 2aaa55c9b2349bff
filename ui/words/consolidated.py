"""How all the workshops together are said on screen."""

from app.domain.statistics import Count
from app.domain.workshop import Workshop
from app.i18n import _, current_language, ngettext
from app.services.travelling.consolidating import Consolidation
from app.wording.numbers import percent
from app.wording.people import isolated
from ui.models.facts import Compared
from ui.models.figures import FigureRow
from ui.models.shapes import Shape
from ui.models.states import StateRow
from ui.words.exchange import refused_row
from ui.words.findings import finding_row, pair_row
from ui.words.pairs import compared


def figure_rows(found: Consolidation) -> list[FigureRow]:
    """Workshop by workshop, each series with its total."""
    language, rows = current_language(), []
    for group in found.groups:
        for one in group.figures:
            name = f"{one.workshop.code} · {one.workshop.city}"
            rows.append(FigureRow(name, one.participants, _women(one.participants)))
        if group.series and len(group.figures) > 1 and len(found.groups) > 1:
            total = group.participations
            title = group.series.name.in_(language)
            rows.append(FigureRow(title, total, _women(total), is_total=True))
    if len(rows) > 1:
        total = found.participations
        rows.append(FigureRow(_("All"), total, _women(total), is_total=True))
    return rows


def _women(count: Count) -> str:
    share = count.share_of_women
    return "" if share is None else percent(share, current_language())


def to_do_rows(found: Consolidation) -> list[StateRow]:
    """Missing files, files set aside, findings, pairs to check, fields to settle."""
    rows = [
        StateRow(
            key=f"missing/{device}",
            title=isolated(device),
            detail=_("Never arrived: No. {numbers}").format(numbers=", ".join(map(str, numbers))),
            state=_("missing"),
            shape=Shape.RING,
        )
        for device, numbers in found.missing.items()
    ]
    rows += [refused_row(note) for note in found.quarantined]
    rows += [finding_row(one) for one in found.findings]
    rows += [pair_row(pair) for pair in found.to_check]
    if found.conflicts:
        said = ngettext("{n} field to settle", "{n} fields to settle", found.conflicts)
        rows.append(
            StateRow(
                key="conflicts",
                title=said.format(n=found.conflicts),
                detail=_("Two laptops say different things."),
                state=_("to settle"),
                shape=Shape.DIAMOND,
            )
        )
    return rows


def pairs_side_by_side(found: Consolidation) -> dict[str, Compared]:
    """The pairs to check side by side, by the key of their row."""
    places: dict[str, Workshop] = {
        one.workshop.id: one.workshop for group in found.groups for one in group.figures
    }
    shown = (compared(pair, places) for pair in found.to_check)
    return {one.key: one for one in shown}
