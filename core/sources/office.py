"""What only an office program understands (doc, wps, rtf), made a PDF by LibreOffice.

LibreOffice runs in a process of its own with a fresh profile, in which macros are off, links stay
as they are and the network is out of reach. What it makes is kept in the user's cache folder by
what the document holds, so that reading a document and drawing its pages share one conversion.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from core.bounds import (
    MAX_OFFICE_BYTES,
    MAX_OFFICE_RESULT_BYTES,
    MAX_OFFICE_RESULTS,
    SECONDS_AN_OFFICE_FILE,
)
from core.cache import cache_folder
from core.errors import GoujiError, unreadable
from core.sources.docx_package import damaged, locked
from core.text import Text

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # how a docx with a password is kept
_WORD = "WordDocument".encode("utf-16-le")  # the part of a doc that has its text
_COMPOUND = b"\xd0\xcf\x11\xe0"
_KINDS = {_COMPOUND: ".doc", b"{\\rt": ".rtf"}
"""First bytes, and the suffix that tells LibreOffice what it is."""
_NOWHERE = "127.0.0.1", 9
"""A proxy that is none: whatever LibreOffice asks the network for is refused at once."""
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),  # never
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),  # by hand
    ("Inet/Settings", "ooInetNoProxy", ""),
    *(
        ("Inet/Settings", f"ooInet{scheme}Proxy{what}", str(value))
        for scheme in ("HTTP", "HTTPS", "FTP")
        for what, value in zip(("Name", "Port"), _NOWHERE, strict=True)
    ),
)
"""Path, name and value of each setting of the profile."""


def as_pdf(path: Path, seconds: float = SECONDS_AN_OFFICE_FILE) -> Path:
    """Return a PDF made of a document, in the cache folder; one made before where there is one.

    Args:
        path: the document; it is copied, not opened by LibreOffice itself.
        seconds: how long that may take.

    Raises:
        GoujiError: LibreOffice is not there, or failed or took too long; or the document is locked.
    """
    try:
        if path.stat().st_size > MAX_OFFICE_BYTES:
            raise _too_big()
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    if _ENCRYPTED_PACKAGE in data:
        raise locked()
    if data.startswith(_COMPOUND) and _WORD not in data:
        raise damaged()  # LibreOffice would take it for text
    kept = cache_folder("office") / f"{hashlib.sha256(data).hexdigest()}.pdf"
    try:
        if kept.is_file():
            with suppress(PermissionError):  # somebody reads it just now, who has done the same
                os.utime(kept)
            return kept
        office = find_office()
        kept.parent.mkdir(parents=True, exist_ok=True)
        # beside the results, so that moving the new one there is a single step
        with tempfile.TemporaryDirectory(
            dir=kept.parent, prefix="making-", ignore_cleanup_errors=True
        ) as folder:
            document = Path(folder) / f"document{_suffix(path, data)}"
            document.write_bytes(data)
            made = _convert(office, document, seconds)
            with suppress(PermissionError):  # Windows: another process made it, and has it open
                made.replace(kept)
        _tidy(kept)
    except OSError as error:
        raise _no_room(kept.parent, error) from error
    return kept


def find_office() -> str:
    """Return the program of LibreOffice.

    Raises:
        GoujiError: it is not installed, or not where one would look.
    """
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    for place in _usual_places():
        if place.is_file():
            return str(place)
    raise GoujiError(
        Text(
            "这种文件（doc、wps、rtf）要用 LibreOffice 转换，但没有找到它。",
            "Files of this type (doc, wps, rtf) are read with LibreOffice, which was not found.",
        ),
        Text(
            "请安装 LibreOffice；或在 Word、WPS 中打开，另存为 docx 或 PDF。",
            "Install LibreOffice; or open it in Word or WPS and save it as docx or PDF.",
        ),
    )


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432"):
            if base := os.environ.get(name):
                # soffice.com waits for its work to be done, soffice.exe need not
                yield Path(base) / "LibreOffice" / "program" / "soffice.com"
    elif sys.platform == "darwin":
        for base in ("/", str(Path.home())):
            yield Path(base) / "Applications/LibreOffice.app/Contents/MacOS/soffice"
    else:
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def _suffix(path: Path, data: bytes) -> str:
    return _KINDS.get(data[:4]) or (".wps" if path.suffix.lower() == ".wps" else ".doc")


def _convert(office: str, document: Path, seconds: float) -> Path:
    """Make a PDF beside a document and return it."""
    profile = document.parent / "profile"
    _write_profile(profile)
    host, port = _NOWHERE
    proxy = f"http://{host}:{port}"
    names = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name.lower() not in (*names, "no_proxy") and not name.startswith("PYTHON")
    } | dict.fromkeys(names, proxy)
    command = [
        office, f"-env:UserInstallation={profile.as_uri()}",
        "--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(document.parent), str(document),
    ]  # fmt: skip
    status = _run(command, environment, document.parent, seconds)
    made = document.with_suffix(".pdf")
    if status or not made.is_file() or not made.stat().st_size:
        raise GoujiError(
            Text("LibreOffice 无法转换这个文件。", "LibreOffice cannot convert it."),
            Text(
                "文件可能已损坏或有密码，或未装 Writer；请在 Word、WPS 中另存为 docx 或 PDF。",
                "It may be damaged or locked, or Writer is not installed; "
                "open it in Word or WPS and save it as docx or PDF.",
            ),
        )
    return made


def _run(command: list[str], environment: dict[str, str], folder: Path, seconds: float) -> int:
    """Run a program to its end and return its status; end it with its children when late."""
    windows = sys.platform == "win32"
    process = subprocess.Popen(  # noqa: S603 - the program found above, files named above
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=not windows,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise GoujiError(
            Text("LibreOffice 转换用时过长，已停止。", "LibreOffice took too long; it was ended."),
            Text(
                "请在 Word、WPS 中打开，另存为 docx 或 PDF。",
                "Open it in Word or WPS and save it as docx or PDF.",
            ),
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(tree, capture_output=True, check=False)  # noqa: S603 - as it stands
    else:
        with suppress(ProcessLookupError, PermissionError):  # macOS says the latter of the dead
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _write_profile(profile: Path) -> None:
    """Write the settings of a profile that does nothing a document may ask for."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n',
        encoding="utf-8",
    )


def _tidy(kept: Path) -> None:
    """Remove the results that were not used for longest, until the others are within bounds."""
    found = []
    for path in kept.parent.glob("*.pdf"):
        with suppress(FileNotFoundError):  # another process tidies too
            status = path.stat()
            found.append((path != kept, -status.st_mtime, status.st_size, path))
    total = 0
    for count, (_, _, size, path) in enumerate(sorted(found), 1):
        total += size
        if count > MAX_OFFICE_RESULTS or total > MAX_OFFICE_RESULT_BYTES:
            with suppress(FileNotFoundError, PermissionError):  # or it is being read
                path.unlink()


def _too_big() -> GoujiError:
    most = MAX_OFFICE_BYTES // 1_000_000
    return GoujiError(
        Text(f"文件过大（上限 {most} MB）。", f"It is too big (the limit is {most} MB)."),
        Text("请另存为 PDF 后再打开。", "Save it as a PDF and open that."),
    )


def _no_room(folder: Path, error: OSError) -> GoujiError:
    return GoujiError(
        Text(
            f"无法在 {folder} 中转换（{error.strerror}）。",
            f"It cannot be converted in {folder} ({error.strerror}).",
        ),
        Text("请检查磁盘空间与权限后重试。", "Check the disk and its rights, then try again."),
    )
