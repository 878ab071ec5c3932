"""Predict: write --out/predictions.csv, one row for each row of --data/test.csv, with the model in --model."""

import argparse
from pathlib import Path

import joblib
import pandas as pd


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with test.csv")
    parser.add_argument("--model", type=Path, required=True, help="folder with model.joblib")
    parser.add_argument("--out", type=Path, required=True, help="folder for predictions.csv")
    args = parser.parse_args()
    rows = pd.read_csv(args.data / "test.csv").drop(columns="target", errors="ignore")
    predictions = pd.DataFrame({"prediction": joblib.load(args.model / "model.joblib").predict(rows)})
    args.out.mkdir(parents=True, exist_ok=True)
    predictions.to_csv(args.out / "predictions.csv", index=False)
    print(f"{len(predictions)} predictions")


if __name__ == "__main__":
    main()
