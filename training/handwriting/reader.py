"""An independent reader, a small convolutional network taught on fonts that no style uses: `reader.py GLYPHS CHECKPOINT ONNX BATCHES`.
It is told where a character is and sees it twice, alone and with what stands around it. It is taught random strings only, so it knows no words."""
import pickle
import random
import string
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from PIL import Image, ImageDraw
from torch import nn

import styles
from characters import COMPOSED, PRINTABLE
from drawing import curve
from pen import bends, drift, in_equal_times, strokes

CLASSES = PRINTABLE[1:] + COMPOSED
HEIGHT, WIDTH = 32, 48  # pixels
BOTTOM, PIXELS = -1.0, 10  # the lowest height shown, in x-heights; pixels of an x-height; the character is centred in breadth
PEN = 1.5  # pixels
SEED = 3
ALIKE = ["oO0", "lI1|", "sS5", "zZ2", "gq9"]  # one shape in many hands


def alike(a, b):
    """Whether two characters are the same but for case (what tells c from C is size), or have one shape."""
    return a.lower() == b.lower() or any(a in group and b in group for group in ALIKE)


def drawn(pieces, left, width):
    """Lines (x-heights, baseline 0) as an image of `width` pixels from x = left on, ink 1."""
    scale = 2 * PIXELS
    image = Image.new("L", (2 * width, 2 * HEIGHT), 0)
    brush = ImageDraw.Draw(image)
    for piece in pieces:
        corners = [((a - left) * scale, 2 * HEIGHT - (b - BOTTOM) * scale) for a, b in piece]
        brush.line(corners if len(corners) > 1 else corners * 2, fill=255, width=int(2 * PEN), joint="curve")
        (x, y), r = corners[0], PEN
        brush.ellipse([x - r, y - r, x + r, y + r], fill=255)
    return np.asarray(image.resize((width, HEIGHT), Image.BOX))


def pieces_of(path, ends, owned):
    """The runs of points that belong to one character, each drawn as a curve; `path` are positions, `ends` end-of-stroke flags, `owned` indices."""
    cuts = [k for k in range(1, len(owned)) if owned[k] != owned[k - 1] + 1 or ends[owned[k - 1]]]
    return [curve(path[run]) for run in np.split(np.array(owned), cuts)]


