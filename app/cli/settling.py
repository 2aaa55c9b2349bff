"""What wants a person: it is named, and settled one by one."""

from collections.abc import Sequence

import click

from app.cli.commands import command
from app.cli.opening import installation, now
from app.cli.speaking import for_machine, say, say_json, workshop_argument
from app.domain.findings import Kind
from app.domain.links import Decision
from app.i18n import N_, _, ngettext
from app.services import findings as finding
from app.services.papers import withdrawing
from app.services.people import linking, renumbering
from app.services.people.attending import person_named
from app.services.workshop.workshops import find
from app.store import registrations
from app.store import workshops as store
from app.wording.findings import to_do_words, wrong_words

_PERSON = N_("PERSON")


def say_to_settle(counts: str) -> None:
    """Say how much wants a person, without a name; nothing where nothing does."""
    if counts:
        said = _("To settle: {counts}. “emarge findings” names them.")
        say(said.format(counts=counts))


@command("findings")
@click.argument("workshop", metavar=N_("WORKSHOP"), default="")
@for_machine
def findings(workshop: str, as_json: bool) -> None:
    """Name what wants a person: numbers given twice, marks that disagree, certificates."""
    with installation() as here:
        wanted = [find(here.db, workshop)] if workshop else store.all_(here.db)
        found = [one for each in wanted for one in finding.findings(here.db, each)]
        numbers = [
            one
            for each in wanted
            for one in renumbering.shared(here.db, each.id, registrations.roster(here.db, each.id))
        ]
    if as_json:
        say_json({"findings": [_facts(one) for one in found]})
        return
    for one in found:
        say(f"{one.workshop.code} · {wrong_words(one.told)}")
        say(f"  → {to_do_words(one.kind)}")
        if one.kind is Kind.LOOK_ALIKE:
            ids = " ".join(one.finding.registrations)
            say(f"    emarge decide {one.workshop.code} {ids} --same | --different")
    for number in numbers:
        _say_proposed(number)
    if not found:
        say(_("Nothing is to be settled."))


def _say_proposed(one: renumbering.SharedNumber) -> None:
    """Who best keeps the number: namesakes are told apart by the id that commands take."""
    said = _("Number {number}: {name} best keeps it. A new one for: {others}")
    others = (f"{line.person.name} ({line.registration.id})" for line in one.others)
    name = one.keeps.person.name
    say(said.format(number=one.number, name=name, others=", ".join(others)))


def _facts(one: finding.Found) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "workshop": one.workshop.code,
        "subject": one.finding.subject,
        "people": [
            {
                "id": line.registration.id,
                "number": line.registration.number,
                "name": line.person.name,
            }
            for line in one.lines
        ],
        "told_by": list(one.tellers),
    }


@command("renumber")
@workshop_argument
@click.argument("person", metavar=_PERSON)
@for_machine
def renumber(workshop: str, person: str, as_json: bool) -> None:
    """Give somebody whose sheet number is two people's the next free one."""
    with installation() as here:
        everyone = registrations.roster(here.db, find(here.db, workshop).id)
        one = person_named(everyone, person).registration.id
        done = renumbering.renumber(here.db, here.author, one, now=now())
        line = registrations.line(here.db, one)
    number = line.registration.number if line else 0
    if as_json:
        say_json({"id": one, "name": done.name, "number": number})
        return
    say(
        _("{name} has number {number} now. Print the sheets that show it again.").format(
            name=done.name, number=number
        )
    )


@command("withdraw")
@workshop_argument
@click.argument("people", metavar=N_("PERSON…"), nargs=-1, required=True)
@click.option("--why", default="", help=N_("The reason, which stays in the history."))
@for_machine
def withdraw(workshop: str, people: Sequence[str], why: str, as_json: bool) -> None:
    """Take certificates back: their printed codes are answered as withdrawn from then on."""
    with installation() as here:
        workshop_id = find(here.db, workshop).id
        everyone = registrations.roster(here.db, workshop_id)
        ids = [person_named(everyone, name).registration.id for name in people]
        done = withdrawing.withdraw(here.db, here.author, workshop_id, ids, now=now(), why=why)
    if as_json:
        say_json({"withdrawn": done.count})
        return
    said = ngettext(
        "{n} certificate was withdrawn.", "{n} certificates were withdrawn.", done.count
    )
    say(said.format(n=done.count))


@command("decide")
@workshop_argument
@click.argument("first", metavar=_PERSON)
@click.argument("second", metavar=_PERSON)
@click.option(
    "--same/--different",
    "is_same",
    required=True,
    help=N_("One person, of whom the list keeps one line; or two who look alike."),
)
@for_machine
def decide(workshop: str, first: str, second: str, is_same: bool, as_json: bool) -> None:
    """Say of two lines that look alike whether they are one person; Émarge asks no more."""
    decision = Decision.SAME if is_same else Decision.DIFFERENT
    with installation() as here:
        everyone = registrations.roster(here.db, find(here.db, workshop).id)
        one, two = (person_named(everyone, name).registration.id for name in (first, second))
        done = linking.decide(here.db, here.author, one, two, decision, now=now())
        line = registrations.line(here.db, done.subject)
    if as_json:
        other = one if done.subject == two else two
        say_json({"decision": decision.value, "kept": done.subject, "other": other})
        return
    number = line.registration.number if line else 0
    say(_decided_words(is_same, is_new=bool(done.entry), number=number))


def _decided_words(is_same: bool, *, is_new: bool, number: int) -> str:
    if not is_same:
        return _("Noted: they are two people.")
    if not is_new:
        return _("They are one person already. Nothing was changed.")
    return _("Noted: they are one person. The list keeps number {number}.").format(number=number)
