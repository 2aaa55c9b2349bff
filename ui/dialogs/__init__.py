"""Dialogs that return a value and write nothing."""
