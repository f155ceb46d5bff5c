from dataclasses import fields
from datetime import UTC, datetime

from schemas import Capture, Provenance


def test_everything_known_of_a_capture_has_its_place_in_the_provenance():
    capture = Capture(
        fetched_at=datetime(2024, 5, 10, 12, tzinfo=UTC), status=200, source="crawl", warc_file="a.warc.gz", etag='"x"'
    )
    provenance = Provenance(**capture.as_provenance())
    assert provenance.fetched_at == "2024-05-10T12:00:00+00:00"
    assert (provenance.status, provenance.source, provenance.warc_file, provenance.etag) == (
        (200, "crawl", "a.warc.gz", '"x"')
    )
    assert {field.name for field in fields(Capture)} <= set(Provenance.model_fields)


def test_a_capture_of_which_nothing_is_known_invents_nothing():
    assert Provenance(**Capture().as_provenance()) == Provenance()
