/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-import-context.h"

/* Items below which half of them may well have gone. */
#define MIN_STORED_TO_HALVE 20

gboolean
lineup_import_context_is_suspicious (const LineupImportContext *self,
                                     guint64 n_seen,
                                     guint64 n_kept)
{
  if (self->flags & LINEUP_IMPORT_ACCEPT_SHRINK)
    return FALSE;
  return (n_seen == 0 && self->n_stored > 0)
         || (self->n_stored >= MIN_STORED_TO_HALVE && n_kept * 2 < self->n_stored);
}
