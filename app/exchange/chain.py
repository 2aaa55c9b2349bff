"""Whether a bundle goes on from those that its laptop sent before, by what it signed."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A bundle that came from the same laptop: its number, and the sha256 of what was signed.

    `is_aside` where it was set aside and nothing of it was taken in.
    """

    number: int
    sha256: str
    is_aside: bool = False


def follows(number: int, previous: str, sha256: str, known: Sequence[Link]) -> bool:
    """Whether bundle `number`, signed over `sha256`, stands on the branch that was taken in.

    `previous` is the sha256 of bundle `number` - 1 by its own word, "" where it says none. A
    laptop that was copied sends two bundles of one number: the second is another branch, and so
    is everything that goes on from it, until somebody had it taken in all the same. What never
    arrived here contradicts nothing.
    """
    aside = {one.sha256 for one in known if one.is_aside}
    taken_in = {one.sha256: one.number for one in known if not one.is_aside}
    if sha256 in taken_in:
        return True
    if number in taken_in.values():
        return False
    if previous and number - 1 in taken_in.values():
        return taken_in.get(previous) == number - 1
    return not previous or previous not in aside
