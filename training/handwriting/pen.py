"""The synthetic writer: a text in a hand becomes pen points in equal times, with what human hands do: drift, jitter, joins, hurry, hesitation."""
import numpy as np

from characters import RETOUCHED
from skeleton import arc_length
from styles import glyph

STEP = 0.4  # time between two points; about eleven points a character
STRIKE = "<strike>"


def write(hand, text, rng):
    """Offsets and end-of-stroke flags (n, 3) of a text, a list of (character, form), and the index of the character that owns each point.
    A space owns one point of its own, the pen in flight over the gap: a stroke of a single point, which isn't drawn."""
    points, owners, ends = [], [], []
    pace = STEP * (1 + 0.06 * rng.normal())
    for stroke, owner in strokes(hand, text, rng):
        if len(stroke) > 1:
            fast = text[owner[0]][0] == STRIKE
            stroke, owner = in_equal_times(stroke, owner, rng, pace * (2.2 if fast else 1.0))
        points.append(stroke)
        owners.append(owner)
        ends.append(np.arange(len(stroke)) == len(stroke) - 1)
    offsets = np.diff(np.concatenate([np.zeros((1, 2))] + points), axis=0)
    return np.column_stack([offsets, np.concatenate(ends)]).astype(np.float32), np.concatenate(owners).astype(np.int16)


def strokes(hand, text, rng):
    """The strokes of a text on the page (x-heights; baseline 0) and, for every point, the character that it belongs to."""
    style = hand.style
    jitter = 1 + 0.5 * style.hurry
    slant, width, tracking = rng.normal(0, 0.05), 1 + rng.normal(0, 0.06), rng.normal(0, 0.04)
    x, drawn, word_start = 0.0, [], 0.0
    for i, (character, form) in enumerate(text):
        if character == " ":
            gap = hand.space * (1 + rng.normal(0, 0.12))
            drawn.append([np.array([[x + gap * rng.uniform(0.4, 0.7), 0.45 + rng.normal(0, 0.1)]]), np.array([i])])
            x += gap
            word_start = x
            continue
        if character == STRIKE:
            for s in crossing_out(form, word_start, x, rng):
                drawn.append([s, np.full(len(s), i)])
            continue
        shapes, advance = glyph(hand, character, form)
        sx, sy, shear = 1 + rng.normal(0, 0.035) * jitter, 1 + rng.normal(0, 0.035) * jitter, slant + rng.normal(0, 0.03) * jitter
        turn, up, along = rng.normal(0, 0.022) * jitter, rng.normal(0, 0.03) * jitter, rng.normal(0, 0.02)
        placed = []
        for j, shape in enumerate(shapes):
            px, py = shape[:, 0] * sx + shear * shape[:, 1], shape[:, 1] * sy
            s = np.column_stack([x + along + (px - turn * py) * width, py + turn * px + up])
            if j > 0:
                s += rng.normal(0, 0.02, 2) * jitter  # later strokes land slightly off
            if arc_length(s)[-1] < 0.05:
                s = np.concatenate([s[:1], s[:1] + (0.03, -0.04)])  # a dot
            placed.append(s)
        if form == RETOUCHED:
            longest = max(placed, key=lambda s: arc_length(s)[-1])
            again = longest[:max(2, int(len(longest) * rng.uniform(0.6, 1.0)))]
            placed.append(again * (1, 1 + rng.normal(0, 0.03)) + rng.normal(0, 0.045, 2))
        drawn += [[s, np.full(len(s), i)] for s in placed]
        x += advance * width * sx + tracking + rng.normal(0, 0.02)
    return [[drift(s, bend), owner] for bend in [bends(rng)] for s, owner in joined(drawn, text, style, rng)]


def crossing_out(form, start, end, rng):
    """A line back through the word; in the second form there and back; in the third a zigzag."""
    height = 0.42 + rng.normal(0, 0.06)
    right, left = (end + 0.1, height + rng.normal(0, 0.06)), (start - 0.1 + rng.normal(0, 0.1), height + rng.normal(0, 0.08))
    if form == 0:
        corners = [right, left]
    elif form == 1:
        corners = [right, left, (right[0] + 0.1, right[1] - 0.16 + rng.normal(0, 0.04))]
    else:
        count = max(2, int((end - start) / 1.1))
        xs = np.linspace(right[0], left[0], 2 * count + 1)
        corners = [(u, height + (0.3 if k % 2 else -0.3) + rng.normal(0, 0.05)) for k, u in enumerate(xs)]
    corners = np.array(corners)
    length = arc_length(corners)
    at = np.arange(0, length[-1] + 0.03, 0.03)
    return [np.column_stack([np.interp(at, length, corners[:, k]) for k in (0, 1)])]


