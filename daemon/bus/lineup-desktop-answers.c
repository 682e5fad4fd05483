/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bus/lineup-desktop-answers.h"

#include "bus/lineup-arguments.h"
#include "lineup-desktop-search.h"

/* Names that all themes have come from the Icon Naming Specification, and stand last. */
static const char *const icons[LINEUP_N_KINDS][4] = {
  [LINEUP_KIND_CHANNELS] = { "video-television", "tv", "video-display", NULL },
  [LINEUP_KIND_MOVIES] = { "video-x-generic", NULL },
  [LINEUP_KIND_SERIES] = { "folder-videos", "video-x-generic", NULL },
};

const char *
lineup_desktop_answers_get_icon_name (LineupKind kind)
{
  return icons[kind][0];
}

GIcon *
lineup_desktop_answers_make_icon (LineupKind kind)
{
  return g_themed_icon_new_from_names ((char **)icons[kind], -1);
}

void
lineup_desktop_answers_on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;

  if (lineup_desktop_search_launch_finish (LINEUP_DESKTOP_SEARCH (source), result, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    lineup_arguments_return_error (invocation, error);
}
