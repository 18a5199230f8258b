"""What one person has cleared, and how: counted and kept on this machine only."""
