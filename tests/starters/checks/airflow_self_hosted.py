"""Each container of the compose file runs a command that Airflow has, and the DAG is that of the managed home."""

import subprocess
import sys
from pathlib import Path

import yaml

HERE = Path("docs/starters/airflow_self_hosted")
AIRFLOW = str(Path(sys.executable).with_name("airflow"))
services = yaml.safe_load((HERE / "compose.yaml").read_text())["services"]
commands = [service["command"].split() for service in services.values() if "command" in service]
for command in commands:
    subprocess.run([AIRFLOW, *command, "--help"], check=True, capture_output=True)
assert (HERE / "ml_job.py").read_bytes() == (HERE.parent / "airflow_mwaa/ml_job.py").read_bytes()
print(f"each of {len(commands)} commands is known to Airflow; the DAG is byte for byte that of Amazon MWAA")
