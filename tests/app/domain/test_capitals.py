import pytest

from app.domain.capitals import country_of


@pytest.mark.parametrize(
    ("city", "country"),
    [("Bamako", "ML"), ("niamey", "NE"), ("N’Djamena", "TD"), ("SÉGOU", "ML"), ("Paris", "")],
)
def test_country_is_proposed_for_cities_that_are_known(city, country):
    assert country_of(city) == country
