#!/bin/sh
# Opens a bundle with age, minisign, tar and unzip; nothing is unpacked before it is verified.
set -eu
if [ $# -ne 4 ]; then
    echo "usage: open-bundle.sh IDENTITY DEVICE.pub FILE.emarge FOLDER" >&2
    exit 64
fi
identity=$1 public=$2 bundle=$3 folder=$4
umask 077
mkdir "$folder"
trap 'rm -rf "$folder"' EXIT
age --decrypt -i "$identity" -o "$folder/content.tar" "$bundle"
tar -xf "$folder/content.tar" -C "$folder" bundle.zip.minisig bundle.zip
minisign -V -p "$public" -m "$folder/bundle.zip"
unzip -q "$folder/bundle.zip" -d "$folder/content"
rm "$folder/content.tar" "$folder/bundle.zip" "$folder/bundle.zip.minisig"
trap - EXIT
echo "$folder/content"
