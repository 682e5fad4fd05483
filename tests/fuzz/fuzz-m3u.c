/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads a playlist at once and in chunks, which must not matter, in several encodings. Whatever
 * comes out is valid, and the same bytes behind a list take nothing of it away. */

#include "lineup-m3u-listing.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize size)
{
  static const char *const list = "#EXTM3U\n#EXTINF:-1 group-title=\"G\",First\nhttp://h/1\n";
  const char *data = (const char *)bytes;
  g_autofree char *listing = lineup_m3u_listing_read (data, size, MAX (size, 1), NULL);
  g_autofree char *again = lineup_m3u_listing_read (data, size, 1 + size % 61, NULL);
  g_autofree char *other = lineup_m3u_listing_read (data, size, 7, "GBK");
  g_autoptr (GString) longer = g_string_new (list);
  g_autofree char *longer_listing = NULL;

  g_assert_true (g_utf8_validate (listing, -1, NULL));
  g_assert_true (g_utf8_validate (other, -1, NULL));
  g_assert_cmpstr (listing, ==, again);

  g_string_append_len (longer, data, (gssize)size);
  longer_listing = lineup_m3u_listing_read (longer->str, longer->len, 100, NULL);
  g_assert_true (g_str_has_prefix (longer_listing, "First|http://h/1 group:G"));
  return 0;
}
