"""The kinds of record and their fields: the one list that journal, tables and files share.

A *card* is edited field by field. A *fact* is added whole (its one field `content` holds all)
and can only be retracted. Every requirement of the data model has its place here, also where
its screen comes later; a kind or a field that is not listed is kept in the journal untouched.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Type: TypeAlias = Literal["text", "number", "yes_no", "json"]
Fields: TypeAlias = dict[str, Type]


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of record: the table that shows it, its fields, and whether it is a fact."""

    kind: str
    table: str
    fields: Fields
    is_fact: bool = False


def _texts(names: str) -> Fields:
    return dict.fromkeys(names.split(), "text")


def _numbers(names: str) -> Fields:
    return dict.fromkeys(names.split(), "number")


def _yes_no(names: str) -> Fields:
    return dict.fromkeys(names.split(), "yes_no")


def _json(names: str) -> Fields:
    return dict.fromkeys(names.split(), "json")


_SHAPES = (
    Shape(
        "programme",
        "programmes",
        _texts("code name_fr name_en strategy_fr strategy_en"),
    ),
    Shape(
        "series",
        "series",
        _texts("name_fr name_en theme programme_fr programme_en strategy_fr strategy_en"),
    ),
    Shape(
        "organisation",
        "organisations",
        _texts(
            "name_fr name_en acronym_fr acronym_en kind sector country parent valid_from valid_to "
            "fr_article fr_of fr_at"
        )
        | _json("aliases"),
    ),
    Shape(
        "rank",
        "ranks",
        _texts("country corps label_fr label_en abbr_fr valid_from valid_to") | _numbers("order"),
    ),
    Shape(
        "workshop",
        "workshops",
        _texts(
            "code scope kind_fr kind_en title_fr title_en short_fr short_en "
            "objective_fr objective_en theme venue venue_en city country starts_on ends_on "
            "series programme_fr programme_en certificate_threshold certificate_kind "
            "sheet_title notice_contact notice_period closed_at closed_by"
        )
        | _json("languages")
        | _numbers("target_count")
        | _yes_no("discreet"),
    ),
    Shape(
        "partner",
        "partners",
        _texts("workshop organisation role logo wording_fr wording_en") | _numbers("order"),
    ),
    Shape(
        "session",
        "sessions",
        _texts("workshop on part label starts ends state closed_at closed_by") | _yes_no("counts"),
    ),
    Shape(
        "signatory",
        "signatories",
        _texts("workshop name prefix function_fr function_en") | _numbers("order"),
    ),
    Shape(
        "module",
        "modules",
        _texts("workshop title_fr title_en nature session facilitator") | _numbers("order"),
    ),
    Shape("ceremony", "ceremonies", _texts("workshop nature on at presided_by")),
    Shape(
        "ceremony_role",
        "ceremony_roles",
        _texts(
            "workshop ceremony person name civility rank function_fr function_en organisation role"
        )
        | _numbers("count speaking_order precedence_order"),
    ),
    Shape(
        "quote",
        "quotes",
        _texts(
            "workshop role person speaker function_fr function_en original language text_fr text_en"
        )
        | _yes_no("approved"),
    ),
    Shape(
        "conclusion",
        "conclusions",
        _texts("workshop nature text_fr text_en owner due") | _numbers("order"),
    ),
    Shape(
        "side_meeting",
        "side_meetings",
        _texts("workshop on with_fr with_en organisation note"),
    ),
    Shape(
        "media",
        "media",
        _texts("workshop file caption_fr caption_en consent_basis") | _yes_no("identifiable"),
    ),
    Shape(
        "person",
        "people",
        _texts(
            "name family given usage_name alias sex civility title email matricule age_band country"
        )
        | _json("phones"),
    ),
    Shape(
        "registration",
        "registrations",
        _texts(
            "workshop person category source status organisation organisation_text unit function "
            "function_en rank duty_station arrived_at replaces replaced_by invited_by "
            "designation_ref certificate_line raw"
        )
        | _numbers("number"),
    ),
    Shape("assessment", "assessments", _texts("workshop nature") | _numbers("max_score")),
    Shape(
        "allowance",
        "allowances",
        _texts("registration note")
        | _numbers("eligible_days")
        | _yes_no("resident")
        | _numbers("nights distance_km"),
    ),
    Shape(
        "retention_rule",
        "retention_rules",
        _texts("workshop data_class action") | _numbers("months"),
    ),
    Shape(
        "mark",
        "marks",
        _texts("registration session what source seen_at by") | _yes_no("late left_early"),
        is_fact=True,
    ),
    Shape("link", "links", _texts("a b decision by at"), is_fact=True),
    Shape(
        "consent",
        "consents",
        _texts("registration item notice_version method at by") | _yes_no("value"),
        is_fact=True,
    ),
    Shape(
        "score",
        "scores",
        _texts("assessment registration code") | _numbers("points"),
        is_fact=True,
    ),
    Shape(
        "feedback",
        "feedback_answers",
        _texts("workshop question") | _numbers("sheet") | _json("answer"),
        is_fact=True,
    ),
    Shape(
        "certificate",
        "certificates",
        _texts("workshop registration number kind issued_on place code reason previous")
        | _numbers("version")
        | _json("snapshot signatories"),
        is_fact=True,
    ),
    Shape(
        "document",
        "documents",
        _texts("workshop kind language sha256 produced_at by")
        | _numbers("layout pages copies")
        | _json("snapshot"),
        is_fact=True,
    ),
    Shape(
        "export",
        "exports",
        _texts("workshop profile sha256 at by destination")
        | _yes_no("sealed")
        | _json("columns")
        | _numbers("lines"),
        is_fact=True,
    ),
    Shape("purge", "purges", _texts("workshop what at by") | _numbers("count"), is_fact=True),
)

SHAPES: dict[str, Shape] = {shape.kind: shape for shape in _SHAPES}
"""Every kind of record that this release knows, by kind."""
