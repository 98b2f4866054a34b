#!/bin/sh
# Builds the show in this folder and publishes what changed; the same here and in the job.
set -eu

# Exit code 4: an article was refused, and all others are built. The job says so, and publishes them.
npx lector build || [ $? -eq 4 ]
npx lector check

# output/ is a checkout of the branch that is served.
git -C output add --all
git -C output diff --cached --quiet || git -C output commit --quiet --message "Publish the podcast"
git -C output push --quiet
