/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-preferences.h"

#include "lineup-key-file.h"
#include "lineup-log.h"
#include "lineup-state-file.h"

#define GROUP       "Preferences"
#define SHOWS_ADULT "DesktopShowsAdult"
#define PREFERRED   "Preferred"

struct _LineupPreferences
{
  GObject parent_instance;

  LineupStateFile *file;  /* (owned) */
  GKeyFile *contents;     /* (owned): of the file, also what others have written there */
  GKeyFile *planned;      /* (owned): what it is to hold when all that was set is on the disk */
  GError *error;          /* (owned) (nullable): why the file can't be read */
  LineupWishList *wishes; /* (owned) */
  gboolean shows_adult;
};

enum
{
  PROP_DESKTOP_SHOWS_ADULT = 1,
  PROP_PREFERRED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LineupPreferences, lineup_preferences, G_TYPE_OBJECT)

static void
lineup_preferences_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  LineupPreferences *self = LINEUP_PREFERENCES (object);

  switch (id)
    {
    case PROP_DESKTOP_SHOWS_ADULT:
      g_value_set_boolean (value, self->shows_adult);
      break;
    case PROP_PREFERRED:
      g_value_set_string (value, lineup_wish_list_get_text (self->wishes));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
lineup_preferences_finalize (GObject *object)
{
  LineupPreferences *self = LINEUP_PREFERENCES (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->contents, g_key_file_unref);
  g_clear_pointer (&self->planned, g_key_file_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->wishes, lineup_wish_list_unref);

  G_OBJECT_CLASS (lineup_preferences_parent_class)->finalize (object);
}

static void
lineup_preferences_class_init (LineupPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lineup_preferences_get_property;
  object_class->finalize = lineup_preferences_finalize;

  properties[PROP_DESKTOP_SHOWS_ADULT] = g_param_spec_boolean (
      "desktop-shows-adult", NULL, NULL, FALSE, flags);
  properties[PROP_PREFERRED] = g_param_spec_string ("preferred", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lineup_preferences_init (LineupPreferences *self)
{
}

static void
report (const GError *error, const char *message)
{
  const LineupLogContext context = { 0 };

  lineup_log (G_LOG_LEVEL_WARNING, &context, error, "%s", message);
}

/* Persons may have written there what is no list. */
static LineupWishList *
read_wishes (GKeyFile *contents)
{
  g_autofree char *text = g_key_file_get_string (contents, GROUP, PREFERRED, NULL);
  g_autoptr (GError) error = NULL;
  LineupWishList *wishes = lineup_wish_list_parse (text != NULL ? text : "", &error);

  if (wishes != NULL)
    return wishes;
  report (error, "what is preferred is skipped");
  return lineup_wish_list_parse ("", NULL);
}

static GKeyFile *
copy (GKeyFile *contents)
{
  g_autofree char *text = g_key_file_to_data (contents, NULL, NULL);
  GKeyFile *copied = lineup_key_file_parse (text, NULL);

  return copied != NULL ? copied : g_key_file_new ();
}

static void
plan_anew (LineupPreferences *self)
{
  g_clear_pointer (&self->planned, g_key_file_unref);
  self->planned = copy (self->contents);
}

LineupPreferences *
lineup_preferences_new (const char *path)
{
  LineupPreferences *self = g_object_new (LINEUP_TYPE_PREFERENCES, NULL);

  self->file = lineup_state_file_new (path);
  self->contents = lineup_state_file_load (self->file, &self->error);
  if (g_error_matches (self->error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_clear_error (&self->error);
  if (self->error != NULL)
    report (self->error, "the preferences can't be read");
  if (self->contents == NULL)
    self->contents = g_key_file_new ();
  plan_anew (self);
  self->wishes = read_wishes (self->contents);
  self->shows_adult = g_key_file_get_boolean (self->contents, GROUP, SHOWS_ADULT, NULL);
  return self;
}

gboolean
lineup_preferences_get_shows_adult (LineupPreferences *self)
{
  g_return_val_if_fail (LINEUP_IS_PREFERENCES (self), FALSE);

  return self->shows_adult;
}

LineupWishList *
lineup_preferences_get_wishes (LineupPreferences *self)
{
  g_return_val_if_fail (LINEUP_IS_PREFERENCES (self), NULL);

  return self->wishes;
}

/* What is being set counts when it is on the disk. */
typedef struct
{
  const char *key;
  gboolean shows_adult;
  LineupWishList *wishes; /* (owned) (nullable) */
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_clear_pointer (&self->wishes, lineup_wish_list_unref);
  g_free (self);
}

static void
put (const Change *change, GKeyFile *contents)
{
  if (change->wishes != NULL)
    g_key_file_set_string (contents, GROUP, PREFERRED, lineup_wish_list_get_text (change->wishes));
  else
    g_key_file_set_boolean (contents, GROUP, SHOWS_ADULT, change->shows_adult);
}

static void
take (LineupPreferences *self, Change *change)
{
  put (change, self->contents);
  if (change->wishes != NULL)
    {
      lineup_wish_list_unref (self->wishes);
      self->wishes = g_steal_pointer (&change->wishes);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREFERRED]);
    }
  else
    {
      self->shows_adult = change->shows_adult;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESKTOP_SHOWS_ADULT]);
    }
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &error))
    {
      plan_anew (g_task_get_source_object (task));
      g_task_return_error (task, error);
      return;
    }
  take (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static void
set (GTask *owned_task, Change *owned_change)
{
  g_autoptr (GTask) task = owned_task;
  LineupPreferences *self = g_task_get_source_object (task);

  g_task_set_task_data (task, owned_change, change_free);
  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }
  put (owned_change, self->planned);
  /* What was asked for is done, although nobody may wait for it any more. */
  lineup_state_file_save_async (self->file, self->planned, NULL, on_saved, g_steal_pointer (&task));
}

void
lineup_preferences_set_shows_adult_async (LineupPreferences *self,
                                          gboolean shows_adult,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = NULL;
  Change *change = NULL;

  g_return_if_fail (LINEUP_IS_PREFERENCES (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_preferences_set_shows_adult_async);
  change = g_new0 (Change, 1);
  change->shows_adult = shows_adult;
  set (task, change);
}

void
lineup_preferences_set_preferred_async (LineupPreferences *self,
                                        const char *preferred,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LineupWishList *wishes = NULL;
  Change *change = NULL;
  GError *error = NULL;

  g_return_if_fail (LINEUP_IS_PREFERENCES (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_preferences_set_preferred_async);
  wishes = lineup_wish_list_parse (preferred, &error);
  if (wishes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  change = g_new0 (Change, 1);
  change->wishes = wishes;
  set (g_steal_pointer (&task), change);
}

gboolean
lineup_preferences_set_finish (LineupPreferences *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
