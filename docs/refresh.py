"""Put what the program prints today into the README, between its markers: python docs/refresh.py"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FACTCHECK = "from factcheck.cli import main; main()"
OPENED = 2  # disputed claims whose words are shown below the table


def factcheck(*words: str) -> str:
    """The standard output of one verb, run in the checkout."""
    command = [sys.executable, "-c", FACTCHECK, *words]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def shown(markdown: str) -> str:
    """The table of `factcheck show --format md`, and the words of its first claims."""
    table = "\n".join(line for line in markdown.splitlines() if line.startswith("|"))
    claims = re.split(r"^(?=\*\*\d+\. )", markdown, flags=re.MULTILINE)[1:]
    return "\n\n".join([table, *(claim.strip() for claim in claims[:OPENED])])


def put(readme: str, name: str, text: str) -> str:
    """The README with what stands between `<!-- name -->` and `<!-- end -->` replaced.

    :raises SystemExit: the markers are missing.
    """
    pattern = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=\n<!-- end -->)", re.DOTALL)
    if not pattern.search(readme):
        raise SystemExit(f"README.md has no markers <!-- {name} --> ... <!-- end -->")
    return pattern.sub(lambda _: text, readme, count=1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        factcheck("check", "corpora/scale-ai", "--out", folder)
        verdicts = [word for verdict in ("disputed", "updated", "agreed") for word in ("--verdict", verdict)]
        markdown = factcheck("show", folder, *verdicts, "--format", "md")
    readme = ROOT / "README.md"
    readme.write_text(put(readme.read_text(encoding="utf-8"), "table", shown(markdown)), encoding="utf-8")


if __name__ == "__main__":
    main()
