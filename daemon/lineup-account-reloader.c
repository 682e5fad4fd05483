/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-reloader.h"

#include "lineup-log.h"

#include <string.h>

#define SUFFIX ".conf"

struct _LineupAccountReloader
{
  GObject parent_instance;

  LineupApplication *application; /* (unowned) */
  GFileMonitor *monitor;          /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (LineupAccountReloader, lineup_account_reloader, G_TYPE_OBJECT)

static void
lineup_account_reloader_dispose (GObject *object)
{
  LineupAccountReloader *self = LINEUP_ACCOUNT_RELOADER (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  self->application = NULL;

  G_OBJECT_CLASS (lineup_account_reloader_parent_class)->dispose (object);
}

static void
lineup_account_reloader_class_init (LineupAccountReloaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lineup_account_reloader_dispose;
}

static void
lineup_account_reloader_init (LineupAccountReloader *self)
{
}

/* One file that is being read. */
typedef struct
{
  LineupAccountReloader *reloader; /* (owned) */
  char *id;                        /* (owned) */
  guint64 n_saves;                 /* of ours, when reading began */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->reloader);
  g_free (reading->id);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
report (const char *id, const GError *error)
{
  const LineupLogContext context = { .account = id };

  lineup_log (G_LOG_LEVEL_WARNING, &context, error, "its edited file can't be used");
}

static void
on_updated (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *id = user_data;
  g_autoptr (GError) error = NULL;

  if (!lineup_application_update_account_finish (LINEUP_APPLICATION (source), result, &error))
    report (id, error);
}

/* Another address may be another account: that has its own way. */
static void
apply_url (LineupAccountReloader *self, const char *id, const char *url)
{
  LineupAccountChange *change = lineup_account_change_new ();

  change->url = g_strdup (url);
  change->validate = FALSE;
  lineup_application_update_account_async (
      self->application, id, change, on_updated, g_strdup (id));
}

static void
apply (LineupAccountReloader *self, LineupAccount *account, LineupAccount *edited)
{
  g_autofree GParamSpec **properties = NULL;
  guint n_properties = 0;

  properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (account), &n_properties);
  g_object_freeze_notify (G_OBJECT (account));
  for (guint i = 0; i < n_properties; i++)
    {
      g_auto (GValue) now = G_VALUE_INIT;
      g_auto (GValue) then = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (account), properties[i]->name, &now);
      g_object_get_property (G_OBJECT (edited), properties[i]->name, &then);
      if (g_param_values_cmp (properties[i], &now, &then) == 0)
        continue;
      if (g_str_equal (properties[i]->name, "url"))
        apply_url (self, lineup_account_get_id (account), g_value_get_string (&then));
      else
        g_object_set_property (G_OBJECT (account), properties[i]->name, &then);
    }
  g_object_thaw_notify (G_OBJECT (account));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  LineupAccountReloader *self = reading->reloader;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (LineupAccount) edited = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  LineupSubscription *subscription = NULL;
  LineupAccount *account = NULL;
  gsize length = 0;

  if (self->application != NULL)
    subscription = lineup_roster_lookup (
        lineup_application_get_roster (self->application), reading->id, NULL);
  if (subscription == NULL)
    return;
  if (!g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error)
      || !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, &error)
      || (edited = lineup_account_load (reading->id, file, &error)) == NULL)
    {
      report (reading->id, error);
      return;
    }
  /* What we have begun to write meanwhile is newer, and will be noticed as well. */
  account = lineup_subscription_get_account (subscription);
  if (!lineup_account_store_is_saving (lineup_subscription_get_store (subscription), reading->id)
      && lineup_account_store_count_saves (lineup_subscription_get_store (subscription),
                                           reading->id)
             == reading->n_saves)
    apply (self, account, edited);
}

static void
reload (LineupAccountReloader *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *id = NULL;
  LineupSubscription *subscription = NULL;
  Reading *reading = NULL;

  if (!g_str_has_suffix (name, SUFFIX))
    return;
  id = g_strndup (name, strlen (name) - strlen (SUFFIX));
  subscription = lineup_roster_lookup (lineup_application_get_roster (self->application), id, NULL);
  if (subscription == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->reloader = g_object_ref (self);
  reading->n_saves = lineup_account_store_count_saves (lineup_subscription_get_store (subscription),
                                                       id);
  reading->id = g_steal_pointer (&id);
  g_file_load_contents_async (file, NULL, on_read, reading);
}

/* Editors write a file anew, or move another one over it. */
static void
on_changed (GFileMonitor *monitor,
            GFile *file,
            GFile *other_file,
            GFileMonitorEvent event,
            LineupAccountReloader *self)
{
  if (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT || event == G_FILE_MONITOR_EVENT_MOVED_IN)
    reload (self, file);
  else if (event == G_FILE_MONITOR_EVENT_RENAMED)
    reload (self, other_file);
}

LineupAccountReloader *
lineup_account_reloader_new (LineupApplication *application, const char *directory)
{
  LineupAccountReloader *self = g_object_new (LINEUP_TYPE_ACCOUNT_RELOADER, NULL);
  const LineupLogContext context = { 0 };
  g_autoptr (GFile) folder = g_file_new_for_path (directory);
  g_autoptr (GError) error = NULL;

  self->application = application;
  /* A folder that is not there would have to be looked for again and again. */
  if (g_mkdir_with_parents (directory, 0700) == 0)
    self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_changed), self, 0);
  else
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "edited settings won't be noticed");
  return self;
}
