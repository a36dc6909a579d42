"""From the outline fonts to single-stroke glyphs: `glyphs.py FONTS OUT` reads node_modules/@fontsource under FONTS and writes one pickle for all fonts."""
import pickle
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from skeleton import strokes_of

SIZE = 360  # pixels per em while tracing
CHARACTERS = [chr(code) for code in range(33, 127)]


def trace(font, character):
    """Strokes in em (y up, baseline 0) and the line's width in em; None for an empty glyph."""
    left, base = int(SIZE * 0.7), int(SIZE * 1.5)
    image = Image.new("L", (int(SIZE * 2.6), int(SIZE * 2.6)), 0)
    ImageDraw.Draw(image).text((left, base), character, font=font, fill=255, anchor="ls")
    ink = np.asarray(image, float) / 255
    if ink.max() < 0.5:
        return None
    rows, columns = np.where(ink > 0.3)
    top, first = max(0, rows.min() - 8), max(0, columns.min() - 8)
    strokes, width = strokes_of(ink[top:rows.max() + 9, first:columns.max() + 9], SIZE)
    return [np.column_stack([s[:, 0] + first - left, base - top - s[:, 1]]) / SIZE for s in strokes], width / SIZE


def read_font(path):
    """Glyphs of one font in units of its x-height: character -> (strokes, advance)."""
    outline = TTFont(path)
    outline.flavor = None
    unpacked = BytesIO()
    outline.save(unpacked)
    unpacked.seek(0)
    drawn = ImageFont.truetype(unpacked, SIZE, layout_engine=ImageFont.Layout.BASIC)
    names, advances, em = outline.getBestCmap(), outline["hmtx"], outline["head"].unitsPerEm
    glyphs, widths = {}, []
    for character in CHARACTERS:
        traced = trace(drawn, character) if ord(character) in names else None
        if traced:
            glyphs[character] = (traced[0], advances[names[ord(character)]][0] / em)
            widths.append(traced[1])

    def height(letters):
        return float(np.median([max(s[:, 1].max() for s in glyphs[c][0]) for c in letters]))

    # Small letters count more than capitals for the size that the eye sees.
    unit = 0.65 * height("acemnorsuvxz") + 0.35 * 0.62 * height("ABEHLMTRV")
    scaled = {c: ([s / unit for s in strokes], advance / unit) for c, (strokes, advance) in glyphs.items()}
    return {"glyphs": scaled, "space": advances[names[32]][0] / em / unit, "pen": float(np.median(widths)) / unit}


def main():
    fonts, out = Path(sys.argv[1]), Path(sys.argv[2])
    result = {}
    for folder in sorted((fonts / "node_modules" / "@fontsource").iterdir()):
        result[folder.name] = read_font(folder / "files" / f"{folder.name}-latin-400-normal.woff")
        missing = [c for c in CHARACTERS if c not in result[folder.name]["glyphs"]]
        print(folder.name, len(result[folder.name]["glyphs"]), "glyphs", "missing " + "".join(missing) if missing else "", flush=True)
    out.write_bytes(pickle.dumps(result))


if __name__ == "__main__":
    main()
