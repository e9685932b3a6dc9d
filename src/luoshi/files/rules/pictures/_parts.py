"""Walking through a file that is made of parts."""

import struct

MOST_PARTS = 100_000
MOST_FRAMES = 500


class Walk:
    """A place in the bytes, moving forward. Raises ValueError at their end and after too many parts."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self._data, self.at, self._parts, self._frames = data, at, 0, 0

    def take(self, length: int) -> bytes:
        """The next bytes, exactly so many."""
        taken = self._data[self.at : self.at + length]
        if len(taken) != length:
            raise ValueError(f"breaks off at {self.at}")
        self.at += length
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise ValueError(f"more than {MOST_PARTS} parts")
        return taken

    def number(self, layout: str) -> int:
        """The next number, in the notation of `struct`."""
        return int(struct.unpack(layout, self.take(struct.calcsize(layout)))[0])

    def frame(self) -> None:
        """Count a frame of a moving picture, or a scan of a progressive one: each costs a pass over all pixels."""
        self._frames += 1
        if self._frames > MOST_FRAMES:
            raise ValueError(f"more than {MOST_FRAMES} frames")
