"""Sources: one module a file type, each turning a file into pages."""