def pictures(path, ends, owners, count):
    """For each of `count` characters the image [2, HEIGHT, WIDTH] of its own lines and of all lines, 0 to 255; None where it has no points. Points of -1 belong to none."""
    everything = [p for p in pieces_of(path, ends, np.where(owners >= -1)[0]) if len(p) > 1]
    span = WIDTH / PIXELS
    left = path[:, 0].min() - span
    page = drawn(everything, left, int((path[:, 0].max() - left) * PIXELS) + 2 * WIDTH)
    result = []
    for u in range(count):
        owned = np.where(owners == u)[0]
        if not len(owned):
            result.append(None)
            continue
        pieces = pieces_of(path, ends, owned)
        xs = np.concatenate(pieces)[:, 0]
        first = round(((xs.min() + xs.max() - span) / 2 - left) * PIXELS)
        result.append(np.stack([drawn(pieces, left + first / PIXELS, WIDTH), page[:, first:first + WIDTH]]))
    return result


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        layers = []
        for before, channels, size, stride in ((2, 32, 5, 2), (32, 32, 3, 1), (32, 64, 3, 1), (64, 64, 3, 1)):
            layers += [nn.Conv2d(before, channels, size, stride, size // 2), nn.BatchNorm2d(channels), nn.ReLU()]
            if before == channels:
                layers += [nn.MaxPool2d(2)]
        self.layers = nn.Sequential(*layers, nn.Flatten(), nn.Linear(64 * (HEIGHT // 8) * (WIDTH // 8), 192), nn.ReLU(), nn.Dropout(0.2), nn.Linear(192, len(CLASSES)))

    def forward(self, image):
        return self.layers(image)


def hands_of(path):
    """Every font of the file as a hand of its own, some of which join letters or are in a hurry."""
    names = sorted(pickle.loads(path.read_bytes()))
    table = [styles.Style(name, (name, name), 0.0, join=0.35 if k % 2 else 0.0, hurry=(0.0, 0.4, 0.9)[k % 3], spare=(names[0], names[0])) for k, name in enumerate(names)]
    return styles.load(path, table)


def text(r):
    kind = r.random()
    letters = string.ascii_lowercase if kind < 0.5 else string.ascii_uppercase if kind < 0.68 else string.digits if kind < 0.8 else CLASSES
    made = [r.choice(letters) for _ in range(r.randint(2, 7))]
    return [made[0].upper(), *made[1:]] if kind < 0.12 else made


def lesson(hands, r, rng):
    """Pictures and classes of the characters of one text, in a font of random slant, breadth and size, warped; capitals may be small ones."""
    hand, characters = r.choice(hands), text(r)
    shear, width, size = rng.uniform(-0.42, 0.42), rng.uniform(0.6, 1.3), rng.uniform(0.62 if all(c.isupper() for c in characters) else 0.78, 1.18)
    warps = [bends(rng), bends(rng)]
    points, owners, ends = [], [], []
    for stroke, owner in strokes(hand, [(c, 0) for c in characters], rng):
        stroke, owner = in_equal_times(stroke, owner, rng, 0.4) if len(stroke) > 1 else (stroke, owner)
        for warp in warps:
            stroke = drift(stroke, warp)
        points.append(np.column_stack([(stroke[:, 0] + shear * stroke[:, 1]) * width * size, stroke[:, 1] * size]))
        slip = r.choice([0, 0, 0, 1, -1])  # where one letter passes into the next is known to a point or so
        owners.append(np.roll(np.pad(owner, 1, mode="edge"), slip)[1:-1])
        ends.append(np.arange(len(stroke)) == len(stroke) - 1)
    made = pictures(np.concatenate(points), np.concatenate(ends), np.concatenate(owners), len(characters))
    return [(picture, CLASSES.index(c)) for picture, c in zip(made, characters) if picture is not None]


def batch(taken):
    images = torch.from_numpy(np.stack([p for p, _ in taken])).float() / 255
    return images.to(memory_format=torch.channels_last), torch.tensor([c for _, c in taken])


def main():
    glyphs, checkpoint, exported, batches = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    r, rng = random.Random(SEED), np.random.default_rng(SEED)
    hands, reader, pool = hands_of(glyphs), Reader().to(memory_format=torch.channels_last), []
    optimizer = torch.optim.AdamW(reader.parameters(), weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, batches, pct_start=0.1)
    mean = 0.0
    for k in range(batches):
        while len(pool) < 4096:
            pool += lesson(hands, r, rng)
        r.shuffle(pool)
        taken, pool = pool[:128], pool[32:]  # each comes about four times
        images, classes = batch(taken)
        loss = nn.functional.cross_entropy(reader(images), classes, label_smoothing=0.05)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        schedule.step()
        mean = float(loss.detach()) if k == 0 else 0.98 * mean + 0.02 * float(loss.detach())
        if (k + 1) % 250 == 0:
            print(k + 1, round(mean, 3), flush=True)
            torch.save(reader.state_dict(), checkpoint)
    reader = reader.eval().to(memory_format=torch.contiguous_format)
    torch.save(reader.state_dict(), checkpoint)
    torch.onnx.export(reader, torch.zeros(2, 2, HEIGHT, WIDTH), exported, input_names=["image"], output_names=["score"], dynamic_axes={"image": {0: "B"}, "score": {0: "B"}}, opset_version=13)
    model = onnx.load(exported)
    onnx.helper.set_model_props(model, {"classes": "".join(CLASSES), "bottom": str(BOTTOM), "pixels": str(PIXELS), "pen": str(PEN)})
    onnx.save(model, exported)


if __name__ == "__main__":
    main()
