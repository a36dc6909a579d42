"""The styles: each a pair of fonts (the two letterforms of every character), brought to one slant and one width, and the writer's habits."""
import pickle
import string
from dataclasses import dataclass, field

import numpy as np

from characters import PRINTABLE, SECOND, compose
from skeleton import arc_length

LOWER, UPPER = string.ascii_lowercase, string.ascii_uppercase


@dataclass(frozen=True)
class Style:
    name: str
    fonts: tuple  # the first and the second letterform
    slant: float  # shear, to the right
    join: float = 0.0  # small letters whose ends are nearer than this (x-heights) are joined
    hurry: float = 0.0  # 0 careful to 1: corners are cut, letters run into each other
    odd: tuple = ("", "")  # characters that a font draws oddly, or so that they are taken for others
    spare: tuple = ()  # the fonts where these come from instead
    capitals: bool = False  # small letters are small capitals


STYLES = [
    Style("slanted", ("nothing-you-could-do", "square-peg"), 0.30, odd=("k%&DUJ", "@$+"), spare=("caveat", "caveat")),
    Style("ballpoint", ("reenie-beanie", "covered-by-your-grace"), 0.06, 0.2, hurry=0.3, odd=("4&aenmtwyRVCG8(", "4%&aencCQU6(#"), spare=("nothing-you-could-do", "the-girl-next-door")),
    Style("small-print", ("waiting-for-the-sunrise", "annie-use-your-telescope"), 0.0, odd=("%$&@rcCG8/-", "%ae/"), spare=("coming-soon", "the-girl-next-door")),
    Style("upright", ("schoolbell", "shadows-into-light"), 0.02, odd=("a6", "&nr16K-"), spare=("coming-soon", "patrick-hand")),
    Style("neat-print", ("coming-soon", "patrick-hand"), 0.03, odd=("", "1wM"), spare=("dekko", "handlee")),
    Style("wide-print", ("architects-daughter", "swanky-and-moo-moo"), 0.05, odd=("6", "Gg8j%;M+/"), spare=("handlee", "coming-soon")),
    Style("narrow-print", ("sue-ellen-francisco", "loved-by-the-king"), 0.0, odd=("&w46RPSGV7()/", "%u62/"), spare=("coming-soon", "the-girl-next-door")),
    Style("left-leaning", ("the-girl-next-door", "mynerve"), -0.28, odd=("4$&/1", "1bqQ+G"), spare=("handlee", "dekko")),
    Style("cursive", ("la-belle-aurore", "bad-script"), 0.28, 0.35, odd=("ADEFGHIJLMNTYZ%$&*rsSB6(", "Q17"), spare=("square-peg", "la-belle-aurore")),
    Style("looped-cursive", ("cedarville-cursive", "marck-script"), 0.22, 0.45, odd=("ADEFGHIJLMNOSTUXYZz%$&*nslbxRVB(", UPPER + "%$&*o"), spare=("square-peg", "nothing-you-could-do")),
    Style("italic", ("edu-tas-beginner", "kalam"), 0.18),
    Style("capitals", ("rock-salt", "architects-daughter"), 0.08, odd=("YLRMEQ02", "6"), spare=("handlee", "dekko"), capitals=True),
    Style("hurried", ("caveat", "sedgwick-ave"), 0.26, 0.38, hurry=1.0, odd=("1Jwn", "019hNkMGQ%"), spare=("nothing-you-could-do", "square-peg")),
    Style("backhand", ("handlee", "dekko"), -0.22, 0.4, odd=("&", "I[]=&"), spare=("patrick-hand", "architects-daughter")),
]


def slant_of(glyphs):
    """The usual shear of a font's upright strokes: dx/dy, the median over all near-vertical pieces of line."""
    shears = []
    for character in LOWER + UPPER:
        for stroke in glyphs[character][0]:
            steps = np.diff(stroke[::4], axis=0) if len(stroke) > 8 else np.empty((0, 2))
            upright = np.abs(steps[:, 1]) > 1.4 * np.abs(steps[:, 0])
            shears.append(steps[upright, 0] / steps[upright, 1])
    return float(np.median(np.concatenate(shears)))


