#!/bin/bash
# Makes gallery.md and its pictures anew, of the fictional samples: docs/gallery.sh. Needs poppler's
# tools and ImageMagick. PLANPRESS names a planpress that is built already.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
page=$work/gallery.md
mkdir "$work/pictures"

planpress() {
  if [ -n "${PLANPRESS:-}" ]; then "$PLANPRESS" "$@"; else cargo run --release --locked --quiet -- "$@"; fi
}

# What stands on a page is said in the language of the page.
language=en

# picture FILE NAME NUMBER ALT: a small picture of a drawn page, and its line in the page.
picture() {
  convert "$1" -resize '680x>' -strip +dither -colors 16 -define png:color-type=3 -define png:bit-depth=4 \
    -define png:compression-level=9 -define png:compression-filter=0 "$work/pictures/$2-$3.png"
  printf '<a href="gallery/%s-%s.png"><img src="gallery/%s-%s.png" width="270"%s alt="%s"></a>\n' \
    "$2" "$3" "$2" "$3" "$([ $language = en ] || echo " lang=\"$language\"")" "${4//\"/&quot;}" >>"$page"
}

# headings FILE: the title of a PDF, which is its largest type, and its bookmarks, each after its page.
headings() {
  pdftohtml -xml -i -stdout "$1" 2>/dev/null | awk '
    function value(name) { match($0, name "=\"[^\"]*\""); return substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) }
    function words() { gsub(/<[^>]*>/, ""); gsub(/\302\240/, " "); gsub(/^[ \t]+|[ \t]+$/, ""); return $0 }
    /<page / { number = value("number") }
    /<fontspec / { size[value("id")] = value("size") + 0 }
    /<text / && number == 1 {
      points = size[value("font")]
      if (points > largest) { largest = points; title = words() } else if (points == largest) title = title " " words()
    }
    /<item / { number = value("page"); mark = words(); if (number > 1 || mark != title) marks = marks number "\t" mark "\n" }
    END { printf "1\t%s\n%s", title, marks }'
}

# shown NUMBER: the headings on a page, or the one before it that goes on there.
shown() {
  awk -F '\t' -v page="$1" -v on="$([ $language = cy ] && echo parhad || echo continued)" '
    $1 == page { here = here (here == "" ? "" : "; ") $2 }
    $1 < page { before = $2 }
    END { print here != "" ? here : before " (" on ")" }' "$work/headings"
}

# told CAPTION NUMBER ALL: what a picture of a page shows. Of the caption the first words will do: what
# else it says stands above the pictures.
told() {
  local which=${1%%:*} words="page $2 of $3"
  [ $language != cy ] || words="tudalen $2 o $3"
  echo "${which%% / *}, $words: $(shown "$2")"
}

# pages FILE NAME MOST CAPTION: the first pages of a PDF under a heading.
pages() {
  local pdf=$1 name=$2 most=$3 caption=$4 number=0 all drawn
  all=$(pdfinfo "$pdf" 2>/dev/null | sed -n 's/^Pages: *//p')
  headings "$pdf" >"$work/headings"
  printf '\n### %s\n\n' "$caption" >>"$page"
  pdftoppm -scale-to-x 680 -scale-to-y -1 -png -l "$most" "$pdf" "$work/drawn-$name"
  for drawn in "$work/drawn-$name"-*.png; do
    number=$((number + 1))
    picture "$drawn" "$name" "$number" "$(told "$caption" "$number" "$all")"
  done
}

# further NAME CAPTION HEADING: the later page of the copy before that has this heading.
further() {
  local name=$1 caption=$2 heading=$3 number all
  all=$(pdfinfo "$work/$name.pdf" 2>/dev/null | sed -n 's/^Pages: *//p')
  number=$(awk -F '\t' -v heading="$heading" '$2 == heading { print $1; exit }' "$work/headings")
  [ -n "$number" ] || { echo "no page of $name has the heading “$heading”"; return 1; }
  pdftoppm -scale-to-x 680 -scale-to-y -1 -png -singlefile -f "$number" "$work/$name.pdf" "$work/further"
  heading=${heading%%,*}
  heading=${heading,,}
  picture "$work/further.png" "$name" "${heading// /-}" "$(told "$caption" "$number" "$all")"
}

# copy NAME MOST CAPTION ARGUMENT…: a copy as the recipient has it.
copy() {
  local name=$1 most=$2 caption=$3
  shift 3
  planpress render "$@" -o "$work/$name.pdf" >/dev/null 2>"$work/told" || { cat "$work/told"; return 1; }
  pages "$work/$name.pdf" "$name" "$most" "$caption"
}

