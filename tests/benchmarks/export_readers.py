"""Opens exported files with what has nothing to do with the program, and prints what is in them as JSON.

    python -I tests/benchmarks/export_readers.py KIND FILE [...]

Each kind imports what it needs and no more. Where that isn't there, the exit code is 3 and the error stream
says what is missing.
"""

import csv
import hashlib
import io
import json
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

MISSING, FAR = 3, 24
"""The exit code; and how far the colours of two pixels, 0 to 255, may be apart and not be seen."""
SVG = "{http://www.w3.org/2000/svg}"


def colours(file, size=None):
    """The pixels of a picture (height, width, 3), made as large as `size` where that is another."""
    import numpy as np
    from PIL import Image

    with Image.open(file) as opened:
        image = opened.convert("RGB")
    if size is not None and image.size != tuple(size):
        image = image.resize(size, Image.Resampling.BOX)
    return np.asarray(image).astype(int)


def apart(one, other):
    """How far apart two pictures are: the largest and the mean difference, and the share of far pixels."""
    import numpy as np

    if one.shape != other.shape:
        return {"shapes": [one.shape, other.shape]}
    found = np.abs(one - other)
    far = float(np.mean(found.max(axis=2) > FAR))
    return {"largest": int(found.max()), "mean": float(found.mean()), "far": far}


def png(file, seen):
    """What a PNG file says of itself; and how far it is from those in `seen`, the pixels of the screen."""
    import numpy as np
    from PIL import Image

    with np.load(seen, allow_pickle=False) as kept:
        references = {name: k.astype(int) for name, k in kept.items()}
    with Image.open(file) as opened:
        about = {"size": opened.size, "mode": opened.mode, "format": opened.format}
        about["dpi"] = round(float(opened.info["dpi"][0]))
    height, width, _ = references["plain"].shape
    found = colours(file, (width, height))
    about["colours"] = len(np.unique(found.reshape(-1, 3), axis=0))
    return about | {name: apart(found, k) for name, k in references.items()}


def svg(file, picture):
    """What an XML parser finds in an SVG file."""
    root = ElementTree.parse(file).getroot()
    kinds = [k.tag.removeprefix(SVG) for k in root.iter()]
    return {
        "root": root.tag,
        "size": [int(root.get("width")), int(root.get("height"))],
        "viewBox": root.get("viewBox"),
        "title": root.findtext(f"{SVG}title"),
        "description": root.findtext(f"{SVG}desc"),
        "texts": [k.get("aria-label") for k in root.iter() if k.get("aria-label")],
        "of the program's fonts": kinds.count("text"),
        "pixels": kinds.count("image"),
    }


def rendered(file, picture):
    """How an SVG file as another program paints it differs from the PNG file `picture`, pixel by pixel."""
    program = shutil.which("rsvg-convert")
    if program is None:
        raise ModuleNotFoundError("there is no rsvg-convert")
    done = subprocess.run([program, file], capture_output=True, check=True)
    kept = Path(file).with_suffix(".rsvg.png")
    kept.write_bytes(done.stdout)
    found, reference = colours(io.BytesIO(done.stdout)), colours(picture)
    return apart(found, reference)


def table(file):
    """The rows of a CSV file."""
    with open(file, encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def archive(file):
    """The arrays of an NPZ file: kind, shape and a hash of the bytes, or the texts."""
    import numpy as np

    with np.load(file, allow_pickle=False) as arrays:
        return {name: told(k) for name, k in arrays.items()}


def told(array):
    """Kind, shape and contents of an array."""
    if array.dtype.kind == "U":
        return ["texts", list(array.shape), array.tolist()]
    return [array.dtype.str, list(array.shape), hashlib.sha256(array.tobytes()).hexdigest()]


def script(file, inputs):
    """What a script prints when it is run, and what its `predict` makes of `inputs`, a sample a row."""
    import numpy as np

    done = subprocess.run([sys.executable, "-I", file], capture_output=True, text=True, check=True)
    predict = runpy.run_path(file)["predict"]
    return {"printed": done.stdout.strip(), "outputs": predict(np.load(inputs)).tolist()}


def proof(file):
    """What a script prints that checks its own numbers."""
    done = subprocess.run([sys.executable, "-I", file], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def torch(folder, lines, inputs):
    """What the network makes of `inputs` that the `lines`, run where its file is, have made."""
    import os

    import numpy as np
    import torch as pytorch

    values = np.load(inputs)
    os.chdir(folder)
    names = {}
    exec(Path(lines).read_text(encoding="utf-8"), names)
    with pytorch.no_grad():
        outputs = names["net"](pytorch.from_numpy(values))
    return {"version": pytorch.__version__, "outputs": outputs.tolist()}


if __name__ == "__main__":
    kinds = (png, svg, rendered, table, archive, script, proof, torch)
    try:
        print(json.dumps({k.__name__: k for k in kinds}[sys.argv[1]](*sys.argv[2:])))
    except ModuleNotFoundError as error:
        print(error, file=sys.stderr)
        sys.exit(MISSING)
