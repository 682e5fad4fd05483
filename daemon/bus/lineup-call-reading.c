/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-call-reading.h"

static void
answer (LineupCall *owned_call, GVariant *owned_reply, GError *owned_error)
{
  g_autoptr (GVariant) reply = owned_reply;

  if (reply != NULL)
    lineup_call_return_value (owned_call, reply);
  else
    lineup_call_return_error (owned_call, owned_error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  GVariant *reply = lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error);

  answer (user_data, reply, error);
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

static void
on_guide_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  GVariant *reply = lineup_guide_read_finish (LINEUP_GUIDE (source), result, &error);

  answer (user_data, reply, error);
}

void
lineup_call_reading_run_guide (LineupCall *call,
                               LineupGuide *guide,
                               LineupGuideReadFunc func,
                               gpointer user_data,
                               GDestroyNotify free_func)
{
  lineup_guide_read_async (guide,
                           func,
                           user_data,
                           free_func,
                           (GDestroyNotify)g_variant_unref,
                           lineup_call_get_cancellable (call),
                           on_guide_read,
                           call);
}
