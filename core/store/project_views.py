"""Views of a project file, one a table of a form, for people who open it with other programs."""

from sqlite_utils import Database

from core.forms import Forms, Table


def make_views(db: Database, forms: Forms) -> None:
    """Give the file one view a table of a form, one row a report, for other programs.

    A view shows the number of each cell, or its text where that is none. It has the columns of
    every variant of its table, since a report may mix them.
    """
    wanted = {view_name(table): _view(table, forms) for table in forms.tables}
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
    present: dict[str, str] = dict(rows)
    stale = [name for name, sql in wanted.items() if present.get(name) != sql]
    if stale:
        with db.atomic():
            for name in stale:
                db.execute(f'DROP VIEW IF EXISTS "{name}"')
                db.execute(wanted[name])


def view_name(table: Table) -> str:
    """Return the name of a table's view, e.g. ``requests_2021``."""
    return table.id.replace("-", "_")


def _view(table: Table, forms: Forms) -> str:
    keys = dict.fromkeys(key for variant in forms.variants(table.name) for key in variant.cells)
    cells = ",\n".join(_COLUMN.format(key=key, name=key.partition(".")[2]) for key in keys)
    where = "" if table.form == "*" else f" WHERE r.form = '{table.form}'"
    return (  # keys and names come from form files, whose loading lets no quotes through
        f'CREATE VIEW "{view_name(table)}" AS SELECT r.id AS report, d.name AS document,'
        f" r.agency, r.year, r.form, r.state,\n{cells}\n"
        f"FROM reports r JOIN documents d ON d.id = r.document{where}"
    )


_COLUMN = (
    "  (SELECT coalesce(value, text) FROM cells WHERE report = r.id AND key = '{key}')"
    ' AS "{name}"'
)
