"""How legible the writing is: `legibility.py GLYPHS READER SOURCE BIAS COUNT [ITEMS WRITTEN]`. SOURCE is a checkpoint, "generator" (the training data's own
writer) or "file" (what measure.cs wrote of ITEMS); "items" only writes ITEMS. Two measures of each character: the independent reader's, and the nearest
of the style's own glyphs (circular: the network was taught with them; it tells how well the network does what it was taught). Case is ignored; what else
counts as alike stands in `reader.py`."""
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch

import styles
from characters import COMPOSED, PRINTABLE, identify
from network import Step
from pen import write as write_by_hand
from phrases import ABBREVIATIONS, WORDS, number
from reader import CLASSES, Reader, alike, batch, pictures, pieces_of
from sample import Written, habit, load, write_checked
from skeleton import arc_length


def texts(count, r):
    """Words, abbreviations and measurements, about as a page has them; every ninth a mix of any characters instead."""
    kinds = [lambda: r.choice(WORDS), lambda: r.choice(WORDS), lambda: r.choice(WORDS).capitalize(), lambda: r.choice(ABBREVIATIONS), lambda: number(r), lambda: f"{r.choice(WORDS)} {r.choice(ABBREVIATIONS)}"]
    return ["".join(r.choice(PRINTABLE[1:] + COMPOSED) for _ in range(4)) if is_mix(k) else r.choice(kinds)() for k in range(count)]


def is_mix(k):
    return k % 9 == 8


def evenly(strokes, count=48):
    """Points spread along the strokes."""
    lengths = [arc_length(s)[-1] for s in strokes]
    spread = []
    for s, n in zip(strokes, lengths):
        along = arc_length(s)
        at = np.linspace(0, along[-1], max(2, round(count * n / (sum(lengths) + 1e-6))))
        spread.append(np.column_stack([np.interp(at, along, s[:, k]) for k in (0, 1)]))
    return np.concatenate(spread)


def distance(a, b):
    """Symmetric mean distance of two point sets after b was moved onto a, in height by at most 0.3."""
    b = b - (b[:, 0].mean() - a[:, 0].mean(), np.clip(b[:, 1].mean() - a[:, 1].mean(), -0.3, 0.3))
    best = np.inf
    for _ in range(3):
        d = np.hypot(*(a[:, None] - b[None]).transpose(2, 0, 1))
        best = min(best, 0.5 * (d.min(1).mean() + d.min(0).mean()))
        b = b + np.concatenate([a - b[d.argmin(1)], a[d.argmin(0)] - b]).mean(0) * (1, 0.5)
    return best


def few(points, count=14):
    return points[np.linspace(0, len(points) - 1, count).astype(int)]


class Templates:
    """A style's glyphs in both forms as point sets."""

    def __init__(self, hand):
        self.names = [c for glyphs in hand.forms for c in glyphs]
        self.fine = [evenly(strokes) for glyphs in hand.forms for strokes, _ in glyphs.values()]
        self.coarse = np.stack([few(t) for t in self.fine])

    def nearest(self, pieces):
        """The character whose glyph is nearest: the eight best of a coarse look compared closely."""
        points = evenly(pieces)
        a, b = few(points), self.coarse
        shift = b.mean(1) - a.mean(0)
        shift[:, 1] = shift[:, 1].clip(-0.3, 0.3)
        d = np.hypot(*np.moveaxis(a[None, :, None] - (b - shift[:, None])[:, None], -1, 0))
        rough = d.min(2).mean(1) + d.min(1).mean(1)
        return self.names[min(np.argsort(rough)[:8], key=lambda k: distance(points, self.fine[k]))]


def characters_of(written, text):
    """(character, picture for the reader, pieces) for each character but spaces; picture and pieces are None where it was never attended."""
    path, ends = np.cumsum(written.points[:, :2], axis=0), written.points[:, 2] > 0.5
    for u, ((character, _), picture) in enumerate(zip(text, pictures(path, ends, written.owners, len(text)) if len(path) else [None] * len(text))):
        if character in CLASSES:
            yield character, picture, None if picture is None else pieces_of(path, ends, np.where(written.owners == u)[0])


