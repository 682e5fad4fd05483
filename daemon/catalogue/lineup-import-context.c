/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-import-context.h"

/* With fewer items, half of them may well have gone. */
#define MIN_STORED_TO_HALVE 20

gboolean
lineup_import_context_next (const LineupImportContext *self,
                            LineupElement *element,
                            gboolean *has_element,
                            GError **error)
{
  g_autoptr (GError) source_error = NULL;

  *has_element = FALSE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  lineup_database_yield (self->database);
  *has_element = lineup_item_source_next (self->source, element, self->cancellable, &source_error);
  if (source_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&source_error));
  return FALSE;
}

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
