"""Reports side by side: an agency year by year, and agencies against one another; pure data."""
