"""Whether a bundle goes on from those that its laptop sent before, by what it signed."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A bundle that came from the same laptop: its number, and the sha256 of what was signed.

    `is_aside` where it was set aside and nothing of it was taken in.
    """

    number: int
    sha256: str
    is_aside: bool = False


def follows(number: int, previous: str, sha256: str, known: Iterable[Link]) -> bool:
    """Whether bundle `number`, signed over `sha256`, stands on the branch that was taken in.

    `previous` is the sha256 of bundle `number` - 1 by its own word, "" where it says none. A
    laptop that was copied sends two bundles of one number: the second is another branch, and so
    is everything that goes on from it. What never arrived here contradicts nothing.
    """
    return not any(
        (previous and one.sha256 == previous)
        if one.is_aside
        else (one.number == number and one.sha256 != sha256)
        or (previous and one.number == number - 1 and one.sha256 != previous)
        for one in known
    )
