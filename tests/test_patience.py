"""A crawl gives up on a site that is silent, fails or does not want it, and not on single pages."""

import pytest

from scrapers.patience import Patience


def failures_until_given_up(codes):
    patience = Patience()
    for number, code in enumerate(codes, 1):
        reason = patience.answered() if code == "ok" else patience.failed(code)
        if reason:
            return number, reason
    return None


@pytest.mark.parametrize(
    ("codes", "end"),
    [
        (["timeout", "dns", "connection", "timeout", "connection_refused"], (5, "site_silent")),
        (["block_page"] * 9, (5, "refused")),
        (["consent_wall", "block_page"] * 9, (5, "refused")),
        (["http_429"] * 9, (2, "refused")),
        (["http_403", "http_401"] * 9, (10, "refused")),
        (["http_500", "http_503"] * 9, (10, "site_failing")),
        (["asked_to_wait"], (1, "refused")),
        (["http_403"] * 9 + ["ok"] + ["http_403"] * 9, None),
        (["block_page"] * 4 + ["http_404"] + ["block_page"] * 4, None),
        (["http_404", "not_html", "off_site", "robots_forbidden"] * 20, None),
        ((["http_500"] * 9 + ["timeout"] * 4) * 5, None),
    ],
)
def test_so_many_in_a_row_are_enough(codes, end):
    assert failures_until_given_up(codes) == end
