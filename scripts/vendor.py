"""Re-make static/vendor from npm: exact versions, the files the pages use, their licences, and gzip beside the large.

Run `python scripts/vendor.py`; needs npm. Nothing is built: files are taken as published.
"""

import gzip
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"

FILES = {
    "@tabler/core@1.6.1": {"dist/css/tabler.min.css": "tabler/tabler.min.css"},
    "htmx.org@2.0.11": {"dist/htmx.min.js": "htmx/htmx.min.js", "LICENSE": "htmx/LICENSE"},
    "plotly.js-basic-dist-min@4.1.1": {
        "plotly-basic.min.js": "plotly/plotly-basic.min.js",
        "LICENSE": "plotly/LICENSE",
    },
    # The stylesheet is in the full package alone; the page links it so that Plotly injects none (strict CSP).
    "plotly.js@4.1.1": {"dist/plotly.css": "plotly/plotly.css"},
}
ICONS_PACKAGE = "@tabler/icons@3.52.0"
ICONS = """
    adjustments alert-triangle archive arrow-left arrow-right arrow-down arrow-up arrows-sort barrier-block bell bolt
    calendar calendar-off chart-line check chevron-down chevron-left chevron-right chevron-up clock copy dots download
    edit external-link eye file-import filter flag gauge heart help history home hourglass id-badge-2 info-circle key
    layout-dashboard list lock logout mail menu-2 message-circle minus moon note palette phone player-play plus printer
    refresh route search send settings shield-check snowflake sun target trash upload user user-check users x zzz
""".split()  # noqa: SIM905 - a list literal would be seventy lines
COMPRESS_FROM = 20_000
"""Bytes; smaller files gain little."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for package, files in FILES.items():
            unpacked = fetch(package, Path(folder))
            for source, target in files.items():
                write(target, (unpacked / source).read_bytes())
        icons = fetch(ICONS_PACKAGE, Path(folder))
        for name in ICONS:
            write(f"tabler-icons/{name}.svg", one_line((icons / "icons" / "outline" / f"{name}.svg").read_text()))
        licence = (icons / "LICENSE").read_bytes()
        write("tabler-icons/LICENSE", licence)
        # @tabler/core is MIT by its package.json and the banner in the file; its package holds no licence file.
        write("tabler/LICENSE", licence.replace(b"Tabler Icons", b"Tabler"))
    write("VERSIONS.txt", "".join(f"{package}\n" for package in (*FILES, ICONS_PACKAGE)).encode())


def fetch(package: str, folder: Path) -> Path:
    packed = subprocess.run(
        ["npm", "pack", package, "--silent"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    target = folder / packed.removesuffix(".tgz")
    with tarfile.open(folder / packed) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def one_line(svg: str) -> bytes:
    """Drop the comment, the class and the line breaks, which the page has no use for."""
    body = svg[svg.index("<svg") :]
    lines = [line.strip() for line in body.splitlines() if not line.strip().startswith("class=")]
    return " ".join(lines).replace("> <", "><").encode() + b"\n"


def write(name: str, content: bytes) -> None:
    path = VENDOR / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if path.suffix in {".css", ".js"} and len(content) > COMPRESS_FROM:
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{len(content):>9,}  {name}")


if __name__ == "__main__":
    main()
