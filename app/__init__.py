"""Émarge without its window: everything here works from a terminal."""

VERSION = "0.1.0"
