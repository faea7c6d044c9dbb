#!/usr/bin/env bash
# Holds `icecore check` against other tools: see benches/README.md.
#
#     benches/compare/run.sh [FILE] [OPTION...]
#
# The options are those of compare.py. What is measured is $ICECORE, or else the release that is built here. The
# modules of $PYTHON (python3, unless set) count as installed, and so does what is on the PATH.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

if [[ -z ${ICECORE:-} ]]; then
    cargo build --release --quiet --manifest-path "$root/Cargo.toml"
    ICECORE=$target/release/icecore
fi

exec "${PYTHON:-python3}" "$here/compare.py" --icecore "$ICECORE" --criterion "$target/criterion" "$@"
