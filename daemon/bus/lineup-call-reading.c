/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-call-reading.h"

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupCall *call = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) reply = lineup_catalogue_read_finish (
      LINEUP_CATALOGUE (source), result, &error);

  if (reply != NULL)
    lineup_call_return_value (call, reply);
  else
    lineup_call_return_error (call, error);
}

void
lineup_call_reading_run (LineupCall *call,
                         LineupCatalogue *catalogue,
                         LineupReadFunc func,
                         gpointer user_data,
                         GDestroyNotify free_func)
{
  lineup_catalogue_read_async (catalogue,
                               func,
                               user_data,
                               free_func,
                               (GDestroyNotify)g_variant_unref,
                               lineup_call_get_cancellable (call),
                               on_read,
                               call);
}
