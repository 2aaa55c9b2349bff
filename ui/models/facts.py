"""What is shown as a word and what it stands for."""

Fact = tuple[str, str, str]
"""A word, what it stands for, and the role of that in the style sheet."""
