/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-decoder.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupAccountInfo) info = lineup_account_decode (body, &error);

  g_assert_cmpint (info == NULL, ==, error != NULL);
  if (info == NULL)
    return 0;

  g_assert_cmpint (info->expires, >=, 0);
  g_assert_cmpint (info->panel_time, >=, 0);
  g_assert_true (info->timezone == NULL || g_utf8_validate (info->timezone, -1, NULL));
  for (gsize i = 0; info->formats[i] != NULL; i++)
    g_assert_true (g_utf8_validate (info->formats[i], -1, NULL));
  g_assert_cmpint (lineup_account_info_check (info, G_MAXINT64, &error), ==, error == NULL);
  return 0;
}
