"""Which form a report is of, and which of its tables is which, said by a person."""
