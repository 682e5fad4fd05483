/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_desktop_icons_get_name:
 *
 * Returns: (transfer none): name of an icon for items of a kind, for those who take just one
 */
const char *lineup_desktop_icons_get_name (LineupKind kind);

/**
 * lineup_desktop_icons_make:
 *
 * Returns: (transfer full): an icon for items of a kind, in whichever theme
 */
GIcon *lineup_desktop_icons_make (LineupKind kind);

G_END_DECLS
