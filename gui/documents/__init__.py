"""The queue of documents and reports on the left of the window."""
