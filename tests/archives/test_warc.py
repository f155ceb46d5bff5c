"""Records of WARC files: all of them, in any packing, and all but the damaged ones whatever happened to the file."""

import gzip
import io
import re
import zlib
from datetime import UTC, datetime

import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.archives.model import Damage, Notice, Record
from scrapers.archives.record import BrokenRecordError, read_date
from scrapers.archives.warc import read_record_at, read_warc

slow_fixtures = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(data, name="made.warc.gz", **options):
    return list(read_warc(io.BytesIO(data), name, **options))


def urls(found):
    return [one.url for one in found if isinstance(one, Record) and one.url]


def damage(found):
    return [one for one in found if isinstance(one, Damage)]


def zstd_frames(data, dictionary=None):
    """Return the members of a gzip archive as zstd frames."""
    frames, rest = [], data
    while rest:
        decoder = zlib.decompressobj(31)
        frames.append(zstd.compress(decoder.decompress(rest), zstd_dict=dictionary))
        rest = decoder.unused_data
    return b"".join(frames)


ALL = [f"https://paper.example/{number}" for number in range(5)]


def test_every_record_comes_with_where_it_begins(five):
    made = five()
    found = read(made.data)
    assert [one.place.offset for one in found] == made.offsets
    assert [one.type for one in found] == ["warcinfo"] + ["response"] * 5
    assert urls(found) == ALL
    assert found[1].date == datetime(2020, 1, 5, 10, 0, 0, 123456, tzinfo=UTC)
    assert found[1].record_id.startswith("urn:uuid:")


def test_plain_zstd_and_gzip_hold_the_same_records(five):
    packed, plain = five(), five(packed=False)
    blocks = [one.block for one in read(packed.data)]
    found = read(plain.data, "made.warc")
    assert [one.place.offset for one in found] == plain.offsets
    assert [one.block for one in found][1:] == blocks[1:]
    assert [one.block for one in read(zstd_frames(packed.data))] == blocks


def test_zstd_with_a_dictionary_in_the_first_frame(five, a_page):
    """The IIPC's zstd WARC: a skippable frame holds the dictionary, itself packed or not."""
    dictionary = zstd.train_dict([a_page(n, 200) for n in range(200)], 4000)
    frames = zstd_frames(five().data, dictionary)
    for held in (dictionary.dict_content, zstd.compress(dictionary.dict_content)):
        start = b"\x5d\x2a\x4d\x18" + len(held).to_bytes(4, "little") + held
        assert urls(read(start + frames)) == ALL
    [broken] = read(b"\x5d\x2a\x4d\x18" + (9).to_bytes(4, "little") + b"\x28\xb5\x2f\xfdjunk!" + frames)
    assert "dictionary cannot be read" in broken.what


def test_one_gzip_member_for_all_is_read_and_told_with_the_command_that_mends_it(five, one_member):
    found = read(one_member(five().data), "big.warc.gz")
    assert urls(found) == ALL
    [notice] = [one for one in found if isinstance(one, Notice)]
    assert "warcio recompress big.warc.gz" in str(notice)


@pytest.mark.parametrize("spoil", [lambda at: b"", lambda at: b"\0" * 8, lambda at: b"rubbish" * 40])
def test_a_damaged_member_costs_one_record_and_its_offset_is_told(five, spoil):
    made = five()
    at, following = made.offsets[3], made.offsets[4]
    data = made.data[:at] + spoil(at) + made.data[at + 8 : following] + made.data[following:]
    found = read(data)
    assert urls(found) == [url for url in ALL if url != ALL[2]]
    assert [one.place.offset for one in damage(found)] == [at]
    assert str(damage(found)[0]).startswith(f"made.warc.gz, byte {at}: record passed over: ")


def test_rubbish_between_records_costs_no_record(five):
    made = five()
    at = made.offsets[3]
    found = read(made.data[:at] + b"rubbish" * 40 + made.data[at:])
    assert urls(found) == ALL
    assert [one.place.offset for one in damage(found)] == [at]


def test_zeros_at_the_end_are_no_damage(five):
    found = read(five().data + b"\0" * 5000)
    assert urls(found) == ALL
    assert damage(found) == []


