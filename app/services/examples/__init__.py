"""Workshops with invented people: to practise, to rehearse, to show."""
