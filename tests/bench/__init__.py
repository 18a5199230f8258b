"""How fast the program is: ``make bench``. Only ratios between two things measured here fail."""
