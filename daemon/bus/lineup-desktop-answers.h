/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

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
 * lineup_desktop_answers_on_launched:
 * @source: the #LineupDesktopSearch
 * @result: of something that was launched
 * @user_data: (transfer full): the #GDBusMethodInvocation
 *
 * Answers a call when a player has been told, or can't be. A #GAsyncReadyCallback.
 */
void lineup_desktop_answers_on_launched (GObject *source, GAsyncResult *result, gpointer user_data);

G_END_DECLS
