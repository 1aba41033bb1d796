"""Kinds of files that are recognised so that they can be named, but are not read."""

from __future__ import annotations

_BEGINNINGS: tuple[tuple[int, bytes, str], ...] = (
    (128, b"DICM", "DICOM"),
    (0, b"MM\0+", "big-endian BigTIFF"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftypavis", "AVIF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (0, b"8BPS", "Photoshop"),
    (0, b"DDS ", "DDS"),
    (0, b"BLP", "BLP"),
    (0, b"\x01\xda\x00", "SGI"),
    (0, b"\x01\xda\x01", "SGI"),
    (0, b"\x00\x00\x01\x00", "ICO"),
    (0, b"\x00\x00\x02\x00", "CUR"),
    (0, b"DanM", "MSP"),
    (0, b"LinS", "MSP"),
    (4, b"\x11\xaf", "FLI"),
    (4, b"\x12\xaf", "FLC"),
    (0, b"\x76\x2f\x31\x01", "OpenEXR"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (0, b"\x93NUMPY", "NumPy"),
    (0, b"%PDF", "PDF"),
    (0, b"PK\x03\x04", "ZIP"),
    (0, b"PK\x05\x06", "ZIP"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"Rar!", "RAR"),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (0, b"SQLite format 3\x00", "SQLite"),
    (0, b"<?xml", "XML"),
    (0, b"\xef\xbb\xbf<?xml", "XML"),
    (0, b"\xff\xfe<\x00?\x00", "XML"),
    (0, b"\xfe\xff\x00<\x00?", "XML"),
    (0, b"<svg", "SVG"),
    (0, b"<!DOCTYPE html", "HTML"),
    (0, b"<html", "HTML"),
    (0, b"version https://git-lfs.github.com", "Git LFS pointer"),
)  # fmt: skip


def name_of(head: bytes) -> str:
    """What a file that begins with these bytes is called; empty if nothing is known of it."""
    return next((name for at, start, name in _BEGINNINGS if head[at : at + len(start)] == start), "")
