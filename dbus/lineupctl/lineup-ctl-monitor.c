/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-names.h"
#include "lineup-ctl-table.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

typedef struct
{
  gboolean json;
  char *path; /* (owned) (nullable): of the only account that is of interest */
} Monitor;

static void
print_line (const char *account, const char *name, const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, TRUE);

  lineup_ctl_table_add (table, time, account, name, text, NULL);
  lineup_ctl_table_print (table);
}

static char *
describe_progress (GVariant *parameters)
{
  guint64 job = 0, items = 0;
  guint32 percentage = 0;
  const char *step = NULL;
  g_autoptr (GVariant) details = NULL;
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;

  g_variant_get (parameters, "(tu&s@a{sv})", &job, &percentage, &step, &details);
  if (!g_variant_lookup (details, "items", "t", &items))
    g_variant_lookup (details, "programmes", "t", &items);
  name = lineup_ctl_text_format_name (job);
  number = lineup_ctl_text_format_number (items);
  return g_strdup_printf (
      ngettext ("job %s: %u %%, %s, %s item", "job %s: %u %%, %s, %s items", items),
      name,
      percentage,
      step,
      number);
}

static char *
format_count (GVariant *counts, const char *key)
{
  guint64 count = 0;

  g_variant_lookup (counts, key, "t", &count);
  return lineup_ctl_text_format_number (count);
}

static char *
describe_changed (GVariant *parameters)
{
  guint64 generation = 0;
  g_autofree char *added = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *removed = NULL;
  const char *kind = "";
  g_autoptr (GVariant) counts = NULL;

  g_variant_get (parameters, "(t@a{sv})", &generation, &counts);
  g_variant_lookup (counts, "kind", "&s", &kind);
  added = format_count (counts, "added");
  changed = format_count (counts, "changed");
  removed = format_count (counts, "removed");
  return g_strdup_printf (_ ("%s: %s new, %s changed, %s gone"), kind, added, changed, removed);
}

/* When something at channels is another now, and at how many where these are few. */
static char *
describe_guide_changed (GVariant *parameters)
{
  guint64 generation = 0, from = 0, until = 0;
  g_autoptr (GVariant) channels = NULL;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  guint n_channels = 0;

  g_variant_get (parameters, "(ttt@ax)", &generation, &from, &until, &channels);
  n_channels = (guint)g_variant_n_children (channels);
  start = lineup_ctl_text_format_time (from);
  end = lineup_ctl_text_format_time (until);
  if (n_channels == 0)
    return g_strdup_printf (_ ("many channels, %s to %s"), start, end);
  return g_strdup_printf (ngettext ("%u channel, %s to %s", "%u channels, %s to %s", n_channels),
                          n_channels,
                          start,
                          end);
}

static char *
describe (const char *name, GVariant *parameters)
{
  if (g_str_equal (name, "GuideChanged")
      && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(tttax)")))
    return describe_guide_changed (parameters);
  if (g_variant_n_children (parameters) == 0)
    return g_strdup ("");

  if ((g_str_equal (name, "Progress") || g_str_equal (name, "GuideProgress"))
      && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(tusa{sv})")))
    return describe_progress (parameters);
  if (g_str_equal (name, "Changed")
      && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ta{sv})")))
    return describe_changed (parameters);
  if ((g_str_equal (name, "Finished") || g_str_equal (name, "GuideFinished"))
      && g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(tsa{sv})")))
    {
      guint64 job = 0;
      const char *status = NULL;
      g_autofree char *number = NULL;

      g_variant_get (parameters, "(t&s@a{sv})", &job, &status, NULL);
      number = lineup_ctl_text_format_name (job);
      return g_strdup_printf (_ ("job %s: %s"), number, status);
    }
  return g_variant_print (parameters, FALSE);
}

/* What came, of which account, and what it carries. */
static void
tell (Monitor *monitor, const char *path, const char *name, GVariant *parameters)
{
  const char *account = g_str_has_prefix (path, LINEUP_CTL_ACCOUNTS_PATH)
                            ? path + strlen (LINEUP_CTL_ACCOUNTS_PATH)
                            : "";

  if (monitor->path != NULL && !g_str_equal (monitor->path, path))
    return;
  if (monitor->json)
    lineup_ctl_json_print (g_variant_new_parsed (
        "{'account': <%s>, 'signal': <%s>, 'arguments': %v}", account, name, parameters));
  else
    {
      g_autofree char *text = describe (name, parameters);

      print_line (account, name, text);
    }
}

static void
on_signal (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *name,
           GVariant *parameters,
           gpointer user_data)
{
  Monitor *monitor = user_data;

  /* Signals of the manager are about the account that is their argument. */
  if (g_str_equal (interface, "org.freedesktop.DBus.ObjectManager"))
    {
      g_autoptr (GVariant) object = g_variant_get_child_value (parameters, 0);
      g_autoptr (GVariant) nothing = g_variant_ref_sink (g_variant_new_tuple (NULL, 0));

      tell (monitor,
            g_variant_get_string (object, NULL),
            g_str_equal (name, "InterfacesAdded") ? "Added" : "Removed",
            nothing);
      return;
    }
  /* Properties that matter come with the signals of a sync, and there are many of them. */
  if (!g_str_equal (interface, "org.freedesktop.DBus.Properties"))
    tell (monitor, path, name, parameters);
}

static void
on_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  g_printerr (_ ("lineupd is there.\n"));
}

static void
on_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  g_printerr (_ ("lineupd has ended.\n"));
}

static LineupCtlExit
monitor_signals (LineupCtlCall *call, GError **error)
{
  GDBusConnection *connection = lineup_ctl_session_get_connection (call->session);
  const char *id = call->n_words > 0 ? call->words[0] : call->account;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Monitor monitor = { .json = call->json };
  guint signals = 0, name = 0;

  if (id != NULL)
    {
      if (lineup_ctl_session_find (call->session, id, error) == NULL)
        return LINEUP_CTL_EXIT_NOT_FOUND;
      monitor.path = g_strconcat (LINEUP_CTL_ACCOUNTS_PATH, id, NULL);
    }
  signals = g_dbus_connection_signal_subscribe (connection,
                                                LINEUP_CTL_BUS_NAME,
                                                NULL,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_DBUS_SIGNAL_FLAGS_NONE,
                                                on_signal,
                                                &monitor,
                                                NULL);
  name = g_bus_watch_name_on_connection (connection,
                                         LINEUP_CTL_BUS_NAME,
                                         G_BUS_NAME_WATCHER_FLAGS_NONE,
                                         on_appeared,
                                         on_vanished,
                                         NULL,
                                         NULL);
  /* Until Ctrl-C ends the program. */
  g_main_loop_run (loop);
  g_bus_unwatch_name (name);
  g_dbus_connection_signal_unsubscribe (connection, signals);
  g_free (monitor.path);
  return LINEUP_CTL_EXIT_DONE;
}

const LineupCtlCommand lineup_ctl_monitor = {
  .name = "monitor",
  .arguments = "[ACCOUNT]",
  .max = 1,
  .choices = LINEUP_CTL_ACCOUNTS,
  .summary = N_ ("print what happens, as it happens"),
  .description = N_ (
      "Progress, ends and changes of syncs, and accounts that come and go, until Ctrl-C."),
  .daemon = TRUE,
  .run = monitor_signals,
};
