"""Training: `train.py TRAINING VALIDATION CHECKPOINT ITERATIONS`. The schedule depends on the iteration alone; a run goes on from its checkpoint
and draws what an unbroken run would have drawn, so the same data give the same network. The learning rate is constant but for the last FALL
iterations; ITERATIONS can therefore still be changed, up or down, while a run hasn't come to these."""
import copy
import json
import math
import pickle
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from scipy.signal import lfilter

from characters import END, identify
from network import Network, likelihood_losses
from styles import STYLES

SEED = 7
SCALE = 0.32  # an offset of 1 in the network's units, in x-heights
HEIGHT = 0.6  # a pen height of 1 in the network's units, in x-heights
RATE = 1.8e-3  # learning rate before it falls
FALL = 2000  # iterations over which it falls to nearly nothing at the end
GROWTH = 6000  # iterations over which texts grow longer and batches bigger
SAVE_EVERY = 250


def schedule(done, iterations):
    """Learning rate, weight of the window's loss, points of an update, and how far texts have grown (0 to 1)."""
    growth = min(1.0, done / GROWTH)
    fall = max(0.0, (done - iterations + FALL) / FALL)
    return RATE * min(1, (done + 1) / 150) * (1 - 0.98 * fall), 0.1 + 0.6 * math.exp(-done / GROWTH), int(1400 + 800 * growth), growth ** 1.3


def batch(samples, noise):
    """Tensors of a batch. Pen positions are perturbed and the targets lead back to the true path, so that the network learns to recover."""
    steps, letters = max(len(s[2]) for s in samples) + 2, max(len(s[1]) for s in samples) + 1
    x, y = np.zeros((steps, len(samples), 4), np.float32), np.zeros((steps, len(samples), 3), np.float32)
    real, attended = np.zeros((steps, len(samples)), np.float32), np.zeros((steps, len(samples)), np.float32)
    owner = np.zeros((steps, len(samples)), np.int64)
    ids, mask = np.zeros((len(samples), letters), np.int64), np.zeros((len(samples), letters), np.float32)
    for i, (_, text, points, owners) in enumerate(samples):
        n = len(points)
        path = np.cumsum(points[:, :2], axis=0)
        seen = path
        if noise is not None:
            wander = lfilter([1], [1, -0.92], noise.normal(size=(n, 2)) * (0.008, 0.014), axis=0)
            seen = path + noise.normal(size=(n, 2)) * 0.018 + wander
        start = np.concatenate([np.zeros((1, 2)), seen])
        y[:n, i, :2], y[:n, i, 2] = (path - start[:-1]) / SCALE, points[:, 2]
        x[0, i, 2] = 1
        x[1:n + 1, i, :2], x[1:n + 1, i, 2], x[1:n + 1, i, 3] = np.diff(start, axis=0) / SCALE, points[:, 2], seen[:, 1] / HEIGHT
        real[:n, i], attended[:n + 2, i] = 1, 1
        owner[:n, i], owner[n:n + 2, i] = owners, len(text)
        ids[i, :len(text) + 1] = [identify(c, form) for c, form in text] + [END]
        mask[i, :len(text) + 1] = 1
    return [torch.from_numpy(a) for a in (x, y, real, attended, owner, ids, mask)] + [torch.tensor([s[0] for s in samples])]


def losses(network, tensors):
    """Offsets' negative log likelihood, ends' cross-entropy, the window's cross-entropy with the true character, its mass's distance from 1, its accuracy."""
    x, y, real, attended, owner, ids, mask, style = tensors
    output, attention = network(x, ids, mask, style)
    nll, ends = likelihood_losses(output, y)
    mass = attention.sum(2)
    share = attention / (mass.unsqueeze(2) + 1e-6) + 1e-6
    window = -(torch.log(share.gather(2, owner.unsqueeze(2)).squeeze(2)) * attended).sum() / attended.sum()
    right = ((attention.argmax(2) == owner) * attended).sum() / attended.sum()
    return (nll * real).sum() / real.sum(), (ends * real).sum() / real.sum(), window, ((mass - 1) ** 2 * attended).sum() / attended.sum(), right


