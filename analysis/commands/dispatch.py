"""Find the command, run it, and turn whatever is wrong into one sentence and status 2."""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

from analysis.commands.flags import Parser
from analysis.commands.mistakes import BadInput
from analysis.errors import AnalysisError

COMMANDS = {
    "index": "recompute an index, with its interval and verdict, for the whole or by domain",
    "plan": "say how many answers a verdict needs",
    "compare": "measure the change between two periods, or the gap between two groups",
    "calibrate": "weight answers to known totals and estimate with the right variance",
    "drivers": "show which factors go with overall satisfaction",
    "reliability": "check whether items belong to one scale",
    "ranks": "give the places that the answers cannot rule out",
    "sensitivity": "show what those who did not answer could change",
}

DESCRIPTION = """\
Recompute published satisfaction figures from data files.

A data file is CSV text in UTF-8 (comma, semicolon or tab) with a heading and one row per
respondent. A blank cell, NA or N/A is "not applicable"; SKIPPED says that an answer was left out
by somebody whom the question concerned. DATA.csv can be - for the standard input.
"""


def main(argv: Sequence[str]) -> int:
    """Run one command; 0 if it answered, 2 if the input is bad."""
    parser = _parser(argv)
    args = parser.parse_args(argv)
    try:
        text = _answer(args)
    except (BadInput, AnalysisError) as error:
        sys.stderr.write(f"{parser.prog} {args.command}: {_sentence(error, args)}\n")
        return 2
    return _write(text)


def _parser(argv: Sequence[str]) -> Parser:
    """Build the parser of all commands, with the flags of the one that is asked for.

    Only its module is imported: NumPy and SciPy take half a second that `--help` need not wait.
    """
    parser = Parser(prog="python -m analysis", description=DESCRIPTION)
    chosen = next((word for word in argv if not word.startswith("-")), None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        sub = commands.add_parser(name, help=purpose, description=f"{purpose.capitalize()}.")
        if name == chosen:
            _add_command(sub, name)
    return parser


def _add_command(parser: Any, name: str) -> None:
    module = importlib.import_module(f"analysis.commands.{name}")
    module.add_flags(parser)
    parser.add_argument(
        "--format", choices=("json", "csv", "table"), default="table", help="default: table"
    )
    parser.set_defaults(run=module.run, write=_formats())


def _formats() -> Any:
    return importlib.import_module("analysis.commands.output").FORMATS


def _answer(args: Any) -> str:
    return str(args.write[args.format](args.run(args)))


def _sentence(error: Exception, args: Any) -> str:
    """One line, with the file in front where the error does not know it."""
    text = " ".join(str(error).split())
    data = getattr(args, "data", None)
    known = isinstance(error, BadInput) or data is None
    return text if known else f"{data}: {text}"


def _write(text: str) -> int:
    """Write everything at once; a reader who stops early, as `head` does, is no mistake."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
