"""The limits that keep hostile or absurd input from filling time, memory or disk. All of them."""

MAX_PAGES = 3000
"""Pages of one document."""
MAX_CHARS_ON_PAGE = 60_000
"""Characters of one page that are looked at; a page of dense small print has about 5,000."""
MAX_RULINGS_ON_PAGE = 20_000
"""Lines of one page that are looked at; a table with doubled borders has about 1,500."""
MAX_LINES_ON_PAGE = 1_000
"""Of those lines, once they are joined, the longest that tables are made of; a table has 20–100."""
MAX_COVERS_ON_PAGE = 1_000
"""Areas and pictures of one page that may cover text; of more, those drawn last are looked at."""
MAX_GROUNDS_ON_PAGE = 400
"""Coloured areas of one page on which white lines are looked for; a shaded table has about 200."""
MAX_PIXELS_LOOKED_AT = 6_000_000
"""Pixels of a page that is drawn to see what a person sees; a page at twice its size has 2 million.
"""
SECONDS_A_DOCUMENT = 120
"""How long reading one document may take, whatever its size, before its worker is stopped."""
SECONDS_A_MEGABYTE = 60
"""What is added to that for each megabyte of the file; a scanned page has about 0.1–1 MB."""
MAX_SECONDS = 1800
"""The most that comes of both."""
MAX_WORKERS = 8
"""Processes that read at the same time; each takes some 100 MB, and 800 MB to read scans."""
BYTES_A_WORKER = 1_200_000_000
"""Memory that the machine has at least for each of them."""
MAX_JSON_BYTES = 500_000_000
"""Size of a JSON file that is read; ten thousand reports with their prose have less."""
MAX_PIXELS = 8_000_000
"""Pixels of one drawing: a screenful of the biggest screens. A larger one comes out smaller."""
SECONDS_A_DRAWING = 30
"""How long drawing a page, or measuring the pages of a document, may take."""
SECONDS_READING_AGAIN = 60
"""How long looking again at some places may take, loading the models included."""
MAX_DRAWN_DOCUMENTS = 4
"""Documents that the drawing process keeps open; the one not used for longest is closed first."""
MAX_PLAIN_TABLES = 60
"""Tables of one report, other than the form's, that are kept; a long report has about ten."""
MAX_PLAIN_CELLS = 5_000
"""Cells that these have together (rows times columns); of more, the last tables are left out."""
MAX_TOTALS = 40
"""Rows, and columns, of one such table that are checked as totals."""
MAX_LEFTOVERS = 200
"""Rows and columns of one report whose numbers no cell took; further ones are not told of."""
MAX_DOCX_DIRECTORY = 4_000_000
"""Bytes of the list of parts in a docx file: some 40,000 parts; a report has about 20."""
MAX_UNPACKED = 200_000_000
"""Bytes that the parts of a docx file may unpack to; a volume of 120 reports has about 35 MB."""
UNPACKED_ALLOWANCE = 10_000_000
"""Bytes that a part may unpack to, however small it is packed."""
MAX_UNPACKED_RATIO = 100
"""What a part may unpack to beyond that, in times its packed size; reports have 15 to 40."""
MAX_XML_ELEMENTS = 2_000_000
"""Elements in all parts of a docx file; a volume of 120 reports has about a million."""
MAX_XML_DEPTH = 200
"""How deep elements may stand in each other; a table in a table in a text box has about 30."""
MAX_TABLE_NESTING = 8
"""Tables of a docx in each other that stay tables; deeper ones are read as their paragraphs."""
MAX_DOCX_COLUMNS = 100
"""Columns of one table of a docx; Word has at most 63. Cells further right are left out."""
MAX_DOCX_CELLS = 400_000
"""Cells of all tables of a docx, blank ones too; a volume of 120 reports has about 40,000."""
MAX_DOCX_PICTURES = 300
"""Pictures of a docx that are shown; further ones are left out."""
MAX_PICTURE_BYTES = 20_000_000
"""Size of one of them; a larger one is left out."""
MAX_WEB_BYTES = 60_000_000
"""Size of a saved web page with its pictures; one without them has 0.05-5 MB."""
MAX_WEB_TAGS = 1_000_000
"""Tags of one web page; a volume of 28 reports that a word processor saved has about 200,000."""
MAX_WEB_DEPTH = 2_000
"""Elements of a web page in each other; forty nested tables make 160."""
MAX_WEB_PARTS = 2_000
"""Parts of a page saved with what belongs to it (mhtml)."""
MAX_WEB_PICTURES = 200
"""Pictures of one web page that are shown."""
MAX_WEB_PICTURE_BYTES = 10_000_000
"""Size of one picture in a web page that is shown."""
MAX_CSS_CHARS = 2_000_000
"""Characters of all style sheets of a web page that are looked at."""
MAX_CSS_RULES = 5_000
"""Rules of all style sheets of a web page that are kept."""
MAX_CSS_STEPS = 20_000_000
"""Steps from an element to those it stands in, made for rules; usual pages need some 10,000."""
MAX_WEB_COLUMNS = 200
"""Columns of a table in a web page; one with more is given as its text."""
MAX_WEB_PLACES = 100_000
"""Rows times columns of a table in a web page; one with more is given as its text."""
MAX_FLOW_CHARS = 2_000_000
"""Characters of a web page, docx or text; a volume of 120 reports has about 600,000."""
MAX_FLOW_BLOCKS = 200_000
"""Paragraphs, tables and pictures of one, those in tables included."""
MAX_FLOW_PLACES = 150_000
"""Rows times columns, over all tables of one; a volume of 120 reports has about 40,000."""
MAX_FLOW_COLUMNS = 1_000
"""Columns of one table of it."""
MAX_FLOW_NESTING = 12
"""Tables in cells of tables."""
MAX_PICTURE_PIXELS = 50_000_000
"""Pixels of an embedded picture that is shown; of a larger one, only a frame."""
MAX_TEXT_BYTES = 20_000_000
"""Size of a text file that is read; a volume of a thousand reports has about half of it."""
MAX_TEXT_LINES = 120_000
"""Lines of a text file; about what fits on the pages of one document."""
MAX_TEXT_LINE = 100_000
"""Characters of one line of a text file; a long paragraph has about 2,000."""
MAX_TEXT_FIELDS = 60
"""Columns of a table in a text file; a line with more is kept as a paragraph."""
SECONDS_AN_OFFICE_FILE = 90
"""How long LibreOffice may take to make a PDF of a document; it starts in 3 to 20."""
MAX_OFFICE_BYTES = 200_000_000
"""Size of a document that is given to LibreOffice."""
MAX_OFFICE_RESULTS = 200
"""PDF files made by LibreOffice that are kept, so that no document is converted twice."""
MAX_OFFICE_RESULT_BYTES = 500_000_000
"""What they may take together; the ones not used for longest are removed."""
MAX_DEBUG_PAGES = 200
"""Pages of a document of which ``read --debug`` makes pictures."""
MAX_SIDE_DETECTED = 2000
"""Pixels of the longer side of a picture in which lines of text are looked for; larger ones are
made smaller for that. A page at 200 dpi has 2340."""
MAX_LINES_OF_TEXT = 1000
"""Lines of text found in one picture; a page with a table has about 200."""
MAX_LINE_WIDTH = 2400
"""Pixels of width of a line of text 48 pixels high; wider ones are squeezed. A page has 2000."""
MAX_WIDTH_RECOGNISED = 4800
"""Pixels of width of all lines that are recognised at once; 75 KB of scores for each 8 of them."""
MAX_SIDE_STRAIGHT = 2600
"""Pixels of the longer side of a page picture that is straightened; a larger one is reduced. An A4
page at 200 dpi has 2,339."""
MIN_PIXELS_SCANNED = 2_000_000
"""Pixels that a page has at least when it is read from its picture: A4 at 150 dpi."""
MAX_PIXELS_SCANNED = 5_000_000
"""Pixels that it has at most: A4 at 230 dpi. What is finer reads no better."""
MAX_VALUES_ON_PAGE = 2_000
"""Cells of a page that are looked at one by one; a page full of a form's table has 200."""
MAX_PICTURE_FILE = 300_000_000
"""Size of a picture file that is opened; a scan of 100 pages in one TIFF has about 100 MB."""
MAX_PICTURES_IN_FOLDER = 1_000
"""Pictures of one folder that are read as one document."""
MAX_PROSE_LINES = 3_000
"""Lines of one report in which claims are looked for; a city's report has about 300."""
MAX_CLAIMS = 300
"""Claims that are kept of one report; a long one makes about 30."""
MAX_SEARCH_STEPS = 1_000
"""Steps of the search for the smallest changes that mend a report's sums: about 15 ms. Steps, not
time, so that the same report always has the same suspects; three errors take 5 to 50."""
MAX_REPAIRS = 400
"""Equally small changes of one report that are listed; nearly always there are one to twenty."""
MAX_STROKES_ON_PAGE = 5_000
"""Dark strokes in one direction of a page picture that may be rulings; the longest are looked at.
"""
MAX_EDGES_ON_PAGE = 10_000
"""Edges of the cells of a table in a picture that faded walls are looked for in; 30 rows of 15
columns have about 900."""
MAX_KEPT_ANSWER_BYTES = 20_000_000
"""Size of one answer that is kept of a scan not read through; the lines of a page have 0.1 MB."""
MAX_KEPT_BYTES_A_DOCUMENT = 300_000_000
"""Bytes that are kept of one such document: of well over a thousand pages."""
MAX_KEPT_DOCUMENTS = 50
"""Such documents of which something is kept; those not read for longest go first."""
MAX_KEPT_BYTES = 500_000_000
"""Bytes that are kept of all others beside the one that is being read."""
KEPT_DAYS = 30
"""For how many days."""
MAX_POINTS = 400
"""Findings that one letter to an agency lists; a badly read report has about fifty."""
MAX_CROPS = 300
"""Cells of its proofs that are shown in it as they are printed; a proof has 2 to 25."""
MAX_SHEET_CROPS = 600
"""Cells of proofs that a workbook shows as they are printed; each takes some 5 to 40 KB of it."""
SECONDS_A_LETTER = 120
"""How long setting and printing it may take; a hundred pages take about 20."""
MAX_SOURCE_COMPARED = 2_000_000_000
"""Size of a source that is compared with what was read, before crops are cut from it."""
MAX_ROSTER_BYTES = 20_000_000
"""Size of a workbook or text that a roster is read from; ten thousand agencies take 0.3 MB."""
MAX_ROSTER_UNPACKED = 80_000_000
"""Bytes that all parts of such a workbook unpack to."""
MAX_ROSTER_PARTS = 5_000
"""Parts of such a workbook; one with a sheet a county has about 200."""
MAX_ROSTER_ELEMENTS = 1_000_000
"""XML elements of all its parts: some 300,000 cells."""
MAX_ROSTER_LINES = 20_000
"""Lines of all sheets that are looked at, and files of a folder; a province has about 5,000."""
MAX_ROSTER_COLUMNS = 60
"""Columns of a line that are looked at."""
MAX_ROSTER_NAME = 60
"""Characters of the name of an agency."""
MAX_ROSTER_DEPTH = 10
"""Agencies above one another; the country, provinces, cities, counties, townships make five."""
MAX_SALVAGED_BYTES = 4_000_000_000
"""Bytes of records that are taken from a damaged project file; one of 3,000 reports has 0.3."""
MAX_FAILED_PROBES = 300
"""Rows of a damaged file in a row that are asked for in vain, before its pages are looked at."""
MAX_COPIED_BYTES = 1_000_000_000
"""Size of a project of which copies are kept."""
MAX_COPIES_BYTES = 4_000_000_000
"""Size that the copies of all projects may have together; then the oldest ones go."""
COPIES_KEPT = 5
"""Copies of a project that are kept, the newest ones; beyond them one a day."""
COPY_DAYS = 7
"""For how many days."""
SECONDS_A_COPY = 60
"""How long copying may take while the project is written to; then it is left for later."""
