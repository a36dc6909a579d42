"""The network: an LSTM with a soft window over the text, a second LSTM, and a mixture of bivariate Gaussians for the pen's next offset (Graves 2013)."""
import math

import torch
from torch import nn

from characters import FORMS, VOCABULARY
from recurrent import AttentiveLstm, Lstm

MIXTURES = 16  # Gaussians of the output
WINDOWS = 8  # Gaussians of the window
LEAST_LOG, MOST_LOG = -5.5, 4.0  # of standard deviations


def uniform(rows, columns, reach):
    return nn.Parameter(torch.empty(rows, columns).uniform_(-reach, reach))


def remembering(layer, hidden):
    """Forget gates start open."""
    with torch.no_grad():
        layer.bias[hidden:2 * hidden] += 1
    return layer


class Network(nn.Module):
    """`step` is one pen step (exported); `forward` runs whole sequences [time, batch, ...] for training."""

    def __init__(self, styles, hidden=208, embedding=48, style_size=14):
        super().__init__()
        self.config = {"styles": styles, "hidden": hidden, "embedding": embedding, "style_size": style_size}
        self.hidden, self.embedding = hidden, embedding
        self.character = nn.Parameter(torch.randn(len(VOCABULARY), embedding) * 0.5)
        self.form = nn.Parameter(torch.randn(FORMS, embedding) * 0.3)
        self.variant = nn.Parameter(torch.randn(FORMS * len(VOCABULARY), embedding) * 0.1)
        self.style = nn.Embedding(styles, style_size)
        nn.init.normal_(self.style.weight, 0, 0.7)
        self.input1 = remembering(nn.Linear(4 + style_size, 4 * hidden), hidden)
        self.recurrent1 = uniform(hidden + embedding, 4 * hidden, hidden ** -0.5)
        self.window = uniform(hidden, 3 * WINDOWS, 0.03)
        self.window_bias = nn.Parameter(torch.cat([torch.full((WINDOWS,), math.log(0.3)), torch.linspace(-0.5, 0.8, WINDOWS), torch.full((WINDOWS,), math.log(0.06))]))
        self.input2 = remembering(nn.Linear(4 + style_size + hidden + embedding, 4 * hidden), hidden)
        self.recurrent2 = uniform(hidden, 4 * hidden, hidden ** -0.5)
        self.output = nn.Linear(2 * hidden, 6 * MIXTURES + 1)

    def table(self):
        """Embeddings of all ids: each the sum of its character's, its form's and its own."""
        return self.character.repeat(FORMS, 1) + self.form.repeat_interleave(len(VOCABULARY), 0) + self.variant

    def forward(self, x, ids, mask, style):
        xs = torch.cat([x, self.style(style).unsqueeze(0).expand(x.shape[0], -1, -1)], 2)
        places = torch.arange(ids.shape[1], dtype=torch.float32).view(1, 1, -1)
        h1, window, attention = AttentiveLstm.apply(self.input1(xs), self.recurrent1, self.window, self.window_bias, self.table()[ids], mask, places)
        h2 = Lstm.apply(self.input2(torch.cat([xs, h1, window], 2)), self.recurrent2)
        return self.output(torch.cat([h1, h2], 2)), attention


class Step(nn.Module):
    """One pen step, as the exported file computes it."""

    def __init__(self, network):
        super().__init__()
        self.network = network
        self.table = nn.Parameter(network.table().detach())

    def cell(self, sums, c):
        i, f, o, z = torch.split(sums, self.network.hidden, 1)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(z)
        return torch.sigmoid(o) * torch.tanh(c), c

    def forward(self, x, style, ids, mask, h1, c1, w, kappa, h2, c2):
        n = self.network
        xs = torch.cat([x, n.style(style)], 1)
        h1, c1 = self.cell(n.input1(xs) + torch.matmul(torch.cat([h1, w], 1), n.recurrent1), c1)
        alpha, beta, move = torch.split(torch.exp(torch.clamp(torch.matmul(h1, n.window) + n.window_bias, -8.0, 6.0)), WINDOWS, 1)
        kappa = kappa + move
        places = (torch.cumsum(torch.ones_like(mask), 1) - 1).unsqueeze(1)
        d = kappa.unsqueeze(2) - places
        attention = (alpha.unsqueeze(2) * torch.exp(-beta.unsqueeze(2) * d * d)).sum(1) * mask
        w = torch.matmul(attention.unsqueeze(1), self.table[ids]).squeeze(1)
        h2, c2 = self.cell(n.input2(torch.cat([xs, h1, w], 1)) + torch.matmul(h2, n.recurrent2), c2)
        return n.output(torch.cat([h1, h2], 1)), attention, h1, c1, w, kappa, h2, c2


def likelihood_losses(output, target):
    """Negative log likelihood of the offsets, and cross-entropy of the ends of strokes, for every point."""
    pi, mx, my, sx, sy, rho = output[..., :6 * MIXTURES].split(MIXTURES, -1)
    sx, sy, rho = sx.clamp(LEAST_LOG, MOST_LOG), sy.clamp(LEAST_LOG, MOST_LOG), torch.tanh(rho) * 0.98
    zx, zy = (target[..., 0:1] - mx) * torch.exp(-sx), (target[..., 1:2] - my) * torch.exp(-sy)
    rest = 1 - rho * rho
    log_normal = -(zx * zx + zy * zy - 2 * rho * zx * zy) / (2 * rest) - 0.5 * torch.log(rest) - sx - sy - math.log(2 * math.pi)
    nll = -torch.logsumexp(torch.log_softmax(pi, -1) + log_normal, -1)
    return nll, nn.functional.binary_cross_entropy_with_logits(output[..., -1], target[..., 2], reduction="none")
