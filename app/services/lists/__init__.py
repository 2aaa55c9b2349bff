"""Invitation lists: taken in, told, compared when they come again."""
