"""The command line. `app.py` gathers the verbs, one file each; they parse, call and render."""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """Run the program on `sys.argv` and exit: 0 done, 1 a condition was met, 2 unusable input, 130 interrupted."""
    try:
        from factcheck.cli.app import app

        app(prog_name="factcheck")
    except KeyboardInterrupt:  # while the program was still starting
        raise SystemExit(130) from None
    raise SystemExit(0)