LEXICON = sorted({w for word in WORDS for w in (word, word.capitalize())} | set(ABBREVIATIONS))


def word_read(scores):
    """The word or abbreviation of the lexicon that explains the characters' scores (log probabilities) best."""
    fitting = [w for w in LEXICON if len(w) == len(scores)]
    return max(fitting, key=lambda w: sum(row[CLASSES.index(c)] for row, c in zip(scores, w)))


def judge(items, written, hands, reader):
    """Prints the shares of characters read right, of each style and of all, and of words read right when they may be any of the lexicon."""
    templates = [Templates(hand) for hand in hands]
    score, wrong, words = {}, Counter(), []
    for k, ((style, text), w) in enumerate(zip(items, written)):
        found = list(characters_of(w, text))
        drawn = [(picture, 0) for _, picture, _ in found if picture is not None]
        with torch.no_grad():
            scores = torch.log_softmax(reader(batch(drawn)[0]), 1).numpy() if drawn else np.empty((0, len(CLASSES)))
        rows = iter(scores)
        for character, _, pieces in found:
            read = CLASSES[next(rows).argmax()] if pieces is not None else "nothing"
            nearest = templates[style].nearest(pieces) if pieces is not None else "nothing"
            shape = character.upper() if hands[style].style.capitals else character  # its i is an I, which l is like
            score.setdefault((style, is_mix(k)), []).append((alike(shape, read), character == read, alike(shape, nearest)))
            if not alike(shape, read):
                wrong[f"{character}→{read}"] += 1
        string = "".join(c for c, _ in text)
        if string in LEXICON:
            words.append(len(scores) == len(string) and word_read(scores).casefold() == string.casefold())

    def show(name, wanted):
        rows = np.array(sum((v for k, v in score.items() if wanted(*k)), []), float)
        good, strict, template = rows.mean(0)
        print(f"{name:18} {len(rows):5} characters: reader {good:.4f} (strict {strict:.3f})  template {template:.4f}")

    for style, hand in enumerate(hands):
        show(hand.style.name, lambda s, mix: s == style and not mix)
    show("WORDS", lambda s, mix: not mix)
    show("MIXES", lambda s, mix: mix)
    print(f"{np.mean(words):.3f} of {len(words)} words read right out of {len(LEXICON)}; misread most:", " ".join(f"{k} {n}" for k, n in wrong.most_common(32)))


def read_file(path):
    """What measure.cs wrote."""
    result = []
    for line in path.read_text().splitlines():
        rows = np.array([[float(v) for v in p.split(",")] for p in line.split()]).reshape(-1, 4)
        result.append(Written(rows[:, :3], rows[:, 3].astype(int), bool(len(rows))))
    return result


def main():
    glyphs, reader_path, source, bias, count = Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4]), int(sys.argv[5])
    torch.set_num_threads(1)
    hands = styles.load(glyphs)
    r, rng = random.Random(99), np.random.default_rng(99)
    items = [(k % len(hands), habit(t, r)) for k, t in enumerate(texts(count, r))]
    if source == "items":
        Path(sys.argv[6]).write_text("".join(f"{s}\t{','.join(str(identify(c, f)) for c, f in text)}\n" for s, text in items))
        return
    if source == "generator":
        written = [Written(points, owners, True) for points, owners in (write_by_hand(hands[s], text, rng) for s, text in items)]
    elif source == "file":
        written = read_file(Path(sys.argv[7]))
        print(f"{np.mean([w.in_order(t) for w, (_, t) in zip(written, items)]):.3f} in order at once")
    else:
        network, state = load(source)
        written, first = write_checked(Step(network).eval(), items, bias)
        print(f"iteration {state['done']}, bias {bias}: {first:.3f} of {count} texts in order at once, {np.mean([w.in_order(t) for w, (_, t) in zip(written, items)]):.3f} after retries")
    reader = Reader()
    reader.load_state_dict(torch.load(reader_path))
    judge(items, written, hands, reader.eval())


if __name__ == "__main__":
    main()
