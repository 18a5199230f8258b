"""The settings as a dialog, made from their table. A change takes effect at once."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gui.settings import SHOWN, SHOWN_SWITCHES, Setting, Settings

WIDTH = 440  # pixels


class SettingsDialog(QDialog):
    """Shows what can be set.

    Args:
        settings: where values come from and go to.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self._settings = settings
        self._form = QFormLayout()
        self._form.setSpacing(10)
        self._texts = {setting.key: self._field(setting) for setting in SHOWN}
        self._switches = {setting.key: self._switch(setting) for setting in SHOWN_SWITCHES}
        self._helps: dict[str, QLabel] = {}
        for setting in SHOWN:
            self._form.addRow(QLabel(), self._texts[setting.key])
            if setting.help:
                self._helps[setting.key] = label = QLabel()
                label.setWordWrap(True)
                label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
                self._form.addRow(QLabel(), label)
        for switch in self._switches.values():
            self._form.addRow(QLabel(), switch)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.accept)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addLayout(self._form)
        column.addStretch()
        column.addWidget(self._buttons)
        self.retranslate()

    def _field(self, setting: Setting[str]) -> QComboBox | QLineEdit:
        settings, value = self._settings, self._settings.get(setting)
        field: QComboBox | QLineEdit
        if setting.choices:
            field = box = QComboBox()
            for choice in setting.choices:
                box.addItem("", choice.value)
            box.setCurrentIndex(box.findData(value))
            box.currentIndexChanged.connect(lambda at: settings.set(setting, box.itemData(at)))
        else:
            field = line = QLineEdit(value)
            line.editingFinished.connect(lambda: settings.set(setting, line.text().strip()))
        field.setObjectName(f"setting-{setting.key}")
        return field

    def _switch(self, setting: Setting[bool]) -> QCheckBox:
        check = QCheckBox()
        check.setObjectName(f"setting-{setting.key}")
        check.setChecked(self._settings.get(setting))
        check.toggled.connect(lambda on: self._settings.set(setting, on))
        return check

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setWindowTitle(self.tr("Settings"))
        for setting in SHOWN:
            field = self._texts[setting.key]
            name = _translated(setting.label)
            label = self._form.labelForField(field)
            assert isinstance(label, QLabel)
            label.setText(name)
            field.setAccessibleName(name)
            if isinstance(field, QComboBox):
                for at, choice in enumerate(setting.choices):
                    field.setItemText(at, _translated(choice.label))
            if setting.help:
                self._helps[setting.key].setText(_translated(setting.help))
        for switch in SHOWN_SWITCHES:
            self._switches[switch.key].setText(_translated(switch.label))
        self._fit()

    def _fit(self) -> None:
        """Be wide enough for every text; beside wrapped ones Qt would not be."""
        width = max(WIDTH, self._column.totalMinimumSize().width())
        self.setMinimumSize(width, self._column.totalHeightForWidth(width))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language, which may be changed right here."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Settings", text)
