"""The limits that keep hostile or absurd input from filling time, memory or disk. All of them."""

MAX_PAGES = 3000
"""Pages of one document."""
MAX_CHARS_ON_PAGE = 60_000
"""Characters of one page that are looked at; a page of dense small print has about 5,000."""
MAX_RULINGS_ON_PAGE = 20_000
"""Lines of one page that are looked at; a table with doubled borders has about 1,500."""
SECONDS_A_DOCUMENT = 120
"""How long reading one document may take, whatever its size, before its worker is stopped."""
SECONDS_A_MEGABYTE = 60
"""What is added to that for each megabyte of the file; a scanned page has about 0.1–1 MB."""
MAX_SECONDS = 1800
"""The most that comes of both."""
MAX_WORKERS = 8
"""Processes that read at the same time; each takes some 100 MB."""
MAX_JSON_BYTES = 500_000_000
"""Size of a JSON file that is read; ten thousand reports with their prose have less."""
MAX_PIXELS = 8_000_000
"""Pixels of one drawing: a screenful of the biggest screens. A larger one comes out smaller."""
SECONDS_A_DRAWING = 30
"""How long drawing a page, or measuring the pages of a document, may take."""
MAX_DRAWN_DOCUMENTS = 4
"""Documents that the drawing process keeps open; the one not used for longest is closed first."""
MAX_PLAIN_TABLES = 60
"""Tables of one report, other than the form's, that are kept; a long report has about ten."""
MAX_PLAIN_CELLS = 5_000
"""Cells that these have together; of more, the tables that come last are left out."""
MAX_LEFTOVERS = 200
"""Rows and columns of one report whose numbers no cell took; further ones are not told of."""
