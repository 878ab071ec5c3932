"""Prepare: write train.csv and test.csv of a small public data set (569 tumours, ships with scikit-learn) to --out."""

import argparse
from pathlib import Path

from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for train.csv and test.csv")
    args = parser.parse_args()
    table = load_breast_cancer(as_frame=True).frame
    train, test = train_test_split(table, test_size=0.25, random_state=7, stratify=table["target"])
    args.out.mkdir(parents=True, exist_ok=True)
    train.to_csv(args.out / "train.csv", index=False)
    test.to_csv(args.out / "test.csv", index=False)
    print(f"{len(train)} rows to train on, {len(test)} to test on")


if __name__ == "__main__":
    main()
