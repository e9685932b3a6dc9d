"""A picture is kept with every pixel and nothing else; one that is broken, or too large to look at, is not kept."""

import contextlib
import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from luoshi.files.rules import FileRefused
from luoshi.files.rules.pictures import formats, is_small, picture
from tests.files import samples
from tests.files.samples import SECRET, corners, moving, opened, photo, scene

CARRIERS = ["jpg", "png", "webp", "tiff", "gif"]


def kept(data: bytes, kind: str) -> bytes:
    return picture(data, kind)[0].data


@pytest.mark.parametrize("kind", CARRIERS)
def test_what_a_camera_writes_beside_the_pixels_goes(kind: str) -> None:
    data = photo(kind)
    assert SECRET in data
    bare = kept(data, kind)
    assert SECRET not in bare
    image = opened(bare)
    assert 0x8825 not in image.getexif()
    assert 0x013B not in image.getexif()
    assert not {"comment", "xmp", "exif", "Comment", "Long"} & set(image.info)


@pytest.mark.parametrize("kind", [*CARRIERS, "bmp"])
def test_the_pixels_stay_as_they_were(kind: str) -> None:
    data = samples.picture(kind) if kind == "bmp" else photo(kind)
    before, after = opened(data), opened(kept(data, kind))
    assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
    assert before.info.get("icc_profile") == after.info.get("icc_profile")


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "tiff"])
@pytest.mark.parametrize(
    ("orientation", "seen"),
    [(2, "RBRR"), (3, "RRRB"), (4, "RRBR"), (5, "BRRR"), (6, "RBRR"), (7, "RRRB"), (8, "RRBR")],
)
def test_a_picture_is_kept_upright(kind: str, orientation: int, seen: str) -> None:
    whole, small = picture(photo(kind, orientation), kind)
    size = (400, 640) if orientation > 4 else (640, 400)
    assert (whole.width, whole.height) == opened(whole.data).size == size
    assert corners(opened(whole.data)) == seen
    assert small is not None
    assert corners(opened(small.data)) == seen
    assert SECRET not in whole.data


@pytest.mark.parametrize("kind", CARRIERS)
def test_stripping_twice_is_stripping_once(kind: str) -> None:
    once = kept(photo(kind), kind)
    assert kept(once, kind) == once


@pytest.mark.parametrize("kind", CARRIERS)
def test_what_follows_the_end_of_a_picture_goes(kind: str) -> None:
    data = photo(kind)
    assert kept(data + b"<script>alert(1)</script>PK\x03\x04", kind) == kept(data, kind)


def test_a_gif_that_is_also_a_script_loses_the_script() -> None:
    data = samples.picture("gif", comment=b"*/=1;alert(1);/*")
    assert b"alert" in data
    assert b"alert" not in kept(data, "gif")
    with pytest.raises(FileRefused):
        picture(b"GIF89a/*\x00\x00*/=1;alert(document.domain)//;", "gif")


