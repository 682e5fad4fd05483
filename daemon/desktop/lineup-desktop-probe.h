/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-desktop-result.h"
#include "lineup-reader.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/* Items that one search finds, at most. */
#define LINEUP_DESKTOP_SEARCH_LIMIT 20

/**
 * LineupDesktopProbe:
 * @account: id of the account
 * @label: (nullable): its name, if there are several
 * @text: (nullable): what to look for
 * @kind: of the item to look up
 * @id: of the item to look up
 * @channels: (nullable) (element-type gint64): ids of the channels to look up, as keys
 * @shows_adult: whether also what is for adults
 * @results: (element-type LineupDesktopResult): what was found
 *
 * What one account's catalogue is read for, and what has been found there: it goes to a thread.
 */
typedef struct
{
  char *account; /* (owned) */
  char *label;   /* (owned) (nullable) */
  char *text;    /* (owned) (nullable) */
  LineupKind kind;
  gint64 id;
  GHashTable *channels; /* (owned) (nullable) */
  gboolean shows_adult;
  GPtrArray *results; /* (owned) */
} LineupDesktopProbe;

/**
 * lineup_desktop_probe_new:
 * @subscription: the account
 * @is_only: whether it is the only one
 *
 * Returns: (transfer full): a probe that is to be told what for
 */
LineupDesktopProbe *lineup_desktop_probe_new (LineupSubscription *subscription, gboolean is_only);

/**
 * lineup_desktop_probe_free:
 * @self: (transfer full): a probe
 */
void lineup_desktop_probe_free (LineupDesktopProbe *self);

/**
 * lineup_desktop_probe_find:
 * @reader: a reader
 * @user_data: a probe with a text
 * @error: as lineup_search_read()
 *
 * Returns: (transfer full) (element-type LineupDesktopResult): what has the text in it
 */
gpointer lineup_desktop_probe_find (LineupReader *reader, gpointer user_data, GError **error);

/**
 * lineup_desktop_probe_look_up_channels:
 * @reader: a reader
 * @user_data: a probe with channels
 * @error: as lineup_reader_find_item()
 *
 * Returns: (transfer full) (element-type LineupDesktopResult): those that are there, without
 *   those for adults where these are not shown
 */
gpointer
lineup_desktop_probe_look_up_channels (LineupReader *reader, gpointer user_data, GError **error);

/**
 * lineup_desktop_probe_describe:
 * @reader: a reader
 * @user_data: a probe with a kind and an id
 * @error: as lineup_reader_get_item()
 *
 * Returns: (transfer full) (element-type LineupDesktopResult): the item, if it is there
 */
gpointer lineup_desktop_probe_describe (LineupReader *reader, gpointer user_data, GError **error);

G_END_DECLS
