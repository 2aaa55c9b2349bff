from app.domain.bilingual import Bilingual
from app.domain.workshop import Organisation


def test_names_of_a_body_are_all_that_it_is_called():
    body = Organisation(
        "o1", Bilingual("Police nationale"), Bilingual("DGPN", "NPD"), ("Commissariat",)
    )

    assert body.names == ("Police nationale", "DGPN", "NPD", "Commissariat")
