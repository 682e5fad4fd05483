/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-stretch.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The bytes are taken for a stretch of an order, as a damaged file may have it. */

/* Places come in their order, and a place that can be read is packed as it was. */
static void
check_places (const LineupStretch *stretch)
{
  const guint8 *last = NULL;
  gsize n_last = 0;

  for (guint i = 0; i < lineup_stretch_get_length (stretch); i++)
    {
      gsize n_bytes = 0;
      const guint8 *bytes = lineup_stretch_get (stretch, i, &n_bytes);
      LineupPackedPlace packed;
      LineupPlace place;

      g_assert_true (last == NULL
                     || lineup_packed_place_compare (last, n_last, bytes, n_bytes) < 0);
      if (lineup_packed_place_read (bytes, n_bytes, &place))
        {
          lineup_packed_place_set (&packed, &place);
          g_assert_cmpmem (packed.bytes, packed.n_bytes, bytes, n_bytes);
          g_assert_cmpuint (lineup_stretch_find (stretch, &packed), ==, i);
        }
      last = bytes;
      n_last = n_bytes;
    }
}

/* What is written of it is read as it was. */
static void
check_round (LineupStretch *stretch)
{
  g_autoptr (LineupStretch) back = lineup_stretch_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const guint length = lineup_stretch_get_length (stretch);

  while (lineup_stretch_get_length (stretch) > 0)
    {
      LineupPackedPlace last;

      g_assert_cmpuint (lineup_stretch_cut (stretch, 40, bytes, &last), >, 0);
      g_assert_true (lineup_stretch_read (back, bytes->data, bytes->len));
    }
  g_assert_cmpuint (lineup_stretch_get_length (back), ==, length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (LineupStretch) stretch = lineup_stretch_new ();

  lineup_stretch_read (stretch, data, size);
  check_places (stretch);
  check_round (stretch);
  return 0;
}
