import pytest

from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.imports.cells.zones import read_zone
from app.people_files.zones import known_zones


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("America/Chicago", "America/Chicago"),
        ("america/new york", "America/New_York"),
        ("US/Central", "America/Chicago"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("Central Standard Time", "America/Chicago"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-06:00) Central Time (US & Canada)", "America/Chicago"),
        ("US Mountain", "America/Denver"),
        ("Pacific", "America/Los_Angeles"),
        ("Central Time Zone", "America/Chicago"),
        ("UTC", "UTC"),
    ],
)
def test_zones_by_every_name_that_means_one(text: str, zone: str) -> None:
    assert read_zone(text, known_zones()) == zone


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("CST", "Write America/Chicago"),
        ("IST", "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem"),
        ("EST", "Write America/New_York"),
        ("UTC-6", "no summer time"),
        ("GMT+05:30", "no summer time"),
        ("Etc/GMT+6", "no summer time"),
        ("Chicago", "Is it America/Chicago"),
        ("America/Chigaco", "Is it America/Chicago"),
        ("Mars/Olympus", "Write it like"),
        ("Central Park", "Write it like"),
    ],
)
def test_others_are_refused_with_a_way_out(text: str, hint: str) -> None:
    with pytest.raises(CellProblem, match=hint):
        read_zone(text, known_zones())
