"""Make ``.venv`` ready: create it, install what the lock names, see to the system libraries.

    python packaging/setup_env.py run       what the program needs
    python packaging/setup_env.py dev       what working on it needs too
    python packaging/setup_env.py package   and what building the packaged program needs

It uses the standard library alone, so that any Python 3.11 can run it on a bare machine, and does
nothing where everything is there already.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


class SetupError(Exception):
    """What is missing and what to do about it, in one sentence."""


def main() -> int:
    """Run the set-up that the command line asks for; return the exit code."""
    parser = argparse.ArgumentParser(description="Make .venv ready.")
    parser.add_argument("purpose", choices=("run", "dev", "package"))
    purpose = parser.parse_args().purpose
    try:
        if sys.version_info[:2] < OLDEST:
            raise SetupError(f"Gouji needs Python 3.11 or newer, and this is {sys.version}")
        see_to_libraries(os.environ)
        if purpose == "package" and sys.platform == "linux" and not shutil.which("objdump"):
            see_to_packages("the program objdump", ["binutils"])
        see_to_venv()
        see_to_lock("run" if purpose == "run" else "dev")
    except SetupError as error:
        print(f"Set-up stopped: {error}", file=sys.stderr)
        return 1
    return 0


def see_to_libraries(environment: Mapping[str, str]) -> None:
    """Check on Linux that Qt finds its system libraries, those of X11 only where there is X11.

    Raises:
        SetupError: some are missing and could not be installed.
    """
    sys.path.insert(0, str(ROOT))
    from gui.system_libraries import missing_packages  # needs neither Qt nor .venv

    display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    wanted = environment if display else {"QT_QPA_PLATFORM": "offscreen"}
    if packages := missing_packages(sys.platform, wanted):
        see_to_packages("libraries that Qt needs", packages)


def see_to_packages(missing: str, packages: list[str]) -> None:
    """Install Debian packages where that takes no password, else say the command.

    Raises:
        SetupError: this is not Debian, there is no right to install, or installing failed.
    """
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    sentence = f"this system lacks {missing}; on Debian or Ubuntu run: sudo {command}"
    prefix = rights()
    if prefix is None or not shutil.which("apt-get"):
        raise SetupError(f"{sentence} (elsewhere: the packages that hold the same).")
    print(f"Installing what this system lacks: {' '.join(packages)}", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in ("apt-get update -q", command + " -q"):
        if subprocess.run([*prefix, *step.split()], env=quiet, check=False).returncode:
            raise SetupError(f"{sentence} (tried, and it failed as shown above).")


def rights() -> list[str] | None:
    """Return what to put before a command to run it as root, None where that needs a password."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
        return None
    return [sudo, "-n"] if sudo else None


def see_to_venv() -> None:
    """Create ``.venv`` where there is none or its Python does not start.

    Raises:
        SetupError: it could not be created.
    """
    if VENV_PYTHON.exists() and succeeds([str(VENV_PYTHON), "-c", "import pip"]):
        return
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        see_to_packages("Python's own venv module", [f"python{version}-venv"])
    print(f"Creating {VENV.name} with Python {sys.version.split()[0]}", flush=True)
    # in a process of its own, since ensurepip may have been installed just now
    if not succeeds([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        raise SetupError(f"creating {VENV} failed; is the disk full or the folder not writable?")


def succeeds(command: list[str]) -> bool:
    """Run a command and return whether it exits with 0."""
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError:
        return False


def see_to_lock(purpose: str) -> None:
    """Install what a lock file names, unless that was done for these very contents.

    Raises:
        SetupError: pip failed.
    """
    if any(stamp(name).exists() and stamped(name) for name in dict.fromkeys((purpose, "dev"))):
        return
    lock = ROOT / "requirements" / f"{purpose}.lock"
    print("Installing the locked packages into .venv (some 250 MB the first time)", flush=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    if not succeeds([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]):
        raise SetupError(f"pip could not install {lock.name}; is the package index reachable?")
    stamp(purpose).write_text(digest(purpose), encoding="ascii")


def stamp(purpose: str) -> Path:
    """Return the file that says which lock was installed last."""
    return VENV / f"installed-{purpose}.sha256"


def stamped(purpose: str) -> bool:
    """Return whether the lock installed last is the one that stands there now."""
    return stamp(purpose).read_text(encoding="ascii") == digest(purpose)


def digest(purpose: str) -> str:
    """Return the SHA-256 of a lock file."""
    lock = ROOT / "requirements" / f"{purpose}.lock"
    return hashlib.sha256(lock.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
