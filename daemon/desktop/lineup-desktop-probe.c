/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-desktop-probe.h"

#include "lineup-error.h"

/* Tier of a channel at which something is on that is called so: beside its name, in whole words. */
#define TIER_NOW (LINEUP_RANK_LAST - 1)

static void
free_result (gpointer result)
{
  g_clear_pointer (&result, lineup_desktop_result_free);
}

LineupDesktopProbe *
lineup_desktop_probe_new (LineupSubscription *subscription, gboolean is_only)
{
  LineupAccount *account = lineup_subscription_get_account (subscription);
  LineupDesktopProbe *self = g_new0 (LineupDesktopProbe, 1);

  self->account = g_strdup (lineup_account_get_id (account));
  if (!is_only)
    g_object_get (account, "name", &self->label, NULL);
  self->results = g_ptr_array_new_with_free_func (free_result);
  return self;
}

void
lineup_desktop_probe_free (LineupDesktopProbe *self)
{
  g_free (self->account);
  g_free (self->label);
  g_free (self->text);
  g_clear_pointer (&self->channels, g_hash_table_unref);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_free (self);
}

static void
add_found (LineupKind kind, const LineupItem *item, const LineupRank *rank, gpointer user_data)
{
  LineupDesktopProbe *self = user_data;

  g_ptr_array_add (self->results,
                   lineup_desktop_result_new (self->account, self->label, kind, item, rank));
}

gpointer
lineup_desktop_probe_find (LineupReader *reader, gpointer user_data, GError **error)
{
  LineupDesktopProbe *self = user_data;
  LineupSearch search = {
    .text = self->text,
    .kinds = LINEUP_SEARCH_ALL_KINDS,
    .filter = LINEUP_FILTER_INIT,
    .limit = LINEUP_DESKTOP_SEARCH_LIMIT,
  };

  /* Others may look over one's shoulder. */
  if (!self->shows_adult)
    search.filter.adult = LINEUP_ADULT_NO;
  search.filter.hidden = LINEUP_MARKED_NOT;
  if (!lineup_search_read (reader, &search, add_found, self, error))
    return NULL;
  return g_ptr_array_ref (self->results);
}

static void
add_channel (const LineupItem *item, gpointer user_data)
{
  LineupDesktopProbe *self = user_data;
  const LineupRank rank = { TIER_NOW, 0 };

  if ((self->shows_adult || item->adult != LINEUP_ADULT_YES)
      && (item->mark.flags & LINEUP_MARK_HIDDEN) == 0)
    g_ptr_array_add (
        self->results,
        lineup_desktop_result_new (self->account, self->label, LINEUP_KIND_CHANNELS, item, &rank));
}

gpointer
lineup_desktop_probe_look_up_channels (LineupReader *reader, gpointer user_data, GError **error)
{
  LineupDesktopProbe *self = user_data;
  GHashTableIter iter;
  gpointer id = NULL;

  g_ptr_array_set_size (self->results, 0);
  g_hash_table_iter_init (&iter, self->channels);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      gboolean found = FALSE;

      if (!lineup_reader_find_item (
              reader, LINEUP_KIND_CHANNELS, *(const gint64 *)id, &found, add_channel, self, error))
        return NULL;
    }
  return g_ptr_array_ref (self->results);
}

static void
add_described (const LineupItem *item, gpointer user_data)
{
  LineupDesktopProbe *self = user_data;
  const LineupRank rank = { LINEUP_RANK_EXACT_NAME, 0 };

  g_ptr_array_add (self->results,
                   lineup_desktop_result_new (self->account, self->label, self->kind, item, &rank));
}

gpointer
lineup_desktop_probe_describe (LineupReader *reader, gpointer user_data, GError **error)
{
  LineupDesktopProbe *self = user_data;
  g_autoptr (GError) own_error = NULL;

  if (!lineup_reader_get_item (reader, self->kind, self->id, add_described, self, &own_error)
      && !g_error_matches (own_error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  return g_ptr_array_ref (self->results);
}
