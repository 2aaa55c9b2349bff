"""Lists of one or a few lines, read as the import reads them."""

from app.domain.lists.reading import propose

SIMPLE = ("N°", "Prénoms et Nom", "Sexe", "Structure", "Fonction", "Contacts")


def people(*lines, headings=SIMPLE, **options):
    """The people of a list with `headings`."""
    return propose((headings, *lines), **options).people


def person(*cells, headings=SIMPLE, **options):
    """The only person of a list of one line."""
    (only,) = people(cells, headings=headings, **options)
    return only


def named(name, **columns):
    """The person of a list of one line under « Prénoms et Nom »."""
    return person(name, *columns.values(), headings=("Prénoms et Nom", *columns))
