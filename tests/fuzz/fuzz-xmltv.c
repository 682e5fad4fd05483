/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads a guide, packed or not, at once and in chunks, which must not matter. Whatever comes
 * out is valid, and the same bytes at the end of a guide take nothing away. */

#include "lineup-guide-text.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize size)
{
  static const char *const guide = "<tv><channel id=\"first\"/><programme start=\"2026\" "
                                   "channel=\"first\"><title>First</title>"
                                   "</programme>";
  const char *data = (const char *)bytes;
  g_autofree char *text = lineup_guide_text_read (data, size, MAX (size, 1), NULL);
  g_autoptr (GString) longer = g_string_new (guide);
  g_autofree char *again = NULL;
  g_autofree char *longer_text = NULL;

  again = lineup_guide_text_read (data, size, 1 + size % 61, NULL);
  /* What a decompressor has given out before it finds a fault depends on what it was given. */
  if (g_str_has_suffix (text, "could not be decompressed"))
    g_assert_true (g_str_has_suffix (again, "could not be decompressed"));
  else
    g_assert_cmpstr (text, ==, again);

  g_string_append_len (longer, data, (gssize)size);
  longer_text = lineup_guide_text_read (longer->str, longer->len, 100, NULL);
  g_assert_true (g_str_has_prefix (longer_text, "c first\np first 20260101000000 ?|title=First\n"));
  return 0;
}
