"""The tables of a report as the form prints them, and editing them."""
