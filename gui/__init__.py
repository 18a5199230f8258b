"""The review window. Shows sessions and projects; what they mean is in core."""
