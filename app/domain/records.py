"""The kinds of record and their fields: the one list that journal, tables and files share.

A *card* is edited field by field. A *fact* is added whole (its one field `content` holds all)
and can only be retracted. Every requirement of the data model has its place here, also where
its screen comes later; a kind or a field that is not listed is kept in the journal untouched.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Type: TypeAlias = Literal["text", "number", "yes_no", "json"]

T: Type = "text"
N: Type = "number"
B: Type = "yes_no"
J: Type = "json"


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of record: the table that shows it, its fields, and whether it is a fact."""

    kind: str
    table: str
    fields: dict[str, Type]
    is_fact: bool = False


def _texts(names: str) -> dict[str, Type]:
    return dict.fromkeys(names.split(), T)


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
        | {"aliases": J},
    ),
    Shape(
        "rank",
        "ranks",
        _texts("country corps label_fr label_en abbr_fr valid_from valid_to") | {"order": N},
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
        | {"languages": J, "target_count": N, "discreet": B},
    ),
    Shape(
        "partner",
        "partners",
        _texts("workshop organisation role logo wording_fr wording_en") | {"order": N},
    ),
    Shape(
        "session",
        "sessions",
        _texts("workshop on part label starts ends state closed_at closed_by") | {"counts": B},
    ),
    Shape(
        "signatory",
        "signatories",
        _texts("workshop name prefix function_fr function_en") | {"order": N},
    ),
    Shape(
        "module",
        "modules",
        _texts("workshop title_fr title_en nature session facilitator") | {"order": N},
    ),
    Shape("ceremony", "ceremonies", _texts("workshop nature on at presided_by")),
    Shape(
        "ceremony_role",
        "ceremony_roles",
        _texts(
            "workshop ceremony person name civility rank function_fr function_en organisation role"
        )
        | {"count": N, "speaking_order": N, "precedence_order": N},
    ),
    Shape(
        "quote",
        "quotes",
        _texts(
            "workshop role person speaker function_fr function_en original language text_fr text_en"
        )
        | {"approved": B},
    ),
    Shape(
        "conclusion",
        "conclusions",
        _texts("workshop nature text_fr text_en owner due") | {"order": N},
    ),
    Shape(
        "side_meeting",
        "side_meetings",
        _texts("workshop on with_fr with_en organisation note"),
    ),
    Shape(
        "media",
        "media",
        _texts("workshop file caption_fr caption_en consent_basis") | {"identifiable": B},
    ),
    Shape(
        "person",
        "people",
        _texts(
            "name family given usage_name alias sex civility title email matricule age_band country"
        )
        | {"phones": J},
    ),
    Shape(
        "registration",
        "registrations",
        _texts(
            "workshop person category source status organisation organisation_text unit function "
            "function_en rank duty_station arrived_at replaces replaced_by invited_by "
            "designation_ref certificate_line raw"
        )
        | {"number": N},
    ),
    Shape("assessment", "assessments", _texts("workshop nature") | {"max_score": N}),
    Shape(
        "allowance",
        "allowances",
        _texts("registration note")
        | {"eligible_days": N, "resident": B, "nights": N, "distance_km": N},
    ),
    Shape(
        "retention_rule",
        "retention_rules",
        _texts("workshop data_class action") | {"months": N},
    ),
    Shape(
        "mark",
        "marks",
        _texts("registration session what source seen_at by") | {"late": B, "left_early": B},
        is_fact=True,
    ),
    Shape("link", "links", _texts("a b decision by at"), is_fact=True),
    Shape(
        "consent",
        "consents",
        _texts("registration item notice_version method at by") | {"value": B},
        is_fact=True,
    ),
    Shape(
        "score",
        "scores",
        _texts("assessment registration code") | {"points": N},
        is_fact=True,
    ),
    Shape(
        "feedback",
        "feedback_answers",
        _texts("workshop question") | {"sheet": N, "answer": J},
        is_fact=True,
    ),
    Shape(
        "certificate",
        "certificates",
        _texts("workshop registration number kind issued_on place code reason previous")
        | {"version": N, "snapshot": J, "signatories": J},
        is_fact=True,
    ),
    Shape(
        "document",
        "documents",
        _texts("workshop kind language sha256 produced_at by")
        | {"layout": N, "pages": N, "copies": N, "snapshot": J},
        is_fact=True,
    ),
    Shape(
        "export",
        "exports",
        _texts("workshop profile sha256 at by destination")
        | {"sealed": B, "columns": J, "lines": N},
        is_fact=True,
    ),
    Shape("purge", "purges", _texts("workshop what at by") | {"count": N}, is_fact=True),
)

SHAPES: dict[str, Shape] = {shape.kind: shape for shape in _SHAPES}
"""Every kind of record that this release knows, by kind."""
