/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-splitter.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Splits a text into values, each of which begins at the next bracket or quote, in pieces of one
 * size, each in memory of its own. */
static GArray *
split (LineupSplitterWay way, const char *text, gsize length, gsize piece)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  LineupSplitter splitter = { .way = way };
  gboolean in_value = FALSE;

  for (gsize offset = 0; offset < length; offset += piece)
    {
      const gsize n_bytes = MIN (piece, length - offset);
      g_autofree char *copy = g_memdup2 (text + offset, n_bytes);
      const char *next = copy;

      while (next != NULL && next < copy + n_bytes)
        {
          if (!in_value)
            {
              if (*next == '\0' || strchr ("{[\"", *next) == NULL)
                {
                  next++;
                  continue;
                }
              lineup_splitter_begin (&splitter);
              in_value = TRUE;
            }
          next = lineup_splitter_find_end (&splitter, next, copy + n_bytes);
          if (next != NULL)
            {
              const gsize end = offset + (gsize)(next - copy);

              g_array_append_val (ends, end);
              in_value = FALSE;
            }
        }
    }
  return ends;
}

/* Whatever the bytes, and wherever they are cut, every way finds what the plain one finds. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const gsize pieces[] = { 1, 7, 63, 64, 65, 129, 1000000 };
  const char *text = (const char *)data;
  g_autoptr (GArray) expected = split (LINEUP_SPLITTER_PLAIN, text, size, 1);

  for (guint way = 0; way < LINEUP_N_SPLITTER_WAYS; way++)
    {
      if (!lineup_splitter_has_way ((LineupSplitterWay)way))
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
        {
          g_autoptr (GArray) ends = split ((LineupSplitterWay)way, text, size, pieces[i]);

          g_assert_cmpmem (ends->data,
                           ends->len * sizeof (gsize),
                           expected->data,
                           expected->len * sizeof (gsize));
        }
    }
  return 0;
}
