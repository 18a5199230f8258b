"""Which files are pictures: by suffix, and by first bytes."""

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".heif")
"""Suffixes, in small letters, of pictures that are documents."""

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
"""Of HEIF files that hold single pictures."""


def type_of(head: bytes) -> str:
    """Return what kind of picture a file is by its first bytes, as PyMuPDF calls it; "" for none.

    The two letters of a bitmap say too little: what is never used follows its size.
    """
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith((b"II*\0", b"MM\0*")):
        return "tiff"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "heif"
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "bmp"
    return ""
