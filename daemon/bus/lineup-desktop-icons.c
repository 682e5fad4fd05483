/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bus/lineup-desktop-icons.h"

/* Names that all themes have come from the Icon Naming Specification, and stand last. */
static const char *const icons[LINEUP_N_KINDS][3] = {
  [LINEUP_KIND_CHANNELS] = { "video-television", "tv", "video-display" },
  [LINEUP_KIND_MOVIES] = { "video-x-generic" },
  [LINEUP_KIND_SERIES] = { "folder-videos", "video-x-generic" },
};

const char *
lineup_desktop_icons_get_name (LineupKind kind)
{
  return icons[kind][0];
}

GIcon *
lineup_desktop_icons_make (LineupKind kind)
{
  guint n_names = 0;

  while (n_names < G_N_ELEMENTS (icons[kind]) && icons[kind][n_names] != NULL)
    n_names++;
  return g_themed_icon_new_from_names ((char **)icons[kind], (int)n_names);
}
