"""Every coding, from small files made here: 16 bit kept exactly, all else to the documented grey."""

import contextlib
import os
import struct
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from tests.unit.imaging.written_png import write_png
from tests.unit.imaging.written_tiff import write_tiff
from xray_trainer.errors import ReadError
from xray_trainer.imaging import ImageInfo, inspect_image, read_image

Grey16 = npt.NDArray[np.uint16]
WHITE = 65535


@pytest.fixture
def levels() -> Grey16:
    """Noise over the full range, of odd size: (37, 54) uint16."""
    return np.random.default_rng(7).integers(0, 65536, (37, 54), dtype=np.uint16)


@pytest.fixture
def bytes8() -> npt.NDArray[np.uint8]:
    return np.random.default_rng(8).integers(0, 256, (37, 54), dtype=np.uint8)


@pytest.fixture
def colours16() -> Grey16:
    return np.random.default_rng(9).integers(0, 65536, (37, 54, 4), dtype=np.uint16)


def grey_of(path: Path, page: int = 0) -> Grey16:
    pixels = read_image(path, page)
    info = inspect_image(path, page)
    assert (pixels.width, pixels.height, pixels.bits) == (info.width, info.height, info.bits)
    return pixels.main


def luminance(colours: npt.NDArray[np.generic]) -> Grey16:
    wide = colours.astype(np.float64)
    return np.floor((wide[..., 0] * 19595 + wide[..., 1] * 38470 + wide[..., 2] * 7471 + 32768) / 65536).astype(
        np.uint16
    )


