"""The model card's pictures: `sheets.py CHECKPOINT FOLDER`."""
import random
import sys
from pathlib import Path

import matplotlib

from characters import COMPOSED, PRINTABLE, RETOUCHED
from drawing import Sheet
from network import Step
from pen import STRIKE
from sample import habit, load, write_checked
from styles import STYLES

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

TEXTS = ["LAFB", "T-wave inversion V1-V4", "QTc 480 ms", "12/3/21", "? old MI", "HR ~ 110/min", "↑K+", "0.5 mV", "r/o PE"]
WIDTH = 1320


def rows(step, lines, bias=1.0, gap=20, height=46, label_every=1, unit=12.0):
    """A sheet of lines (label, [(style, text with forms)])."""
    written, _ = write_checked(step, [item for _, items in lines for item in items], bias, seed=11)
    sheet, k = Sheet(WIDTH, height * len(lines) + 8, unit=unit, pen=1.25), 0
    for i, (label, items) in enumerate(lines):
        x, y = 10, height * i + 34
        if i % label_every == 0:
            sheet.label(label, 2, height * i + 1)
        for _ in items:
            x += sheet.draw(written[k].points, x, y) + gap
            k += 1
    return sheet


def curves(log, path):
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.4))
    checked = [e for e in log if "validation nll" in e]
    at = [e["iteration"] for e in log]
    left.plot(at, [e["nll"] for e in log], label="training (perturbed pen)")
    left.plot([e["iteration"] for e in checked], [e["validation nll"] for e in checked], "k.-", label="validation (true pen, averaged weights)")
    left.set_title("negative log likelihood of an offset")
    right.semilogy(at, [e["window"] for e in log], label="window: cross-entropy with the true character")
    right.semilogy(at, [e["ends"] for e in log], label="ends of strokes: cross-entropy")
    right.semilogy([e["iteration"] for e in checked], [1 - e["validation accuracy"] for e in checked], "k.-", label="validation: points that look at a wrong character")
    for axis in (left, right):
        axis.set_xlabel("iteration")
        axis.grid(alpha=0.3)
        axis.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path, dpi=80)


def main():
    network, state = load(sys.argv[1])
    folder = Path(sys.argv[2])
    folder.mkdir(exist_ok=True)
    step, rng = Step(network).eval(), random.Random(8)

    lines = []
    for s, style in enumerate(STYLES):
        for _ in range(2):
            writer = {c: f for c, f in habit("".join(dict.fromkeys("".join(TEXTS))), rng)}
            lines.append((f"{s + 1} {style.name}", [(s, [(c, writer[c]) for c in text]) for text in TEXTS]))
    rows(step, lines, label_every=2).save(folder / "styles.png")

    everything = "".join(PRINTABLE[1:] + COMPOSED)
    groups = ["abcdefghi", "jklmnopqr", "stuvwxyz", "ABCDEFGHI", "JKLMNOPQR", "STUVWXYZ"], ["0123456789"] + ["".join(c for c in everything if not c.isalnum())[k:k + 8] for k in range(0, 41, 8)]
    lines = [(f"{s + 1} {style.name}", [(s, [(c, form) for c in text]) for text in group]) for s, style in enumerate(STYLES) for group in groups for form in (0, 1)]
    rows(step, lines, height=40, gap=20, label_every=4).save(folder / "characters.png")

    lines = []
    for s in (1, 3, 8, 9):
        for bias in (0.0, 0.5, 1.0, 2.0):
            lines.append((s, bias))
    sheet = Sheet(WIDTH, 46 * len(lines) + 8, unit=12.5, pen=1.25)
    for i, (s, bias) in enumerate(lines):
        written, _ = write_checked(step, [(s, habit(t, random.Random(1))) for t in ["Atrial fibrillation", "QTc 480 ms", "compare 12/3/21", "ST elev. V2-V4", "K+ 5.9"]], bias, seed=2)
        x = 10
        sheet.label(f"{STYLES[s].name}, bias {bias}", 2, 46 * i + 1)
        for w in written:
            x += sheet.draw(w.points, x, 46 * i + 34) + 26
    sheet.save(folder / "bias.png")

    lines = [(f"{s + 1} {STYLES[s].name}", [(s, [(c, 0) for c in "LAFB"])] * 4 + [(s, [(c, 0) for c in "RBBB"] + [(STRIKE, f)]) for f in range(3)] + [(s, [(c, RETOUCHED) for c in "axis"]), (s, [(c, RETOUCHED if c == "8" else 0) for c in "QTc 480"])])
             for s in range(len(STYLES))]
    rows(step, lines, unit=15.0, height=50).save(folder / "variation.png")
    curves(state["log"], folder / "loss.png")


if __name__ == "__main__":
    main()
