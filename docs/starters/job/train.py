"""Train: fit one kind of model on --data/train.csv and write it to --out/model.joblib. Run it once for each kind."""

import argparse
from pathlib import Path

import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

KINDS = {
    "forest": lambda: RandomForestClassifier(n_estimators=100, random_state=7),
    "linear": lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.csv")
    parser.add_argument("--kind", choices=sorted(KINDS), required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for model.joblib")
    args = parser.parse_args()
    train = pd.read_csv(args.data / "train.csv")
    model = KINDS[args.kind]().fit(train.drop(columns="target"), train["target"])
    args.out.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, args.out / "model.joblib")
    print(f"{args.kind}: fitted on {len(train)} rows")


if __name__ == "__main__":
    main()
