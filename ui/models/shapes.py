"""A state as a shape, beside its word: never colour alone."""

from enum import Enum


class Shape(Enum):
    """What a shape stands for in a list of people; other lists say it in their own words."""

    RING = "may still come"
    DISC = "is here"
    DIAMOND = "is known from elsewhere"
    DASH = "will not come"
