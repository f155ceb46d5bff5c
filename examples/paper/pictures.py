"""Real pictures made from nothing: grey tiles whose pattern follows from the file's name, as PNG or as JPEG."""

from __future__ import annotations

import struct
import zlib

_TILE = 8  # a JPEG block; a PNG is tiled the same way
# The standard table for luminance DC (ITU-T T.81, table K.3): how many codes of each length, and their symbols 0-11.
_DC_LENGTHS = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
_DC_SYMBOLS = bytes(range(12))


def draw(path: str, width: int, height: int) -> tuple[str, bytes]:
    """Return the content type and the bytes of the picture at a path: PNG for .png, JPEG for anything else."""
    columns, rows = -(-width // _TILE), -(-height // _TILE)
    seed = zlib.crc32(path.encode())
    across, down = 1 + seed % 7, 1 + seed // 7 % 5
    tiles = [[60 + (x * across + y * down + seed) % 136 for x in range(columns)] for y in range(rows)]
    if path.endswith(".png"):
        return "image/png", _png(tiles, width, height)
    return "image/jpeg", _jpeg(tiles, width, height)


def _png(tiles: list[list[int]], width: int, height: int) -> bytes:
    """Write 8-bit grey PNG (W3C PNG, sections 5 and 11): signature, IHDR, one IDAT, IEND."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = [b"\0" + bytes(grey for grey in row for _ in range(_TILE))[:width] for row in tiles]
    pixels = b"".join(rows[y // _TILE] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def _jpeg(tiles: list[list[int]], width: int, height: int) -> bytes:
    """Write baseline grey JPEG (ITU-T T.81): every block is flat, so it is its DC difference and an end of block."""

    def segment(marker: int, data: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data

    return b"".join(
        [
            b"\xff\xd8",
            segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
            segment(0xDB, b"\0" + bytes([8] * 64)),
            segment(0xC0, struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)),
            segment(0xC4, b"\x00" + _DC_LENGTHS + _DC_SYMBOLS),
            segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0"),
            segment(0xDA, b"\1\1\0\0\x3f\0"),
            _scan([grey for row in tiles for grey in row]),
            b"\xff\xd9",
        ]
    )


def _scan(greys: list[int]) -> bytes:
    """Return the entropy-coded data. With a quantiser of 8 the DC value of a flat block is its grey less 128."""
    codes = _dc_codes()
    bits: list[str] = []
    before = 0
    for grey in greys:
        difference, before = grey - 128 - before, grey - 128
        size = abs(difference).bit_length()
        value = difference if difference >= 0 else difference + (1 << size) - 1
        bits.append(codes[size] + (f"{value:0{size}b}" if size else "") + "0")
    stream = "".join(bits)
    stream += "1" * (-len(stream) % 8)
    data = int(stream, 2).to_bytes(len(stream) // 8, "big")
    return data.replace(b"\xff", b"\xff\0")


def _dc_codes() -> list[str]:
    codes, code = [], 0
    for length, count in enumerate(_DC_LENGTHS, start=1):
        for _ in range(count):
            codes.append(f"{code:0{length}b}")
            code += 1
        code <<= 1
    return codes
