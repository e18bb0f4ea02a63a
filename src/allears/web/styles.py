"""Join the stylesheets, one file a component, into the one that a page loads.

A page should ask for one stylesheet, and nobody who installs All Ears should need a build tool. So the joined file is
committed; `python -m allears.web.styles` writes it anew, and a test holds that it is the sum of its parts.
"""

from __future__ import annotations

from pathlib import Path

SOURCES = Path(__file__).parent / "styles"
JOINED = Path(__file__).parent / "static" / "web" / "app.css"
LAYERS = ("tokens", "base", "layout", "components", "utilities")


def joined() -> str:
    """The whole stylesheet: each layer in its order, the files of a folder by name."""
    parts = [f"@layer {', '.join(LAYERS)};\n"]
    for layer in LAYERS:
        single = SOURCES / f"{layer}.css"
        files = [single] if single.exists() else sorted((SOURCES / layer).glob("*.css"))
        for file in files:
            name = file.relative_to(SOURCES)
            parts.append(f"\n/* {name} */\n@layer {layer} {{\n{file.read_text(encoding='utf-8').strip()}\n}}\n")
    return "".join(parts)


if __name__ == "__main__":
    JOINED.write_text(joined(), encoding="utf-8")
