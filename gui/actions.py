"""Everything a person can do, in one table: texts, icons, keys, menus."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QIcon, QKeySequence

from gui.translations import marked

FILE = marked("Actions", "&File")
EDIT = marked("Actions", "&Edit")
REVIEW = marked("Actions", "&Review")
VIEW = marked("Actions", "&View")
HELP = marked("Actions", "&Help")
MENUS = (FILE, EDIT, REVIEW, VIEW, HELP)
SUGGESTIONS = marked("Actions", "Suggestions")
LAYOUT = marked("Actions", "Layout of the table")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing to do.

    ``keys`` are portable key sequences, the first is the one shown. ``widget`` says that the panel
    with the focus answers to the keys (they mean something else elsewhere), so that the window must
    not. ``separated`` draws a line before it in its menu. ``below`` names a menu of its own there
    for it: it is one of several alike.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    widget: bool = False
    checkable: bool = False
    separated: bool = False
    below: str = ""


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open", marked("Actions", "Open…"), FILE, ("Ctrl+O",), "open"),
    ActionSpec("addFolder", marked("Actions", "Add folder…"), FILE, ("Ctrl+Shift+O",), "folder"),
    ActionSpec("pasteText", marked("Actions", "New report from copied text"), FILE,
               ("Ctrl+Shift+V",)),
    ActionSpec("openSample", marked("Actions", "Open the sample"), FILE, (), "sample"),
    ActionSpec("removeDocument", marked("Actions", "Remove from the project…"), FILE,
               ("Ctrl+Del",)),
    ActionSpec("versions", marked("Actions", "New versions…"), FILE),
    ActionSpec("saveProjectAs", marked("Actions", "Save project as…"), FILE,
               ("Ctrl+Shift+S",), "save"),
    ActionSpec("closeProject", marked("Actions", "Close project"), FILE, ("Ctrl+W",)),
    ActionSpec("export", marked("Actions", "Export workbook…"), FILE, ("Ctrl+E",), "export",
               separated=True),
    ActionSpec("feedback", marked("Actions", "Feedback letter…"), FILE, ("Ctrl+Shift+E",)),
    ActionSpec("feedbackAll", marked("Actions", "Feedback letters to all agencies…"), FILE),
    ActionSpec("projectSettings", marked("Actions", "Project settings…"), FILE,
               ("Ctrl+Shift+,",), separated=True),
    ActionSpec("settings", marked("Actions", "Settings…"), FILE, ("Ctrl+,",), "settings"),
    ActionSpec("quit", marked("Actions", "Quit"), FILE, ("Ctrl+Q",)),
    ActionSpec("undo", marked("Actions", "Undo"), EDIT, ("Ctrl+Z",), "undo"),
    ActionSpec("redo", marked("Actions", "Redo"), EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    ActionSpec("cut", marked("Actions", "Cut"), EDIT, ("Ctrl+X",), widget=True, separated=True),
    ActionSpec("copy", marked("Actions", "Copy"), EDIT, ("Ctrl+C",), widget=True),
    ActionSpec("paste", marked("Actions", "Paste"), EDIT, ("Ctrl+V",), widget=True),
    ActionSpec("clear", marked("Actions", "Leave blank"), EDIT, ("Del",), widget=True),
    ActionSpec("editCell", marked("Actions", "Edit the cell"), EDIT, ("F2",), widget=True),
    ActionSpec("find", marked("Actions", "Find…"), EDIT, ("Ctrl+F",), "search", separated=True),
    ActionSpec("findNext", marked("Actions", "Find next"), EDIT, ("F3",)),
    ActionSpec("findPrevious", marked("Actions", "Find previous"), EDIT, ("Shift+F3",)),
    ActionSpec("replace", marked("Actions", "Replace…"), EDIT, ("Ctrl+H",)),
    ActionSpec("search", marked("Actions", "Search reports"), EDIT, ("Ctrl+Shift+F",)),
    ActionSpec("previousProblem", marked("Actions", "Previous problem"), REVIEW, ("Shift+F8",),
               "previous-problem"),
    ActionSpec("nextProblem", marked("Actions", "Next problem"), REVIEW, ("F8",), "next-problem"),
    ActionSpec("lookNext", marked("Actions", "Look here next"), REVIEW, ("F7",)),
    ActionSpec("explain", marked("Actions", "Copy the problem in words"), REVIEW,
               ("Ctrl+Shift+C",)),
    ActionSpec("accept", marked("Actions", "Accept the cell and go on"), REVIEW,
               ("Return", "Enter"), "accept", widget=True, separated=True),
    ActionSpec("asInSource", marked("Actions", "As in source…"), REVIEW,
               ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), "as-in-source"),
    ActionSpec("doubtful", marked("Actions", "Doubtful: look again later"), REVIEW, ("Space",),
               "doubtful", widget=True),
    ActionSpec("readAgain", marked("Actions", "Read the cells again"), REVIEW, ("Ctrl+R",)),
    ActionSpec("redrawGrid", marked("Actions", "Redraw the lines of the table"), REVIEW,
               ("Ctrl+Shift+G",)),
    ActionSpec("shiftLeft", marked("Actions", "Shift the cells left"), REVIEW, ("Ctrl+Alt+Left",),
               below=LAYOUT),
    ActionSpec("shiftRight", marked("Actions", "Shift the cells right"), REVIEW,
               ("Ctrl+Alt+Right",), below=LAYOUT),
    ActionSpec("shiftUp", marked("Actions", "Shift the cells up"), REVIEW, ("Ctrl+Alt+Up",),
               below=LAYOUT),
    ActionSpec("shiftDown", marked("Actions", "Shift the cells down"), REVIEW, ("Ctrl+Alt+Down",),
               below=LAYOUT),
    ActionSpec("shiftTableLeft", marked("Actions", "Shift all columns of the table left"), REVIEW,
               ("Ctrl+Alt+Shift+Left",), below=LAYOUT),
    ActionSpec("shiftTableRight", marked("Actions", "Shift all columns of the table right"),
               REVIEW, ("Ctrl+Alt+Shift+Right",), below=LAYOUT),
    ActionSpec("insertRow", marked("Actions", "Insert a row of values"), REVIEW, below=LAYOUT),
    ActionSpec("deleteRow", marked("Actions", "Delete the row of values"), REVIEW, below=LAYOUT),
    ActionSpec("swap", marked("Actions", "Swap two rows, columns or cells"), REVIEW,
               below=LAYOUT),
    ActionSpec("merge", marked("Actions", "Merge the cells"), REVIEW, ("Ctrl+M",), below=LAYOUT),
    ActionSpec("divide", marked("Actions", "Divide the cell"), REVIEW, ("Ctrl+Shift+M",),
               below=LAYOUT),
    ActionSpec("assignTable", marked("Actions", "Assign the table to the form…"), REVIEW,
               below=LAYOUT),
    ActionSpec("setForm", marked("Actions", "Set the form of the report…"), REVIEW, below=LAYOUT),
    ActionSpec("splitReport", marked("Actions", "Divide the report at this page…"), REVIEW,
               below=LAYOUT),
    ActionSpec("joinReport", marked("Actions", "Join with the next report of the document…"),
               REVIEW, below=LAYOUT),
    ActionSpec("editAgency", marked("Actions", "Correct agency and year"), REVIEW,
               ("Ctrl+Shift+A",), below=LAYOUT),
    ActionSpec("take1", marked("Actions", "Take suggestion 1"), REVIEW, ("Alt+1",),
               below=SUGGESTIONS),
    ActionSpec("take2", marked("Actions", "Take suggestion 2"), REVIEW, ("Alt+2",),
               below=SUGGESTIONS),
    ActionSpec("take3", marked("Actions", "Take suggestion 3"), REVIEW, ("Alt+3",),
               below=SUGGESTIONS),
    ActionSpec("take4", marked("Actions", "Take suggestion 4"), REVIEW, ("Alt+4",),
               below=SUGGESTIONS),
    ActionSpec("take5", marked("Actions", "Take suggestion 5"), REVIEW, ("Alt+5",),
               below=SUGGESTIONS),
    ActionSpec("previousReport", marked("Actions", "Previous report"), REVIEW, ("Ctrl+PgUp",),
               separated=True),
    ActionSpec("nextReport", marked("Actions", "Next report"), REVIEW, ("Ctrl+PgDown",)),
    ActionSpec("nextUnfinished", marked("Actions", "Next unfinished report"), REVIEW,
               ("Ctrl+Shift+D",)),
    ActionSpec("markReviewed", marked("Actions", "Mark as reviewed and go on"), REVIEW, ("F9",),
               "reviewed"),
    ActionSpec("park", marked("Actions", "Park, or take up again"), REVIEW,
               ("Ctrl+Shift+P",)),
    ActionSpec("zoomIn", marked("Actions", "Zoom in"), VIEW, ("Ctrl+=", "Ctrl++"), "zoom-in"),
    ActionSpec("zoomOut", marked("Actions", "Zoom out"), VIEW, ("Ctrl+-",), "zoom-out"),
    ActionSpec("zoomFit", marked("Actions", "Fit the page"), VIEW, ("Ctrl+0",), "fit"),
    ActionSpec("zoomTableIn", marked("Actions", "Tables larger"), VIEW,
               ("Ctrl+Alt+=", "Ctrl+Alt++")),
    ActionSpec("zoomTableOut", marked("Actions", "Tables smaller"), VIEW, ("Ctrl+Alt+-",)),
    ActionSpec("zoomTableReset", marked("Actions", "Tables in the usual size"), VIEW,
               ("Ctrl+Alt+0",)),
    ActionSpec("followCell", marked("Actions", "Page follows the cell"), VIEW, ("Ctrl+G",),
               checkable=True),
    ActionSpec("magnify", marked("Actions", "Magnify the source (hold)"), VIEW, ("F4",),
               widget=True),
    ActionSpec("turnPage", marked("Actions", "Turn the page"), VIEW, ("Ctrl+Shift+R",), "turn"),
    ActionSpec("showUnprotected", marked("Actions", "Cells that no rule protects"), VIEW,
               checkable=True),
    ActionSpec("nextPanel", marked("Actions", "Next panel"), VIEW, ("F6",), separated=True),
    ActionSpec("previousPanel", marked("Actions", "Previous panel"), VIEW, ("Shift+F6",)),
    ActionSpec("nextSheet", marked("Actions", "Next table"), VIEW, ("Ctrl+Tab",)),
    ActionSpec("previousSheet", marked("Actions", "Previous table"), VIEW, ("Ctrl+Shift+Tab",)),
    ActionSpec("showDocuments", marked("Actions", "Reports"), VIEW, ("Ctrl+1",), checkable=True,
               separated=True),
    ActionSpec("showPage", marked("Actions", "Source page"), VIEW, ("Ctrl+2",), checkable=True),
    ActionSpec("showTable", marked("Actions", "Table"), VIEW, ("Ctrl+3",), checkable=True),
    ActionSpec("showCrops", marked("Actions", "Source of the cells"), VIEW, ("Ctrl+4",),
               checkable=True),
    ActionSpec("showFindings", marked("Actions", "Problems"), VIEW, ("Ctrl+5",), checkable=True),
    ActionSpec("showHistory", marked("Actions", "History"), VIEW, ("Ctrl+6",), checkable=True),
    ActionSpec("compare", marked("Actions", "Compare years and agencies"), VIEW, ("Ctrl+7",),
               separated=True),
    ActionSpec("tally", marked("Actions", "My progress"), VIEW, separated=True),
    ActionSpec("keys", marked("Actions", "Keys"), HELP, ("F1",), "keys"),
    ActionSpec("legend", marked("Actions", "Marks"), HELP),
    ActionSpec("tour", marked("Actions", "Short tour"), HELP),
    ActionSpec("showLog", marked("Actions", "Show the log file"), HELP),
    ActionSpec("about", marked("Actions", "About Gouji"), HELP, separated=True),
)  # fmt: skip


class ClashError(ValueError):
    """Two actions answer to one key, or have one id."""


def refuse_clashes(specs: Iterable[ActionSpec]) -> None:
    """Check that every id and key is used once and every key is one that Qt knows.

    Raises:
        ClashError: with the actions and the key.
    """
    ids: set[str] = set()
    keys: dict[str, str] = {}
    for spec in specs:
        if spec.id in ids:
            raise ClashError(f"two actions are called {spec.id}")
        ids.add(spec.id)
        for key in spec.keys:
            known = QKeySequence.fromString(key).toString()
            if not known:
                raise ClashError(f"{spec.id}: no such key: {key}")
            if known in keys:
                raise ClashError(f"{spec.id} and {keys[known]} both answer to {known}")
            keys[known] = spec.id


def translated(text: str) -> str:
    """Return a text of the table in the language of the window."""
    return QCoreApplication.translate("Actions", text)


def shown_keys(spec: ActionSpec) -> str:
    """Return the keys of an action as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    names = [QKeySequence.fromString(key).toString(native) for key in spec.keys]
    return " / ".join(dict.fromkeys(names))  # Return and Enter have one name in Chinese


