"""The source: its pages, the marks on them, the crops of single cells."""
