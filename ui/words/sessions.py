"""How a half-day is said on screen."""

from collections.abc import Sequence

from app.domain.workshop import Session, SessionState
from app.i18n import N_, _, current_language
from app.wording.dates import session_name

STATES = {
    SessionState.PLANNED: N_("to come"),
    SessionState.OPEN: N_("under way"),
    SessionState.CLOSED: N_("closed"),
}


def session_title(session: Session, *, short: bool = False) -> str:
    """« Mercredi 13 · matin », short « Mer. 13 · matin » for a narrow column."""
    return session_name(
        session.on, session.part, current_language(), label=session.label, short=short
    )


def session_words(session: Session) -> str:
    """« Mercredi 13 · matin · en cours »."""
    return f"{session_title(session)} · {_(STATES[session.state])}"


def under_way(sessions: Sequence[Session]) -> str:
    """The id of the half-day to work in: the last one that is open, else none."""
    open_ones = [session.id for session in sessions if session.state is SessionState.OPEN]
    return open_ones[-1] if open_ones else ""
