"""The window in two languages: the catalog is fresh and whole, and the switch is live."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QWidget,
)

from gui.settings import LANGUAGE
from gui.translations import Translations

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOG = ROOT / "resources" / "i18n" / "gouji_zh_CN.ts"
MARKS = re.compile(r"\{\d*\}|%n|%\d|…$")


@pytest.fixture
def translations(qapp):
    translations = Translations(qapp)
    yield translations
    translations.use("en")


def messages():
    for context in ET.parse(CATALOG).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            chinese = "".join(translation.itertext()).strip()
            yield context.findtext("name"), message.findtext("source"), chinese


def test_the_catalog_is_fresh_and_complete():
    command = [sys.executable, str(ROOT / "packaging" / "translate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_context_has_a_name():
    assert all(context for context, _, _ in messages())


@pytest.mark.parametrize(("context", "source", "translation"), list(messages()))
def test_translations_keep_places_and_are_chinese(context, source, translation):
    assert sorted(MARKS.findall(source)) == sorted(MARKS.findall(translation))
    assert re.search(r"[\u4e00-\u9fff\uff01-\uff5e]", translation) or translation == source
    assert not re.search(r"[\u4e00-\u9fff][,;:!?](?!\w)", translation)  # Chinese punctuation


def test_english_knows_one_from_several(translations):
    def said(count):
        return QCoreApplication.translate("Removing", "%n report(s) go with it.", "", count)

    translations.use("en")
    assert [said(1), said(2)] == ["1 report goes with it.", "2 reports go with it."]
    english = ET.parse(CATALOG.with_name("gouji_en.ts")).getroot()
    forms = [form.text or "" for form in english.iter("numerusform")]
    assert forms
    assert [form for form in forms if "%n" not in form or "(s)" in form] == []


def test_qt_speaks_chinese_too(translations):
    translations.use("zh")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    translations.use("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def words(widget):
    """Every word that a person can see or hear in the window."""
    yield widget.windowTitle()
    hidden = ("qt_dockwidget_floatbutton", "qt_dockwidget_closebutton")
    for child in [widget, *widget.findChildren(QWidget)]:
        if child.objectName() in hidden:
            continue
        yield child.accessibleName()
        yield child.toolTip()
        if isinstance(child, QLabel | QAbstractButton):
            yield child.text()


def test_the_language_changes_while_the_program_runs(open_window, translations, qtbot):
    window = open_window()
    settings = window.settings
    settings.changed.connect(lambda _key: translations.use(settings.current_language()))
    english = set(words(window))
    settings.set(LANGUAGE, "zh")
    qtbot.waitUntil(lambda: window.acts["open"].text() == "打开…")
    chinese = {said for said in words(window) if said}
    left = {
        said
        for said in chinese & english
        if re.search("[A-Za-z]{3}", said) and not re.search(r"[\u4e00-\u9fff]", said)
    }
    assert left == set()
    settings.set(LANGUAGE, "en")
    qtbot.waitUntil(lambda: set(words(window)) == english)


def test_buttons_of_dialogs_are_chinese(translations, qtbot):
    translations.use("zh")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(box)
    assert box.buttons()[0].text().startswith("关闭")


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.Directory])
def test_the_dialog_for_files_is_chinese_where_the_system_has_none(translations, qtbot, mode):
    translations.use("zh")
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    words += [button.text() for button in dialog.findChildren(QPushButton)]
    assert [said for said in words if said and not re.search(r"[\u4e00-\u9fff]", said)] == []
