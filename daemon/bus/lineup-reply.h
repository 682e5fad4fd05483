/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes after which a reply that is a list is full. */
#define LINEUP_REPLY_MAX_SIZE (8 * 1024 * 1024)

/**
 * LineupReply:
 * @max_text: bytes of a text, at most, in what is added
 *
 * A list of dictionaries that becomes a reply, while it is made. It is never larger than a bus
 * carries, whatever a panel has written.
 */
typedef struct
{
  gsize max_text;
  /*< private >*/
  GVariantBuilder builder;
  gsize n_bytes;
  guint n_elements;
} LineupReply;

/**
 * LineupReplyFunc:
 * @reply: a list
 * @user_data: what was given with it
 * @error: why it failed
 *
 * Adds all that belongs into a list. May be called twice.
 *
 * Returns: whether that succeeded
 */
typedef gboolean (*LineupReplyFunc) (LineupReply *reply, gpointer user_data, GError **error);

/**
 * lineup_reply_init:
 * @self: (out caller-allocates): becomes an empty list, of whole texts
 */
void lineup_reply_init (LineupReply *self);

/**
 * lineup_reply_add:
 * @self: a list
 * @element: a dictionary; a floating reference is taken
 *
 * Adds a dictionary, unless the list is full already.
 *
 * Returns: whether there is room for another one
 */
gboolean lineup_reply_add (LineupReply *self, GVariant *element);

/**
 * lineup_reply_end:
 * @self: a list; nothing is left of it
 *
 * Returns: (transfer floating): an `aa{sv}`
 */
GVariant *lineup_reply_end (LineupReply *self);

/**
 * lineup_reply_clear:
 *
 * Drops what was added.
 */
void lineup_reply_clear (LineupReply *self);

/**
 * lineup_reply_make_all:
 * @func: adds what belongs into the list
 * @user_data: for @func
 * @error: that of @func; %G_DBUS_ERROR_LIMITS_EXCEEDED if there is too much of it
 *
 * Makes a list that can't be had in parts: where whole texts make it too large they are shortened.
 *
 * Returns: (transfer floating): an `aa{sv}`
 */
GVariant *lineup_reply_make_all (LineupReplyFunc func, gpointer user_data, GError **error);

/**
 * lineup_reply_get_max_text:
 * @n_elements: how many dictionaries have texts
 *
 * Returns: bytes of a text, at most, with which so many dictionaries are no more than fit
 */
gsize lineup_reply_get_max_text (guint n_elements);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LineupReply, lineup_reply_clear)

G_END_DECLS