def joined(drawn, text, style, rng):
    """Strokes of neighbouring letters become one where a small letter begins near the end of the one before."""
    result = []
    for s, owner in drawn:
        character, form = text[owner[0]]
        if result and style.join and character.isalpha() and character.islower():
            last, before = result[-1]
            follows = owner[0] == before[-1] + 1 and text[before[-1]][0].isalpha()
            if follows and np.hypot(*(s[0] - last[-1])) < style.join * rng.uniform(0.8, 1.2):
                result[-1] = [np.concatenate([last, s]), np.concatenate([before, owner])]
                continue
        result.append([s, owner])
    if style.hurry:
        result = [[hurried(s, style.hurry), owner] for s, owner in result]
    return result


def hurried(stroke, amount):
    """Corners cut: the stroke smoothed along its length (a point every 0.03 x-heights)."""
    reach = min(int(round(5 * amount)), len(stroke) // 12)
    if reach < 1:
        return stroke
    kernel = np.ones(2 * reach + 1) / (2 * reach + 1)
    padded = np.concatenate([2 * stroke[0] - stroke[reach:0:-1], stroke, 2 * stroke[-1] - stroke[-2:-reach - 2:-1]])
    return np.column_stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)])


def bends(rng):
    """A baseline that rises or falls and slow waves in height and in breadth."""
    slope = rng.normal(0, 0.025)
    height = [(rng.normal(0, 0.03), rng.uniform(0.3, 1.0), rng.uniform(0, 6.3)) for _ in range(3)]
    breadth = [(rng.normal(0, 0.03), rng.uniform(0.5, 1.6), rng.uniform(0, 6.3)) for _ in range(3)]
    return slope, height, breadth


def drift(stroke, bend):
    slope, height, breadth = bend
    x, y = stroke[:, 0], stroke[:, 1]
    return np.column_stack([
        x + sum(a * np.sin(w * (y + 0.4 * x) + p) for a, w, p in breadth),
        y + slope * x + sum(a * np.sin(w * x + p) for a, w, p in height)])


def in_equal_times(stroke, owner, rng, step):
    """The stroke at equal times: slower in bends (two-thirds power law), slow at its ends, now and then a hesitation; a slight tremor."""
    length = arc_length(stroke)
    total = length[-1]
    if total <= 0.12:
        return stroke[[0, -1]], owner[[0, -1]]
    count = max(7, int(total / 0.04) + 1)
    at = np.linspace(0, total, count)
    points = np.column_stack([np.interp(at, length, stroke[:, k]) for k in (0, 1)])
    kernel = np.array([0.1, 0.2, 0.4, 0.2, 0.1])
    padded = np.pad(points, ((2, 2), (0, 0)), mode="edge")
    points[1:-1] = np.column_stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)])[1:-1]
    spacing = total / (count - 1)
    steps = np.diff(points, axis=0)
    turning = np.abs(np.diff(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))))
    window = np.ones(5) / 5
    curvature = np.convolve(np.pad(turning, 2, mode="edge"), window, "valid") / spacing
    middle = (at[:-1] + at[1:]) / 2
    curvature = np.interp(middle, at[1:-1], curvature)
    speed = (np.minimum(curvature, 14) + 0.55) ** (-1 / 3)
    speed *= 0.55 + 0.45 * np.minimum(1, np.minimum(middle, total - middle) / 0.35)
    if rng.random() < 0.04:
        speed[int(rng.uniform(0.1, 0.9) * (count - 1))] *= 0.06
    time = np.concatenate([[0.0], np.cumsum(spacing / speed)])
    beats = np.interp(np.linspace(0, time[-1], max(2, int(round(time[-1] / step)) + 1)), time, at)
    result = np.column_stack([np.interp(beats, at, points[:, k]) for k in (0, 1)])
    nearest = np.round(np.interp(beats, length, np.arange(len(length)))).astype(int)
    result[1:-1] += rng.normal(0, 0.008, (len(result) - 2, 2))
    return result, owner[np.minimum(nearest, len(owner) - 1)]
