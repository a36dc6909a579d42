"""The checkpoint as ONNX: `export.py CHECKPOINT FLOAT32 INT8`. The int8 file has the same contract; its large matrices are quantised by column."""
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from characters import END, FORMS, PAD, STRIKE, VOCABULARY
from network import LEAST_LOG, MIXTURES, MOST_LOG, WINDOWS, Step
from sample import POINTS_A_CHARACTER, initial, load
from styles import STYLES
from train import HEIGHT, SCALE

INPUTS = ["x", "style", "ids", "mask", "h1", "c1", "w", "kappa", "h2", "c2"]
OUTPUTS = ["y", "attention", "h1_next", "c1_next", "w_next", "kappa_next", "h2_next", "c2_next"]
SMALLEST = 4000  # weights; a smaller matrix isn't worth quantising
SEPARATOR = "\x1f"


def metadata(network):
    """All that a caller needs to know; numbers in invariant notation."""
    return {
        "contract": "ecggen-handwriting-1", "vocabulary": SEPARATOR.join(VOCABULARY), "styles": SEPARATOR.join(s.name for s in STYLES), "forms": FORMS,
        "pad": PAD, "end": END, "strike": STRIKE, "scale": SCALE, "height": HEIGHT, "mixtures": MIXTURES, "windows": WINDOWS, "hidden": network.hidden,
        "embedding": network.embedding, "least_log": LEAST_LOG, "most_log": MOST_LOG, "points_a_character": POINTS_A_CHARACTER, "longest": 24}


def export(network, path):
    states = initial(network, 2)
    sample = (torch.zeros(2, 4), torch.zeros(2, dtype=torch.long), torch.ones(2, 6, dtype=torch.long), torch.ones(2, 6), *states)
    axes = {name: {0: "B"} for name in INPUTS + OUTPUTS}
    for name in ("ids", "mask", "attention"):
        axes[name] = {0: "B", 1: "U"}
    torch.onnx.export(Step(network).eval(), sample, path, input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes, opset_version=13)
    model = onnx.load(path)
    helper.set_model_props(model, {k: str(v) for k, v in metadata(network).items()})
    onnx.checker.check_model(model)
    onnx.save(model, path)
    return model


def by_row(x, quantised, scale, zero):
    """Quantises each row with its own scale. DynamicQuantizeLinear has one for the whole batch, so that a word's strokes would depend on the words beside it."""
    step = lambda op, inputs, output, **attributes: helper.make_node(op, inputs, [output], name=f"{output}_{op}", **attributes)
    constant = lambda name, value: helper.make_node("Constant", [], [name], value=numpy_helper.from_array(np.array(value)))
    return [constant(zero, np.uint8(128)), constant(zero + "_float", np.float32(128)), constant(scale + "_most", np.float32(127)), constant(scale + "_least", np.float32(1e-9)),
            step("Abs", [x], scale + "_abs"), step("ReduceMax", [scale + "_abs"], scale + "_reach", axes=[1], keepdims=1), step("Max", [scale + "_reach", scale + "_least"], scale + "_whole"),
            step("Div", [scale + "_whole", scale + "_most"], scale), step("Div", [x, scale], quantised + "_steps"), step("Round", [quantised + "_steps"], quantised + "_round"),
            step("Add", [quantised + "_round", zero + "_float"], quantised + "_moved"), step("Cast", [quantised + "_moved"], quantised, to=TensorProto.UINT8)]


def quantise(model):
    """Matrix products with constant weights: weights in int8 with a scale a column, inputs in uint8 with a scale a row."""
    graph = model.graph
    weights = {t.name: t for t in graph.initializer}
    nodes, added, removed, quantised = [], [], set(), {}
    for node in graph.node:
        constant = node.op_type in ("MatMul", "Gemm") and weights.get(node.input[1])
        matrix = numpy_helper.to_array(constant) if constant else np.empty(0)
        if matrix.size < SMALLEST:
            nodes.append(node)
            continue
        if any(a.name == "transB" and a.i for a in node.attribute):
            matrix = matrix.T
        scale = np.abs(matrix).max(0) / 127
        scale[scale == 0] = 1
        name, x, out = node.output[0] + "_q", node.input[0], node.output[0]
        removed.add(node.input[1])
        added += [numpy_helper.from_array(np.clip(np.round(matrix / scale), -127, 127).astype(np.int8), name + "_weights"),
                  numpy_helper.from_array(scale.astype(np.float32), name + "_scale"), numpy_helper.from_array(np.zeros(len(scale), np.int8), name + "_zero")]
        if x not in quantised:
            quantised[x] = [x + "_q", x + "_q_scale", x + "_q_zero"]
            nodes += by_row(x, *quantised[x])
        xq, xs, xz = quantised[x]
        biased = len(node.input) > 2
        nodes += [helper.make_node("MatMulInteger", [xq, name + "_weights", xz, name + "_zero"], [name + "_int"]),
                  helper.make_node("Cast", [name + "_int"], [name + "_float"], to=TensorProto.FLOAT),
                  # Columns before rows: the other way round ONNX Runtime makes one node of it, which takes one scale for all rows.
                  helper.make_node("Mul", [name + "_float", name + "_scale"], [name + "_columns"]),
                  helper.make_node("Mul", [name + "_columns", xs], [name + "_product" if biased else out])]
        if biased:
            nodes.append(helper.make_node("Add", [name + "_product", node.input[2]], [out]))
    kept = [t for t in graph.initializer if t.name not in removed]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept + added)
    onnx.checker.check_model(model)
    return model


def main():
    torch.set_num_threads(1)
    network, state = load(sys.argv[1])
    model = export(network, sys.argv[2])
    onnx.save(quantise(model), sys.argv[3])
    print(f"iteration {state['done']}: {len(model.graph.node)} nodes")


if __name__ == "__main__":
    main()
