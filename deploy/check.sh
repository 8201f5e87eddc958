#!/bin/sh
# Lets each program check the files that are meant for it; of those that are not here it says so.
#   apt install caddy nginx-light prometheus systemd && sh deploy/check.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

has() {
  command -v "$1" > /dev/null || { echo "not here: $1" && false; }
}

for script in "$here/make-release.sh" "$here/check.sh" "$here/systemd/sipas"; do
  sh -n "$script"
done
if has promtool; then
  promtool check rules "$here/prometheus/alerts.yml"
  promtool test rules "$here/prometheus/alerts.test.yml"
  promtool check config --syntax-only "$here/prometheus/prometheus.yml"
fi
if has caddy; then
  caddy validate --adapter caddyfile --config "$here/proxy/Caddyfile"
fi
if has nginx && has openssl; then
  openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=check -days 1 -keyout "$scratch/key.pem" -out "$scratch/cert.pem" 2> /dev/null
  sed "s#/etc/letsencrypt/live/[^/]*/fullchain.pem#$scratch/cert.pem#; s#/etc/letsencrypt/live/[^/]*/privkey.pem#$scratch/key.pem#" \
    "$here/proxy/nginx.conf" > "$scratch/site.conf"
  printf 'pid %s/pid;\nevents {}\nhttp { include %s/site.conf; }\n' "$scratch" "$scratch" > "$scratch/nginx.conf"
  nginx -t -e "$scratch/errors" -c "$scratch/nginx.conf"
fi
if has systemd-analyze; then
  # The program need not lie here for its unit to be right.
  sed 's#^ExecStart=.*#ExecStart=/bin/true#' "$here/systemd/sipas.service" > "$scratch/sipas.service"
  systemd-analyze verify --man=no "$scratch/sipas.service"
  systemd-analyze security --offline=true --no-pager --threshold=20 "$here/systemd/sipas.service" | tail -1
fi
