"""The names of time zones that an import knows, from the tz database and from Windows' own list."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from tzlocal.windows_tz import win_tz

from app.domain.people.imports.cells.zones import fold_zone


@cache
def known_zones() -> Mapping[str, str]:
    """Return the current IANA name for each folded name: of today, of old (`US/Central`) and of Windows.

    Names of today are those of `zone.tab`; an old name counts where its link in `tzdata.zi` leads to one of them.
    Abbreviations and offsets, which the tz database has too, are none of these but for UTC.
    """
    current = set(_current_names())
    links = {old: target for target, old in _links() if target in current and not _is_short(old)}
    windows = {name: zone for name, zone in win_tz.items() if zone in current}
    names = {"UTC": "UTC", "Etc/UTC": "UTC"} | windows | links | {name: name for name in current}
    return {fold_zone(name): zone for name, zone in names.items()}


def _is_short(name: str) -> bool:
    """Tell abbreviations such as EST, which the tz database ties to one of the places that use them."""
    return name.isalpha() and name.isupper()


def _current_names() -> Iterator[str]:
    for line in _table("zone.tab"):
        yield line.split("\t")[2]


def _links() -> Iterator[tuple[str, str]]:
    for line in _table("tzdata.zi"):
        if line.startswith("L "):
            _, target, old = line.split()
            yield target, old


def _table(name: str) -> list[str]:
    lines = (files("tzdata") / "zoneinfo" / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
