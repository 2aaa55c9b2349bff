"""Things that stand in an agreed order on paper: partners, signatories."""

from collections.abc import Sequence

from app.services.writing import Edit


def reordered(kind: str, ids: Sequence[str], moved: str, by: int) -> list[Edit]:
    """The edits that move one of `ids` by so many places, never beyond the first or the last."""
    rest = [one for one in ids if one != moved]
    place = min(max(ids.index(moved) + by, 0), len(rest))
    order = [*rest[:place], moved, *rest[place:]]
    return [Edit(kind, one, {"order": number}) for number, one in enumerate(order, start=1)]
