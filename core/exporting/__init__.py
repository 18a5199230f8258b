"""What goes out of a project: the Excel workbook, CSV, JSON."""
