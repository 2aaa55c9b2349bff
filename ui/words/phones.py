"""How a telephone number is said on screen."""

_MASK = "•• ••"


def masked(phone: str) -> str:
    """« +223 70 •• •• 01 »: enough to ask « c’est bien le vôtre ? », useless to who looks over."""
    if len(phone) < 8:
        return phone
    return f"{phone[:-8]} {phone[-8:-6]} {_MASK} {phone[-2:]}".strip()
