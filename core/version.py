"""The version of the program; pyproject.toml says the same, and a test sees to that."""

VERSION = "0.1.0"
