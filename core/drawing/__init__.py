"""Pages as pixels, in a process of their own; and opening PDF files, for reading too."""
