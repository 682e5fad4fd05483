/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LineupCtlReference:
 * @account: (nullable): id of the account, %NULL if it goes without saying
 * @kind: `channels`, `movies`, `series` or `episodes`
 * @id: the item's id
 * @programme: what was on at the channel, 0 for what is on
 *
 * What item is meant, or what programme of a channel.
 */
typedef struct
{
  char *account;    /* (owned) (nullable) */
  const char *kind; /* (unowned) */
  gint64 id;
  gint64 programme;
} LineupCtlReference;

/**
 * lineup_ctl_reference_parse:
 * @self: (out): the item
 * @text: `KIND/ID`, `ACCOUNT/KIND/ID` or `lineup://ACCOUNT/KIND/ID`; of channels with a
 *   programme's id after it
 * @error: what is wrong with it
 *
 * Returns: whether @text names an item, or a programme
 */
gboolean lineup_ctl_reference_parse (LineupCtlReference *self, const char *text, GError **error);

/**
 * lineup_ctl_reference_make_options:
 * @self: what is to be played
 * @options: (nullable): options of `GetStream`
 *
 * Returns: (transfer full): the options, with the programme that is meant
 */
GVariant *lineup_ctl_reference_make_options (const LineupCtlReference *self, GVariant *options);

/**
 * lineup_ctl_reference_clear:
 */
void lineup_ctl_reference_clear (LineupCtlReference *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LineupCtlReference, lineup_ctl_reference_clear)

G_END_DECLS
