"""Whoever is expected or comes: on the list, at the desk, in the room."""