def over_white(grey: npt.NDArray[np.generic], opacity: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    share = opacity.astype(np.float64) / WHITE
    return grey * share + WHITE * (1 - share)


# --- 16-bit grey is kept to the last bit -------------------------------------------------------------------------


def test_png_of_16_bit_is_exact(tmp_path: Path, levels: Grey16) -> None:
    Image.fromarray(levels).save(tmp_path / "a.png")
    assert np.array_equal(levels, grey_of(tmp_path / "a.png"))


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("deflate", [False, True])
@pytest.mark.parametrize("layout", [{}, {"rows_per_strip": 5}, {"tile": 16}, {"head_last": True}])
def test_tiff_of_16_bit_is_exact(
    tmp_path: Path, levels: Grey16, order: str, big: bool, deflate: bool, layout: dict[str, int]
) -> None:
    path = write_tiff(tmp_path / "a.tif", levels, order=order, big=big, deflate=deflate, **layout)  # type: ignore[arg-type]
    if big and order == ">":
        assert "of the kind big-endian BigTIFF" in refusal(path)  # Pillow takes it for a TIFF of no size
        return
    assert np.array_equal(levels, grey_of(path))
    assert inspect_image(path) == ImageInfo(54, 37, 16, 1, "TIFF", "grey")


@pytest.mark.parametrize("compression", ["tiff_lzw", "packbits", "tiff_deflate", "zstd"])
def test_compressed_tiff_of_16_bit_is_exact(tmp_path: Path, levels: Grey16, compression: str) -> None:
    Image.fromarray(levels).save(tmp_path / "a.tif", compression=compression)
    assert np.array_equal(levels, grey_of(tmp_path / "a.tif"))


def test_deflated_tiff_with_differences_is_exact(tmp_path: Path, levels: Grey16) -> None:
    Image.fromarray(levels).save(tmp_path / "a.tif", compression="tiff_adobe_deflate", tiffinfo={317: 2})
    assert np.array_equal(levels, grey_of(tmp_path / "a.tif"))


def test_jpeg_2000_of_16_bit_is_exact(tmp_path: Path, levels: Grey16) -> None:
    for name in ("a.jp2", "a.j2k"):
        Image.fromarray(levels).save(tmp_path / name, irreversible=False)
        assert np.array_equal(levels, grey_of(tmp_path / name))


@pytest.mark.parametrize("kind", [b"P5", b"P2"])
def test_pgm_of_16_bit_is_exact(tmp_path: Path, levels: Grey16, kind: bytes) -> None:
    body = levels.astype(">u2").tobytes() if kind == b"P5" else b" ".join(str(v).encode() for v in levels.ravel())
    (tmp_path / "a.pgm").write_bytes(kind + b"\n# a comment\n54 37\n65535\n" + body)
    assert np.array_equal(levels, grey_of(tmp_path / "a.pgm"))


def test_pages_are_told_apart(tmp_path: Path, levels: Grey16) -> None:
    for deflate in (False, True):
        path = write_tiff(tmp_path / "a.tif", [levels, levels[::-1], levels[:9, :7]], deflate=deflate)
        assert inspect_image(path).pages == 3
        assert np.array_equal(levels, grey_of(path))
        assert np.array_equal(levels[::-1], grey_of(path, 1))
        assert np.array_equal(levels[:9, :7], grey_of(path, 2))
        for page in (3, -1):
            with pytest.raises(ReadError, match="this file has 3"):
                read_image(path, page)


def test_white_is_zero_is_turned(tmp_path: Path, levels: Grey16, bytes8: npt.NDArray[np.uint8]) -> None:
    assert np.array_equal(WHITE - levels, grey_of(write_tiff(tmp_path / "a.tif", levels, photometric=0)))
    assert np.array_equal(
        (255 - bytes8) * np.uint16(257), grey_of(write_tiff(tmp_path / "b.tif", bytes8, photometric=0))
    )


# --- fewer and other bits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.bmp", "a.gif", "a.pgm", "a.jp2"])
def test_8_bit_is_widened_by_257(tmp_path: Path, bytes8: npt.NDArray[np.uint8], name: str) -> None:
    Image.fromarray(bytes8).save(tmp_path / name)
    assert np.array_equal(bytes8 * np.uint16(257), grey_of(tmp_path / name))
    assert read_image(tmp_path / name).bits == 8


def test_jpeg_and_webp_are_read_as_their_decoders_give_them(tmp_path: Path, bytes8: npt.NDArray[np.uint8]) -> None:
    Image.fromarray(bytes8).save(tmp_path / "a.jpg")
    decoded = cv2.imread(str(tmp_path / "a.jpg"), cv2.IMREAD_UNCHANGED)
    assert np.array_equal(decoded.astype(np.uint16) * 257, grey_of(tmp_path / "a.jpg"))
    Image.fromarray(bytes8).convert("RGB").save(tmp_path / "a.webp", lossless=True)
    assert np.array_equal(bytes8 * np.uint16(257), grey_of(tmp_path / "a.webp"))


@pytest.mark.parametrize("bits", [1, 2, 4])
def test_png_of_few_bits_spans_the_full_range(tmp_path: Path, bits: int) -> None:
    samples = np.arange(16).reshape(2, 8) % (1 << bits)
    rows = b""
    for row in samples:
        number = 0
        for value in row:
            number = number << bits | int(value)
        rows += b"\0" + number.to_bytes(bits, "big")
    write_png(tmp_path / "a.png", 8, 2, bits, 0, rows)
    assert np.array_equal(samples * WHITE // ((1 << bits) - 1), grey_of(tmp_path / "a.png"))
    assert inspect_image(tmp_path / "a.png").bits == bits


def test_tiff_of_1_bit(tmp_path: Path) -> None:
    picture = Image.fromarray(np.random.default_rng(1).integers(0, 2, (20, 33), dtype=np.uint8) * 255).convert("1")
    for compression in (None, "group4"):
        picture.save(tmp_path / "a.tif", compression=compression)
        assert np.array_equal(np.asarray(picture) * WHITE, grey_of(tmp_path / "a.tif"))


def test_12_bit_spans_the_full_range(tmp_path: Path, levels: Grey16) -> None:
    twelve = levels >> 4
    expected = np.round(twelve / 4095 * WHITE)
    path = write_tiff(tmp_path / "a.tif", twelve, packed_bits=12)
    assert np.array_equal(expected, grey_of(path))
    assert inspect_image(path).bits == 12
    (tmp_path / "a.pgm").write_bytes(b"P5 54 37 4095\n" + twelve.astype(">u2").tobytes())
    assert np.array_equal(expected, grey_of(tmp_path / "a.pgm"))


@pytest.mark.parametrize("order", "<>")
def test_floating_point_is_scaled_as_documented(tmp_path: Path, order: str) -> None:
    share = np.linspace(0, 1, 37 * 54, dtype=np.float32).reshape(37, 54)
    path = tmp_path / "a.tif"
    assert np.array_equal(np.floor(share.astype(float) * WHITE + 0.5), grey_of(write_tiff(path, share, order=order)))
    counts = np.floor(share * 60000)
    assert np.array_equal(counts, grey_of(write_tiff(path, counts, order=order)))
    signed = grey_of(write_tiff(path, share * 1e9 - 5e8, order=order))
    assert (signed.min(), signed.max()) == (0, WHITE)
    assert (np.diff(signed.ravel().astype(int)) >= 0).all()
    share[3, 4], share[5, 6] = np.nan, np.inf
    dead = grey_of(write_tiff(path, share, order=order))
    assert dead[3, 4] == dead[5, 6] == 0
    assert dead.max() == WHITE
    assert not grey_of(write_tiff(path, np.full_like(share, np.nan))).any()


def test_wide_and_signed_integers(tmp_path: Path, levels: Grey16) -> None:
    path = tmp_path / "a.tif"
    assert np.array_equal(levels >> 1, grey_of(write_tiff(path, (levels >> 1).astype(np.int16))))
    assert np.array_equal(levels, grey_of(write_tiff(path, levels.astype(np.int32))))
    spread = grey_of(write_tiff(path, (levels.astype(np.int32) - 32768).astype(np.int16)))
    least, most = int(levels.min()), int(levels.max())
    assert np.abs(spread - (levels.astype(float) - least) * WHITE / (most - least)).max() <= 0.5


# --- colour, palette, opacity ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.bmp", "a.ppm", "a.jp2"])
def test_colour_becomes_luminance(tmp_path: Path, colours16: Grey16, name: str) -> None:
    colours = (colours16[..., :3] >> 8).astype(np.uint8)
    Image.fromarray(colours).save(tmp_path / name)
    assert np.array_equal(luminance(colours.astype(np.uint32) * 257), grey_of(tmp_path / name))


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.jp2"])
def test_colour_of_16_bit_keeps_its_depth(tmp_path: Path, colours16: Grey16, name: str) -> None:
    colours = np.ascontiguousarray(colours16[..., :3])
    options = [cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, 1000] if name == "a.jp2" else []
    cv2.imwrite(str(tmp_path / name), colours[..., ::-1], options)
    written = cv2.imread(str(tmp_path / name), cv2.IMREAD_UNCHANGED)[..., ::-1]
    assert np.array_equal(luminance(written), grey_of(tmp_path / name))
    assert np.array_equal(written, colours)
    assert inspect_image(tmp_path / name).bits == 16


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("deflate", [False, True])
def test_tiff_colour_of_16_bit_keeps_its_depth(tmp_path: Path, colours16: Grey16, order: str, deflate: bool) -> None:
    colours = colours16[..., :3]
    path = write_tiff(tmp_path / "a.tif", colours, order=order, deflate=deflate, rows_per_strip=7)
    assert np.array_equal(luminance(colours), grey_of(path))
    path = write_tiff(tmp_path / "b.tif", colours16, order=order, deflate=deflate, extra=2)
    expected = over_white(luminance(colours), colours16[..., 3])
    assert np.abs(expected - grey_of(path)).max() <= 0.5 + 1e-6
    path = write_tiff(tmp_path / "c.tif", colours16, order=order, deflate=deflate, extra=1)
    expected = np.minimum(WHITE, luminance(colours) + (WHITE - colours16[..., 3].astype(float)))
    assert np.array_equal(expected, grey_of(path))


def test_colour_of_16_bit_in_separate_planes_is_refused(tmp_path: Path, colours16: Grey16) -> None:
    path = write_tiff(tmp_path / "a.tif", colours16[..., :3], planar=True)
    with pytest.raises(ReadError, match="separate planes"):
        read_image(path)


def test_colour_of_8_bit_in_separate_planes(tmp_path: Path, colours16: Grey16) -> None:
    colours = (colours16[..., :3] >> 8).astype(np.uint8)
    for deflate in (False, True):
        path = write_tiff(tmp_path / "a.tif", colours, planar=True, deflate=deflate)
        assert np.array_equal(luminance(colours.astype(np.uint32) * 257), grey_of(path))


def test_png_of_16_bit_with_opacity_shows_white_where_transparent(tmp_path: Path, colours16: Grey16) -> None:
    for kind, samples in ((4, colours16[..., :2]), (6, colours16)):
        rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
        write_png(tmp_path / "a.png", 54, 37, 16, kind, rows)
        grey = samples[..., 0] if kind == 4 else luminance(samples)
        assert np.abs(over_white(grey, samples[..., -1]) - grey_of(tmp_path / "a.png")).max() <= 0.5 + 1e-6


def test_opacity_of_8_bit_shows_white_where_transparent(tmp_path: Path) -> None:
    picture = np.zeros((1, 3, 4), np.uint8)
    picture[0, :, 3] = 0, 128, 255
    Image.fromarray(picture).save(tmp_path / "a.png")
    assert grey_of(tmp_path / "a.png").tolist() == [[WHITE, 127 * 257, 0]]
    Image.fromarray(picture[..., 2:]).save(tmp_path / "b.png")
    assert grey_of(tmp_path / "b.png").tolist() == [[WHITE, 127 * 257, 0]]


def test_palette_is_looked_up(tmp_path: Path) -> None:
    picture = Image.new("P", (3, 2))
    picture.putdata(range(6))
    greys = [200, 10, 90, 0, 255, 77]
    picture.putpalette([value for grey in greys for value in (grey, grey, grey)])
    for name in ("a.png", "a.tif", "a.bmp", "a.gif"):
        picture.save(tmp_path / name)
        assert [value * 257 for value in greys] == grey_of(tmp_path / name).ravel().tolist(), name
    picture.save(tmp_path / "t.png", transparency=0)
    assert grey_of(tmp_path / "t.png").ravel().tolist()[:2] == [WHITE, 10 * 257]


def test_ink_becomes_luminance(tmp_path: Path) -> None:
    Image.new("CMYK", (4, 4), (0, 0, 0, 255)).save(tmp_path / "a.tif")
    assert not grey_of(tmp_path / "a.tif").any()
    Image.new("CMYK", (4, 4), (0, 0, 0, 0)).save(tmp_path / "a.jpg")
    assert (grey_of(tmp_path / "a.jpg") == WHITE).all()


def test_grey_stays_itself_when_stored_as_colour(tmp_path: Path, levels: Grey16) -> None:
    path = write_tiff(tmp_path / "a.tif", np.stack([levels] * 3, axis=-1))
    assert np.array_equal(levels, grey_of(path))


def test_the_first_frame_of_what_moves(tmp_path: Path, bytes8: npt.NDArray[np.uint8]) -> None:
    frames = [Image.fromarray(bytes8), Image.fromarray(255 - bytes8)]
    for name in ("a.gif", "a.png"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
        assert np.array_equal(bytes8 * np.uint16(257), grey_of(tmp_path / name)), name
        assert inspect_image(tmp_path / name).pages == 1


# --- turned upright ----------------------------------------------------------------------------------------------

TURNED = {
    1: lambda upright: upright,
    2: lambda upright: upright[:, ::-1],
    3: lambda upright: upright[::-1, ::-1],
    4: lambda upright: upright[::-1],
    5: lambda upright: upright.T,
    6: lambda upright: np.rot90(upright, 1),  # stored so that a quarter turn clockwise makes it upright
    7: lambda upright: upright[::-1, ::-1].T,
    8: lambda upright: np.rot90(upright, -1),
}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(tmp_path: Path, levels: Grey16, orientation: int) -> None:
    stored = np.ascontiguousarray(TURNED[orientation](levels))
    exif = Image.Exif()
    exif[274] = orientation
    Image.fromarray(stored).save(tmp_path / "a.png", exif=exif)
    assert np.array_equal(levels, grey_of(tmp_path / "a.png"))
    for deflate in (False, True):
        path = write_tiff(tmp_path / "a.tif", stored, orientation=orientation, deflate=deflate)
        assert np.array_equal(levels, grey_of(path))
    colours = np.stack([stored] * 3, axis=-1)
    assert np.array_equal(levels, grey_of(write_tiff(tmp_path / "b.tif", colours, orientation=orientation)))


def test_reference_portraits_are_all_the_same_upright_picture(shared_data: Path) -> None:
    folder = shared_data / "formats" / "exif_orientation"
    upright = read_image(folder / "Portrait_1.jpg").main.astype(int)
    assert upright.shape[0] > upright.shape[1]
    for number in range(9):
        turned = read_image(folder / f"Portrait_{number}.jpg").main.astype(int)
        assert turned.shape == upright.shape
        assert np.abs(turned - upright).mean() < 3 * 257, f"orientation {number}"  # each was compressed anew


# --- what is refused, and how it is told -------------------------------------------------------------------------


def refusal(path: Path) -> str:
    with pytest.raises(ReadError) as looked:
        inspect_image(path)
    with pytest.raises(ReadError) as read:
        read_image(path)
    assert str(looked.value) == str(read.value)
    assert looked.value.file == str(path)
    return looked.value.message.say()


@pytest.mark.parametrize("name", ["a.png", "a.tif", "b.tif", "c.tif", "a.bmp", "a.pgm"])
def test_a_file_cut_short_tells_its_rows(tmp_path: Path, name: str) -> None:
    noise = np.random.default_rng(3).integers(0, 256, (1378, 64), dtype=np.uint8)
    path = tmp_path / name
    if name == "a.tif":
        write_tiff(path, noise)
    elif name == "b.tif":
        write_tiff(path, noise, rows_per_strip=4)
    elif name == "c.tif":
        write_tiff(path, noise, deflate=True, rows_per_strip=4)
    else:
        Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[: len(path.read_bytes()) * 7 // 8])
    told = refusal(path).split()
    assert told[:4] == ["this", "image", "ends", "after"]
    assert told[5:] == ["of", "1378", "rows"]
    assert 1150 <= int(told[4]) <= 1206


@pytest.mark.parametrize("name", ["a.jpg", "a.jp2", "a.gif", "a.webp"])
def test_a_file_cut_short_is_refused(tmp_path: Path, name: str, bytes8: npt.NDArray[np.uint8]) -> None:
    Image.fromarray(bytes8).save(tmp_path / name)
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:-200])
    assert refusal(tmp_path / name)


def test_tables_beyond_the_end_are_a_file_cut_short(tmp_path: Path, levels: Grey16) -> None:
    path = write_tiff(tmp_path / "a.tif", levels, head_last=True)
    path.write_bytes(path.read_bytes()[:2000])
    assert refusal(path) == "this image ends before its last row"


def test_rows_that_no_strip_covers_are_not_taken_as_black(tmp_path: Path, levels: Grey16) -> None:
    path = write_tiff(tmp_path / "a.tif", levels, rows_per_strip=37)
    data = bytearray(path.read_bytes())
    at = data.index(struct.pack("<HHII", 278, 4, 1, 37))
    data[at : at + 12] = struct.pack("<HHII", 278, 4, 1, 20)
    path.write_bytes(data)
    assert refusal(path) == "this image ends after 20 of 37 rows"


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", 40000, 30000, 8, 0, b"\0")
    assert refusal(tmp_path / "a.png") == "this image is 40000 × 30000 px; images of up to 200 megapixels are read"
    (tmp_path / "a.pgm").write_bytes(b"P5 99999 99999 255\n")
    assert "megapixels" in refusal(tmp_path / "a.pgm")
    write_png(tmp_path / "b.png", 20000, 9000, 8, 0, b"\0")  # between one and two times Pillow's own limit
    assert refusal(tmp_path / "b.png") == "this image ends before its last row"


def test_what_is_no_image_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    for data, told in (
        (b"", "this file is empty"),
        (b"%PDF-1.7", "of the kind PDF"),
        (bytes(128) + b"DICM", "of the kind DICOM"),
        (b"<?xml version='1.0'?>", "of the kind XML"),
        (b"hello", "not an image of a kind that is read here"),
        (b"\x89PNG\r\n\x1a\n", "the head of this PNG file is damaged"),
    ):
        path.write_bytes(data)
        assert told in refusal(path)


def test_folders_missing_files_and_impossible_names(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "this is not a file"
    assert refusal(tmp_path / "none.png") == "this file is not there"
    assert refusal(Path("/dev/zero")) == "this is not a file"
    with pytest.raises(ReadError):
        read_image(tmp_path / "a\0.png")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    assert refusal(tmp_path / "a.png") == "this is not a file"


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.jpg", "a.jp2", "a.bmp", "a.gif", "a.webp", "a.pgm"])
def test_damage_anywhere_is_understood_or_refused(tmp_path: Path, name: str, bytes8: npt.NDArray[np.uint8]) -> None:
    Image.fromarray(bytes8[:16, :16]).save(tmp_path / name)
    whole = (tmp_path / name).read_bytes()
    chance = np.random.default_rng(11)
    for _ in range(60):
        damaged = bytearray(whole)
        for at in chance.integers(0, len(whole), 3):
            damaged[at] = chance.integers(0, 256)
        (tmp_path / name).write_bytes(
            damaged[: chance.integers(1, len(whole) + 1)] if chance.random() < 0.3 else damaged
        )
        with contextlib.suppress(ReadError):
            inspect_image(tmp_path / name)
            read_image(tmp_path / name)


def test_readers_in_many_threads_leave_the_warnings_as_they_were(tmp_path: Path, levels: Grey16) -> None:
    path = write_tiff(tmp_path / "a.tif", levels, orientation=1)
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<HHI", 274, 3, 1), struct.pack("<HHI", 274, 3, 2)))
    with pytest.warns(UserWarning, match="too many entries"), Image.open(path) as image:
        image.load()
    before = list(warnings.filters)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(inspect_image, [path] * 40)) == {inspect_image(path)}
    assert list(warnings.filters) == before
