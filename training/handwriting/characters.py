"""The characters that the network writes, their ids, and those that fonts lack, composed from others by strokes."""
import numpy as np

PRINTABLE = [chr(code) for code in range(32, 127)]
COMPOSED = list("°µ½→↑↓±≥≤")
PAD, END, STRIKE = 0, 1, 2  # nothing; the end of the text; the word before is crossed out
VOCABULARY = ["<pad>", "<end>", "<strike>"] + PRINTABLE + COMPOSED
INDEX = {c: i for i, c in enumerate(VOCABULARY)}
FORMS = 3  # first letterform, second letterform, first letterform gone over again
SECOND, RETOUCHED = 1, 2
IDS = FORMS * len(VOCABULARY)  # an id is form * len(VOCABULARY) + index


def identify(character, form):
    return form * len(VOCABULARY) + INDEX[character]


def line(*points):
    return np.array(points, float)


def box(strokes):
    """Left, bottom, right, top."""
    points = np.concatenate(strokes)
    return *points.min(axis=0), *points.max(axis=0)


def moved(strokes, scale, dx, dy):
    return [s * scale + (dx, dy) for s in strokes]


def placed(strokes, left, bottom, height):
    """The strokes scaled to a height, their box's lower left corner put at a point."""
    x0, y0, _, y1 = box(strokes)
    scale = height / max(y1 - y0, 1e-6)
    return moved(strokes, scale, left - x0 * scale, bottom - y0 * scale)


def compose(glyphs):
    """Adds the composed characters to a font's glyphs (character -> (strokes, advance), in x-heights)."""
    ring = placed(glyphs["o"][0], 0.1, 1.15, 0.45)
    glyphs["°"] = ring, box(ring)[2] + 0.2

    u, advance = glyphs["u"]
    points = np.concatenate(u)
    left = points[(points[:, 1] > 0.3) & (points[:, 1] < 0.9), 0].min()
    glyphs["µ"] = [*u, line((left, 0.55), (left - 0.03, -0.2), (left - 0.08, -0.75))], advance

    one = placed(glyphs["1"][0], 0.05, 0.8, 0.75)
    bar = placed(glyphs["/"][0], box(one)[2] - 0.1, -0.1, 1.65)
    two = placed(glyphs["2"][0], (box(bar)[0] + box(bar)[2]) / 2 + 0.15, -0.05, 0.75)
    glyphs["½"] = [*one, *bar, *two], box(two)[2] + 0.2

    plus = placed(glyphs["+"][0], 0.15, 0.4, 0.8)
    x0, _, x1, _ = box(plus)
    glyphs["±"] = [*plus, line((x0, 0.1), ((x0 + x1) / 2, 0.13), (x1, 0.12))], x1 + 0.2
    for character, sign in (("≥", ">"), ("≤", "<")):
        angle = placed(glyphs[sign][0], 0.15, 0.4, 0.75)
        x0, _, x1, _ = box(angle)
        glyphs[character] = [*angle, line((x0, 0.12), ((x0 + x1) / 2, 0.1), (x1, 0.14))], x1 + 0.2

    glyphs["→"] = [line((0.15, 0.52), (0.8, 0.5), (1.5, 0.53)), line((1.13, 0.85), (1.5, 0.53), (1.15, 0.2))], 1.7
    glyphs["↑"] = [line((0.5, -0.05), (0.49, 0.7), (0.51, 1.55)), line((0.16, 1.15), (0.51, 1.55), (0.84, 1.17))], 1.0
    glyphs["↓"] = [line((0.5, 1.55), (0.51, 0.8), (0.5, -0.05)), line((0.15, 0.36), (0.5, -0.05), (0.86, 0.34))], 1.0