def validate(network, samples):
    with torch.no_grad():
        return np.mean([[float(v) for v in losses(network, batch(samples[k:k + 64], None))] for k in range(0, 384, 64)], axis=0)


def main():
    training, validation, checkpoint, iterations = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(SEED)
    samples, held_out = pickle.loads(training.read_bytes()), pickle.loads(validation.read_bytes())
    samples.sort(key=lambda s: len(s[2]))
    lengths = np.array([len(s[2]) for s in samples])
    state = torch.load(checkpoint) if checkpoint.exists() else None
    network = Network(**state["config"]) if state else Network(len(STYLES))
    average = copy.deepcopy(network)
    optimizer = torch.optim.Adam(network.parameters(), betas=(0.9, 0.99))
    done, log, smoothed, seconds, points = 0, [], None, 0.0, 0
    if state:
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        if state["optimizer"]:
            optimizer.load_state_dict(state["optimizer"])
        done, log, smoothed, seconds, points = state["done"], state["log"], state["smoothed"], state["seconds"], state["points"]
        if state["iterations"] != iterations and done > min(iterations, state["iterations"]) - FALL:
            sys.exit(f"{checkpoint} belongs to a schedule of {state['iterations']} iterations, not {iterations}: delete it to begin anew.")
    print(sum(p.numel() for p in network.parameters()), "parameters, from iteration", done, flush=True)

    def save():
        state = {"config": network.config, "network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(), "done": done,
                 "log": log, "smoothed": smoothed, "seconds": seconds, "points": points, "iterations": iterations}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    began = time.perf_counter()
    while done < iterations:
        rate, window_weight, update_points, growth = schedule(done, iterations)
        r, noise = random.Random(SEED * 1_000_003 + done), np.random.default_rng([SEED, done])
        longest = 45 + (lengths[-1] - 45) * growth  # short texts first
        limit = int(np.searchsorted(lengths, longest))
        centre = r.randrange(limit)
        size = int(min(56, max(12, update_points / max(25, lengths[centre]))))
        near = range(max(0, centre - 4 * size), min(limit, centre + 4 * size))
        tensors = batch([samples[k] for k in r.sample(near, min(size, len(near)))], noise)

        for group in optimizer.param_groups:
            group["lr"] = rate
        nll, ends, window, mass, _ = losses(network, tensors)
        loss = nll + ends + window_weight * window + 0.05 * mass
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        if not math.isfinite(float(norm)):
            sys.exit(f"The gradient isn't finite at iteration {done}.")
        optimizer.step()
        done += 1
        points += int(tensors[2].sum())
        with torch.no_grad():
            keep = min(0.9985, (1 + done) / (20 + done))
            for a, b in zip(average.parameters(), network.parameters()):
                a.lerp_(b, 1 - keep)
        now = np.array([float(nll.detach()), float(ends.detach()), float(window.detach())])
        smoothed = now if smoothed is None else 0.97 * smoothed + 0.03 * now

        if done % 100 == 0 or done == iterations:
            seconds, began = seconds + time.perf_counter() - began, time.perf_counter()
            entry = {"iteration": done, "minutes": round(seconds / 60, 2), "million points": round(points / 1e6, 2), "rate": round(rate, 5), "longest": int(longest),
                     "nll": round(smoothed[0], 3), "ends": round(smoothed[1], 4), "window": round(smoothed[2], 3)}
            if done % 1000 == 0 or done == iterations:
                v = validate(average, held_out)
                entry.update({"validation nll": round(v[0], 3), "validation ends": round(v[1], 4), "validation window": round(v[2], 3), "validation accuracy": round(v[4], 4)})
            log.append(entry)
            print(json.dumps(entry), flush=True)
        if done % SAVE_EVERY == 0 or done == iterations:
            save()


if __name__ == "__main__":
    main()
