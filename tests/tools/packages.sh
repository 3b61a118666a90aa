#!/bin/bash
# Installs Debian packages without asking anything.
# usage: packages.sh PACKAGE...
set -euo pipefail
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
