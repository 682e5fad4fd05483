#!/bin/bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Runs the README's commands on a Debian other than this one: in a folder of its own, which is filled
# for it from the mirror that apt uses here, and of which nothing is left but the packages that it
# downloaded. It takes what is committed, and ../shared. For root, also in a container; ends with 77
# where that is not allowed to mount anything.
#
#   tests/on-debian.sh RELEASE [build|clang|demo|units|tests]…
#
# build and clang have gcc and clang take each warning for an error; demo and tests are the README's commands, which
# go on with what gcc has built; units are those of the tests that need no bus. Without further words it does all but
# these, the later ones also if an earlier one fails.
#
# DOWNLOADS: where packages are kept from one time to the next; below ~/.cache unless set
# RESULTS: a folder for meson's record of the tests, if it is wanted
# TURN: a file that is locked while tests run, for who runs others
set -euo pipefail

# shellcheck disable=SC2016  # what apt puts there
find_mirror() {
  apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' 'Label: Debian' |
    awk -v here="$(. /etc/os-release && echo "$VERSION_CODENAME")" '$1 == here && $2 == "main" { print $3; exit }'
}

# How apt reaches the mirror, and what it is not to check, as its own configuration says it.
copy_apt_settings() {
  apt-config dump --format '%f "%v";%n' Acquire | grep -iE '::proxy|::check-' || true
  echo 'APT::Install-Recommends "false";'
}

mount_into() {
  local root=$1
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --rbind /sys "$root/sys"
}

# Each in a shell of its own within the chroot.
do_demo() {
  tests/demo.sh | tee /work/demo.log
  grep -q 'job 1: completed' /work/demo.log
}

do_units() {
  tests/run.sh --suite unit
}

do_tests() {
  tests/run.sh
}

# build_with COMPILER FOLDER OPTIONS…
build_with() {
  local compiler=$1 folder=$2
  shift 2
  CC=$compiler meson setup "$folder" -Dwerror=true "$@" >/work/build.log 2>&1 ||
    { cat /work/build.log; return 1; }
  ninja -C "$folder" >/work/build.log 2>&1 || { tail -n 60 /work/build.log; return 1; }
  echo "$compiler has nothing to say"
}

# What gcc warns of depends on what it optimises; what clang warns of does not.
do_build() {
  build_with gcc _build
}

do_clang() {
  build_with clang /work/build-clang --buildtype=plain
}

# In namespaces of mounts and processes of its own, which both go with it.
inside() {
  local root=$1 release=$2 top=$3 downloads=$4 how failed=
  shift 4
  mirror=$(find_mirror)
  if [ -z "$mirror" ]; then
    apt-get update -q
    mirror=$(find_mirror)
  fi
  mkdir -p "$downloads"
  nice -n 10 debootstrap --variant=minbase --include=ca-certificates --cache-dir="$downloads" \
    "$release" "$root" "$mirror" >"$root.log" 2>&1 || { tail -n 30 "$root.log"; return 1; }
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io"
  copy_apt_settings >"$root/etc/apt/apt.conf.d/90here"
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  mkdir "$root/work"
  cp "$0" "$root/work/"
  git clone --quiet "$top" "$root/work/lineupd"
  [ ! -d "$top/../shared" ] || cp -aL "$top/../shared" "$root/work/shared"
  # debootstrap leaves mounts behind, or not.
  umount -R "$root/proc" "$root/sys" 2>/dev/null || true
  mount_into "$root"
  mount --bind "$downloads" "$root/var/cache/apt/archives"
  for name in setup "$@"; do
    printf '\n=== %s: %s (%d s)\n' "$release" "$name" "$SECONDS"
    case $name in
      setup | build | clang) how=(nice -n 10) ;;
      *) how=(${TURN:+flock --close "$TURN"}) ;;
    esac
    "${how[@]}" chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
      LC_ALL=C.UTF-8 TERM="${TERM:-dumb}" ${MESON_TESTTHREADS:+"MESON_TESTTHREADS=$MESON_TESTTHREADS"} \
      ${LINEUP_TEST_SLOWDOWN:+"LINEUP_TEST_SLOWDOWN=$LINEUP_TEST_SLOWDOWN"} \
      ${LINEUP_INDEX_ROUNDS:+"LINEUP_INDEX_ROUNDS=$LINEUP_INDEX_ROUNDS"} \
      ${LINEUP_SEARCH_ROUNDS:+"LINEUP_SEARCH_ROUNDS=$LINEUP_SEARCH_ROUNDS"} \
      /work/on-debian.sh --do "$name" || failed="$failed $name"
    [ "$failed" != " setup" ] || break
  done
  [ ! -d "$root/work/lineupd/_build/meson-logs" ] || [ -z "${RESULTS:-}" ] ||
    cp -r "$root/work/lineupd/_build/meson-logs" "$RESULTS/"
  printf '\n%s: %d s' "$release" "$SECONDS"
  printf '%s\n' "${failed:+, failed:$failed}"
  [ -z "$failed" ]
}

case ${1:-} in
  --inside)
    shift
    inside "$@"
    exit
    ;;
  --do)
    cd /work/lineupd
    [ "$2" != setup ] || exec tests/setup.sh
    "do_$2"
    exit
    ;;
  '' | -*)
    sed -n '/^#  *tests\/on/s/^# *//p' "$0"
    exit 2
    ;;
esac

top=$(cd "$(dirname "$0")/.." && pwd)
release=$1
shift
[ $# -gt 0 ] || set -- build clang demo tests
for name in "$@"; do
  [[ $name =~ ^(build|clang|demo|units|tests)$ ]] || { echo "There is no $name"; exit 2; }
done
separate=(unshare --mount --pid --fork --kill-child=KILL --mount-proc)
if [ "$(id -u)" != 0 ] || ! "${separate[@]}" mount -t tmpfs tmpfs /mnt; then
  echo "Nothing can be mounted here: $release is skipped"
  exit 77
fi
"$top/tests/setup.sh" "$top/tests/packages-on-debian"

scratch=$(mktemp -d)
running=
# Whoever is killed last may still write while the folder goes.
clean_up() {
  if [ -n "$running" ]; then
    kill -KILL "$running" 2>/dev/null || true
    wait "$running" 2>/dev/null || true
  fi
  for _ in $(seq 50); do
    rm -rf --one-file-system "$scratch" 2>/dev/null && break
    sleep 0.1
  done
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

mkdir "$scratch/root"
[ -z "${RESULTS:-}" ] || mkdir -p "$RESULTS"
downloads=${DOWNLOADS:-${XDG_CACHE_HOME:-$HOME/.cache}/lineup-on-debian/$release}
setpriv --pdeathsig KILL "${separate[@]}" "$top/tests/on-debian.sh" --inside "$scratch/root" "$release" "$top" \
  "$downloads" "$@" &
running=$!
status=0
wait "$running" || status=$?
running=
exit "$status"
