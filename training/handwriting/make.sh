#!/bin/sh
# From nothing to the network on a Debian 12 machine without a GPU: sh training/handwriting/make.sh [FOLDER]
# Installs what it needs (as root), works in FOLDER (default: out/handwriting), and writes assets/handwriting/handwriting.onnx, the reader for the tests,
# and the card's pictures. A run that was stopped goes on where it was.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${1:-$root/out/handwriting}
iterations=11000
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

[ -e "$work/validation.pkl" ] || { $python "$here/data.py" "$work/fonts/glyphs.pkl" 56000 11 "$work/training.pkl"; $python "$here/data.py" "$work/fonts/glyphs.pkl" 1400 12 "$work/validation.pkl"; }
nice $python "$here/train.py" "$work/training.pkl" "$work/validation.pkl" "$work/network.pt" $iterations
[ -e "$work/reader.onnx" ] || nice $python "$here/reader.py" "$work/reader/glyphs.pkl" "$work/reader.pt" "$work/reader.onnx" 4000

$python "$here/export.py" "$work/network.pt" "$work/float32.onnx" "$work/int8.onnx"
cp "$work/int8.onnx" "$root/assets/handwriting/handwriting.onnx"
cp "$work/reader.onnx" "$here/reader/reader.onnx"
$python "$here/licences.py" "$work/fonts" "$root/assets/handwriting" Handwriting
$python "$here/licences.py" "$work/reader" "$here/reader" Reader
$python "$here/sheets.py" "$work/network.pt" "$here/pictures"

# The card's figures: the training data's own writer, the network, and smaller ones: the smallest weights zero, and fewer units that were taught on.
[ -e "$work/units.pt" ] || $python "$here/prune.py" units "$work/network.pt" 128 "$work/units.pt" $iterations
nice $python "$here/train.py" "$work/training.pkl" "$work/validation.pkl" "$work/units.pt" $iterations
$python "$here/export.py" "$work/units.pt" "$work/units-float32.onnx" "$work/units-int8.onnx"
judge() { $python "$here/legibility.py" "$work/fonts/glyphs.pkl" "$work/reader.pt" "$@"; }
{
    judge generator 1 567
    for bias in 0 0.5 1 2; do judge "$work/network.pt" $bias 567; done
    for share in 0.3 0.5; do $python "$here/prune.py" weights "$work/network.pt" $share "$work/pruned.pt"; echo "pruned $share"; judge "$work/pruned.pt" 1 567; done
    if command -v dotnet >/dev/null; then
        judge items 1 567 "$work/items.txt"
        for kind in float32 int8 units-float32 units-int8; do
            dotnet run "$here/measure.cs" -- "$work/$kind.onnx" "$work/items.txt" "$work/$kind.txt" 1
            judge file 1 567 "$work/items.txt" "$work/$kind.txt"
        done
    fi
} | tee "$work/figures.txt"
