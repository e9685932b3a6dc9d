"""What may be kept, under which name, and where. Pure: bytes in, verdict out."""

from luoshi.files.rules.admission import Admitted, admitted, check_size
from luoshi.files.rules.places import place, sha256
from luoshi.files.rules.refusal import FileRefused

__all__ = ["Admitted", "FileRefused", "admitted", "check_size", "place", "sha256"]
