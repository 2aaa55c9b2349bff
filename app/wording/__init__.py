"""Dates, numbers and names as text in a language."""
