"""Starts the window: ``python -m gui [--sample | PROJECT.gouji | FILE… | FOLDER]``.

Nothing heavy is imported here: worker processes import this module too.
"""

import multiprocessing
import sys
from pathlib import Path

USAGE = """\
用法 / usage: python -m gui [--sample | PROJECT.gouji | FILE… | FOLDER]

打开一个项目；或把文件、文件夹（--sample：自带的示例）读入“文档/Gouji”中的新项目。
Opens a project, or reads files or a folder (--sample: the sample that comes with the program) into
a new one in your documents folder, under Gouji.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the program; return its exit code: 0, 1 where no window can open, 2 for wrong usage."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:] if arguments is None else arguments
    at = arguments.index("--") if "--" in arguments else len(arguments)
    files = [each for each in arguments[:at] if not each.startswith("-")] + arguments[at + 1 :]
    options = {each for each in arguments[:at] if each.startswith("-")}
    sample = options == {"--sample"} and not files
    if options and not sample:
        wanted = options <= {"-h", "--help"}
        _say(USAGE)
        return 0 if wanted else 2
    from gui.system_libraries import obstacle

    if problem := obstacle():
        _say(problem)
        return 1
    multiprocessing.set_start_method("spawn", force=True)
    from gui.app import run  # only now is it known that Qt can be loaded

    return run([Path(each).absolute() for each in files], sample=sample)


def _say(text: str) -> None:
    """Write to the terminal, where there is one."""
    if sys.stderr:
        sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
        print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
