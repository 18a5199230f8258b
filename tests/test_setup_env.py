"""The set-up says in one sentence what is missing, and installs only what is not there yet."""

import importlib
import sys
from pathlib import Path

import pytest

from gui import system_libraries

SCRIPTS = Path(__file__).parent.parent / "packaging"


@pytest.fixture
def setup_env(monkeypatch):
    """The script as a module."""
    monkeypatch.syspath_prepend(SCRIPTS)
    return importlib.import_module("setup_env")


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries are those of Linux")
def test_a_missing_library_is_one_sentence_with_the_command_that_brings_it(setup_env, monkeypatch):
    monkeypatch.setattr(system_libraries, "_loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(setup_env, "rights", lambda: None)
    with pytest.raises(setup_env.SetupError) as stopped:
        setup_env.see_to_libraries({})
    sentence = str(stopped.value)
    assert "sudo apt-get install -y --no-install-recommends libegl1 " in sentence
    assert "\n" not in sentence


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries are those of Linux")
def test_libraries_of_x11_are_wanted_only_where_there_is_a_display(setup_env, monkeypatch):
    monkeypatch.setattr(system_libraries, "_loads", lambda library: "xcb" not in library)
    monkeypatch.setattr(setup_env, "rights", lambda: None)
    setup_env.see_to_libraries({})
    with pytest.raises(setup_env.SetupError, match="libxcb-cursor0"):
        setup_env.see_to_libraries({"DISPLAY": ":0"})


def test_a_lock_is_installed_once_and_again_when_it_changes(setup_env, monkeypatch, tmp_path):
    calls = []

    def succeeds(command):
        calls.append(Path(command[-1]).name)
        return True

    monkeypatch.setattr(setup_env, "ROOT", tmp_path)
    monkeypatch.setattr(setup_env, "VENV", tmp_path)
    monkeypatch.setattr(setup_env, "succeeds", succeeds)
    (tmp_path / "requirements").mkdir()
    for name in ("run", "dev"):
        (tmp_path / "requirements" / f"{name}.lock").write_text(f"{name}==1\n")
    setup_env.see_to_lock("dev")
    setup_env.see_to_lock("dev")
    setup_env.see_to_lock("run")  # what is there for development is enough
    (tmp_path / "requirements" / "dev.lock").write_text("dev==2\n")
    setup_env.see_to_lock("dev")
    assert calls == ["dev.lock", "dev.lock"]


def test_a_failed_installation_leaves_no_stamp(setup_env, monkeypatch, tmp_path):
    monkeypatch.setattr(setup_env, "VENV", tmp_path)
    monkeypatch.setattr(setup_env, "succeeds", lambda _command: False)
    with pytest.raises(setup_env.SetupError, match=r"run\.lock"):
        setup_env.see_to_lock("run")
    assert list(tmp_path.iterdir()) == []
