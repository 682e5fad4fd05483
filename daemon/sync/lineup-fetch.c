/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fetch.h"

G_DEFINE_INTERFACE (LineupFetch, lineup_fetch, G_TYPE_OBJECT)

static void
lineup_fetch_default_init (LineupFetchInterface *iface)
{
}

void
lineup_fetch_attempt_async (LineupFetch *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_FETCH (self));

  LINEUP_FETCH_GET_IFACE (self)->attempt_async (self, cancellable, callback, user_data);
}

gboolean
lineup_fetch_attempt_finish (LineupFetch *self,
                             GAsyncResult *result,
                             LineupStepReport *report,
                             GError **error)
{
  g_return_val_if_fail (LINEUP_IS_FETCH (self), FALSE);

  return LINEUP_FETCH_GET_IFACE (self)->attempt_finish (self, result, report, error);
}

LineupListFigures
lineup_fetch_get_figures (LineupFetch *self)
{
  const LineupListFigures none = { .length = -1 };

  g_return_val_if_fail (LINEUP_IS_FETCH (self), none);

  return LINEUP_FETCH_GET_IFACE (self)->get_figures (self);
}
