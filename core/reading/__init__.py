"""From pages to reports: grids, labels, columns, titles. Runs in worker processes."""
