"""A name is for people; it never becomes a path and never hides what a file is."""

import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luoshi.files.rules.names import LONGEST, UNNAMED, cleaned, disposition, extension, with_extension


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("关于印发《临夏州实施方案》的通知（终稿）.docx", "关于印发《临夏州实施方案》的通知（终稿）.docx"),
        ("C:\\Users\\陈\\桌面\\方案.docx", "方案.docx"),
        ("../../etc/passwd", "passwd"),
        ("照片\u202egpj.exe", "照片gpj.exe"),
        ("方案\x00.docx\r\nX: 1", "方案.docx X： 1"),
        ("...隐藏.txt", "隐藏.txt"),
        ("方案.docx. . ", "方案.docx"),
        ("aux", "_aux"),
        ("LPT¹.tar.gz", "_LPT¹.tar.gz"),
        ("console.txt", "console.txt"),
        ('a<b>:|?*".txt', "a＜b＞：｜？＊＂.txt"),
        ("方\u200b案\ufeff.docx", "方案.docx"),
        ("\ud800.txt", "txt"),
        ("方 \t 案.txt", "方 案.txt"),
        ("", UNNAMED),
        ("/", UNNAMED),
        ("\u3164", UNNAMED),
    ],
)
def test_a_name_stays_readable_and_becomes_harmless(name: str, kept: str) -> None:
    assert cleaned(name) == kept


def test_a_long_name_keeps_its_extension() -> None:
    name = cleaned("落实" * 200 + ".docx")
    assert name.endswith("落实.docx")
    assert LONGEST - 3 < len(name.encode()) <= LONGEST


@pytest.mark.parametrize(
    ("name", "end"), [("方案.docx", ".docx"), ("方案2.0", ""), ("录像.mp4", ".mp4"), ("方案.", "")]
)
def test_a_figure_is_no_extension(name: str, end: str) -> None:
    assert extension(name) == end


NAMES = st.text(st.characters(codec=None), max_size=120) | st.text("./\\ 落实aCON:\u202e\u0301\x00", max_size=120)


@given(NAMES)
@example("con .txt")
@example("." * 300 + "." + "a" * 15)
@example("＜\u0338" * 100)
def test_any_name_becomes_one_that_every_system_takes(name: str) -> None:
    kept = cleaned(name)
    assert cleaned(kept) == kept
    assert kept
    assert not set(kept) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in kept)
    assert kept[0] not in ". "
    assert kept[-1] not in ". "
    assert kept.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert len(kept.encode()) <= LONGEST


@given(NAMES, st.sampled_from([".jpg", ".docx"]))
def test_any_name_can_get_another_extension(name: str, new: str) -> None:
    assert extension(with_extension(cleaned(name), new)) == new


@given(NAMES)
def test_a_download_header_is_ascii_and_says_the_whole_name(name: str) -> None:
    header = disposition(name)
    assert header.isascii()
    assert header.startswith("attachment; filename=file")
    assert header.isprintable()
    assert unquote(header.partition("UTF-8''")[2]) == cleaned(name)
