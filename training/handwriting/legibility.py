"""How legible the writing is: `legibility.py GLYPHS READER SOURCE BIAS COUNT [ITEMS WRITTEN]`. SOURCE is a checkpoint, "generator" (the training data's own
writer) or "file" (what measure.cs wrote of ITEMS); "items" only writes ITEMS. Two measures of each character: the independent reader's, and the nearest
of the style's own glyphs (circular: the network was taught with them; it tells how well the network does what it was taught)."""
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch

import styles
from characters import COMPOSED, PRINTABLE, SECOND, identify
from drawing import curve
from network import Step
from pen import write as write_by_hand
from phrases import ABBREVIATIONS, WORDS, number
from reader import CLASSES, Reader, alike, picture, pieces_of
from sample import Written, habit, load, write_checked
from skeleton import arc_length


def texts(count, r):
    """Words, abbreviations and measurements, about as a page has them; one in twelve a mix of any characters."""
    kinds = [lambda: r.choice(WORDS), lambda: r.choice(WORDS), lambda: r.choice(WORDS).capitalize(), lambda: r.choice(ABBREVIATIONS), lambda: number(r), lambda: f"{r.choice(WORDS)} {r.choice(ABBREVIATIONS)}"]
    return ["".join(r.choice(PRINTABLE[1:] + COMPOSED) for _ in range(4)) if r.random() < 1 / 12 else r.choice(kinds)() for _ in range(count)]


def evenly(strokes, count=48):
    """Points spread along the strokes."""
    lengths = [arc_length(s)[-1] for s in strokes]
    spread = []
    for s, n in zip(strokes, lengths):
        along = arc_length(s)
        at = np.linspace(0, along[-1], max(2, round(count * n / (sum(lengths) + 1e-6))))
        spread.append(np.column_stack([np.interp(at, along, s[:, k]) for k in (0, 1)]))
    return np.concatenate(spread)


def distance(a, b, rounds=3):
    """Symmetric mean distance of two point sets after b was moved onto a, in height by at most 0.3."""
    b = b - (b[:, 0].mean() - a[:, 0].mean(), np.clip(b[:, 1].mean() - a[:, 1].mean(), -0.3, 0.3))
    best = np.inf
    for _ in range(rounds):
        d = np.hypot(*(a[:, None] - b[None]).transpose(2, 0, 1))
        best = min(best, 0.5 * (d.min(1).mean() + d.min(0).mean()))
        b = b + np.concatenate([a - b[d.argmin(1)], a[d.argmin(0)] - b]).mean(0) * (1, 0.5)
    return best


def nearest_of(pieces, templates):
    """The character whose template, in either form, is nearest: the eight best of a coarse look compared closely."""
    coarse, fine = evenly(pieces, 14), evenly(pieces)
    rough = [(distance(coarse, t[::len(t) // 14 + 1], 1), c, k) for k, form in enumerate(templates) for c, t in form.items()]
    return min((distance(fine, templates[k][c]), c) for _, c, k in sorted(rough)[:8])[1]


def characters_of(written, text):
    """(character, form, pieces) for each character but spaces; pieces are None where it was never attended."""
    path = np.cumsum(written.points[:, :2], axis=0)
    for u, (character, form) in enumerate(text):
        if character in CLASSES:
            owned = np.where(written.owners == u)[0]
            yield character, form, pieces_of(path, written.points[:, 2] > 0.5, owned) if len(owned) else None


def judge(items, written, hands, reader):
    """Prints the shares of characters read right, of each style and of all."""
    templates = [[{c: evenly(strokes) for c, (strokes, _) in glyphs.items()} for glyphs in hand.forms] for hand in hands]
    score, wrong = {}, Counter()
    for (style, text), w in zip(items, written):
        found = list(characters_of(w, text))
        drawn = [p for _, _, p in found if p is not None]
        with torch.no_grad():
            best = iter(reader(torch.from_numpy(np.stack([picture(p) for p in drawn])).unsqueeze(1)).argmax(1).tolist() if drawn else [])
        for character, form, pieces in found:
            read = CLASSES[next(best)] if pieces is not None else "nothing"
            same = str.upper if hands[style].style.capitals else str
            good = pieces is not None and (alike(character, read) or alike(same(character), same(read)))
            nearest = nearest_of(pieces, templates[style]) if pieces is not None else "nothing"
            score.setdefault(style, []).append((good, character == read, alike(character, nearest)))
            if not good:
                wrong[f"{character}→{read}"] += 1
    for style in sorted(score):
        a = np.mean(score[style], axis=0)
        print(f"{hands[style].style.name:18} reader {a[0]:.3f} (strict {a[1]:.3f})  template {a[2]:.3f}")
    everything = np.array(sum(score.values(), []), float)
    a = everything.mean(0)
    print(f"ALL {len(everything)} characters: reader {a[0]:.4f} (strict {a[1]:.4f})  template {a[2]:.4f}")
    print("misread most:", " ".join(f"{k} {n}" for k, n in wrong.most_common(24)))


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
