"""An independent reader of single characters, a small convolutional network taught on fonts that no style uses: `reader.py GLYPHS CHECKPOINT ONNX BATCHES`."""
import pickle
import random
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
from pen import in_equal_times, strokes
from phrases import ABBREVIATIONS, WORDS

CLASSES = PRINTABLE[1:] + COMPOSED
SIZE, BOTTOM, SPAN = 32, -1.0, 3.2  # pixels; the lowest height shown and the picture's side, in x-heights; the character is centred in breadth
SEED = 3
# What nobody tells apart without the neighbours: one shape, or a difference of size only.
ALIKE = ["oO0", "lI1|", "sS5", "zZ2", "gq9", "cC", "fF", "jJ", "kK", "mM", "pP", "tT", "uU", "vV", "wW", "xX", "yY"]


def alike(a, b):
    return a == b or any(a in group and b in group for group in ALIKE)


def picture(pieces):
    """The character's strokes (x-heights, baseline 0) as a 32 × 32 image, ink 1."""
    points = np.concatenate(pieces)
    left = (points[:, 0].min() + points[:, 0].max() - SPAN) / 2
    scale = 2 * SIZE / SPAN
    image = Image.new("L", (2 * SIZE, 2 * SIZE), 0)
    brush = ImageDraw.Draw(image)
    for piece in pieces:
        corners = [((a - left) * scale, 2 * SIZE - (b - BOTTOM) * scale) for a, b in piece]
        brush.line(corners if len(corners) > 1 else corners * 2, fill=255, width=3, joint="curve")
        x, y = corners[0]
        brush.ellipse([x - 1.5, y - 1.5, x + 1.5, y + 1.5], fill=255)
    return np.asarray(image.resize((SIZE, SIZE), Image.BOX), np.float32) / 255


def pieces_of(path, ends, owned):
    """The runs of points that belong to one character, each drawn as a curve; `path` are positions, `ends` end-of-stroke flags, `owned` indices."""
    cuts = [k for k in range(1, len(owned)) if owned[k] != owned[k - 1] + 1 or ends[owned[k - 1]]]
    return [curve(path[run]) for run in np.split(np.array(owned), cuts)]


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        layers, before = [], 1
        for channels in (16, 32, 64):
            layers += [nn.Conv2d(before, channels, 3, padding=1), nn.BatchNorm2d(channels), nn.ReLU(), nn.MaxPool2d(2)]
            before = channels
        self.layers = nn.Sequential(*layers, nn.Flatten(), nn.Linear(64 * 16, 160), nn.ReLU(), nn.Dropout(0.2), nn.Linear(160, len(CLASSES)))

    def forward(self, image):
        return self.layers(image)


def hands_of(path):
    """Every font of the file as a hand of its own."""
    names = sorted(pickle.loads(path.read_bytes()))
    table = [styles.Style(name, (name, name), 0.0, join=0.35 if k % 2 else 0.0, spare=names[0]) for k, name in enumerate(names)]
    return styles.load(path, table)


def lesson(hands, r, rng):
    """Pictures and classes of the characters of one text, in a font of random slant, breadth and size."""
    hand = r.choice(hands)
    k = r.random()
    text = r.choice(WORDS) if k < 0.3 else r.choice(ABBREVIATIONS) if k < 0.45 else "".join(r.choice(CLASSES) for _ in range(6))
    shear, width, size = rng.uniform(-0.4, 0.4), rng.uniform(0.75, 1.25), rng.uniform(0.88, 1.14)
    pictures = []
    drawn = []
    for stroke, owner in strokes(hand, [(c, 0) for c in text], rng):
        stroke, owner = in_equal_times(stroke, owner, rng, 0.4) if len(stroke) > 1 else (stroke, owner)
        drawn.append((np.column_stack([(stroke[:, 0] + shear * stroke[:, 1]) * width * size, stroke[:, 1] * size]), owner))
    path, owners = np.concatenate([s for s, _ in drawn]), np.concatenate([o for _, o in drawn])
    ends = np.concatenate([np.arange(len(s)) == len(s) - 1 for s, _ in drawn])
    for u, character in enumerate(text):
        owned = np.where(owners == u)[0]
        if len(owned):
            pictures.append((picture(pieces_of(path, ends, owned)), CLASSES.index(character)))
    return pictures


def main():
    glyphs, checkpoint, exported, batches = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    r, rng = random.Random(SEED), np.random.default_rng(SEED)
    hands, reader, pool = hands_of(glyphs), Reader(), []
    optimizer = torch.optim.Adam(reader.parameters())
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, batches)
    mean = 0.0
    for k in range(batches):
        while len(pool) < 1024:
            pool += lesson(hands, r, rng)
        r.shuffle(pool)
        taken, pool = pool[:128], pool[128:]
        loss = nn.functional.cross_entropy(reader(torch.from_numpy(np.stack([p for p, _ in taken])).unsqueeze(1)), torch.tensor([c for _, c in taken]), label_smoothing=0.05)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        schedule.step()
        mean = float(loss.detach()) if k == 0 else 0.98 * mean + 0.02 * float(loss.detach())
        if (k + 1) % 250 == 0:
            print(k + 1, round(mean, 3), flush=True)
    reader.eval()
    torch.save(reader.state_dict(), checkpoint)
    torch.onnx.export(reader, torch.zeros(2, 1, SIZE, SIZE), exported, input_names=["image"], output_names=["score"], dynamic_axes={"image": {0: "B"}, "score": {0: "B"}}, opset_version=13)
    model = onnx.load(exported)
    onnx.helper.set_model_props(model, {"classes": "".join(CLASSES), "size": str(SIZE), "bottom": str(BOTTOM), "span": str(SPAN)})
    onnx.save(model, exported)


if __name__ == "__main__":
    main()
