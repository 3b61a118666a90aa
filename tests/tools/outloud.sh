#!/bin/bash
# outloud.sh ARGUMENT…: outloud, a second opinion on what a screen reader makes of a PDF (Apache-2.0; its
# PyMuPDF is AGPL: a tool of the checks, nothing of it is shipped). Installed once into $TOOLS, in exact
# versions, and only what it imports. Exit 0: nothing to warn of; 1: something; other: it could not run.
set -euo pipefail
site=${TOOLS:?the folder for tools}/outloud-0.2.1
if [ ! -e "$site/done" ]; then
  rm -rf "$site"
  python3 -m pip install --quiet --no-deps --disable-pip-version-check --target "$site" \
    outloud==0.2.1 click==8.5.1 fonttools==4.68.0 pikepdf==10.18.0 pymupdf==2.0 pyyaml==6.0.4 \
    lxml==6.1.3 pillow==13.0.0 packaging==26.4 >&2 || exit 3
  touch "$site/done"
fi
# Rules that are wrong about sound files of ours, and what stands in for each:
# TBL-010 (a table with row headers looks irregular): `checks`, check 6, on headers and their cells.
# TBL-014 (a table over two pages, or with a caption): check 6, and the golden tag trees.
# ORD-001 (guesses the order from places on the page): check 9b, every text after the one before it.
PYTHONPATH=$site exec python3 "$site/bin/outloud" -q --skip TBL-010,TBL-014,ORD-001 --fail-on warning "$@"
