"""Steps and the place of undo, from events alone."""

from dataclasses import replace

import pytest

from core.store.history import Change, Event, history, inverse


def log(*lines):
    """Events of (step, key, old, new, undoes); their ids count from 1."""
    return [
        Event(at, "2026", "甲", 1, key, old, new, "typed", step, "text", undoes)
        for at, (step, key, old, new, undoes) in enumerate(lines, 1)
    ]


def test_nothing_can_be_undone_in_an_empty_log():
    empty = history([])
    assert (empty.undoable, empty.redoable, empty.position) == (None, None, 0)


def test_a_step_of_several_events_is_undone_and_redone_as_one():
    events = log((1, "a", "0", "1", None), (1, "b", "0", "2", None))
    (step,) = history(events).steps
    assert inverse(step.events) == [
        (Change("text", "b", "2", "0"), 2),
        (Change("text", "a", "1", "0"), 1),
    ]
    events = log(
        (1, "a", "0", "1", None),
        (1, "b", "0", "2", None),
        (2, "b", "2", "0", 2),
        (2, "a", "1", "0", 1),
    )
    undone = history(events)
    assert (undone.position, undone.redoable and undone.redoable.id) == (0, 1)
    assert undone.redoable
    assert inverse(undone.redoable.events) == [
        (Change("text", "a", "0", "1"), 4),
        (Change("text", "b", "0", "2"), 3),
    ]


def test_what_was_undone_before_another_step_cannot_be_redone():
    events = log(
        (1, "a", "0", "1", None),
        (2, "a", "1", "2", None),
        (3, "a", "2", "1", 2),
        (4, "a", "1", "9", None),
        (5, "a", "9", "1", 4),
        (6, "a", "1", "0", 1),
        (7, "a", "0", "1", 6),
    )
    after = history(events)
    assert [step.id for step in after.steps] == [1, 4]
    assert after.position == 1
    assert after.undoable
    assert after.undoable.events == (events[6],)


def test_events_of_the_project_are_no_steps():
    (event,) = log((1, "a.pdf", None, "ab", None))
    added = replace(event, kind="added")
    assert history([added]).steps == ()
    with pytest.raises(ValueError, match="added"):
        _ = added.change
