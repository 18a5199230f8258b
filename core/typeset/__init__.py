"""Sources without pages of their own (web pages, docx, text) set as pages."""
