/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-text-check.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (LineupTermReader) reader = lineup_term_reader_new ();

  lineup_text_check_name (reader, (const char *)data, size);
  return 0;
}
