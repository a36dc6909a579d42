"""Pictures of pen strokes, for looking at."""
from pathlib import Path

import matplotlib
import numpy as np
from PIL import Image, ImageDraw, ImageFont

OVERSAMPLING = 2
LABELS = ImageFont.truetype(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"), 9 * OVERSAMPLING)


def split(points):
    """Strokes (x, y) from offsets and end-of-stroke flags; strokes of one point (the pen in flight over a space) are left out."""
    path = np.cumsum(points[:, :2], axis=0)
    cuts = np.where(points[:, 2] > 0.5)[0] + 1
    return [s for s in np.split(path, cuts) if len(s) > 1]


def curve(stroke, count=6):
    """A Catmull-Rom curve through the points."""
    if len(stroke) < 3:
        return stroke
    padded = np.concatenate([2 * stroke[:1] - stroke[1:2], stroke, 2 * stroke[-1:] - stroke[-2:-1]])
    a, b, c, d = (padded[k:len(padded) - 3 + k, None] for k in range(4))
    t = np.linspace(0, 1, count, endpoint=False)[None, :, None]
    spans = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3)
    return np.concatenate([spans.reshape(-1, 2), stroke[-1:]])


class Sheet:
    """A white page on which texts are drawn at a place in pixels, an x-height being `unit` pixels."""

    def __init__(self, width, height, unit=20, pen=1.6):
        self.size, self.unit, self.pen = (width, height), unit, pen
        self.image = Image.new("RGB", (width * OVERSAMPLING, height * OVERSAMPLING), "white")
        self.brush = ImageDraw.Draw(self.image)

    def draw(self, points, x, y, colour=(20, 25, 90)):
        """Draws and returns the text's width in pixels."""
        for stroke in split(points):
            corners = [((x + a * self.unit) * OVERSAMPLING, (y - b * self.unit) * OVERSAMPLING) for a, b in curve(stroke)]
            if np.ptp(stroke, axis=0).max() < 0.08:
                (a, b), r = corners[0], self.pen * OVERSAMPLING * 0.7
                self.brush.ellipse([a - r, b - r, a + r, b + r], fill=colour)
            else:
                self.brush.line(corners, fill=colour, width=int(self.pen * OVERSAMPLING), joint="curve")
        return float(np.cumsum(points[:, 0]).max() * self.unit) if len(points) else 0.0

    def label(self, text, x, y):
        self.brush.text((x * OVERSAMPLING, y * OVERSAMPLING), text, fill=(130, 130, 130), font=LABELS)

    def save(self, path):
        self.image.resize(self.size, Image.LANCZOS).convert("P", palette=Image.ADAPTIVE, colors=32).save(path, optimize=True)
