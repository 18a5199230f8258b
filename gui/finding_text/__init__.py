"""Finding and replacing texts: in the open report, and in all reports of the project."""
