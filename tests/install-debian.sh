#!/bin/sh
# Installs what tests use beyond the .NET SDK and gcc: other people's decoders and viewers, to see that they read our images, a
# browser to look at galleries, mount for a disk that is full, and Slurm for a cluster of one node. Without these the tests that need them are skipped.
set -eu
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium imagemagick librsvg2-bin libtiff-tools mount munge netpbm pngcheck poppler-utils slurm-wlm webp
