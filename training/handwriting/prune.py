"""Smaller networks from a taught one, two ways: `prune.py weights CHECKPOINT SHARE OUT` sets the smallest weights of the large matrices to zero, nothing being taught again;
`prune.py units CHECKPOINT HIDDEN OUT ITERATIONS` keeps the HIDDEN units of each layer that the rest listens to most, for train.py to go on with up to ITERATIONS."""
import sys

import torch

MORE = 1500  # iterations that are left to a network of fewer units


def weights(state, share):
    for matrix in state["average"].values():
        if matrix.ndim == 2 and matrix.numel() > 20_000:
            matrix[matrix.abs() < matrix.abs().flatten().kthvalue(max(1, int(share * matrix.numel()))).values] = 0
    return {key: state[key] for key in ("config", "average", "done")}


def units(state, hidden, iterations):
    n, before, width = state["average"], state["config"]["hidden"], state["config"]["embedding"]
    start = n["input2.weight"].shape[1] - before - width  # of the first layer's states among the second one's inputs

    def strongest(*listeners):
        return torch.stack([m.norm(dim=1) / m.norm() for m in listeners]).sum(0).topk(hidden).indices.sort().values

    first = strongest(n["recurrent1"][:before], n["window"], n["input2.weight"][:, start:start + before].t(), n["output.weight"][:, :before].t())
    second = strongest(n["recurrent2"], n["output.weight"][:, before:].t())

    def gates(kept):
        return torch.cat([kept + g * before for g in range(4)])

    def rest(first_index, kept, last_index):
        return torch.cat([torch.arange(first_index), first_index + kept, torch.arange(first_index + before, last_index)])

    average = dict(n)
    average["input1.weight"], average["input1.bias"] = n["input1.weight"][gates(first)], n["input1.bias"][gates(first)]
    average["recurrent1"] = n["recurrent1"][rest(0, first, before + width)][:, gates(first)]
    average["window"] = n["window"][first]
    average["input2.weight"] = n["input2.weight"][gates(second)][:, rest(start, first, start + before + width)]
    average["input2.bias"] = n["input2.bias"][gates(second)]
    average["recurrent2"] = n["recurrent2"][second][:, gates(second)]
    average["output.weight"] = n["output.weight"][:, torch.cat([first, before + second])]
    return {"config": {**state["config"], "hidden": hidden}, "network": average, "average": average, "optimizer": None, "done": max(0, iterations - MORE), "log": [], "smoothed": None,
            "seconds": 0.0, "points": 0, "iterations": iterations}


def main():
    kind, checkpoint, amount, out = sys.argv[1:5]
    state = torch.load(checkpoint, map_location="cpu")
    torch.save(weights(state, float(amount)) if kind == "weights" else units(state, int(amount), int(sys.argv[5])), out)


if __name__ == "__main__":
    main()