def width_of(glyphs):
    """The mean advance of a font's small letters."""
    return np.mean([glyphs[c][1] for c in LOWER])


def dotted(strokes):
    """The dot of i and j, the shortest stroke, clear of the stem however thick the pen is."""
    if len(strokes) < 2:
        return strokes
    dot = min(range(len(strokes)), key=lambda k: arc_length(strokes[k])[-1])
    top = max(s[:, 1].max() for k, s in enumerate(strokes) if k != dot)
    lift = max(0.0, top + 0.35 - strokes[dot][:, 1].min())
    return [s + (0.0, lift) if k == dot else s for k, s in enumerate(strokes)]


def slashed(strokes, slant):
    """A slash that stays one: it leans clearly more than the letters do."""
    points = np.concatenate(strokes)
    low, high = points[points[:, 1].argmin()], points[points[:, 1].argmax()]
    lean = (high[0] - low[0]) / (high[1] - low[1])
    extra = max(0.0, max(slant, 0.0) + 0.5 - lean)
    return [np.column_stack([s[:, 0] + extra * s[:, 1], s[:, 1]]) for s in strokes]


def even(stroke):
    """The stroke with a point every 0.03 x-heights."""
    if len(stroke) < 2:
        return stroke
    length = arc_length(stroke)
    at = np.linspace(0, length[-1], max(2, int(length[-1] / 0.03) + 1))
    return np.column_stack([np.interp(at, length, stroke[:, k]) for k in (0, 1)])


@dataclass
class Hand:
    """A style's glyphs, ready to be written: for each letterform, character -> (strokes, advance) in x-heights."""

    style: Style
    forms: list = field(default_factory=list)
    space: float = 0.0


def small_capitals(glyphs):
    for letter in LOWER:
        strokes, advance = glyphs[letter.upper()]
        glyphs[letter] = [s * 0.72 for s in strokes], advance * 0.72


def load(path, table=STYLES):
    """The hands of the styles from the traced fonts."""
    fonts = pickle.loads(path.read_bytes())
    slants, widths = ({name: measure(font["glyphs"]) for name, font in fonts.items()} for measure in (slant_of, width_of))

    def lender(style, form, character):
        """The font that has the character for the style's letterform."""
        own = style.fonts[form]
        return own if character in fonts[own]["glyphs"] and character not in style.odd[form] else style.spare[form]

    hands = []
    for style in table:
        hand = Hand(style, space=float(np.clip(np.mean([fonts[name]["space"] for name in style.fonts]), 0.75, 1.1)))
        middle = np.sqrt(widths[style.fonts[0]] * widths[style.fonts[1]])
        for form in (0, 1):
            glyphs = {}
            for character in PRINTABLE[1:]:
                source = lender(style, form, character)
                strokes, advance = fonts[source]["glyphs"][character]
                shear, width = style.slant - slants[source], (middle / widths[source]) ** 0.8
                glyphs[character] = [np.column_stack([(s[:, 0] + shear * s[:, 1]) * width, s[:, 1]]) for s in strokes], min(advance, 3.0) * width
            strokes, advance = glyphs["/"]
            glyphs["/"] = slashed(strokes, style.slant), advance
            for letter in "ij":
                strokes, advance = glyphs[letter]
                glyphs[letter] = dotted(strokes), advance
            if style.capitals:
                small_capitals(glyphs)
            compose(glyphs)
            hand.forms.append({c: ([even(s) for s in strokes], advance) for c, (strokes, advance) in glyphs.items()})
        hands.append(hand)
    return hands


def glyph(hand, character, form):
    """Strokes and advance of a character in a letterform (the retouched form has the first one's)."""
    return hand.forms[1 if form == SECOND else 0][character]
