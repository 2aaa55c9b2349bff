import shutil

from app.paths import COPIES, KEYS, SECOND_KEYS, data_folder


def test_returned_keys_open_the_register_again(run, workshop, tmp_path):
    stick = shutil.copy(data_folder() / KEYS, tmp_path / "returned.json")
    shutil.rmtree(data_folder() / COPIES, ignore_errors=True)  # they would heal them
    for name in (KEYS, SECOND_KEYS):
        (data_folder() / name).write_bytes(b"")
    assert run("check").code == 1

    done = run("keys", str(stick))

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("The keys are back in their place")
    assert "set-aside" in done.out
    assert run("check").code == 0


def test_answer_for_a_machine(run, workshop):
    done = run("keys", str(data_folder() / KEYS), "--json")

    assert done.json() == {"set_aside": None}
