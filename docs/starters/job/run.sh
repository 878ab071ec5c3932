#!/bin/sh
# The whole job in one go, for a place that starts one command: sh run.sh OUT AT_LEAST
set -eu
cd "$(dirname "$0")"
out=$1 at_least=$2 work=$(mktemp -d)
python prepare.py --out "$work/data"
python train.py --kind forest --data "$work/data" --out "$work/forest" & # both need the data only
forest=$!
python train.py --kind linear --data "$work/data" --out "$work/linear"
wait "$forest"
python evaluate.py --data "$work/data" --models "forest=$work/forest" "linear=$work/linear" --out "$out"
python -c 'import json, sys; sys.exit(json.load(open(sys.argv[1]))["accuracy"] < float(sys.argv[2]))' "$out/metrics.json" "$at_least"
python predict.py --data "$work/data" --model "$out" --out "$out"
