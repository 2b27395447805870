# What run and test share: the packages they need, how these get there, and the build.
# Sourced, not run. All messages go to standard error: standard output belongs to the program.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# To build and to run. gettext and libxml2-utils are used by the build (translations, resources),
# libxml2 reads tables from the clipboard,
# libgtk-4-bin holds the Broadway server and the icon cache, librsvg2-common draws symbolic icons.
packages_run=(gcc libc6-dev meson ninja-build pkgconf gettext python3 libxml2-utils
  libgtk-4-dev libadwaita-1-dev libsqlite3-dev libxml2-dev
  libgtk-4-bin librsvg2-common adwaita-icon-theme fonts-cantarell
  desktop-file-utils shared-mime-info)

# To test: a display without a screen, a hand that types, and the validators.
packages_test=("${packages_run[@]}" xvfb xauth xdotool xclip appstream)

# The same for those who do not have Debian's names: a line per distribution that is known.
other_names () {
  case " $1 " in
    *' fedora '*)
      echo 'dnf install gcc meson ninja-build pkgconf gettext python3 libxml2 libxml2-devel gtk4-devel' \
        'libadwaita-devel sqlite-devel librsvg2 desktop-file-utils shared-mime-info' \
        'libasan libubsan xorg-x11-server-Xvfb xorg-x11-xauth xdotool xclip appstream' ;;
    *' arch '*)
      echo 'pacman -S --needed base-devel meson gettext python libxml2 gtk4 libadwaita sqlite' \
        'librsvg desktop-file-utils shared-mime-info xorg-server-xvfb xorg-xauth xdotool xclip appstream' ;;
    *' debian '*)
      echo "apt-get install ${packages_test[*]}" ;;
  esac
}

say () {
  printf '%s\n' "$*" >&2
}

die () {
  say "$(basename "$0"): $*"
  exit 1
}

# require_debian OS_RELEASE PACKAGE...: stops, naming what to install, unless this is Debian 12
# or a newer one.
require_debian () {
  local file=$1 id version like names
  shift
  id=$(sed -n 's/^ID=//p' "$file" 2>/dev/null | tr -d '"')
  version=$(sed -n 's/^VERSION_ID=//p' "$file" 2>/dev/null | tr -d '"')
  like=$(sed -n 's/^ID_LIKE=//p' "$file" 2>/dev/null | tr -d '"')
  if [ "$id" = debian ] && [ "${version:-99}" -ge 12 ]; then
    return 0
  fi
  names=$(other_names "$id $like")
  say "$(basename "$0"): packages are installed by this script on Debian 12 and newer only."
  say "Needed are GTK 4.8, libadwaita 1.2, GLib 2.74, SQLite 3.40, meson 1.0 and a C compiler,"
  say "with headers; in Debian's names: $*"
  [ -z "$names" ] || say "Here this should be: $names"
  say "Then: meson setup _build && meson install -C _build"
  exit 1
}

# Prints those of its arguments that are not installed.
missing_packages () {
  local installed package
  # Its status tells only that it does not know one of them.
  installed=$({ dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true; } \
    | sed -n 's/ installed$//p')
  for package; do
    grep -qxF "$package" <<<"$installed" || printf '%s\n' "$package"
  done
}

# apt-get, with sudo where needed, asking nothing.
run_apt () {
  local as_root=(env)
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 "$@" </dev/null
}

# install_packages PACKAGE...: installs what is missing; says and asks nothing when all is there.
install_packages () {
  local missing log
  require_debian "${STOCKBOOK_OS_RELEASE:-/etc/os-release}" "$@"
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    die "missing, and there is no sudo to install them: ${missing[*]}"
  fi
  say "Installing ${missing[*]}"
  log=$(mktemp)
  # The lists may be absent or old: then the first try fails, and one update mends it.
  if ! run_apt install --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
    if ! { run_apt update && run_apt install --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
      cat "$log" >&2
      rm -f "$log"
      die "the packages could not be installed; by hand: apt-get install ${missing[*]}"
    fi
  fi
  rm -f "$log"
}

# logged WHAT COMMAND...: runs the command in silence, and shows what it said if it fails.
logged () {
  local what=$1 log
  shift
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    die "$what failed"
  fi
  rm -f "$log"
}

# build DIR OPTION...: configures DIR, anew if it was made with other options, elsewhere or by
# another meson, builds, and installs into DIR/install, where schemas, icons and translations are
# found together.
build () {
  local dir=$1 stamp
  shift
  stamp="$root $(meson --version) $*"
  if [ "$(cat "$dir/configured" 2>/dev/null)" != "$stamp" ]; then
    say "Building Stockbook in $dir"
    rm -rf "$dir"
    logged 'configuring' meson setup "$dir" "$root" --prefix="$dir/install" --libdir=lib "$@"
    printf '%s\n' "$stamp" >"$dir/configured"
  fi
  logged 'building' ninja -C "$dir"
  logged 'installing' meson install -C "$dir" --no-rebuild --only-changed
}