def test_a_preview_inside_a_jpeg_goes() -> None:
    data = samples.picture("jpg")
    preview = b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x02\x02" + SECRET[:12]
    more = b"\xff\xe0" + struct.pack(">H", len(preview) + 2) + preview
    hidden = b"\xff\xec" + struct.pack(">H", len(SECRET) + 2) + SECRET
    bare = kept(data[:2] + more + hidden + data[20:], "jpg")
    assert SECRET[:12] not in bare
    assert opened(bare).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_colours_has_a_thumbnail(mode: str) -> None:
    image = Image.new("I;16", (640, 400), 30000) if mode == "I;16" else scene().convert(mode)
    kind = "jpg" if mode == "CMYK" else "png"
    whole, small = picture(samples.picture(kind, image), kind)
    assert (whole.width, whole.height) == (640, 400)
    assert small is not None
    seen = opened(small.data)
    assert (seen.format, seen.size, seen.mode in {"L", "RGB"}) == ("JPEG", (480, 300), True)
    assert set(seen.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_is_transparent_is_white_on_a_thumbnail() -> None:
    _, small = picture(samples.picture("png", Image.new("RGBA", (600, 600), (0, 0, 0, 0))), "png")
    assert small is not None
    assert opened(small.data).getpixel((100, 100)) == (255, 255, 255)


def test_sixteen_bits_become_eight_not_white() -> None:
    _, small = picture(samples.picture("png", Image.new("I;16", (600, 600), 32768)), "png")
    assert small is not None
    assert opened(small.data).getpixel((100, 100)) == 128


def test_a_small_jpeg_is_its_own_thumbnail() -> None:
    whole, small = picture(samples.picture("jpg", scene(480, 300)), "jpg")
    assert small is None
    assert is_small("jpg", whole.width, whole.height, len(whole.data))
    assert not is_small("png", 10, 10, 100)
    _, thumbnail = picture(samples.picture("jpg"), "jpg")
    assert thumbnail is not None
    assert picture(thumbnail.data, "jpg") == (thumbnail, None)


def test_a_small_jpeg_that_is_heavy_gets_a_thumbnail() -> None:
    data = samples.picture("jpg", scene(480, 300))
    whole, small = picture(data[:-2] + b"\xff\xd0" * 200_000 + data[-2:], "jpg")
    assert len(whole.data) > 400_000
    assert small is not None
    assert len(small.data) < 20_000


def test_a_noisy_thumbnail_is_still_small() -> None:
    _, small = picture(samples.picture("png", Image.effect_noise((960, 960), 200).convert("RGB")), "png")
    assert small is not None
    assert picture(small.data, "jpg")[1] is None


@pytest.mark.parametrize("size", [(20_000, 1), (1, 20_000), (1, 1)])
def test_a_picture_of_any_shape_has_a_thumbnail(size: tuple[int, int]) -> None:
    _, small = picture(samples.picture("png", Image.new("RGB", size)), "png")
    assert small is not None
    assert 1 <= min(small.width, small.height) <= max(small.width, small.height) <= 480


@pytest.mark.parametrize("kind", ["gif", "png", "webp", "tiff"])
def test_what_moves_keeps_moving(kind: str) -> None:
    data = moving(kind)
    image = opened(kept(data, kind))
    assert getattr(image, "n_frames", 1) == getattr(opened(data), "n_frames", 1) == 3
    if kind != "tiff":
        assert (image.info["loop"], image.info["duration"]) == (0, 100)


@pytest.mark.parametrize("kind", ["gif", "png", "webp", "tiff"])
def test_a_picture_with_thousands_of_frames_is_refused(kind: str) -> None:
    frames = [Image.new("L", (8, 8), 255 * (number % 2)) for number in range(502)]
    data = samples.picture(kind, frames[0], save_all=True, append_images=frames[1:])
    with pytest.raises(FileRefused) as refused:
        picture(data, kind)
    assert refused.value.kind == "broken_image"


@pytest.mark.parametrize("kind", [*CARRIERS, "bmp"])
def test_a_truncated_picture_is_refused(kind: str) -> None:
    data = samples.picture(kind, Image.effect_noise((200, 200), 80).convert("RGB"))
    for share in (0.02, 0.5, 0.95):
        with pytest.raises(FileRefused) as refused:
            picture(data[: int(len(data) * share)], kind)
        assert refused.value.kind == "broken_image"


def bomb(kind: str) -> bytes:
    """A few bytes that say they are 30,000 by 30,000 pixels."""
    side = 30_000
    if kind == "png":
        head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(90_000))), (b"IEND", b""))
        parts = (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
            for name, body in chunks
        )
        return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
    data = samples.picture(kind, Image.new("RGB", (257, 258)))
    layout = "<HH" if kind in {"gif", "tiff"} else "<II" if kind == "bmp" else ">HH"
    small = struct.pack(layout, 258, 257) if kind == "jpg" else struct.pack(layout, 257, 258)
    if kind == "tiff":
        return data.replace(
            struct.pack("<HHI", 256, 4, 1) + struct.pack("<I", 257), struct.pack("<HHII", 256, 4, 1, side)
        ).replace(struct.pack("<HHI", 257, 4, 1) + struct.pack("<I", 258), struct.pack("<HHII", 257, 4, 1, side))
    return data.replace(small, struct.pack(layout, side, side))


@pytest.mark.parametrize("kind", ["png", "jpg", "gif", "bmp", "tiff"])
def test_a_bomb_is_refused_before_it_is_decoded(kind: str) -> None:
    with pytest.raises(FileRefused) as refused:
        picture(bomb(kind), kind)
    assert refused.value.kind == "too_many_pixels"
    assert "6400 万像素" in refused.value.zh


def test_a_jpeg_with_thousands_of_scans_is_refused() -> None:
    data = samples.picture("jpg", scene(64, 64), progressive=True)
    last = data.rindex(b"\xff\xda")
    assert kept(data, "jpg")
    with pytest.raises(FileRefused):
        picture(data[:-2] + data[last:-2] * 100 + data[-2:], "jpg")


def test_a_tiff_whose_pages_share_their_pixels_is_refused() -> None:
    data = samples.picture("tiff", Image.effect_noise((300, 300), 80))
    first = struct.unpack("<I", data[4:8])[0]
    entries = struct.unpack("<H", data[first : first + 2])[0]
    directory = data[first : first + 2 + 12 * entries]
    page = len(directory) + 4
    chain = b"".join(directory + struct.pack("<I", len(data) + page * (number + 1)) for number in range(50))
    looped = (
        data[: first + len(directory)] + struct.pack("<I", len(data)) + data[first + page :] + chain[:-4] + bytes(4)
    )
    assert getattr(opened(looped), "n_frames", 1) == 51
    with pytest.raises(FileRefused):
        picture(looped, "tiff")


def test_a_wrong_profile_does_not_stop_a_thumbnail() -> None:
    _, small = picture(samples.picture("jpg", icc_profile=b"not a profile"), "jpg")
    assert small is not None


@pytest.mark.parametrize("kind", sorted(formats()))
@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 3000), byte=st.integers(0, 255))
def test_a_changed_byte_gives_a_picture_or_a_refusal(kind: str, at: int, byte: int) -> None:
    data = bytearray(
        moving("gif") if kind == "gif" else samples.picture("bmp", scene(40, 20)) if kind == "bmp" else photo(kind)
    )
    data[at % len(data)] = byte
    with contextlib.suppress(FileRefused):
        whole, _ = picture(bytes(data), kind)
        assert opened(whole.data).size == (whole.width, whole.height)


@given(data=st.binary(max_size=200), kind=st.sampled_from(sorted(formats())))
def test_noise_behind_a_signature_is_refused(data: bytes, kind: str) -> None:
    start = samples.picture(kind, Image.new("RGB", (2, 2)))[:12]
    with pytest.raises(FileRefused):
        picture(start + data, kind)


def test_a_picture_reader_never_follows_another_format() -> None:
    disguised = io.BytesIO()
    scene().save(disguised, "PPM")
    with pytest.raises(FileRefused):
        picture(disguised.getvalue(), "jpg")
