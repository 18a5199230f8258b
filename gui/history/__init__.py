"""The history: every event of a cell, a report or the project; taking changes back."""