class Actions(QObject):
    """One QAction for each entry of the table, by its id.

    Args:
        parent: the window.
        icon: gives the icon of a name, in the colours of the palette.
        specs: the table.

    Raises:
        ClashError: the table is not fit for use.
    """

    def __init__(
        self,
        parent: QObject,
        icon: Callable[[str], QIcon],
        specs: tuple[ActionSpec, ...] = ACTIONS,
    ) -> None:
        super().__init__(parent)
        refuse_clashes(specs)
        self.specs = specs
        self._icon = icon
        self.by_id: Mapping[str, QAction] = {spec.id: self._made(spec) for spec in specs}
        self.retranslate()
        self.recolor()

    def __getitem__(self, name: str) -> QAction:
        return self.by_id[name]

    def connect_to(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Connect actions to what they do."""
        for name, slot in slots.items():
            # a lambda takes the "checked" that the signal hands on
            self.by_id[name].triggered.connect(lambda _checked=False, slot=slot: slot())

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(self)
        action.setObjectName(f"action{spec.id[0].upper()}{spec.id[1:]}")
        action.setCheckable(spec.checkable)
        if not spec.widget:
            action.setShortcuts([QKeySequence.fromString(key) for key in spec.keys])
        return action

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        for spec in self.specs:
            text, keys = translated(spec.text), shown_keys(spec)
            plain = text.removesuffix("…")
            action = self.by_id[spec.id]
            # a key that a panel answers to is written beside the text, as Qt does with its own
            action.setText(f"{text}\t{keys.split(' / ')[0]}" if spec.widget else text)
            action.setIconText(plain)
            action.setToolTip(f"{plain} ({keys})" if keys else plain)
            action.setStatusTip("")

    def show_step(self, name: str, step: str | None) -> None:
        """Say what an action would take back or do again; None where there is nothing."""
        (spec,) = [spec for spec in self.specs if spec.id == name]
        text = f"{translated(spec.text)}: {step}" if step else translated(spec.text)
        self.by_id[name].setEnabled(step is not None)
        self.by_id[name].setText(text)
        self.by_id[name].setToolTip(f"{text} ({shown_keys(spec)})")

    def recolor(self) -> None:
        """Set all icons in the colours of the palette."""
        for spec in self.specs:
            if spec.icon:
                self.by_id[spec.id].setIcon(self._icon(spec.icon))
