"""A text in the two languages of the papers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """French and English of one thing; either may be empty."""

    fr: str = ""
    en: str = ""

    def in_(self, language: str) -> str:
        """The text in `language` ("fr" or "en"), else in the other one."""
        return (self.fr or self.en) if language == "fr" else (self.en or self.fr)
