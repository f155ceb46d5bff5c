"""What goes over the wire, kept as it went: a download handler that hands on the bytes of every exchange."""

from scrapers.wire.tape import Tape

__all__ = ["Tape"]
