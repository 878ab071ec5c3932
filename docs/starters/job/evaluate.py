"""Evaluate: score each of --models on --data/test.csv; write the best to --out with metrics.json beside it.

metrics.json holds `accuracy` (0 to 1), which the gate reads, `best` (a name) and `all` (name to accuracy).
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
    parser.add_argument("--models", nargs="+", required=True, metavar="NAME=FOLDER", help="each with a model.joblib")
    parser.add_argument("--out", type=Path, required=True, help="folder for model.joblib and metrics.json")
    args = parser.parse_args()
    test = pd.read_csv(args.data / "test.csv")
    features, truth = test.drop(columns="target"), test["target"]
    folders = {name: Path(folder) for name, folder in (model.split("=", 1) for model in args.models)}
    scores = {name: joblib.load(folder / "model.joblib").score(features, truth) for name, folder in folders.items()}
    best = max(scores, key=lambda name: scores[name])
    args.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(folders[best] / "model.joblib", args.out / "model.joblib")
    metrics = {"accuracy": scores[best], "best": best, "all": scores}
    (args.out / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(f"{best} is best: {scores[best]:.3f} of the test rows are right")


if __name__ == "__main__":
    main()
