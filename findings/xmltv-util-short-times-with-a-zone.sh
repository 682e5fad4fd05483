#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# tv_sort of xmltv 1.2.1 puts a day or an hour with a zone years away
#
# A time of XMLTV is any initial part of YYYYMMDDhhmmss, and a zone may follow: its DTD says so, and
# has 200209 for an example. xmltv's own tools hand each to Date::Manip's guessing. With minutes it
# is read rightly, zone or not; a bare day or hour, too. Followed by a zone, 5 January 2026 becomes a
# day of 2027, and 20 h of it one of 2091; the DTD's 200209 is 9 February 2020, and 202601 a time of
# today. No word is said of it: tv_sort sorts by that, and then gives the programme that it takes for
# the earlier one a stop that lies before its start.
#
# Hence: short times are padded before they are read, and a stop that is not after its start is taken
# for missing, also of a guide that was sorted by the tools of those who wrote the format.
# Needs perl, and apt's sources for Debian 12.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
for package in xmltv-util=1.2.1-1 libxmltv-perl=1.2.1-1 libdate-manip-perl=6.91-1 libxml-twig-perl=1:3.52-2 \
  libxml-writer-perl=0.900-2 libxml-parser-perl libfile-slurp-perl libwww-perl liburi-perl; do
  apt-get download -q -o APT::Sandbox::User=root "$package" >/dev/null
done
for package in *.deb; do
  dpkg -x "$package" root
done
PERL5LIB=$(find "$PWD/root/usr/share/perl5" "$PWD"/root/usr/lib/*/perl5/* -maxdepth 0 | paste -sd :)
export PERL5LIB TZ=UTC

# The time as it is read, by hours: how far it lies from 5 January 2026, 20:00 UTC.
read_time() {
  perl -MXMLTV::Date -MDate::Manip -e '
    my $hours = (UnixDate (parse_date ($ARGV[0]), "%s") - 1767643200) / 3600;
    print abs ($hours) < 24 ? "that day" : "another day", "\n"' "$1"
}
{
  for time in 20260105200000 '20260105200000 +0100' '202601052000 +0100' 2026010520 20260105 \
    '2026010520 +0100' '20260105 +0100'; do
    echo "$time: $(read_time "$time")"
  done
  echo "the DTD's 200209: $(perl -MXMLTV::Date -e 'print substr (parse_date ("200209"), 0, 8)')"
  cat >guide.xml <<'EOF'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tv SYSTEM "xmltv.dtd">
<tv>
  <channel id="one.example"><display-name>One</display-name></channel>
  <programme start="20260105 +0100" channel="one.example"><title>Monday</title></programme>
  <programme start="20260106203000 +0100" channel="one.example"><title>Tuesday</title></programme>
</tv>
EOF
  "$PWD/root/usr/bin/tv_sort" guide.xml | grep '<programme'
} >seen 2>&1

cat >expected <<'EOF'
20260105200000: that day
20260105200000 +0100: that day
202601052000 +0100: that day
2026010520: that day
20260105: that day
2026010520 +0100: another day
20260105 +0100: another day
the DTD's 200209: 20200209
  <programme start="20260106203000 +0100" stop="20260105 +0100" channel="one.example">
  <programme start="20260105 +0100" channel="one.example">
EOF
diff -u expected seen
echo "still so: tv_sort of xmltv 1.2.1 puts a day or an hour with a zone years away"
