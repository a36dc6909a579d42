"""The licences of the fonts of a folder: `licences.py FONTS OUT NAME` writes NAME.OFL.txt (all copyright lines, then the licence once) and NAME.LICENSE.txt (those of the Apache License) into OUT."""
import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

RULE = "-" * 59


def main():
    fonts, out = Path(sys.argv[1]) / "node_modules" / "@fontsource", Path(sys.argv[2])
    name = sys.argv[3]
    notices, texts = {"OFL": [], "Apache-2.0": []}, {}
    for folder in sorted(fonts.iterdir()):
        text = (folder / "LICENSE").read_text().replace("\r\n", "\n")
        kind = "Apache-2.0" if text.lstrip().startswith("Apache License") else "OFL"
        names = TTFont(folder / "files" / f"{folder.name}-latin-400-normal.woff")["name"]
        copyright_ = " ".join((names.getDebugName(0) or "").split())
        version = json.loads((folder / "package.json").read_text())["version"]
        notices[kind].append(f"{names.getDebugName(1)} (npm @fontsource/{folder.name} {version}): {copyright_}")
        texts[kind] = text[text.index(RULE):] if kind == "OFL" else text
    for kind, lines in notices.items():
        if lines:
            (out / f"{name}.{'OFL' if kind == 'OFL' else 'LICENSE'}.txt").write_text("\n".join(lines) + "\n\nThese fonts are licensed under the licence below.\n\n" + texts[kind].strip() + "\n")


if __name__ == "__main__":
    main()
