#!/bin/sh
# Makes a Debian machine able to run the dev stack: PostgreSQL of the distribution with pgvector, and
# Redis where the one that comes with the build does not run. Does nothing, fast, when nothing is missing.
#
#   dev-stack/install.sh            install what is missing
#   dev-stack/install.sh --check    only look: exit 0 when nothing is missing, 1 otherwise
#
# Everything comes from the package sources this machine already has. See RATIONALE.md for the why.
set -eu

# The newest PostgreSQL that is here with its pgvector; prints its version, fails when there is none.
ready_postgres() {
  for postgres in $(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null | sort -rV); do
    home=${postgres%/bin/postgres}
    version=${home##*/}
    if [ -f "/usr/share/postgresql/$version/extension/vector.control" ] && [ -f "$home/lib/vector.so" ]; then
      echo "$version"
      return 0
    fi
  done
  return 1
}

# The build unpacks a static Redis for these two; see dev-stack/servers.
ready_redis() {
  command -v redis-server >/dev/null 2>&1 && return 0
  case $(uname -m) in x86_64 | aarch64) return 0 ;; *) return 1 ;; esac
}

if ready_postgres >/dev/null && ready_redis; then exit 0; fi
if [ "${1:-}" = "--check" ]; then exit 1; fi

log=${MNEME_INSTALL_LOG:-${TMPDIR:-/tmp}/mneme-install-$(id -u).log}
if [ -z "${MNEME_INSTALL_LOCKED:-}" ]; then
  # two builds on one machine install one after the other; the second then finds nothing missing
  exec env MNEME_INSTALL_LOCKED=1 MNEME_INSTALL_LOG="$log" flock "$log.lock" "$0" "$@"
fi

say() { echo "install: $*" >&2; }
die() {
  say "$* The log: $log"
  exit 1
}

command -v apt-get >/dev/null 2>&1 ||
  die "PostgreSQL with pgvector is missing and this machine has no apt-get; install PostgreSQL 15 or newer and pgvector 0.8 by hand."
sudo=""
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null 2>&1 || die "installing packages needs root: run this once as root, or install sudo."
  sudo=sudo
fi
: >>"$log" || die "the log cannot be written."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
chmod 755 "$work" # apt downloads as a user of its own

updated=""
apt_update() {
  [ -z "$updated" ] || return 0
  updated=yes
  say "reading the package lists"
  $sudo apt-get -o DPkg::Lock::Timeout=120 update >>"$log" 2>&1 || die "apt-get update failed."
}
known() { apt-cache show --no-all-versions "$1" 2>/dev/null; }

# Lists that are missing or old are read once more before giving up.
apt_install() {
  say "installing $*"
  apt_get_install "$@" && return 0
  apt_update
  apt_get_install "$@" || die "apt-get could not install $*."
}
apt_get_install() {
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 \
    -o Dpkg::Options::=--force-confold install -qy --no-install-recommends "$@" >>"$log" 2>&1
}

# The distribution's PostgreSQL, without the cluster its package would make and start.
install_postgres() {
  [ -n "$(known postgresql)" ] || apt_update
  version=$(known postgresql | sed -n 's/^Depends:.*postgresql-\([0-9][0-9]*\).*/\1/p' | head -n 1)
  [ -n "$version" ] || die "the package sources of this machine have no postgresql package."
  apt_install postgresql-common
  conf=/etc/postgresql-common/createcluster.conf
  $sudo cp -p "$conf" "$work/createcluster.conf" 2>>"$log" || die "$conf is missing."
  echo "create_main_cluster = false" | $sudo tee -a "$conf" >/dev/null
  say "installing postgresql-$version"
  if ! apt_get_install "postgresql-$version"; then
    apt_update
    if ! apt_get_install "postgresql-$version"; then
      $sudo cp -p "$work/createcluster.conf" "$conf"
      die "apt-get could not install postgresql-$version."
    fi
  fi
  $sudo cp -p "$work/createcluster.conf" "$conf"
}

