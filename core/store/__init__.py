"""The project file: one SQLite file with everything people did, and undo from its log."""
