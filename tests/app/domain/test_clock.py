from datetime import datetime, timedelta, timezone

from app.domain.clock import wall

NOW = datetime(2021, 10, 13, 8, 31, 59, 4000, tzinfo=timezone(timedelta(hours=5)))


def test_clock_on_the_wall_is_written_without_its_zone():
    assert wall(NOW) == "2021-10-13T08:31:59"
    assert wall(NOW, "minutes") == "2021-10-13T08:31"
