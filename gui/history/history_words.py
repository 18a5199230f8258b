"""The log in the words of the window: what was done and why."""

from PySide6.QtCore import QCoreApplication

from core.checking.agencies import level_name
from core.report import CellState, ReportState
from core.store.history import SWAPS, Event
from core.store.taking_back import taken_event
from core.store.timeline import Shown
from core.text import Language
from gui.table.cell_words import shown_text


def kind_name(shown: Shown) -> str:
    """Return what a kind of events is called in the list of kinds."""
    translate = QCoreApplication.translate
    return {
        Shown.DONE: translate("History", "What people did"),
        Shown.ALL: translate("History", "Everything"),
        Shown.TEXTS: translate("History", "Texts"),
        Shown.CELL_STATES: translate("History", "States of cells"),
        Shown.DECISIONS: translate("History", "Decisions"),
        Shown.REPORT_STATES: translate("History", "States of reports"),
        Shown.ATTRIBUTES: translate("History", "Agency, year, form"),
        Shown.PROJECT: translate("History", "Project"),
    }[shown]


def value(event: Event, text: str | None, language: Language) -> str:
    """Return the old or the new of an event in words."""
    translate = QCoreApplication.translate
    if event.kind == "text":
        return shown_text(text)
    if event.kind in ("added", "both-versions", *SWAPS):
        return ""  # it is named already; the rest of it means nothing to people
    if event.kind in ("roster", "other-projects"):
        return translate("History", "(nothing)") if text in (None, "[]") else "…"
    if event.kind == "switch":
        states = {"on": translate("History", "on"), "off": translate("History", "off")}
        return states.get(text or "", translate("History", "by default"))
    if event.kind == "decision":
        return translate("History", "open") if text is None else translate("Steps", "as in source")
    if event.kind == "cell-place":
        return translate("History", "no place") if text is None else text
    if event.kind == "attribute" and event.key == "level":
        return level_name(text or "").to(language)
    if text is None:
        return "—"
    if event.kind == "cell-state" and text in {state.value for state in CellState}:
        return cell_state(CellState(text))
    if event.kind == "report-state" and text in {state.value for state in ReportState}:
        return report_state(ReportState(text))
    return text


def cell_state(state: CellState) -> str:
    """Return what the state of a cell is called."""
    translate = QCoreApplication.translate
    return {
        CellState.READ: translate("History", "read"),
        CellState.CONFIRMED: translate("History", "confirmed"),
        CellState.CORRECTED: translate("History", "corrected"),
        CellState.DOUBTFUL: translate("History", "doubtful"),
    }[state]


def report_state(state: ReportState) -> str:
    """Return what the state of a report is called."""
    translate = QCoreApplication.translate
    return {
        ReportState.READ: translate("History", "not looked at"),
        ReportState.IN_REVIEW: translate("History", "in review"),
        ReportState.PARKED: translate("History", "parked"),
        ReportState.REVIEWED: translate("History", "reviewed"),
        ReportState.REOPENED: translate("History", "reopened"),
    }[state]


def reason(event: Event) -> str:
    """Return why something was done: how it was entered, and what was typed."""
    translate = QCoreApplication.translate
    taken = taken_event(event.why)
    if taken is not None:
        return translate("History", "undo of change {0}").format(taken)
    code, _, typed = event.why.partition(": ")
    known = {
        "typed": translate("History", "typed"),
        "pasted": translate("History", "pasted"),
        "replaced": translate("History", "replaced"),
        "cleared": translate("History", "cleared"),
        "suggestion": translate("History", "suggestion taken"),
        "candidate": translate("History", "other reading taken"),
        "region": translate("History", "read from a region"),
        "grid": translate("History", "lines drawn by hand"),
        "shifted": translate("Steps", "shift of cells"),
        "row-in": translate("Steps", "inserted row"),
        "row-out": translate("Steps", "deleted row"),
        "swapped": translate("Steps", "swap"),
        "merged": translate("Steps", "merging"),
        "divided": translate("Steps", "division"),
        "as-in-source": translate("Steps", "as in source"),
        "withdrawn": translate("Steps", "withdrawal"),
        "doubt-removed": translate("History", "doubt removed"),
        "undo": translate("History", "undo"),
        "redo": translate("History", "redo"),
        "moved": translate("History", "moved"),
        "added": translate("History", "added"),
        "chosen": translate("History", "chosen"),
        "removed": translate("History", "taken out"),
        "version": translate("History", "from the earlier version"),
        "split": translate("Steps", "splitting"),
        "joined": translate("Steps", "joining"),
        "form": translate("Steps", "form set by hand"),
        "assigned": translate("Steps", "table assigned"),
        **{state.value: report_state(state) for state in ReportState},
        **{state.value: cell_state(state) for state in CellState},
    }
    said = known.get(code, code)
    return f"{said}: {typed}" if typed else said
