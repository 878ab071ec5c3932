"""The gate: ends with an error if the accuracy in a metrics file is less than what is asked for."""

import json
import sys
from pathlib import Path

path, least = sys.argv[1:]
accuracy = json.loads(Path(path).read_text(encoding="utf-8"))["accuracy"]
if accuracy < float(least):
    sys.exit(f"accuracy is {accuracy:.3f}, which is less than {least}")