# The Debian archive as this machine reaches it: "[signed-by=KEYRING] URI", from its own sources.
debian_source() {
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -f "$file" ] || continue
    awk -v suite="$codename" '
      function flush() {
        if (types ~ /deb/ && uri != "" && has_suite && has_main && enabled != "no")
          print (key != "" ? "[signed-by=" key "] " : "") uri
        types = uri = key = enabled = ""; has_suite = has_main = 0
      }
      /^[ \t]*$/ { flush(); next }
      tolower($1) == "types:" { types = $0 }
      tolower($1) == "uris:" { uri = $2 }
      tolower($1) == "enabled:" { enabled = tolower($2) }
      tolower($1) == "signed-by:" { key = $2 }
      tolower($1) == "suites:" { for (i = 2; i <= NF; i++) if ($i == suite) has_suite = 1 }
      tolower($1) == "components:" { for (i = 2; i <= NF; i++) if ($i == "main") has_main = 1 }
      END { flush() }' "$file"
  done
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | awk -v suite="$codename" '
    $1 == "deb" {
      options = ""; i = 2
      if ($2 ~ /^\[/) { for (; i <= NF; i++) { options = options $i " "; if ($i ~ /\]$/) { i++; break } } }
      main = 0
      for (j = i + 2; j <= NF; j++) if ($j == "main") main = 1
      if ($(i + 1) == suite && main) print options $i
    }'
}

# pgvector from the source package of a newer Debian, built against this PostgreSQL. The headers are
# unpacked, not installed: the package that holds them would pull in a whole clang.
build_pgvector() {
  version=$1
  suite=trixie
  command -v gcc >/dev/null 2>&1 && command -v make >/dev/null 2>&1 || apt_install gcc make libc6-dev
  source=$(debian_source | head -n 1)
  [ -n "$source" ] || die "no package source of this machine is a Debian archive to take pgvector's source from."
  cd "$work"
  mkdir -p lists/partial cache/archives/partial dev
  echo "deb-src $source $suite main" >sources.list
  private="-o Dir::Etc::SourceList=$work/sources.list -o Dir::Etc::SourceParts=/dev/null
    -o Dir::State::Lists=$work/lists -o Dir::Cache=$work/cache -o APT::Sandbox::User="
  say "building pgvector for PostgreSQL $version from Debian's source package"
  # shellcheck disable=SC2086  # the options are words
  {
    apt-get $private update && apt-get $private source --download-only pgvector
  } >>"$log" 2>&1 || die "pgvector's source package could not be downloaded."
  fetch_headers "$version" || {
    apt_update
    fetch_headers "$version" || die "the headers of PostgreSQL $version could not be downloaded."
  }
  compile_pgvector "$version" >>"$log" 2>&1 || die "pgvector could not be compiled."
  extension=/usr/share/postgresql/$version/extension
  # the control file last: its presence is what says that pgvector is here
  {
    $sudo install -m 644 vector/sql/vector--*.sql "$extension/" &&
      $sudo install -m 644 vector/vector.so "/usr/lib/postgresql/$version/lib/vector.so" &&
      $sudo install -m 644 vector/vector.control "$extension/vector.control"
  } >>"$log" 2>&1 || die "pgvector could not be put into PostgreSQL $version."
}
fetch_headers() {
  apt-get download "postgresql-server-dev-$1" libpq-dev >>"$log" 2>&1
}
# pg_config finds everything relative to where it lies: a copy of it points into the unpacked headers.
compile_pgvector() {
  for package in ./*.deb; do dpkg -x "$package" dev || return 1; done
  lib=dev/usr/lib/postgresql/$1
  mkdir -p "$lib/bin" vector &&
    cp "/usr/lib/postgresql/$1/bin/pg_config" "$lib/bin/" &&
    cp -r "/usr/lib/postgresql/$1/lib/pgxs" "$lib/lib/" &&
    tar -xf pgvector_*.orig.tar.* -C vector --strip-components=1 &&
    make -C vector -j2 with_llvm=no PG_CONFIG="$work/$lib/bin/pg_config" all
}

install_redis() {
  apt_install redis-server
  # its package starts a system service; the dev stack runs its own
  if command -v systemctl >/dev/null 2>&1; then
    $sudo systemctl disable --now redis-server >>"$log" 2>&1 || true
  fi
}

if ! ready_postgres >/dev/null; then
  version=$(ls /usr/lib/postgresql 2>/dev/null | sort -rV | while read -r v; do
    [ -x "/usr/lib/postgresql/$v/bin/postgres" ] && echo "$v" && break
  done || true)
  if [ -z "$version" ]; then install_postgres; fi
  [ -n "$(known "postgresql-$version")" ] || apt_update
  if [ -n "$(known "postgresql-$version-pgvector")" ]; then
    apt_install "postgresql-$version-pgvector"
  else
    (build_pgvector "$version") || exit 1
  fi
fi
ready_redis || install_redis
ready_postgres >/dev/null || die "PostgreSQL with pgvector is still missing."
say "done"
