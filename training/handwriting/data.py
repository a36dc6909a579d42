"""Training data: `data.py GLYPHS COUNT SEED OUT` writes COUNT texts with their pen points. The same arguments give the same file."""
import pickle
import random
import sys
from pathlib import Path

import numpy as np

import styles
from characters import RETOUCHED, SECOND, VOCABULARY
from pen import STRIKE, write
from phrases import phrase

LONGEST = 340  # points


def with_forms(text, r):
    """(character, form) for each character: a writer keeps to one form of a character, mostly, and retouches now and then."""
    habit = r.choice([0.0, 0.0, 1.0, 0.5, 0.5, 0.5])
    usual = {c: int(r.random() < habit) * SECOND for c in VOCABULARY}
    retouching = 0.04 if r.random() < 0.4 else 0.0
    chosen = []
    for c in text:
        form = usual[c] if r.random() < 0.9 else r.choice([0, SECOND])
        chosen.append((c, 0 if c == " " else RETOUCHED if r.random() < retouching else form))
    return chosen


def sample(hands, style, r, rng):
    """(style, text with forms, points, owners), or None where the text is too long."""
    text = with_forms(phrase(r), r)
    if r.random() < 0.1 and 1 < len(text) < 11 and (" ", 0) not in text:
        text.append((STRIKE, r.randrange(3)))
    if len(text) > 24:
        return None
    points, owners = write(hands[style], text, rng)
    return (style, text, points, owners) if len(points) <= LONGEST else None


def main():
    glyphs, count, seed, out = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    hands = styles.load(glyphs)
    r, rng = random.Random(seed), np.random.default_rng(seed)
    samples = []
    while len(samples) < count:
        made = sample(hands, len(samples) % len(hands), r, rng)
        if made:
            samples.append(made)
    lengths = np.array([len(s[2]) for s in samples])
    offsets = np.concatenate([s[2][:, :2] for s in samples])
    print(f"{count} texts, {lengths.sum()} points, mean {lengths.mean():.0f}, 95 % under {np.percentile(lengths, 95):.0f}, "
          f"{lengths.sum() / sum(len(s[1]) for s in samples):.1f} a character, standard deviation of offsets {offsets.std(0).round(3)}, "
          f"99.9 % under {np.percentile(np.abs(offsets), 99.9):.2f}")
    out.write_bytes(pickle.dumps(samples, protocol=4))


if __name__ == "__main__":
    main()
