"""The rules: what they look at, what they say, and which cell they suspect."""
