"""Lists public symbols that no topic group of their module's catalogue names; exits with 1 where there are any.

    python3 tools/list_uncurated_symbols.py

Looks at what is declared at the start of a line. Members come under their types by themselves.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DECLARATION = re.compile(r"(?:@\w+(?:\([^)]*\))? )*public (?:final |indirect )?"
                         r"(?:struct|enum|class|actor|protocol|func|typealias|let|var) (\w+)")


def curated(catalogue):
    """The names under `## Topics` of all articles."""
    topics = "".join(file.read_text().partition("## Topics")[2] for file in catalogue.glob("*.md"))
    return set(re.findall(r"^- ``(\w+)", topics, re.MULTILINE))


def declared(module):
    """The names that sources declare, with the file of each."""
    return {match.group(1): file for file in sorted(module.rglob("*.swift"))
            for line in file.read_text().splitlines() if (match := DECLARATION.match(line))}


def main():
    found = 0
    for catalogue in sorted(ROOT.glob("Sources/*/*.docc")):
        known = curated(catalogue)
        for name, file in declared(catalogue.parent).items():
            if name not in known:
                print(f"{file.relative_to(ROOT)}: {name} is in no topic group of {catalogue.relative_to(ROOT)}")
                found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
