"""What helps a newcomer: a short tour, the meaning of the marks, the keys."""
