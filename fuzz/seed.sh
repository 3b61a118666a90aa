#!/bin/bash
# Lays out the first inputs of every target, and the words that it may put together, from the
# samples. Nothing of it is kept in the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p corpus/read_yaml corpus/read_json corpus/index
cp ../samples/[0-9]*.yaml ../tests/records/[a-z]*.yaml corpus/read_yaml/
for number in 0 1 2; do
  for file in ../tests/records/good.yaml ../tests/records/version-[12].yaml; do
    # The first byte of an input of `index` is its format.
    { printf "$number"; head -c 3000 "$file"; printf '\n---\n'; head -c 500 "$file"; } \
      >"corpus/index/$number-$(basename "$file")"
  done
done
record='"schema_version":1,"document":"plan","regime":"england_adult","status":"signed_off","plan_date":"2026-03-04","languages":["en","cy"],"parties":[{"party_id":"jo","is_subject":true,"roles":["subject"],"name":{"given":"Jo","family":"O\u2019Neill"}}],"needs":[{"id":"n1","text":{"en":"To get out","cy":"Mynd allan"},"eligible":"yes","met_by_carer_refs":["jo"]}],"supports":"none"'
printf '{"plan_id":"P-1",%s}' "$record" >corpus/read_json/1
printf '{"plan_id":"P-1",%s,"version":2,"notes":[1.50,-0,null,{}]}' "$record" >corpus/read_json/2
printf '2{"plan_id":"P-1",%s}\n{"plan_id":"P-1","version":2,"linked_plans":[{"plan_ref":"P-2"}]}\n' "$record" >corpus/index/lines
printf '1[{"plan_id":"P-1",%s}, {"plan_id":"P-2","supersedes_plan_id":"P-1"}]' "$record" >corpus/index/list
cat ../samples/[0-9]*.yaml | grep -oE '^[ -]*[a-z_]+:' | tr -d ' :-' | sort -u | sed 's/.*/"&"/' >corpus/words.dict
