"""Write the embedded model with an fp32 graph: a folder that `factcheck bench --model FOLDER` scores beside int8.

    python benchmarks/embedded_fp32.py --run build/nli --out build/minilm-l6-nli-fp32
    factcheck bench --model embedded --model build/minilm-l6-nli-fp32 --suite newsroom

The fp32 weights are not shipped; `--run` is what models/recipes/nli/train.py leaves: model.safetensors or state.pt. The
int8 folder that was exported from the same run (`--like`) gives the tokeniser, the classes and the calibration.
"""

from __future__ import annotations

import argparse
import importlib
import json
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

from factcheck.nli.embedded import EmbeddedModel
from factcheck.onnx import sha256
from factcheck.resources import resource

RECIPE = Path(__file__).resolve().parents[1] / "models" / "recipes" / "nli"


def recipe(module: str) -> Any:
    """A module of the recipe; it needs torch and the base weights' package."""
    if str(RECIPE) not in sys.path:
        sys.path.insert(0, str(RECIPE))
    return importlib.import_module(module)


def write_fp32(run: Path, like: Path, out: Path, base: Path | None = None) -> Path:
    """The folder of the fp32 graph of a trained run.

    :raises FileNotFoundError: `run` holds no weights.
    :raises RuntimeError: the weights are not those of the recipe's network.
    """
    export, network_of = recipe("export"), recipe("network").from_base
    config = tomllib.loads(
        (run / "config.toml" if (run / "config.toml").is_file() else RECIPE / "config.toml").read_text()
    )
    state, origin = export.load_weights(run)
    network = network_of(export.base_folder(base), config["pooling"])
    network.load_state_dict(state)
    recipe("quantise").keep_positions(network.encoder, config["max_tokens"])
    out.mkdir(parents=True, exist_ok=True)
    export.to_onnx(network, out / "model.onnx")
    return finish(like, out, origin)


def finish(like: Path, out: Path, origin: str) -> Path:
    """Tokeniser and config beside out/model.onnx: those of the int8 folder, with the hash of this graph."""
    shutil.copyfile(like / "tokenizer.json", out / "tokenizer.json")
    manifest = json.loads((like / "config.json").read_text(encoding="utf-8"))
    kept = (
        "format",
        "task",
        "licence",
        "max_tokens",
        "classes",
        "types",
        "temperature",
        "offsets",
        "parameters",
        "base",
    )
    settings = {key: manifest[key] for key in kept if key in manifest}
    settings["id"] = f"{manifest.get('id', like.name)}-fp32"
    settings["weights"] = origin
    settings["files"] = {name: sha256(out / name) for name in ("model.onnx", "tokenizer.json")}
    (out / "config.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    EmbeddedModel(out)  # the finished folder opens
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder with model.safetensors or state.pt")
    parser.add_argument(
        "--like", type=Path, help="the int8 folder exported from the same run [default: the shipped one]"
    )
    parser.add_argument("--out", type=Path, required=True, help="the model folder to write")
    parser.add_argument("--base", type=Path, help="folder of the base weights (the installed package's when left out)")
    arguments = parser.parse_args()
    like = arguments.like or resource("models", "embedded", "minilm-l6-nli")
    out = write_fp32(arguments.run, like, arguments.out, arguments.base)
    print(f"{out}: {sum(f.stat().st_size for f in out.iterdir()):,} bytes")


if __name__ == "__main__":
    main()
