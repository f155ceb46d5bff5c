"""When a crawl gives up: a site that is silent, fails, or does not want it is left alone."""

from __future__ import annotations

from typing import Final

# So many in a row, by what they are. A block page is meant for the crawler and not for the page; single pages can be
# forbidden, or fail on the server for years.
_SILENT: Final = frozenset(("dns", "connection_refused", "timeout", "connection"))
_TOO_MUCH: Final = frozenset(("http_429",))  # each after several tries with longer and longer pauses
# A gate that wants its cookie back sends everyone round in circles.
_WALLED: Final = frozenset(("block_page", "consent_wall", "redirect_loop"))
_DENIED: Final = frozenset(("http_401", "http_403", "http_451"))
_FAMILIES: Final = (
    ("site_silent", _SILENT, 5),
    ("refused", _TOO_MUCH, 2),
    ("refused", _WALLED, 5),
    ("refused", _DENIED, 10),
)
_FAILING: Final = 10
# A site that names its time has to be asked once only.
_AT_ONCE: Final = "asked_to_wait"


class Patience:
    """Counts failures of a kind in a row."""

    def __init__(self) -> None:
        self._kind: object = None
        self._count = 0

    def answered(self) -> None:
        """Note a page that came."""
        self._kind, self._count = None, 0

    def failed(self, code: str) -> str | None:
        """Note a failure, and return why the crawl should close, or None to go on.

        "site_silent": nothing answers. "site_failing": only errors of the server. "refused": the site does not want
        the crawl.
        """
        if code == _AT_ONCE:
            return "refused"
        reason, kind, most = "site_failing", frozenset[str](), _FAILING
        for name, codes, limit in _FAMILIES:
            if code in codes:
                reason, kind, most = name, codes, limit
        if not kind and not code.startswith("http_5"):
            self.answered()  # a 404 is an answer, too
            return None
        self._count = self._count + 1 if kind == self._kind else 1
        self._kind = kind
        return reason if self._count >= most else None
