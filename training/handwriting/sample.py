"""Texts written by the network in batches, as a caller of the exported file does it, and sheets of them: `sample.py CHECKPOINT SHEET BIAS TEXT...`."""
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from characters import END, SECOND, identify
from drawing import Sheet
from network import LEAST_LOG, MIXTURES, MOST_LOG, WINDOWS, Network, Step
from styles import STYLES
from train import HEIGHT, SCALE

POINTS_A_CHARACTER = 34  # the most; a longer text has failed


@dataclass
class Written:
    """What the pen did: offsets in x-heights and end-of-stroke flags (n, 3), the character attended at each point, and whether the text's end was reached."""

    points: np.ndarray
    owners: np.ndarray
    ended: bool

    def in_order(self, text):
        """Every character was attended, one after the other."""
        moves = np.diff(self.owners)
        return self.ended and len(self.owners) > 0 and self.owners[0] == 0 and self.owners[-1] == len(text) - 1 and bool(np.all((moves == 0) | (moves == 1)))


def load(checkpoint):
    state = torch.load(checkpoint, map_location="cpu")
    network = Network(**state["config"])
    network.load_state_dict(state["average"])
    return network.eval(), state


def initial(network, count):
    h = network.hidden
    return [torch.zeros(count, n) for n in (h, h, network.embedding, WINDOWS, h, h)]


def write(step, items, bias=1.0, seed=1):
    """Written texts of items (style, [(character, form)])."""
    count, letters = len(items), np.array([len(text) for _, text in items])
    rng = np.random.default_rng(seed)
    ids, mask = torch.zeros(count, letters.max() + 1, dtype=torch.long), torch.zeros(count, letters.max() + 1)
    for i, (_, text) in enumerate(items):
        ids[i, :len(text) + 1] = torch.tensor([identify(c, form) for c, form in text] + [END])
        mask[i, :len(text) + 1] = 1
    style = torch.tensor([s for s, _ in items])
    states, x = initial(step.network, count), torch.zeros(count, 4)
    x[:, 2] = 1
    height, rows = np.zeros(count), np.arange(count)
    open_, ended = np.ones(count, bool), np.zeros(count, bool)
    points, owners = [], []
    with torch.no_grad():
        for t in range(int(letters.max()) * POINTS_A_CHARACTER + 30):
            y, attention, *states = step(x, style, ids, mask, *states)
            owner = attention.numpy().argmax(1)
            ended |= open_ & (owner >= letters)
            open_ &= ~ended & (t <= letters * POINTS_A_CHARACTER + 30)
            if not open_.any():
                break
            y = y.numpy().astype(float)
            pi, mx, my, sx, sy, rho = (y[:, k * MIXTURES:(k + 1) * MIXTURES] for k in range(6))
            weight = pi * (1 + bias)
            weight = np.exp(weight - weight.max(1, keepdims=True))
            chosen = (weight.cumsum(1) < rng.random((count, 1)) * weight.sum(1, keepdims=True)).sum(1).clip(0, MIXTURES - 1)
            sx, sy = (np.exp(np.clip(s[rows, chosen], LEAST_LOG, MOST_LOG) - bias) for s in (sx, sy))
            rho = np.tanh(rho[rows, chosen]) * 0.98
            a, b = rng.normal(size=(2, count))
            dx, dy = mx[rows, chosen] + sx * a, my[rows, chosen] + sy * (rho * a + np.sqrt(1 - rho * rho) * b)
            end = rng.random(count) < 1 / (1 + np.exp(-y[:, -1] * (1 + bias)))
            height += dy * SCALE
            x = torch.from_numpy(np.column_stack([dx, dy, end, height / HEIGHT]).astype(np.float32))
            points.append(np.column_stack([dx * SCALE, dy * SCALE, end]))
            owners.append(np.where(open_, owner, -1))
    points, owners = np.array(points).reshape(-1, count, 3), np.array(owners).reshape(-1, count)  # none at all if every text ended at once
    return [Written(points[owners[:, i] >= 0, i], owners[owners[:, i] >= 0, i], bool(ended[i])) for i in range(count)]


def write_checked(step, items, bias=1.0, seed=1, tries=4):
    """As `write`, a text whose characters weren't attended in order being written again; also the share that was right at once."""
    result, waiting, first = [None] * len(items), list(range(len(items))), 1.0
    for attempt in range(tries):
        for i, written in zip(waiting, write(step, [items[i] for i in waiting], bias, seed + 1000 * attempt)):
            result[i] = written
        waiting = [i for i in waiting if not result[i].in_order(items[i][1])]
        if attempt == 0:
            first = 1 - len(waiting) / len(items)
        if not waiting:
            break
    return result, first


def habit(text, rng):
    """A writer's forms: each character mostly in one of its two forms, in the other now and then."""
    usual = {}
    return [(c, 0 if c == " " else SECOND * (usual.setdefault(c, rng.random() < 0.5) ^ (rng.random() < 0.1))) for c in text]


def main():
    checkpoint, picture, bias, texts = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), sys.argv[4:]
    network, state = load(checkpoint)
    step, rng = Step(network).eval(), random.Random(5)
    items = [(s, habit(t, rng)) for s in range(len(STYLES)) for t in texts]
    written, first = write_checked(step, items, bias, 3)
    sheet, x = Sheet(1500, 56 * len(STYLES), unit=15, pen=1.4), 0
    for i, ((style, _), w) in enumerate(zip(items, written)):
        x = 10 if i % len(texts) == 0 else x
        x += sheet.draw(w.points, x, 56 * style + 37) + 30
    for i, style in enumerate(STYLES):
        sheet.label(f"{i + 1} {style.name}", 2, 56 * i + 1)
    sheet.save(picture)
    print(f"iteration {state['done']}: {len(items)} texts, {first:.3f} in order at once, {sum(w.in_order(t) for w, (_, t) in zip(written, items)) / len(items):.3f} after retries")


if __name__ == "__main__":
    main()
