"""What a file that came would bring, in words."""

from app.i18n import _, current_language, ngettext
from app.services.bundle_contents import contents_of
from app.services.enrolling import EnrolmentPreview
from app.services.merging import BundlePreview
from app.wording.dates import short_period
from ui.exchange import moment_words, number_words
from ui.widgets.facts import Fact
from ui.widgets.label import isolated


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
    ]
    if enrolment.workshops:
        codes = ", ".join(one.code for one in enrolment.workshops)
        facts.append((_("Workshops"), codes, ""))
    if not enrolment.has_spare:
        said = _("only one: if headquarters loses it, what was sent cannot be opened")
        facts.append((_("Keys of headquarters"), said, "ochre"))
    return facts
