"""One document set by typst, in a process of its own: `python -I typesetter.py FOLDER FONTS SYSTEM MOMENT`.

The document is FOLDER/main.typ, which sees the files of this folder and no others; the PDF goes to standard output.
What is set was written by others: a document that never ends or eats the memory takes only this process along.
"""

from __future__ import annotations

import resource
import sys

SECONDS, BYTES = 20, 2 * 1024**3
MAIN = "main.typ"


def main(folder: str, fonts: str, system: str, moment: str) -> int:
    """Returns 1, with typst's own words on standard error, where the document cannot be set."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":  # elsewhere the limit counts what is only mapped, or is not kept at all
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    import typst

    try:
        pdf = typst.compile(
            f"{folder}/{MAIN}",
            root=folder,
            font_paths=typst.Fonts(include_system_fonts=system == "1", font_paths=[fonts]),
            package_path=folder,
            package_cache_path=folder,
            timestamp=int(moment),
        )
    except RuntimeError as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
