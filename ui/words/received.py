"""What a file that came would bring, in words."""

from collections.abc import Iterable

from app.i18n import _, current_language, ngettext
from app.services.travelling.acknowledging import ReceiptPreview
from app.services.travelling.bundle_contents import contents_of
from app.services.travelling.enrolling import Changes, EnrolmentPreview
from app.services.travelling.merging import BundlePreview
from app.wording.dates import short_period
from app.wording.people import isolated
from ui.models.facts import Fact
from ui.words.exchange import moment_words, number_words, refused_words


def bundle_title(preview: BundlePreview) -> str:
    """« 2017-NIM-01 · Niamey, 19–23 juin 2017 »."""
    told = contents_of(preview.opened, current_language())
    if told.starts_on is None:
        return preview.code
    dates = short_period(told.starts_on, told.ends_on or told.starts_on, current_language())
    return f"{preview.code} · {isolated(told.city)}, {dates}"


def bundle_facts(preview: BundlePreview) -> list[Fact]:
    """From whom it is, what is in it, what is new, and what never arrived."""
    told = contents_of(preview.opened, current_language())
    people = told.participants
    counted = ngettext(
        "{n} participant – F {women} / M {men}",
        "{n} participants – F {women} / M {men}",
        people.total,
    )
    facts: list[Fact] = [
        (_("Title"), isolated(told.title), ""),
        (_("Inside"), counted.format(n=people.total, women=people.women, men=people.men), ""),
        (_("From the laptop"), isolated(preview.device_name), ""),
        (_("File"), f"{isolated(preview.path.name)} · {number_words(preview.opened.facts.n)}", ""),
        (_("New changes"), str(preview.new), "here" if preview.new else ""),
        (_("Already known"), str(preview.known), ""),
    ]
    facts = [fact for fact in facts if fact[1] != isolated("")]
    if preview.successions:
        said = _("It signs with a new key. The old one counts for what it sent before the copy.")
        facts.append((_("Accepted with it"), said, "ochre"))
    if preview.is_repeat:
        facts.append((_("Seen before"), _("This very file was taken in already."), ""))
    if preview.missing:
        numbers = ", ".join(map(str, preview.missing))
        said = _("No. {numbers} of this laptop. Nothing is lost: each file holds everything.")
        facts.append((_("Never arrived"), said.format(numbers=numbers), "ochre"))
    if preview.opened.unknown:
        said = _("Parts that only a newer Émarge understands are kept and passed on.")
        facts.append((_("Also inside"), said, ""))
    return facts


def enrolment_facts(preview: EnrolmentPreview) -> list[Fact]:
    """Who signed, for which laptops, with which workshops."""
    enrolment = preview.enrolment
    signer = (
        _("the headquarters that this laptop knows")
        if preview.is_known_signer
        else _("a headquarters that this laptop does not know yet")
    )
    facts: list[Fact] = [
        (_("Signed by"), signer, "" if preview.is_known_signer else "ochre"),
        (_("Written on"), moment_words(enrolment.at), ""),
        (_("Laptops"), ", ".join(isolated(device.name) for device in enrolment.devices), ""),
        *_change_facts(preview.changes),
    ]
    if enrolment.in_place_of is not None:
        said = _("of {name}: what headquarters has of it comes back")
        facts.append(
            (_("In the place"), said.format(name=isolated(enrolment.in_place_of.name)), "")
        )
    if enrolment.letter:
        facts.append((_("Letter of its certificates"), enrolment.letter, ""))
    if enrolment.workshops:
        codes = ", ".join(one.code for one in enrolment.workshops)
        facts.append((_("Workshops"), codes, ""))
    if not enrolment.has_spare:
        said = _("only one: if headquarters loses it, what was sent cannot be opened")
        facts.append((_("Keys of headquarters"), said, "ochre"))
    return facts


def _change_facts(changes: Changes) -> list[Fact]:
    """What would be other than before: whose key counts, and which keys open what is sent."""
    named = (
        (_("New here"), changes.new, ""),
        (_("Other key than before"), changes.other_key, "ochre"),
        (_("Trusted no more"), changes.gone, "ochre"),
    )
    facts: list[Fact] = [
        (word, ", ".join(map(isolated, names)), role) for word, names, role in named if names
    ]
    if changes.keys_dropped or (changes.keys_added and changes.keys_added < changes.keys):
        said = _("{n}, of which {added} new; {dropped} no more")
        n, added, dropped = changes.keys, changes.keys_added, changes.keys_dropped
        words = said.format(n=n, added=added, dropped=dropped)
        facts.append((_("Keys that open"), words, "ochre" if dropped else ""))
    return facts


def receipt_facts(preview: ReceiptPreview) -> list[Fact]:
    """What is with headquarters, what is not, and what wants a person there."""
    facts: list[Fact] = [(_("Written on"), moment_words(preview.at), "")]
    if preview.safe:
        facts.append((_("With headquarters"), _numbers(preview.safe), "here"))
    for number, reason in preview.refused.items():
        said = _("{number}: {reason}")
        said = said.format(number=number_words(number), reason=refused_words(reason))
        facts.append((_("Set aside there"), said, "ochre"))
    if preview.awaited:
        facts.append((_("Not arrived yet"), _numbers(preview.awaited), "ochre"))
    if preview.conflicts:
        said = ngettext("{n} field to settle", "{n} fields to settle", preview.conflicts)
        facts.append((_("To settle there"), said.format(n=preview.conflicts), ""))
    if len(facts) == 1:
        facts.append((_("Inside"), _("It names no file of this laptop."), ""))
    return facts


def _numbers(numbers: Iterable[int]) -> str:
    return _("No. {numbers}").format(numbers=", ".join(map(str, numbers)))
