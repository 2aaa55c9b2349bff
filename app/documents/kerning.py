"""Pairs of letters that Gentium draws closer: without them « AVA » falls apart at 31 points."""

from types import MappingProxyType

_UNITS_PER_EM = 2048

# The `kern` feature of Gentium Book Plus 6.101, equal in its regular, bold and italic. The form
# is first letter: {shift: second letters}. reportlab reads no such table of a font by itself.
_SHIFTS: dict[str, dict[int, str]] = {
    "A": {-31: "CGOQ", -80: "Uw", -100: "Tvy", -121: "W", -160: "V", -180: "Y", -201: "’”"},
    "C": {-59: "A"},
    "D": {-59: "AY", -20: "W", 41: "V"},
    "F": {-80: "aeo", -150: "A", -201: ",."},
    "K": {-59: "O"},
    "L": {-59: "W", -129: "T", -139: "Y", -180: "V", -201: "’”"},
    "O": {-49: "X", -59: "AVY"},
    "P": {-121: "A", -201: ",."},
    "R": {-41: "T", -59: "W", -80: "V"},
    "T": {-80: "aeo", -121: "A", -129: ",."},
    "U": {-100: "A"},
    "V": {-80: "GO", -121: "aeo", -201: "A", -260: ",."},
    "W": {-41: "O", -80: "aeo", -160: "A", -201: ",."},
    "Y": {-41: "S", -80: "O", -121: "aeo", -160: "A", -201: ",."},
    "a": {-31: "vw"},
    "c": {-31: "hkl"},
    "e": {-31: "x"},
    "f": {219: "’”"},
    "k": {-41: "eo"},
    "o": {-31: "w", -41: "vx"},
    "r": {-20: "ad", -31: "ceoq", -150: ",."},
    "v": {-41: "ao", -49: "e", -201: ",."},
    "w": {-31: "ao", -41: "e", -150: ",."},
    "x": {-31: "e", -41: "o"},
    "y": {-31: "a", -41: "eo", -201: ",."},
    ",": {-219: "’”"},
    ".": {-219: "’”"},
    "‘": {-201: "A"},
    "“": {-201: "A"},
}

GENTIUM = MappingProxyType(
    {
        first + second: round(shift * 1000 / _UNITS_PER_EM)
        for first, shifts in _SHIFTS.items()
        for shift, seconds in shifts.items()
        for second in seconds
    }
)
"""Shift of the second letter of a pair, in thousandths of the size."""
