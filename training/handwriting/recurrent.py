"""The two recurrent layers over whole sequences, forward and backward by hand: on one thread several times faster than autograd through each step.
Gates are in the order input, forget, output, candidate; sequences are [time, batch, feature]."""
import torch


def gates(act, before, cell, tanh_cell, hidden):
    """One step from the gates' sums (overwritten by the gates) and the cell before to the new cell, its tanh and the new hidden state."""
    size = hidden.shape[1]
    act[:, :3 * size].sigmoid_()
    act[:, 3 * size:].tanh_()
    torch.mul(act[:, size:2 * size], before, out=cell)
    cell.addcmul_(act[:, :size], act[:, 3 * size:])
    torch.tanh(cell, out=tanh_cell)
    torch.mul(act[:, 2 * size:3 * size], tanh_cell, out=hidden)


def gates_backward(grad, act, before, tanh_cell, dh, dc):
    """The gradient of the gates' sums from those of hidden state and cell; dc becomes the gradient of the cell before."""
    size = dh.shape[1]
    i, f, o, z = act.split(size, 1)
    dc.add_(dh * o * (1 - tanh_cell * tanh_cell))
    torch.mul(dc, z, out=grad[:, :size])
    torch.mul(dc, before, out=grad[:, size:2 * size])
    torch.mul(dh, tanh_cell, out=grad[:, 2 * size:3 * size])
    s = act[:, :3 * size]
    grad[:, :3 * size].mul_(s * (1 - s))
    torch.mul(dc, i * (1 - z * z), out=grad[:, 3 * size:])
    dc.mul_(f)


class Lstm(torch.autograd.Function):
    """Hidden states from the inputs' share of the gates' sums, and the recurrent weights [hidden, gates]."""

    @staticmethod
    def forward(ctx, sums, weights):
        steps, batch, size = sums.shape[0], sums.shape[1], sums.shape[2] // 4
        act = sums.clone()
        hidden, cell = torch.zeros(steps + 1, batch, size), torch.zeros(steps + 1, batch, size)
        tanh_cell = torch.empty(steps, batch, size)
        for t in range(steps):
            act[t].addmm_(hidden[t], weights)
            gates(act[t], cell[t], cell[t + 1], tanh_cell[t], hidden[t + 1])
        ctx.save_for_backward(act, hidden, cell, tanh_cell, weights)
        return hidden[1:]

    @staticmethod
    def backward(ctx, dhidden):
        act, hidden, cell, tanh_cell, weights = ctx.saved_tensors
        steps, batch, size = tanh_cell.shape
        grad, transposed = torch.empty_like(act), weights.t().contiguous()
        dh, dc = torch.zeros(batch, size), torch.zeros(batch, size)
        for t in range(steps - 1, -1, -1):
            dh = dh + dhidden[t]
            gates_backward(grad[t], act[t], cell[t], tanh_cell[t], dh, dc)
            dh = grad[t] @ transposed
        return grad, hidden[:-1].reshape(-1, size).t() @ grad.reshape(-1, 4 * size)


class AttentiveLstm(torch.autograd.Function):
    """An LSTM that looks at the text through a soft window (Graves 2013): a mixture of Gaussians whose places only move forward.
    Gives hidden states, windows (mixed character embeddings) and attention [time, batch, character]."""

    @staticmethod
    def forward(ctx, sums, weights, window_weights, window_bias, characters, mask, places):
        steps, batch, size = sums.shape[0], sums.shape[1], sums.shape[2] // 4
        width, mixtures = characters.shape[2], window_bias.numel() // 3
        act = sums.clone()
        state = torch.zeros(steps + 1, batch, size + width)  # hidden state and window side by side
        cell, tanh_cell = torch.zeros(steps + 1, batch, size), torch.empty(steps, batch, size)
        params, kappa = torch.empty(steps, batch, 3 * mixtures), torch.zeros(steps + 1, batch, mixtures)
        attention = torch.empty(steps, batch, mask.shape[1])
        for t in range(steps):
            act[t].addmm_(state[t], weights)
            hidden = state[t + 1][:, :size]
            gates(act[t], cell[t], cell[t + 1], tanh_cell[t], hidden)
            p = params[t]
            torch.addmm(window_bias, hidden, window_weights, out=p)
            p.clamp_(-8, 6).exp_()
            torch.add(kappa[t], p[:, 2 * mixtures:], out=kappa[t + 1])
            d = kappa[t + 1].unsqueeze(2) - places
            bells = torch.exp(-p[:, mixtures:2 * mixtures].unsqueeze(2) * d * d)
            torch.mul(torch.bmm(p[:, :mixtures].unsqueeze(1), bells).squeeze(1), mask, out=attention[t])
            state[t + 1][:, size:] = torch.bmm(attention[t].unsqueeze(1), characters).squeeze(1)
        ctx.save_for_backward(act, state, cell, tanh_cell, params, kappa, attention, weights, window_weights, characters, mask, places)
        return state[1:, :, :size], state[1:, :, size:], attention

    @staticmethod
    def backward(ctx, dhidden, dwindow, dattention):
        act, state, cell, tanh_cell, params, kappa, attention, weights, window_weights, characters, mask, places = ctx.saved_tensors
        steps, batch, size = tanh_cell.shape
        width, mixtures = characters.shape[2], params.shape[2] // 3
        transposed, window_transposed = weights.t().contiguous(), window_weights.t().contiguous()
        letters = characters.transpose(1, 2).contiguous()
        grad, dparams, dw_all = torch.empty_like(act), torch.empty_like(params), torch.empty(steps, batch, width)
        dstate, dc, dkappa = torch.zeros(batch, size + width), torch.zeros(batch, size), torch.zeros(batch, mixtures)
        for t in range(steps - 1, -1, -1):
            dw, p, q = dw_all[t], params[t], dparams[t]
            torch.add(dstate[:, size:], dwindow[t], out=dw)
            dphi = (torch.bmm(dw.unsqueeze(1), letters) + dattention[t].unsqueeze(1)) * mask.unsqueeze(1)
            alpha, beta = p[:, :mixtures].unsqueeze(2), p[:, mixtures:2 * mixtures].unsqueeze(2)
            d = kappa[t + 1].unsqueeze(2) - places
            bells = torch.exp(-beta * d * d) * dphi
            torch.mul(bells.sum(2), p[:, :mixtures], out=q[:, :mixtures])
            slope = bells * (alpha * beta)
            torch.mul((slope * d * d).sum(2), -1, out=q[:, mixtures:2 * mixtures])
            dkappa = dkappa - 2 * (slope * d).sum(2)
            torch.mul(dkappa, p[:, 2 * mixtures:], out=q[:, 2 * mixtures:])
            dh = dstate[:, :size] + dhidden[t]
            dh.addmm_(q, window_transposed)
            gates_backward(grad[t], act[t], cell[t], tanh_cell[t], dh, dc)
            dstate = grad[t] @ transposed
        return (grad, state[:-1].reshape(-1, size + width).t() @ grad.reshape(-1, 4 * size),
                state[1:, :, :size].reshape(-1, size).t() @ dparams.reshape(-1, 3 * mixtures), dparams.sum((0, 1)),
                torch.bmm(attention.permute(1, 2, 0), dw_all.permute(1, 0, 2)), None, None)
