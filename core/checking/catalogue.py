"""The rules as they are listed: titles, explanations and exceptions from resources/rules/*.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from core.forms import Forms
from core.report import Severity
from core.text import Text
from resources import resource

_EVERY_FORM = ("2019", "2021")
_UNSAID = Text("", "")


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule as it is listed in the settings.

    ``severity`` is the gravest its findings can have, ``forms`` are those of the years on which it
    is asked, ``exceptions`` say when a break is legitimate ("" where none are known).
    """

    id: str
    title: Text
    severity: Severity
    default_on: bool = True
    explanation: Text = _UNSAID
    exceptions: Text = _UNSAID
    forms: tuple[str, ...] = _EVERY_FORM


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, RuleInfo]:
    """Return every shipped rule by its id; the sums of the form files without their titles."""
    found: dict[str, RuleInfo] = {}
    for path in sorted(resource("rules").glob("*.toml")):
        for rule, said in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[rule] = RuleInfo(
                rule,
                Text(said.get("title", ""), said.get("title_en", "")),
                Severity(said.get("severity", "error")),
                said.get("default_on", True),
                Text(said["why"], said["why_en"]),
                Text(said.get("unless", ""), said.get("unless_en", "")),
                tuple(said.get("forms", _EVERY_FORM)),
            )
    return found


@lru_cache(maxsize=10)
def rule_titles(forms: Forms) -> Mapping[str, RuleInfo]:
    """Return every rule there is by its id: those of the form files and those that are code."""
    infos = dict(catalogue())
    for table in forms.tables:
        for rule in table.rules:
            known = infos.get(rule.id, RuleInfo(rule.id, rule.title, rule.severity))
            infos[rule.id] = replace(known, title=rule.title, severity=rule.severity)
    return {rule: infos[rule] for rule in sorted(infos)}


def enabled_rules(forms: Forms, switched: Mapping[str, bool] | None = None) -> frozenset[str]:
    """Return the ids of the rules that are on.

    Args:
        forms: the official forms.
        switched: rules switched on or off by a person; the others are as they are by default.
    """
    switched = switched or {}
    infos = rule_titles(forms).values()
    return frozenset(info.id for info in infos if switched.get(info.id, info.default_on))
