from hypothesis import given
from hypothesis import strategies as st

from app.domain.retention import DEEP, FEWEST, KeptCopy, room_bytes, surplus

HUGE = 1 << 60


@st.composite
def copies(draw):
    """Copies, newest first, as runs and restores leave them: some hold what others do not."""
    count = draw(st.integers(0, 60))
    digests = [f"d{draw(st.integers(0, 12))}" for _ in range(count)]
    return [
        KeptCopy(
            name=f"{count - place:06d}",
            half_day=f"h{draw(st.integers(0, 8))}",
            size_bytes=draw(st.integers(1, 100)),
            digest=digests[place],
            covers=frozenset(draw(st.sets(st.sampled_from(digests), max_size=4))),
            is_held=draw(st.booleans()),
        )
        for place in range(count)
    ]


def left(known, room):
    gone = surplus(known, room)
    return [one for one in known if one.name not in gone]


@given(copies(), st.integers(0, 3000))
def test_the_newest_stay(known, room):
    assert [one.name for one in left(known, room)][:FEWEST] == [one.name for one in known[:FEWEST]]


@given(copies(), st.integers(0, 3000))
def test_no_entry_is_lost(known, room):
    kept = left(known, room)

    for one in known:
        assert (
            one in kept
            or one.is_held
            or any(one.digest in (other.digest, *other.covers) for other in kept)
        )


@given(copies())
def test_with_room_the_deep_ones_and_one_of_each_half_day_stay(known):
    kept = left(known, HUGE)

    assert kept[:DEEP] == known[:DEEP]
    for half_day in {one.half_day for one in known}:
        assert next(one for one in known if one.half_day == half_day) in kept


@given(copies(), st.integers(0, 3000))
def test_what_is_more_than_the_room_is_only_what_must_stay(known, room):
    held = [KeptCopy(c.name, c.half_day, c.size_bytes, c.digest) for c in known]

    kept = left(held, room)

    assert len(kept) <= FEWEST or sum(one.size_bytes for one in kept) <= room


@given(copies(), st.integers(0, 3000))
def test_once_done_nothing_more_goes(known, room):
    assert surplus(left(known, room), room) == []


@given(copies(), st.integers(0, 3000))
def test_the_oldest_goes_first(known, room):
    gone = surplus(known, room)

    assert gone == sorted(gone)


def test_older_copies_of_a_half_day_go_and_other_half_days_stay():
    known = [KeptCopy(f"{n:06d}", "today", 1, f"d{n}") for n in range(100, 70, -1)]
    known += [KeptCopy(f"{n:06d}", f"day {n}", 1, f"d{n}") for n in range(70, 60, -1)]

    kept = left(known, HUGE)

    assert len(kept) == DEEP + 10


def test_what_is_free_counts_what_the_copies_themselves_take():
    known = [KeptCopy("000001", "today", 500, "d")]

    assert room_bytes(9_500, known) == 1_000
    assert room_bytes(HUGE, known) == 2_000_000_000


def test_after_a_restore_the_newest_of_the_other_branch_stays_for_all_of_it():
    branch = [
        KeptCopy("000030", "h", 1, "d30", frozenset({"d29", "d28"}), is_held=False),
        KeptCopy("000029", "h", 1, "d29", frozenset({"d28"}), is_held=False),
        KeptCopy("000028", "h", 1, "d28", is_held=False),
    ]
    now = [KeptCopy(f"{n:06d}", "h", 1, f"d{n}") for n in range(60, 30, -1)]

    kept = [one.name for one in left([*now, *branch], HUGE)]

    assert "000030" in kept
    assert not {"000029", "000028"} & set(kept)
