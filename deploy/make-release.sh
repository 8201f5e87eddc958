#!/bin/sh
# Makes a folder that serves by itself: sources, built client, packages without those of developers, and Node 24.
#   deploy/make-release.sh /opt/sipas/releases/0.1.0
# Takes any Node from 20 on with npm, and the network for packages. Nothing of it is needed by who serves.
set -eu

target=${1:?say where the release goes, such as /opt/sipas/releases/0.1.0}
source=$(cd "$(dirname "$0")/.." && pwd)
# Half a release is none: it gets its name when it is whole.
making="$target.making"

if [ -e "$target" ]; then
  echo "$target is there already; a release is never changed" >&2
  exit 1
fi
rm -rf "$making"
mkdir -p "$making"
(cd "$source" && tar -cf - --exclude=./node_modules --exclude='./*/node_modules' --exclude=./.git --exclude=./var \
  --exclude=./client/dist .) | (cd "$making" && tar -xf -)

cd "$making"
serving='--workspace=shared --workspace=server'
# shellcheck disable=SC2086
npm ci --loglevel=error --no-audit --no-fund $serving --workspace=client
node=$(ls -d "$making"/node_modules/node-linux-*/bin/node)
"$node" node_modules/vite/bin/vite.js build
# shellcheck disable=SC2086
npm ci --loglevel=error --no-audit --no-fund --omit=dev $serving

mkdir bin
node=$(cd "$making" && ls -d node_modules/node-linux-*/bin/node)
ln -s "../$node" bin/node
cat > bin/sipas <<'COMMAND'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/node" "$here/../server/src/cli.ts" "$@"
COMMAND
chmod 755 bin/sipas
bin/sipas --help > /dev/null
chmod -R go=rX .
mv "$making" "$target"
echo "$target is ready; $("$target/bin/node" --version)"
