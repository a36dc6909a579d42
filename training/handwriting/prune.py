"""The smallest weights of the large matrices set to zero: `prune.py CHECKPOINT SHARE OUT`. Nothing is taught again."""
import sys

import torch


def main():
    state, share = torch.load(sys.argv[1], map_location="cpu"), float(sys.argv[2])
    for matrix in state["average"].values():
        if matrix.ndim == 2 and matrix.numel() > 20_000:
            matrix[matrix.abs() < matrix.abs().flatten().kthvalue(max(1, int(share * matrix.numel()))).values] = 0
    torch.save({key: state[key] for key in ("config", "average", "done")}, sys.argv[3])


if __name__ == "__main__":
    main()
