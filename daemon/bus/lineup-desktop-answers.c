/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-desktop-answers.h"

#include "lineup-arguments.h"
#include "lineup-gate.h"

/* A desktop asks for one thing at a time. */
#define WORD "desktop"

/* Calls that search, and end an older search when they arrive. */
static const char *const queued_methods[] = {
  "GetInitialResultSet", "GetSubsearchResultSet", "GetResultMetas", "Match", "Teardown", NULL,
};

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

gpointer
lineup_desktop_answers_new_interface (GType type)
{
  gpointer interface = lineup_gate_new_interface (type);

  lineup_gate_set_queued (interface, queued_methods);
  return interface;
}

/* A search that waits for its turn. */
typedef struct
{
  LineupDesktopSearch *search; /* (owned) */
  char *text;                  /* (owned) */
  GAsyncReadyCallback on_found;
} Search;

static void
search_free (Search *self)
{
  g_object_unref (self->search);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static void
begin_search (LineupCall *call, gpointer user_data)
{
  g_autoptr (Search) self = user_data;

  lineup_desktop_search_find_async (
      self->search, self->text, lineup_call_get_cancellable (call), self->on_found, call);
}

void
lineup_desktop_answers_find (LineupCall *call,
                             LineupDesktopSearch *search,
                             const char *text,
                             GVariant *empty,
                             GAsyncReadyCallback on_found)
{
  Search *self = g_new (Search, 1);

  self->search = g_object_ref (search);
  self->text = g_strdup (text);
  self->on_found = on_found;
  lineup_call_set_cancelled_reply (call, empty);
  lineup_call_replace (call, WORD);
  lineup_call_queue (call, LINEUP_LANE_READING, begin_search, self, (GDestroyNotify)search_free);
}

void
lineup_desktop_answers_end_search (LineupCall *call)
{
  lineup_call_replace (call, WORD);
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
