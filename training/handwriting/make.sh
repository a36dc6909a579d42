#!/bin/sh
# From nothing to the network on a Debian 12 machine without a GPU: sh training/handwriting/make.sh [FOLDER]
# Installs what it needs (as root), works in FOLDER (default: out/handwriting), and writes assets/handwriting/handwriting.onnx, the reader for the tests,
# and the card's pictures. A run that was stopped goes on where it was.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${1:-$root/out/handwriting}
iterations=18000
python=/usr/bin/python3

# One thread is fastest for matrices this small. OpenBLAS 0.3.21 takes newer processors for a Pentium 4 and is then five times slower.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
if grep -qw avx512f /proc/cpuinfo; then export OPENBLAS_CORETYPE=SKYLAKEX; elif grep -qw avx2 /proc/cpuinfo; then export OPENBLAS_CORETYPE=HASWELL; fi

packages="python3-torch python3-onnx python3-numpy python3-scipy python3-skimage python3-fonttools python3-pil python3-matplotlib libopenblas0-pthread"
dpkg -s $packages >/dev/null 2>&1 || apt-get install -y --no-install-recommends $packages
command -v npm >/dev/null || apt-get install -y --no-install-recommends npm

# The fonts, at the versions and with the checksums of the lock files; those of the styles, and others for the reader.
for set in fonts reader; do
    mkdir -p "$work/$set"
    [ -e "$work/$set/glyphs.pkl" ] && continue
    cp "$here/$set/package.json" "$here/$set/package-lock.json" "$work/$set/"
    (cd "$work/$set" && npm ci --ignore-scripts --no-audit --no-fund)
    $python "$here/glyphs.py" "$work/$set" "$work/$set/new.pkl"
    mv "$work/$set/new.pkl" "$work/$set/glyphs.pkl"
done

[ -e "$work/validation.pkl" ] || { $python "$here/data.py" "$work/fonts/glyphs.pkl" 42000 11 "$work/training.pkl"; $python "$here/data.py" "$work/fonts/glyphs.pkl" 1400 12 "$work/validation.pkl"; }
nice $python "$here/train.py" "$work/training.pkl" "$work/validation.pkl" "$work/network.pt" $iterations
[ -e "$work/reader.onnx" ] || nice $python "$here/reader.py" "$work/reader/glyphs.pkl" "$work/reader.pt" "$work/reader.onnx" 3000

$python "$here/export.py" "$work/network.pt" "$work/float32.onnx" "$work/int8.onnx"
for bias in 0 0.5 1 2; do $python "$here/legibility.py" "$work/fonts/glyphs.pkl" "$work/reader.pt" "$work/network.pt" $bias 700; done | tee "$work/legibility.txt"
