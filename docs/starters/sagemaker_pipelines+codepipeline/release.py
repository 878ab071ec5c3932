"""What the release does with the registry: release.py fetch GROUP FOLDER, and release.py check METRICS LEAST."""

import json
import sys
import tarfile
from pathlib import Path
from urllib.parse import urlsplit

import boto3


def fetch(group: str, folder: str) -> None:
    """Unpacks the newest approved model of a group into a folder."""
    sagemaker, place = boto3.client("sagemaker"), Path(folder)
    newest = {"SortBy": "CreationTime", "SortOrder": "Descending", "MaxResults": 1}
    answer = sagemaker.list_model_packages(ModelPackageGroupName=group, ModelApprovalStatus="Approved", **newest)
    found = answer["ModelPackageSummaryList"]
    if not found:
        sys.exit(f"no model of {group} is approved")
    package = sagemaker.describe_model_package(ModelPackageName=found[0]["ModelPackageArn"])
    model = urlsplit(package["InferenceSpecification"]["Containers"][0]["ModelDataUrl"])
    place.mkdir(parents=True, exist_ok=True)
    boto3.client("s3").download_file(model.netloc, model.path.lstrip("/"), str(place / "model.tar.gz"))
    with tarfile.open(place / "model.tar.gz") as archive:
        archive.extractall(place, filter="data")
    print(f"{found[0]['ModelPackageArn']} from {model.geturl()}")


def check(metrics: str, least: str) -> None:
    """Ends with an error if the accuracy is too low."""
    accuracy = json.loads(Path(metrics).read_text(encoding="utf-8"))["accuracy"]
    if accuracy < float(least):
        sys.exit(f"accuracy is {accuracy}, which is less than {least}")


if __name__ == "__main__":
    {"fetch": fetch, "check": check}[sys.argv[1]](*sys.argv[2:])