@slow_fixtures
@given(st.data())
def test_cut_anywhere_all_whole_records_come_and_the_cut_is_told(five, data):
    for packed in (True, False):
        made = five(packed=packed)
        cut = data.draw(st.integers(0, len(made.data) - 1))
        found = read(made.data[:cut])
        ends = [*made.offsets[1:], len(made.data)]
        # A plain record is whole without the two line ends behind it.
        whole = [ALL[i] for i, end in enumerate(ends[1:]) if (end if packed else end - 4) <= cut]
        assert urls(found) == whole
        torn = cut not in {0, *made.offsets, *(end - n for end in ends for n in range(5) if not packed)}
        assert bool(damage(found)) == torn


@slow_fixtures
@given(st.data())
def test_a_flipped_byte_costs_one_record_at_most_and_is_never_passed_on(five, data):
    made = five()
    at = data.draw(st.integers(0, len(made.data) - 1))
    spoiled = bytearray(made.data)
    spoiled[at] ^= data.draw(st.integers(1, 255))
    blocks = {one.url: one.block for one in read(made.data)}
    found = read(bytes(spoiled))
    assert len(urls(found)) >= 4
    assert all(one.block == blocks[one.url] for one in found if isinstance(one, Record))


@slow_fixtures
@given(st.binary(max_size=3000))
def test_any_bytes_are_read_to_their_end(data):
    for start in (b"", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18", b"WARC/1.1\r\n"):
        for one in read(start + data):
            assert isinstance(one, Record | Damage | Notice)


@pytest.mark.parametrize("lie", [b"Content-Length: 11", b"Content-Length: 99999", b"Content-Length: -1", b"Content: 1"])
def test_a_lying_length_in_a_plain_file_costs_that_record_alone(five, lie):
    made = five(packed=False)
    at = made.offsets[3]
    lied = re.sub(rb"Content-Length: \d+", lie, made.data[at:], count=1)
    found = read(made.data[:at] + lied, "made.warc")
    assert urls(found) == [url for url in ALL if url != ALL[2]]
    assert [one.place.offset for one in damage(found)] == [at]


def test_a_broken_record_among_others_in_one_member(five, one_member):
    made = five()
    data = gzip.decompress(made.data)
    at = data.index(b"https://paper.example/2")
    spoiled = data[:at] + data[at:].replace(b"Content-Length: ", b"Content-Length: 1", 1)
    found = read(gzip.compress(spoiled))
    assert set(ALL) - set(urls(found)) <= {ALL[2], ALL[3], ALL[4]}  # a length too large swallows what follows
    spoiled = data[:at] + data[at:].replace(b"Content-Length: ", b"Content-Length: x", 1)
    found = read(gzip.compress(spoiled))
    assert urls(found) == [url for url in ALL if url != ALL[2]]
    assert len(damage(found)) == 1


def test_blocks_are_read_only_where_they_are_wanted_and_never_beyond_a_size(five, monkeypatch):
    found = read(five().data, wanted=lambda record: record.type == "warcinfo")
    assert [one.block is None for one in found] == [False] + [True] * 5
    monkeypatch.setattr("scrapers.archives.record.LARGEST_BLOCK", 100)
    found = read(five().data)
    assert [one.block is None for one in found][1:] == [True] * 5
    assert found[1].length > 100


def test_a_record_can_be_had_again_by_its_offset(five):
    for packed in (True, False):
        made = five(packed=packed)
        record = read_record_at(io.BytesIO(made.data), "made", made.offsets[4])
        assert record.url == ALL[3]
        with pytest.raises(BrokenRecordError):
            read_record_at(io.BytesIO(made.data), "made", made.offsets[4] + 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2016-08-23T16:18:00Z", "2016-08-23T16:18:00+00:00"),
        ("2016-08-23T16:18:00.123456789Z", "2016-08-23T16:18:00.123456+00:00"),
        ("2016-08-23T16:18:00.5Z", "2016-08-23T16:18:00.500000+00:00"),
        ("2016-08-23T18:18:00+02:00", "2016-08-23T16:18:00+00:00"),
        ("2016-08-23", "2016-08-23T00:00:00+00:00"),
        ("2016-02-30T00:00:00Z", None),
        ("None", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(text, wanted):
    found = read_date(text)
    assert (found.isoformat() if found else None) == wanted
