"""An exported network predicts, in a Python of its own and in PyTorch, what it does on the screen."""

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from exporting import export, in_python, raw, trained

from core import commands
from core.experiment import default_experiment
from core.exports.torch_form import torch_lines
from core.network import Network
from core.session import Session

CASES = (
    ("xor", {}),
    ("iris", {"scaling": "standardise"}),
    ("sine", {"scaling": "scale"}),
    ("circle", {"scaling": "standardise", "features": ("square_1", "product", "sine_2")}),
)

EVERY_SIGMA = replace(
    default_experiment("iris"),
    n=(4, 5, 5, 5, 5, 5, 5, 3),
    activations=("tanh", "relu", "leaky relu", "softplus", "identity", "sigmoid", "softmax"),
    cost="cross-entropy",
)


@pytest.mark.parametrize(("dataset", "changes"), CASES, ids=[name for name, _ in CASES])
def test_the_script_predicts_with_nothing_but_numpy(tmp_path, dataset, changes):
    base = default_experiment(dataset)
    features = changes.get("features", ())
    experiment = replace(
        base.with_features(features) if features else base, scaling=changes.get("scaling", "none")
    )
    session = Session(experiment)
    session.train(30)
    session.apply(commands.Step("phase"))
    x, a = raw(session.frame())
    script = export(session, tmp_path / "network.py", "network.py")
    assert in_python(script).startswith("Sample ")
    one = [float(k) for k in in_python(script, *x[0].tolist()).split()]
    assert np.allclose(one, a[0], rtol=1e-9, atol=1e-12)
    program = (
        "import json, runpy, sys\n"
        f"predict = runpy.run_path({str(script)!r})['predict']\n"
        f"print(json.dumps(predict({x.tolist()!r}).tolist()))\n"
    )
    (tmp_path / "asks.py").write_text(program, encoding="utf-8")
    assert np.allclose(json.loads(in_python(tmp_path / "asks.py")), a, rtol=1e-9, atol=1e-12)


def test_every_activation_of_the_script_is_that_of_the_program(tmp_path):
    session = Session(EVERY_SIGMA)
    x, a = raw(session.frame())
    script = export(session, tmp_path / "network.py", "network.py")
    found = [float(k) for k in in_python(script, *x[7].tolist()).split()]
    assert np.allclose(found, a[7], rtol=1e-9)


def test_three_lines_for_pytorch_stand_beside_the_arrays(tmp_path):
    session = trained("iris")
    frame = session.frame()
    file = export(session, tmp_path / 'my "net".npz', "torch.npz")
    lines = torch_lines(frame.n, frame.experiment.activations, file.name)
    assert len(lines.splitlines()) == 3
    assert lines in (tmp_path / 'my "net".npz.txt').read_text(encoding="utf-8")
    assert r'np.load("my \"net\".npz")' in lines
    with np.load(file) as arrays:
        assert list(arrays) == ["0.weight", "0.bias", "2.weight", "2.bias"]
        net = Network(frame.n, frame.experiment.activations)
        for l in (1, 2):
            net.w[l][...] = arrays[f"{2 * l - 2}.weight"]
            net.b[l][:, 0] = arrays[f"{2 * l - 2}.bias"]
    assert np.array_equal(net.theta, frame.theta)


TORCH = """
import os, sys
os.chdir(sys.argv[1])
{lines}
print(*net(torch.tensor({x!r}, dtype=torch.float64)).flatten().tolist())
"""


def test_pytorch_reads_the_network_in_three_lines(tmp_path):
    if importlib.util.find_spec("torch") is None:
        pytest.skip("PyTorch is not installed here")
    session = Session(EVERY_SIGMA)
    x, a = raw(session.frame())
    export(session, tmp_path / "net.npz", "torch.npz")
    lines = torch_lines(EVERY_SIGMA.n, EVERY_SIGMA.activations, "net.npz")
    program = tmp_path / "reads.py"
    program.write_text(TORCH.format(lines=lines, x=x.tolist()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path)], capture_output=True, text=True, timeout=300, check=True
    )
    assert np.allclose([float(k) for k in done.stdout.split()], a.ravel(), rtol=1e-12)
