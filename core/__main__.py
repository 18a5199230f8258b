"""Headless commands: ``python -m core read|check|add|export|feedback``, installed as ``gouji-cli``.

Exit codes: 0 all done, 1 some inputs could not be read (they are named on standard error, the
others are done), 2 wrong usage, 130 interrupted.
"""

import argparse
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

OPTIONS_AT_END = {"read": ("--out", "--jobs", "--debug"), "add": ("--jobs",)}
"""Options that may also stand behind the files when these begin with "--"."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: what the command line says after the program's name; by default just that.
    """
    _speak_utf8()
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # whoever read our output has gone; what is left in the buffer has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(arguments: list[str]) -> int:
    parser = _parser()
    chosen = parser.parse_args(_options_first(arguments))
    if chosen.command == "read" and not (chosen.out or chosen.debug):
        parser.error("--out DIR is required / 请指定 --out")
    # imported only now, so that Ctrl+C during the imports is an interruption like any other
    from core import commands
    from core.errors import GoujiError

    run: Callable[[argparse.Namespace], int] = getattr(commands, chosen.command)
    try:
        return run(chosen)
    except GoujiError as error:
        commands.say(str(error))
        return 1


def _options_first(arguments: list[str]) -> list[str]:
    """Put options that stand behind ``-- FILE…`` before it, where argparse finds them."""
    allowed = OPTIONS_AT_END.get(arguments[0], ()) if arguments else ()
    if "--" not in arguments or not allowed:
        return arguments
    split = arguments.index("--")
    before, files = arguments[:split], arguments[split:]
    while len(files) > 3 and files[-2] in allowed and files[-2] not in before:
        before += files[-2:]
        files = files[:-2]
    return before + files


def _parser() -> argparse.ArgumentParser:
    from core.version import VERSION

    parser = argparse.ArgumentParser(
        prog="gouji-cli",
        description="读取、核对政府信息公开工作年度报告。 "
        "Read and check annual reports on open government information.",
    )
    parser.add_argument("--version", action="version", version=f"gouji {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    read = commands.add_parser("read", help="读取文件 / read documents into JSON files")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    read.add_argument("--out", type=Path, metavar="DIR", help="输出文件夹 / where to")
    read.add_argument(
        "--debug",
        type=Path,
        metavar="DIR",
        help="另存每页读取过程的图片 / pictures of what was seen on each page",
    )
    _add_jobs(read)

    check = commands.add_parser(
        "check", help="核对 JSON，列出问题 / check JSON files, list findings"
    )
    check.add_argument("files", nargs="+", type=Path, metavar="FILE.json")

    add = commands.add_parser("add", help="读入项目 / read documents into a project")
    add.add_argument("project", type=_project, metavar="PROJECT.gouji")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE|FOLDER")
    _add_jobs(add)

    export = commands.add_parser("export", help="导出项目 / export a project")
    export.add_argument("project", type=_project, metavar="PROJECT.gouji")
    export.add_argument("target", type=_target, metavar="OUT.xlsx|OUT.csv|OUT.json")
    export.add_argument(
        "--language", choices=("zh", "en"), default="zh", help="表头语言 / language of the heads"
    )

    feedback = commands.add_parser(
        "feedback", help="生成反馈意见 / write a letter to each agency of a project"
    )
    feedback.add_argument("project", type=_project, metavar="PROJECT.gouji")
    feedback.add_argument(
        "--out", type=Path, metavar="DIR", required=True, help="输出文件夹 / where to"
    )
    feedback.add_argument("--hints", action="store_true", help="也列出提示 / list hints too")
    feedback.add_argument(
        "--language", choices=("zh", "en"), default="zh", help="语言 / language of the letters"
    )
    return parser


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs", type=_positive, metavar="N", help="同时读取几份 / how many to read at a time"
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _project(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() != ".gouji":
        raise argparse.ArgumentTypeError(
            f"项目文件应以 .gouji 结尾 / a project ends in .gouji: {text}"
        )
    return path


def _target(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in (".xlsx", ".csv", ".json"):
        raise argparse.ArgumentTypeError(
            f"只能导出 .xlsx、.csv、.json / exports end in .xlsx, .csv or .json: {text}"
        )
    return path


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; what is no Unicode is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not where a test has put something in its place
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
