"""Commands as they are typed: processes of their own, with none of the settings of whoever runs the tests."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def typed(output: Path, *argv: str, **environment: str) -> "subprocess.Popen[str]":
    """Start `scrapy` with what follows it, as quickly as it crawls, and with its runs below `output`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("BROADSHEET_")}
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", *argv],
        cwd=ROOT,
        env={**own, "BROADSHEET_OUTPUT": str(output), "BROADSHEET_DELAY": "0", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
