import pytest

from app.domain.journal import CONTENT, DELETED, RETRACTED
from app.domain.records import SHAPES

MUST = {
    "programme": "code name_fr name_en strategy_fr strategy_en",
    "series": "name_fr name_en theme programme_fr programme_en",
    "rank": "country corps label_fr label_en abbr_fr order valid_from valid_to",
    "workshop": "code kind_fr kind_en title_fr title_en city country venue starts_on ends_on "
    "series programme_fr programme_en certificate_threshold certificate_kind languages "
    "target_count discreet notice_contact notice_period closed_at closed_by",
    "session": "workshop on part label starts ends counts state",
    "partner": "workshop organisation role order logo wording_fr wording_en",
    "signatory": "workshop name function_fr function_en prefix order",
    "organisation": "name_fr name_en acronym_fr acronym_en aliases kind sector country "
    "parent valid_from valid_to fr_article fr_of fr_at",
    "person": "name family given usage_name alias sex civility title phones email matricule",
    "registration": "workshop person category source status number organisation unit function "
    "rank duty_station arrived_at invited_by designation_ref replaces replaced_by raw",
    "mark": "registration session what late left_early source seen_at by",
    "certificate": "workshop registration number version kind issued_on place snapshot code "
    "signatories reason previous",
    "link": "a b decision by at",
    "consent": "registration item value notice_version method at by",
    "document": "workshop kind language layout snapshot pages sha256 produced_at by copies",
    "export": "workshop profile sealed columns lines sha256 at by destination",
    "purge": "what count at by",
    "retention_rule": "workshop data_class months action",
}
"""What must have a place from the first release on. Source: field practice 1.5."""


@pytest.mark.parametrize("kind", MUST)
def test_every_must_of_the_data_model_has_its_place(kind):
    assert set(MUST[kind].split()) - set(SHAPES[kind].fields) == set()


def test_every_kind_has_a_table_of_its_own():
    tables = [shape.table for shape in SHAPES.values()]

    assert len(set(tables)) == len(tables)
    assert {kind: shape.kind for kind, shape in SHAPES.items()} == {kind: kind for kind in SHAPES}


def test_what_is_seen_decided_or_issued_is_never_edited():
    facts = {kind for kind, shape in SHAPES.items() if shape.is_fact}

    assert {"mark", "link", "certificate", "consent", "document", "export", "purge"} <= facts


@pytest.mark.parametrize("shape", [pytest.param(shape, id=kind) for kind, shape in SHAPES.items()])
def test_fields_of_the_journal_itself_are_never_taken(shape):
    assert not {"id", CONTENT, DELETED, RETRACTED} & set(shape.fields)


@pytest.mark.parametrize("shape", [pytest.param(shape, id=kind) for kind, shape in SHAPES.items()])
def test_names_are_safe_in_a_statement(shape):
    names = [shape.table, *shape.fields]

    assert all(name.isidentifier() and name.isascii() and name.islower() for name in names)
