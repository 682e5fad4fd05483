/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-one-entry.h"

#include <string.h>

LineupOneEntry *
lineup_one_entry_new (const char *list)
{
  LineupOneEntry *self = g_new0 (LineupOneEntry, 1);
  LineupM3uElement element;

  self->list = g_strconcat (list, "\n", NULL);
  self->splitter = lineup_m3u_splitter_new ();
  self->decoder = lineup_m3u_decoder_new (NULL);
  lineup_m3u_splitter_push (self->splitter, self->list, strlen (self->list));
  g_assert_cmpint (
      lineup_m3u_splitter_next (self->splitter, &element, NULL), ==, LINEUP_M3U_ELEMENT);
  lineup_m3u_decoder_set_header (self->decoder, lineup_m3u_splitter_get_header (self->splitter));
  lineup_m3u_decoder_decode (self->decoder, &element, &self->entry);
  lineup_entry_path_parse (&self->path, self->entry.address);
  return self;
}

void
lineup_one_entry_free (LineupOneEntry *self)
{
  g_free (self->list);
  lineup_m3u_splitter_free (self->splitter);
  lineup_m3u_decoder_free (self->decoder);
  g_free (self);
}
