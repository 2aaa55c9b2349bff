"""`emarge history`: what was done, and on whose word."""


def test_every_entry_is_told_with_who_did_it_and_where(run, workshop):
    run("device", "name", "Bamako 1")
    run("register", workshop, "--name", "Awa TRAORE", "--sex", "F")

    said = run("history", workshop).out.splitlines()

    assert len(said) == 2
    assert said[0].endswith("Bamako 1 · Workshop created")
    assert said[1].endswith("Bamako 1 · Walk-in registered · Awa TRAORE")


def test_machines_are_told_who_told_it(run, workshop):
    [first, *_rest] = run("history", workshop, "--json").json()["entries"]

    assert (first["intent"], first["seq"], first["told_by"]) == ("workshop", 1, "")
    assert first["contradicted"] is False


def test_it_is_told_in_french(run, workshop):
    assert "Atelier créé" in run("history", workshop, "--lang", "fr").out
