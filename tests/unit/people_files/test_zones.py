from zoneinfo import available_timezones

from app.people_files.zones import known_zones


def test_every_name_leads_to_a_zone_that_there_is() -> None:
    assert set(known_zones().values()) <= available_timezones()


def test_names_of_today_of_old_and_of_windows() -> None:
    names = ("america/chicago", "us/central", "central standard time", "europe/kiev", "asia/ho chi minh")
    zones = ["America/Chicago", "America/Chicago", "America/Chicago", "Europe/Kyiv", "Asia/Ho_Chi_Minh"]
    assert [known_zones()[name] for name in names] == zones


def test_abbreviations_and_offsets_of_the_tz_database_are_left_out() -> None:
    assert {"est", "mst", "cet", "gmt", "etc/gmt+6"} & set(known_zones()) == set()
