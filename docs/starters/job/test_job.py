"""The job by itself: `python -m unittest` in this folder, with what requirements.txt names."""

import csv
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

HERE = Path(__file__).parent


def run(script: str, *options: object) -> int:
    """The exit code of a script of this folder."""
    return subprocess.run([sys.executable, HERE / script, *map(str, options)], check=False).returncode


class Job(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        place = Path(folder.name)
        cls.data, cls.best, cls.out = place / "data", place / "best", place / "out"
        cls.models = {kind: place / kind for kind in ("forest", "linear")}
        run("prepare.py", "--out", cls.data)
        for kind, model in cls.models.items():
            run("train.py", "--kind", kind, "--data", cls.data, "--out", model)
        named = [f"{kind}={model}" for kind, model in cls.models.items()]
        run("evaluate.py", "--data", cls.data, "--models", *named, "--out", cls.best)
        run("predict.py", "--data", cls.data, "--model", cls.best, "--out", cls.out)

    def rows(self, path: Path) -> list[list[str]]:
        with path.open(newline="", encoding="utf-8") as file:
            return list(csv.reader(file))

    def test_no_row_is_both_learned_from_and_tested(self) -> None:
        train, test = (self.rows(self.data / f"{name}.csv") for name in ("train", "test"))
        assert train[0] == test[0]
        assert not set(map(tuple, train[1:])) & set(map(tuple, test[1:]))

    def test_the_better_model_goes_on(self) -> None:
        metrics = json.loads((self.best / "metrics.json").read_text(encoding="utf-8"))
        models = {kind: (model / "model.joblib").read_bytes() for kind, model in self.models.items()}
        assert models[metrics["best"]] == (self.best / "model.joblib").read_bytes()
        assert metrics["accuracy"] == max(metrics["all"].values())

    def test_each_row_is_predicted(self) -> None:
        assert len(self.rows(self.out / "predictions.csv")) == len(self.rows(self.data / "test.csv"))

    def test_the_same_data_give_the_same_model(self) -> None:
        with tempfile.TemporaryDirectory() as again:
            run("train.py", "--kind", "linear", "--data", self.data, "--out", again)
            made = (Path(again) / "model.joblib").read_bytes()
        assert made == (self.models["linear"] / "model.joblib").read_bytes()

    def test_an_endpoint_says_what_the_batch_says_and_refuses_what_it_cannot_read(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        env = {**os.environ, "MODEL": str(self.best), "PORT": str(port)}
        rows = [row[:-1] for row in self.rows(self.data / "test.csv")]  # the truth stands last
        with subprocess.Popen([sys.executable, HERE / "serve"], env=env, stderr=subprocess.DEVNULL) as server:
            try:
                self.wait(port)
                said = self.ask(port, "\n".join(",".join(row) for row in rows))
                refused = self.ask(port, "other,columns\n1,2\n")
            finally:
                server.terminate()
        assert "other" in refused
        assert said == (self.out / "predictions.csv").read_text(encoding="utf-8")

    def wait(self, port: int) -> None:
        for _ in range(300):
            try:
                urlopen(f"http://127.0.0.1:{port}/ping").close()
            except URLError:
                time.sleep(0.1)
            else:
                return

    def ask(self, port: int, rows: str) -> str:
        try:
            with urlopen(f"http://127.0.0.1:{port}/invocations", rows.encode()) as answer:
                return answer.read().decode()
        except HTTPError as refusal:
            return refusal.read().decode()

    def test_a_kind_that_nobody_knows_is_refused(self) -> None:
        assert run("train.py", "--kind", "other", "--data", self.data, "--out", self.out)


if __name__ == "__main__":
    unittest.main()
