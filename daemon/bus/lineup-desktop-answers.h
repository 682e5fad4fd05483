/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-callers.h"
#include "lineup-desktop-search.h"
#include "lineup-list.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_desktop_answers_get_icon_name:
 *
 * Returns: (transfer none): name of an icon for items of a kind, for those who take just one
 */
const char *lineup_desktop_answers_get_icon_name (LineupKind kind);

/**
 * lineup_desktop_answers_make_icon:
 *
 * Returns: (transfer full): an icon for items of a kind, in whichever theme
 */
GIcon *lineup_desktop_answers_make_icon (LineupKind kind);

/**
 * lineup_desktop_answers_new_interface:
 * @type: a skeleton
 *
 * Returns: (transfer full): an interface for desktops
 */
gpointer lineup_desktop_answers_new_interface (GType type);

/**
 * lineup_desktop_answers_find:
 * @call: (transfer full): a call in hand
 * @search: what desktops search with
 * @text: what was typed
 * @empty: what the call replies with when its caller has typed on; a floating reference is taken
 * @on_found: called with the call, which is to be replied to
 *
 * Searches when it is the call's turn, and ends what the same caller has looked for before.
 */
void lineup_desktop_answers_find (LineupCall *call,
                                  LineupDesktopSearch *search,
                                  const char *text,
                                  GVariant *empty,
                                  GAsyncReadyCallback on_found);

/**
 * lineup_desktop_answers_end_search:
 * @call: a call in hand
 *
 * Ends what the caller has looked for before.
 */
void lineup_desktop_answers_end_search (LineupCall *call);

/**
 * lineup_desktop_answers_on_launched:
 * @source: the #LineupDesktopSearch
 * @result: of something that was launched
 * @user_data: (transfer full): the #GDBusMethodInvocation
 *
 * Answers a call when a player has been told, or can't be. A #GAsyncReadyCallback.
 */
void lineup_desktop_answers_on_launched (GObject *source, GAsyncResult *result, gpointer user_data);

G_END_DECLS
