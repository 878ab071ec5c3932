#!/bin/sh
# Builds the job's image, pushes it to ECR, and prints its address: IMAGE=$(sh push.sh)
set -eu
cd "$(dirname "$0")"
region=$(aws configure get region)
registry=$(aws sts get-caller-identity --query Account --output text).dkr.ecr.$region.amazonaws.com
aws ecr describe-repositories --repository-names ml-job > /dev/null 2>&1 || aws ecr create-repository --repository-name ml-job > /dev/null
aws ecr get-login-password | docker login --username AWS --password-stdin "$registry" >&2
docker build --platform linux/amd64 --tag "$registry/ml-job:latest" . >&2
docker push "$registry/ml-job:latest" >&2
docker inspect --format '{{index .RepoDigests 0}}' "$registry/ml-job:latest"
