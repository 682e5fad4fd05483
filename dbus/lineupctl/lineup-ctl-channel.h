/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-command.h"

G_BEGIN_DECLS

/**
 * LineupCtlChannel:
 * @object: the account that it is of
 * @id: its id
 *
 * A channel that somebody means.
 */
typedef struct
{
  LineupDBusObject *object; /* (unowned) */
  gint64 id;
} LineupCtlChannel;

/**
 * lineup_ctl_channel_find:
 * @call: who asks
 * @text: a reference, an id, or a name, of which a part does where it is of one channel only
 * @channel: (out): the channel
 * @error: that there is none, or which there are
 *
 * Returns: whether exactly one channel is meant
 */
gboolean lineup_ctl_channel_find (LineupCtlCall *call,
                                  const char *text,
                                  LineupCtlChannel *channel,
                                  GError **error);

/**
 * lineup_ctl_channel_get_items:
 * @object: an account
 * @ids: (array length=n_ids): of channels, at most 1000
 * @n_ids: how many
 * @error: why they can't be read
 *
 * Returns: (transfer full): for each of them what it is called, as of `GetItems`
 */
GVariant *lineup_ctl_channel_get_items (LineupDBusObject *object,
                                        const gint64 *ids,
                                        gsize n_ids,
                                        GError **error);

/**
 * lineup_ctl_channel_print_json:
 * @object: the account
 * @item: a channel
 * @programmes: an `a(xttsa{sv})`, what is on there
 *
 * Prints a channel as JSON, with its `programmes`.
 */
void lineup_ctl_channel_print_json (LineupDBusObject *object, GVariant *item, GVariant *programmes);

/**
 * lineup_ctl_channel_tell_of_no_guide:
 * @call: who has asked what is on
 * @object: an account
 *
 * Tells a person why there was nothing, where that is as nothing was ever read.
 */
void lineup_ctl_channel_tell_of_no_guide (LineupCtlCall *call, LineupDBusObject *object);

G_END_DECLS