cat >"$page" <<'TEXT'
# Gallery

The first pages of every edition, as they are printed. All people, places and numbers are invented:
they are those of `samples/`. This page and its pictures are made by `docs/gallery.sh`; what may be
changed is in [designing.md](designing.md), and what was changed after looking at them, with the pages
as they were, in [before-and-after.md](before-and-after.md).

## English
TEXT
copy full-plan 6 "Full plan, 14 point" samples --plan BH-2026-0096 --recipient p-amara --pack full
further full-plan "Full plan, 14 point" "Your needs, and what will happen"
further full-plan "Full plan, 14 point" "Your week"
copy short-plan 3 "Plan of a single thing: three pages" samples --plan BH-2026-0178 --recipient p-jean
copy public-summary 3 "Summary to share" samples --plan BH-2026-0096 --recipient p-amara --pack public_summary
copy large-print 4 "Large print, 20 point" samples --plan BH-2026-0141 --recipient p-desmond
copy giant-print 3 "Large print, 28 point" samples --plan BH-2026-0172 --recipient p-walter
copy easy-read 6 "Easy read" samples --plan BH-2026-0117 --recipient p-kenneth --format easy-read
copy easy-read-24 2 "Easy read, 24 point: the pictures stand above the words" samples --plan BH-2026-0165 --recipient p-lucy
copy review 4 "Review" samples --plan BH-2026-0188 --recipient p-beatrice
copy letter 2 "Letter, 18 point" samples --plan BH-2026-0195 --recipient p-owen
copy easy-read-letter 2 "Letter in easy read" samples --plan BH-2026-0209 --recipient p-tilda --format easy-read
copy provider 2 "What a provider is sent" samples --plan BH-2026-0096 --recipient p-hollybank

printf '\n## Cymraeg\n' >>"$page"
language=cy
copy full-plan-cy 4 "Cynllun llawn, 14 pwynt / Full plan" samples --plan DWN-000122 --recipient p-eluned --pack full
copy public-summary-cy 2 "Crynodeb i'w rannu / Summary to share" samples --plan DWN-000122 --recipient p-eluned --pack public_summary
copy large-print-cy 2 "Print bras, 18 pwynt / Large print" samples --plan DWN-000123 --recipient p-ifan
copy easy-read-cy 3 "Hawdd ei ddeall / Easy read" samples --plan DWN-000124 --recipient p-rhian --format easy-read
copy closure-cy 2 "Datganiad cau / Closure statement" samples --plan DWN-000125 --recipient p-dafydd --language cy

printf '\n## The print room\n' >>"$page"
language=en
copy cover 1 "Letter on top, with the address in the window" samples --plan BH-2026-0096 --recipient p-amara --cover
language=cy copy cover-cy 1 "Llythyr ar ben yr amlen / Letter on top" samples --plan DWN-000122 --recipient p-eluned --cover
printf '\n### The same letter with its zones: green where they are kept\n\n' >>"$page"
planpress render samples --plan BH-2026-0096 --recipient p-amara --cover --zones -o "$work/zones.png" >/dev/null
picture "$work/zones.png" zones 1 "The letter on top with its zones: a strip along the left edge for the sheet mark, and the window with the address inside it"
planpress run samples/02-jean-one-off.yaml --out "$work/run" >/dev/null
pages "$(find "$work/run/print" -name 'batch-*.pdf')" separator 1 "Batch separator"

printf "\n## A council's own look\n" >>"$page"
copy thornmere 2 "Thornmere: its logo, colours, phrases and a section" samples --config samples/councils/thornmere/planpress.yaml --plan BH-2026-0178 --recipient p-jean
copy thornmere-easy-read 1 "Thornmere, easy read" samples --config samples/councils/thornmere/planpress.yaml --plan BH-2026-0117 --recipient p-kenneth --format easy-read
language=cy copy dyffryn-wern 2 "Dyffryn Wern: Cymraeg" samples --config samples/councils/dyffryn-wern/planpress.yaml --plan DWN-000122 --recipient p-eluned --pack full

# What before-and-after.md sets beside the pages of before.
for name in $(grep -o 'src="gallery/[^"]*"' docs/before-and-after.md | cut -d/ -f2 | tr -d '"'); do
  [ -e "$work/pictures/$name" ] || { echo "before-and-after.md shows $name, which is not made"; exit 1; }
done

mkdir -p docs/gallery
rm -f docs/gallery/*.png
mv "$work"/pictures/*.png docs/gallery/
mv "$page" docs/gallery.md
echo "$(find docs/gallery -name '*.png' | wc -l) pictures, $(du -sk docs/gallery | cut -f1) kB"
