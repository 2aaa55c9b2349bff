"""Two people who compare digits: headquarters accepts cards, a laptop follows an enrolment."""

from app.exchange.keys import fingerprint
from app.services.travelling import enrolling
from app.services.travelling.introducing import introductions


def enrol(db, key, cards, path, *, now, **more):
    """Headquarters has heard the digits of every card."""
    return enrolling.enrol(db, key, introductions(db, key, cards), path, now=now, **more)


def follow(db, key, path, *, now):
    """The laptop has heard the digits of its headquarters."""
    preview = enrolling.preview_enrolment(db, key, path)
    digits = fingerprint(preview.label.key)
    return enrolling.apply_enrolment(db, preview, now=now, digits=digits)
