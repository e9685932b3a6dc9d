"""Whether a file may be kept for a purpose, and as what."""

from dataclasses import dataclass

from luoshi.files.rules import names
from luoshi.files.rules.kinds import KINDS, PURPOSES, REFUSED, extensions_of, names_of
from luoshi.files.rules.pictures import Picture, formats, picture
from luoshi.files.rules.places import sha256
from luoshi.files.rules.refusal import FileRefused
from luoshi.files.rules.sniffing import kind_of


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file as it is kept. `uploaded_sha256` is of what came; a picture has a size, and a thumbnail if it is large."""

    name: str
    kind: str
    data: bytes
    uploaded_sha256: str
    width: int | None = None
    height: int | None = None
    thumbnail: "Admitted | None" = None


def admitted(data: bytes, name: str, purpose: str) -> Admitted:
    """The file as it is kept for a key of `kinds.PURPOSES`. Raises FileRefused."""
    check_size(len(data), purpose)
    kind, shown = kind_of(data), names.cleaned(name)
    if kind not in PURPOSES[purpose]:
        raise _not_taken(kind, purpose)
    _check_megabytes(len(data), KINDS[kind].megabytes)
    _check_extension(shown, kind)
    if kind not in formats():
        return Admitted(_with_extension(shown, kind), kind, data, sha256(data))
    whole, small = picture(data, kind)
    thumbnail = _picture(small, shown, sha256(small.data)) if small else None
    return _picture(whole, shown, sha256(data), thumbnail)


def _picture(made: Picture, name: str, uploaded: str, thumbnail: Admitted | None = None) -> Admitted:
    named = _with_extension(name, made.kind)
    return Admitted(named, made.kind, made.data, uploaded, made.width, made.height, thumbnail)


def check_size(size: int, purpose: str) -> None:
    """Refuse a file of this many bytes if it is empty or too large whatever it is, if possible before it is read."""
    if size == 0:
        raise FileRefused(
            "empty",
            "文件是空的（0 字节）。请检查是否下载或复制完整。",
            "The file is empty (0 bytes). Check that it was downloaded or copied completely.",
        )
    _check_megabytes(size, max(KINDS[kind].megabytes for kind in PURPOSES[purpose]))


def _check_megabytes(size: int, limit: int) -> None:
    if size > limit * 1024**2:
        megabytes = -(-size // 1024**2)
        raise FileRefused(
            "too_large",
            f"文件有 {megabytes} MB，超过 {limit} MB 的上限。请压缩图片或分成几个文件后再上传。",
            f"The file is {megabytes} MB, above the limit of {limit} MB. Compress its pictures or split it.",
        )


def _not_taken(kind: str, purpose: str) -> FileRefused:
    zh, en = names_of(kind)
    taken = " ".join(extensions_of(purpose))
    advice = REFUSED[kind][1] if kind in REFUSED else (f"请上传这些类型之一：{taken}。", f"Upload one of: {taken}.")
    return FileRefused(kind, f"这是{zh}，这里不收。{advice[0]}", f"This is {en}, which is not taken here. {advice[1]}")


def _check_extension(name: str, kind: str) -> None:
    given, known = names.extension(name).lower(), KINDS[kind].extensions
    if not given or given in known:
        return
    zh, en = names_of(kind)
    raise FileRefused(
        "wrong_extension",
        f"文件名以 {given} 结尾，内容却是{zh}。请确认没有选错文件；没有选错，就把扩展名改成 {known[0]} 后再上传。",
        f"The name ends in {given}, but the content is {en}. If it is the right file, rename it to end in {known[0]}.",
    )


def _with_extension(name: str, kind: str) -> str:
    """The name itself when its extension fits, else with the usual one: it had none, or the kind has changed."""
    known = KINDS[kind].extensions
    return name if names.extension(name).lower() in known else names.with_extension(name, known[0])
