"""Evaluate: score each --models folder on --data/test.csv; write the best to --out with metrics.json beside it.

metrics.json holds `accuracy` (0 to 1), which the gate reads, `best` (a folder's name) and `all` (name to accuracy).
"""

import argparse
import json
import shutil
from pathlib import Path

import joblib
import pandas as pd


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with test.csv")
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="folders with a model.joblib each")
    parser.add_argument("--out", type=Path, required=True, help="folder for model.joblib and metrics.json")
    args = parser.parse_args()
    test = pd.read_csv(args.data / "test.csv")
    features, truth = test.drop(columns="target"), test["target"]
    scores = {folder.name: joblib.load(folder / "model.joblib").score(features, truth) for folder in args.models}
    best = max(args.models, key=lambda folder: scores[folder.name])
    args.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(best / "model.joblib", args.out / "model.joblib")
    metrics = {"accuracy": scores[best.name], "best": best.name, "all": scores}
    (args.out / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(f"{best.name} is best: {scores[best.name]:.3f} of the test rows are right")


if __name__ == "__main__":
    main()
