"""Reports whose sums hold, and errors put into them: wrong digits, rows that slid."""

from collections.abc import Mapping
from random import Random

from tests.core.reports import FORMS, zeros

ALIKE = {"3": "8", "8": "3", "1": "7", "7": "1", "0": "6", "6": "05", "5": "6", "9": "4", "4": "9"}
DISPUTES = ("reconsideration", "litigation_direct", "litigation_after")
PARTS = ("upheld", "corrected", "other", "pending")


def dense(random: Random, form: str) -> dict[str, str]:
    """A report of a busy agency: hardly a cell is 0."""
    return filled(
        random, form, lambda: random.choice((random.randint(1, 30), random.randint(1, 900)))
    )


def sparse(random: Random, form: str) -> dict[str, str]:
    """A report as most are: a handful of requests, nearly all by people, few disputes."""
    shares = {"natural": 0.35, "company": 0.1}

    def number(column: str = "") -> int:
        if random.random() > shares.get(column, 0.04):
            return 0
        return random.choice((1, 1, 1, 2, 2, 3, 4, 6, 11, 25))

    return filled(random, form, number)


def filled(random: Random, form: str, number) -> dict[str, str]:
    """A report of which the numbers that are no totals are drawn one by one."""
    cells = zeros(form)
    requests = FORMS.choose("requests", form, cells)
    columns = [key.split(".")[2] for key in requests.rows["new"]][:-1]
    own = ("new", "carried_in", "handled_total", "carried_out")
    outcomes = [row for row in requests.rows if row not in own]
    takes_column = number.__code__.co_argcount > 0
    for column in columns:
        draw = (lambda column=column: number(column)) if takes_column else number
        numbers = {row: draw() for row in outcomes}
        numbers["handled_total"] = sum(numbers.values())
        numbers["carried_out"] = draw()
        through = numbers["handled_total"] + numbers["carried_out"]
        numbers["carried_in"] = min(through, draw())
        numbers["new"] = through - numbers["carried_in"]
        cells |= {f"requests.{row}.{column}": str(n) for row, n in numbers.items()}
    for row in requests.rows:
        total = sum(int(cells[f"requests.{row}.{column}"]) for column in columns)
        cells[f"requests.{row}.total"] = str(total)
    for row in DISPUTES:
        draw = (lambda: number("company")) if takes_column else number
        parts = {part: draw() for part in PARTS}
        cells |= {f"disputes.{row}.{part}": str(n) for part, n in parts.items()}
        cells[f"disputes.{row}.total"] = str(sum(parts.values()))
    return cells


def misprint(random: Random, text: str) -> str:
    """Read a number wrong by a digit: another one, one too many or too few, or nothing at all."""
    at = random.randrange(len(text))
    before, digit, after = text[:at], text[at], text[at + 1 :]
    made = {
        "alike": before + random.choice(ALIKE.get(digit, "7")) + after,
        "random": before + random.choice("0123456789") + after,
        "lost": before + after,
        "doubled": before + digit * 2 + after,
        "blank": "",
    }[random.choice(("alike", "alike", "random", "lost", "doubled", "blank"))]
    made = made if not made else str(int(made))
    return made if (made or "0") != text else str(int(text) + random.randint(1, 9))


def slide_row(random: Random, cells: Mapping[str, str]) -> dict[str, str]:
    """Let the numbers of a row of the table of requests slide by a cell, to the left or right."""
    keys = [key for key in cells if key.startswith("requests.")]
    rows = [keys[at : at + 7] for at in range(0, len(keys), 7)]
    row = random.choice([row for row in rows if any(cells[key] != "0" for key in row)] or rows)
    texts = [cells[key] for key in row]
    came = random.choice(("", "0"))
    slid = random.choice(([*texts[1:], came], [came, *texts[:-1]]))
    return {**cells, **dict(zip(row, slid, strict=True))}
