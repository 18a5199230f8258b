"""Rules of table 三 beyond its sums: bounds, and what looks like a number in the wrong cell."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from core.checking.agencies import Level
from core.checking.catalogue import RuleInfo
from core.checking.explain import column_name, number_text, row_name
from core.checking.rules_facts import Facts
from core.numbers import Kind
from core.report import Finding, Verdict
from core.text import Text

_MOST_NAMED = 4  # rows that one sentence names


def outcome_over_total(facts: Facts, rule: RuleInfo) -> Iterator[Finding | None]:
    """REQ-04: bounds that still hold where REQ-02 or REQ-03 cannot be evaluated."""
    for one in facts.sums_of("REQ-03"):
        if not facts.countable((*one.left, *one.right)) and facts.countable(one.right):
            for outcome in one.left:
                if outcome in facts.numbers:
                    yield facts.compare(rule, [outcome], one.right, "≤")
    for one in facts.sums_of("REQ-02"):
        total = one.right[:1]
        if (
            not facts.countable((*one.left, *one.right))
            and facts.countable(one.left)
            and facts.countable(total)
        ):
            yield facts.compare(rule, total, one.left, "≤")


def opposite_columns(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """REQ-05: two columns break REQ-02 by opposite amounts while the total column holds."""
    sums = {one.over: one for one in facts.sums_of("REQ-02")}
    excess = {
        over: facts.sum(one.left) - facts.sum(one.right)
        for over, one in sums.items()
        if facts.countable((*one.left, *one.right))
    }
    if excess.pop("total", None) != 0:
        return
    for one, other in combinations((over for over in excess if excess[over]), 2):
        if excess[one] + excess[other] == 0:
            more, less = (one, other) if excess[one] > 0 else (other, one)
            cells = [key for over in (one, other) for key in (*sums[over].left, *sums[over].right)]
            much = number_text(excess[more])
            above = column_name(sums[more].left[0], facts.forms)
            below = column_name(sums[less].left[0], facts.forms)
            yield Finding(
                rule.id,
                rule.severity,
                Verdict.BROKEN,
                tuple(cells),
                Text(
                    f"「{above.zh}」收多于办 {much}，「{below.zh}」办多于收 {much}，总计相符："
                    "同一申请可能前后计入了不同的申请人类别",
                    f"{above.en}: {much} more received than handled; {below.en}: {much} more "
                    "handled than received; the total holds: the same request was probably "
                    "booked under two applicant types",
                ),
            )


def split_number(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """REQ-07: two neighbouring digits that, read as one number, make the row add up."""
    for one in facts.sums_of("REQ-01"):
        if not facts.countable((*one.left, *one.right)) or not facts.countable(one.right):
            continue
        lacking = facts.sum(one.right) - facts.sum(one.left)
        if not lacking:
            continue
        digits = {
            key: facts.numbers[key]
            for key in one.left
            if facts.values[key].kind is Kind.NUMBER and facts.numbers[key] in range(10)
        }
        # read as one number, 1 and 2 count for nine times the first digit more
        pairs = [
            (a, b)
            for a, b in pairwise(one.left)
            if a in digits and b in digits and digits[a] * 9 == lacking
        ]
        if not pairs:
            continue
        empty = "0" if facts.blanks.isdisjoint(one.left) else ""
        suggestions = []
        named = []
        for a, b in pairs:
            number = f"{digits[a]}{digits[b]}"
            suggestions += [{a: number, b: empty}, {a: empty, b: number}]
            left, right = column_name(a, facts.forms), column_name(b, facts.forms)
            named.append(
                Text(
                    f"「{left.zh}」{digits[a]} 与「{right.zh}」{digits[b]} 若为 {number}",
                    f"{left.en} {digits[a]} and {right.en} {digits[b]} read as {number}",
                )
            )
        row = row_name(one.left[0], facts.forms)
        zh, en = "，或".join(n.zh for n in named), " or ".join(n.en for n in named)
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            tuple(dict.fromkeys(key for pair in pairs for key in pair)),
            Text(
                f"{row.zh}：{zh}，则本行合计相符：疑似一个数字被拆到相邻两格",
                f"{row.en}: with {en} the row adds up: perhaps one number split over two cells",
            ),
            suggestions=tuple(suggestions),
        )


def research_requests(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """REQ-08: numbers in the column of research institutes, which seldom ask."""
    cells = [
        key
        for key in facts.present("requests")
        if key.endswith(".research") and facts.numbers.get(key, 0) > 0
    ]
    if cells:
        rows = [row_name(key, facts.forms) for key in cells[:_MOST_NAMED]]
        more = Text(f" 等 {len(cells)} 行", f" and others ({len(cells)})")
        named = Text("、".join(row.zh for row in rows), ", ".join(row.en for row in rows))
        if len(cells) > len(rows):
            named = Text(named.zh + more.zh, named.en + more.en)
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            tuple(cells),
            Text(
                f"「科研机构」列有数（{named.zh}）：请核对各列是否错位",
                f"research column not 0 ({named.en}): see whether the columns are aligned",
            ),
        )


def refused_for_secrecy(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """REQ-09: a department or township that refuses for state secrecy."""
    key = "requests.refused_secret.total"
    if facts.level not in (Level.DEPARTMENT, Level.TOWNSHIP) or not facts.numbers.get(key, 0) > 0:
        return
    number = number_text(facts.numbers[key])
    yield Finding(
        rule.id,
        rule.severity,
        Verdict.BROKEN,
        (key,),
        Text(
            f"以「属于国家秘密」不予公开 {number} 件，部门和乡镇较少见：请核对分类",
            f"{number} refused as a state secret, unusual for such an agency: see the category",
        ),
    )
