/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-private.h"

#include "lineup-error.h"
#include "lineup-item-private.h"
#include "lineup-job-tracker-private.h"

struct _LineupAccount
{
  GObject parent_instance;

  LineupConnection *connection;    /* (owned) */
  char *path;                      /* (owned) */
  GHashTable *values;              /* (owned) (element-type utf8 GVariant): by `Interface.Member` */
  LineupJobTracker *catalogue_job; /* (owned) */
  LineupJobTracker *guide_job;     /* (owned) */
  gboolean known;                  /* its properties were read once */
  gboolean removed;
};

/* A property of ours, and whose it is on the bus. */
typedef struct
{
  const char *name;
  const char *key; /* `Interface.Member` */
  char type;
  gboolean writable;
  const char *blurb;
} Field;

/* The order is that of the ids. Bindings and their documentation follow from this table. */
static const Field fields[] = {
  { "id", "Account.Id", 's', FALSE, "Its id, which never changes" },
  { "name", "Account.Name", 's', FALSE, "What to call it" },
  { "server", "Account.Server", 's', FALSE, "Scheme, host and port of the panel" },
  { "status", "Account.Status", 's', FALSE, "pending, syncing, completed, partial or failed" },
  { "waiting", "Account.Waiting", 's', FALSE, "Why a sync that is due does not run yet" },
  { "percentage", "Account.Percentage", 'u', FALSE, "Of the running or last sync" },
  { "step", "Account.Step", 's', FALSE, "Of the running or last sync" },
  { "last-attempt", "Account.LastAttempt", 't', FALSE, "When a sync last began, in Unix seconds" },
  { "last-sync", "Account.LastSync", 't', FALSE, "When a sync last ended well, in Unix seconds" },
  { "next-sync", "Account.NextSync", 't', FALSE, "When a sync is due, in Unix seconds" },
  { "enabled", "Account.Enabled", 'b', TRUE, "Whether it may sync at all" },
  { "auto-sync", "Account.AutoSync", 'b', TRUE, "Whether it syncs by itself" },
  { "sync-interval", "Account.SyncInterval", 'u', TRUE, "Minutes between syncs" },
  { "unmetered-only", "Account.UnmeteredOnly", 'b', TRUE, "Whether syncs spare what costs" },
  { "notify-person", "Account.Notify", 'b', TRUE, "Whether the desktop tells of syncs" },
  { "guide", "Account.Guide", 'b', TRUE, "Whether its guide is kept" },
  { "live-format", "Account.LiveFormat", 's', TRUE, "ts, m3u8, or empty: as the panel offers" },
  { "inhibited", "Account.Inhibited", 'b', FALSE, "Whether a player holds a lease" },
  { "account-status", "Account.AccountStatus", 's', FALSE, "As the panel says" },
  { "expires",
    "Account.Expires",
    't',
    FALSE,
    "When it ends, in Unix seconds; 0: never, or unknown" },
  { "max-connections", "Account.MaxConnections", 'u', FALSE, "Streams at once; 0: unknown" },
  { "generation", "Catalog.Generation", 't', FALSE, "Rises with every change" },
  { "cache-size", "Catalog.CacheSize", 't', FALSE, "Bytes on disk" },
  { "search-complete", "Catalog.SearchComplete", 'b', FALSE, "Whether searches find all" },
  { "guide-status", "Guide.GuideStatus", 's', FALSE, "Status of the guide" },
  { "guide-generation", "Guide.GuideGeneration", 't', FALSE, "Rises with every change" },
  { "guide-from", "Guide.GuideFrom", 't', FALSE, "Where the guide begins, in Unix seconds" },
  { "guide-until", "Guide.GuideUntil", 't', FALSE, "Where the guide ends, in Unix seconds" },
  { "last-guide-sync", "Guide.LastGuideSync", 't', FALSE, "When it was last read" },
  { "next-guide-sync", "Guide.NextGuideSync", 't', FALSE, "When it is read next" },
  { "hide-new-categories", "Library.HideNewCategories", 'b', TRUE, "New ones start hidden" },
};

/* Ids of properties; those that are no single member of the bus' come last. */
enum
{
  PROP_LAST_FIELD = G_N_ELEMENTS (fields),
  PROP_COUNTS,
  PROP_CATALOGUE_JOB,
  PROP_GUIDE_JOB,
  PROP_REMOVED,
  N_PROPERTIES
};

enum
{
  CATALOGUE_CHANGED,
  GUIDE_CHANGED,
  LIBRARY_CHANGED,
  REFRESHED,
  SETTING_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupAccount, lineup_account, G_TYPE_OBJECT)

LineupConnection *
lineup_account_get_connection (LineupAccount *self)
{
  return self->connection;
}

GVariant *
lineup_account_get_value (LineupAccount *self, const char *interface, const char *member)
{
  g_autofree char *key = g_strconcat (interface, ".", member, NULL);

  return g_hash_table_lookup (self->values, key);
}

/* A property as it was last told, or as it would be told of an account without anything. */
static void
read_field (LineupAccount *self, const Field *field, GValue *value)
{
  GVariant *found = g_hash_table_lookup (self->values, field->key);
  char type[] = { field->type, '\0' };

  if (found == NULL || !g_variant_is_of_type (found, G_VARIANT_TYPE (type)))
    return;
  switch (field->type)
    {
    case 's':
      g_value_set_string (value, g_variant_get_string (found, NULL));
      break;
    case 'b':
      g_value_set_boolean (value, g_variant_get_boolean (found));
      break;
    case 'u':
      g_value_set_uint (value, g_variant_get_uint32 (found));
      break;
    default:
      g_value_set_uint64 (value, g_variant_get_uint64 (found));
      break;
    }
}

static void
take_value (LineupAccount *self, const char *interface, const char *member, GVariant *value)
{
  g_autofree char *key = g_strconcat (interface, ".", member, NULL);
  GVariant *known = g_hash_table_lookup (self->values, key);

  if (known != NULL && g_variant_equal (known, value))
    return;
  g_hash_table_insert (self->values, g_strdup (key), g_variant_ref (value));
  if (g_str_equal (key, "Catalog.Counts"))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTS]);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_str_equal (key, fields[i].key))
        g_object_notify_by_pspec (G_OBJECT (self), properties[i + 1]);
    }
}

static void
take_values (LineupAccount *self, const char *interface, GVariant *values)
{
  if (!g_str_has_prefix (interface, LINEUP_BUS_NAME "."))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  for (gsize i = 0; i < g_variant_n_children (values); i++)
    {
      g_autoptr (GVariant) value = NULL;
      const char *member = NULL;

      g_variant_get_child (values, i, "{&sv}", &member, &value);
      take_value (self, interface + strlen (LINEUP_BUS_NAME "."), member, value);
    }
  g_object_thaw_notify (G_OBJECT (self));
  lineup_job_tracker_take_values (self->catalogue_job);
  lineup_job_tracker_take_values (self->guide_job);
}

void
lineup_account_take_interfaces (LineupAccount *self, GVariant *interfaces)
{
  for (gsize i = 0; i < g_variant_n_children (interfaces); i++)
    {
      g_autoptr (GVariant) values = NULL;
      const char *interface = NULL;

      g_variant_get_child (interfaces, i, "{&s@a{sv}}", &interface, &values);
      take_values (self, interface, values);
    }
  if (self->known)
    g_signal_emit (self, signals[REFRESHED], 0);
  self->known = self->known || g_variant_n_children (interfaces) != 0;
}

void
lineup_account_take_signal (LineupAccount *self,
                            const char *interface,
                            const char *member,
                            GVariant *parameters)
{
  const char *type = g_variant_get_type_string (parameters);

  if (g_str_equal (member, "PropertiesChanged") && g_str_equal (type, "(sa{sv}as)"))
    {
      g_autoptr (GVariant) values = NULL;
      const char *changed = NULL;

      g_variant_get (parameters, "(&s@a{sv}as)", &changed, &values, NULL);
      take_values (self, changed, values);
    }
  else if (g_str_equal (member, "Changed") && g_str_equal (type, "(ta{sv})"))
    {
      g_autoptr (GVariant) counts = NULL;
      guint64 generation = 0;

      g_variant_get (parameters, "(t@a{sv})", &generation, &counts);
      g_signal_emit (self, signals[CATALOGUE_CHANGED], 0, generation, counts);
    }
  else if (g_str_equal (member, "GuideChanged") && g_str_equal (type, "(tttax)"))
    {
      g_autoptr (GVariant) channels = NULL;
      guint64 generation = 0, from = 0, until = 0;

      g_variant_get (parameters, "(ttt@ax)", &generation, &from, &until, &channels);
      g_signal_emit (self, signals[GUIDE_CHANGED], 0, from, until, channels);
    }
  else if (g_str_equal (member, "LibraryChanged") && g_str_equal (type, "(sxa{sv})"))
    {
      g_autoptr (GVariant) state = NULL;
      const char *kind = NULL;
      gint64 id = 0;

      g_variant_get (parameters, "(&sx@a{sv})", &kind, &id, &state);
      g_signal_emit (self, signals[LIBRARY_CHANGED], 0, kind, id, state);
    }
  else if (g_str_equal (type, "(tusa{sv})") || g_str_equal (type, "(tsa{sv})"))
    {
      lineup_job_tracker_take_signal (self->catalogue_job, member, parameters);
      lineup_job_tracker_take_signal (self->guide_job, member, parameters);
    }
}

void
lineup_account_vanish (LineupAccount *self)
{
  lineup_job_tracker_vanish (self->catalogue_job);
  lineup_job_tracker_vanish (self->guide_job);
}

void
lineup_account_remove (LineupAccount *self)
{
  self->removed = TRUE;
  lineup_account_vanish (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMOVED]);
}

LineupAccount *
lineup_account_new (LineupConnection *connection, const char *path)
{
  LineupAccount *self = g_object_new (LINEUP_TYPE_ACCOUNT, NULL);

  self->connection = g_object_ref (connection);
  self->path = g_strdup (path);
  g_hash_table_insert (self->values,
                       g_strdup ("Account.Id"),
                       g_variant_ref_sink (g_variant_new_string (lineup_account_get_id (self))));
  return self;
}

const char *
lineup_account_get_id (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->path + strlen (LINEUP_ACCOUNT_PATH_PREFIX);
}

const char *
lineup_account_get_name (LineupAccount *self)
{
  GVariant *name = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  name = g_hash_table_lookup (self->values, "Account.Name");
  if (name != NULL && *g_variant_get_string (name, NULL) != '\0')
    return g_variant_get_string (name, NULL);
  return lineup_account_get_id (self);
}

const char *
lineup_account_get_status (LineupAccount *self)
{
  GVariant *status = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  status = g_hash_table_lookup (self->values, "Account.Status");
  return status != NULL ? g_variant_get_string (status, NULL) : "pending";
}

guint64
lineup_account_get_count (LineupAccount *self, const char *list)
{
  GVariant *counts = NULL;
  guint64 count = 0;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), 0);
  g_return_val_if_fail (list != NULL, 0);

  counts = g_hash_table_lookup (self->values, "Catalog.Counts");
  if (counts != NULL)
    g_variant_lookup (counts, list, "t", &count);
  return count;
}

gboolean
lineup_account_is_removed (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), TRUE);

  return self->removed;
}

LineupJobTracker *
lineup_account_get_catalogue_job (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->catalogue_job;
}

LineupJobTracker *
lineup_account_get_guide_job (LineupAccount *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT (self), NULL);

  return self->guide_job;
}

void
lineup_account_call_async (LineupAccount *self,
                           const char *interface,
                           const char *method,
                           GVariant *parameters,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autofree char *whole = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT (self));
  g_return_if_fail (interface != NULL && method != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  whole = g_strconcat (LINEUP_BUS_NAME ".", interface, NULL);
  lineup_relay_async (self,
                      self->connection,
                      self->path,
                      whole,
                      method,
                      parameters,
                      cancellable,
                      callback,
                      user_data);
}

GVariant *
lineup_account_call_finish (LineupAccount *self,
                            GAsyncResult *result,
                            GUnixFDList **fds,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return lineup_relay_finish (result, fds, error);
}

void
lineup_account_end_call (GObject *source, GAsyncResult *result, gpointer owned_task)
{
  g_autoptr (GTask) task = owned_task;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, &error);

  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupAccount *self = LINEUP_ACCOUNT (source);
  const Field *field = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_relay_finish (result, NULL, &error);

  if (reply != NULL)
    return;
  /* A switch that is bound to it goes back to what is true. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[field - fields + 1]);
  g_signal_emit (self, signals[SETTING_FAILED], 0, field->name, error);
}

static void
lineup_account_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LineupAccount *self = LINEUP_ACCOUNT (object);
  const Field *field = &fields[id - 1];
  g_auto (GStrv) words = NULL;
  g_autofree char *interface = NULL;
  GVariant *wanted = NULL;
  GVariant *known = g_hash_table_lookup (self->values, field->key);

  switch (field->type)
    {
    case 'b':
      wanted = g_variant_new_boolean (g_value_get_boolean (value));
      break;
    case 'u':
      wanted = g_variant_new_uint32 (g_value_get_uint (value));
      break;
    default:
      wanted = g_variant_new_string (g_value_get_string (value) != NULL ? g_value_get_string (value)
                                                                        : "");
      break;
    }
  if (known != NULL && g_variant_equal (known, wanted))
    {
      g_variant_unref (g_variant_ref_sink (wanted));
      return;
    }
  words = g_strsplit (field->key, ".", 2);
  interface = g_strconcat (LINEUP_BUS_NAME ".", words[0], NULL);
  /* There is no cancellable: a setting is told whole, or not at all. */
  lineup_relay_async (self,
                      self->connection,
                      self->path,
                      "org.freedesktop.DBus.Properties",
                      "Set",
                      g_variant_new ("(ssv)", interface, words[1], wanted),
                      NULL,
                      on_set,
                      (gpointer)field);
}

static void
lineup_account_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LineupAccount *self = LINEUP_ACCOUNT (object);

  switch (id)
    {
    case PROP_COUNTS:
      g_value_set_variant (value, g_hash_table_lookup (self->values, "Catalog.Counts"));
      break;
    case PROP_CATALOGUE_JOB:
      g_value_set_object (value, self->catalogue_job);
      break;
    case PROP_GUIDE_JOB:
      g_value_set_object (value, self->guide_job);
      break;
    case PROP_REMOVED:
      g_value_set_boolean (value, self->removed);
      break;
    default:
      if (id == 0 || id > G_N_ELEMENTS (fields))
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      else
        read_field (self, &fields[id - 1], value);
      break;
    }
}

static void
lineup_account_init (LineupAccount *self)
{
  self->values = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_variant_unref);
  self->catalogue_job = lineup_job_tracker_new (self, FALSE);
  self->guide_job = lineup_job_tracker_new (self, TRUE);
}

static void
lineup_account_finalize (GObject *object)
{
  LineupAccount *self = LINEUP_ACCOUNT (object);

  lineup_job_tracker_leave (self->catalogue_job);
  lineup_job_tracker_leave (self->guide_job);
  g_clear_object (&self->catalogue_job);
  g_clear_object (&self->guide_job);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self->path);
  G_OBJECT_CLASS (lineup_account_parent_class)->finalize (object);
}

static GParamSpec *
make_pspec (const Field *field)
{
  const GParamFlags flags = (field->writable ? G_PARAM_READWRITE : G_PARAM_READABLE)
                            | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->type)
    {
    case 's':
      return g_param_spec_string (field->name, NULL, field->blurb, "", flags);
    case 'b':
      return g_param_spec_boolean (field->name, NULL, field->blurb, FALSE, flags);
    case 'u':
      return g_param_spec_uint (field->name, NULL, field->blurb, 0, G_MAXUINT, 0, flags);
    default:
      return g_param_spec_uint64 (field->name, NULL, field->blurb, 0, G_MAXUINT64, 0, flags);
    }
}

static void
lineup_account_class_init (LineupAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lineup_account_get_property;
  object_class->set_property = lineup_account_set_property;
  object_class->finalize = lineup_account_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    properties[i + 1] = make_pspec (&fields[i]);

  /**
   * LineupAccount:counts:
   *
   * How many there are of what, an `a{st}` by kinds and lists of categories.
   */
  properties[PROP_COUNTS] = g_param_spec_variant (
      "counts", NULL, NULL, G_VARIANT_TYPE ("a{st}"), NULL, read);
  /**
   * LineupAccount:catalogue-job:
   *
   * What syncs the catalogue.
   */
  properties[PROP_CATALOGUE_JOB] = g_param_spec_object (
      "catalogue-job", NULL, NULL, LINEUP_TYPE_JOB_TRACKER, read);
  /**
   * LineupAccount:guide-job:
   *
   * What syncs the guide.
   */
  properties[PROP_GUIDE_JOB] = g_param_spec_object (
      "guide-job", NULL, NULL, LINEUP_TYPE_JOB_TRACKER, read);
  /**
   * LineupAccount:removed:
   *
   * Whether the account is no more.
   */
  properties[PROP_REMOVED] = g_param_spec_boolean ("removed", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * LineupAccount::catalogue-changed:
   * @self: an account
   * @generation: the catalogue's from now on
   * @counts: an `a{sv}` as Changed of the bus has it
   *
   * Something was added, changed or removed.
   */
  signals[CATALOGUE_CHANGED] = g_signal_new ("catalogue-changed",
                                             LINEUP_TYPE_ACCOUNT,
                                             G_SIGNAL_RUN_LAST,
                                             0,
                                             NULL,
                                             NULL,
                                             NULL,
                                             G_TYPE_NONE,
                                             2,
                                             G_TYPE_UINT64,
                                             G_TYPE_VARIANT);
  /**
   * LineupAccount::guide-changed:
   * @self: an account
   * @from: Unix seconds
   * @until: Unix seconds
   * @channels: an `ax`; empty are many
   *
   * The guide has changed between two times.
   */
  signals[GUIDE_CHANGED] = g_signal_new ("guide-changed",
                                         LINEUP_TYPE_ACCOUNT,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         3,
                                         G_TYPE_UINT64,
                                         G_TYPE_UINT64,
                                         G_TYPE_VARIANT);
  /**
   * LineupAccount::library-changed:
   * @self: an account
   * @kind: word of the item's kind; empty are many
   * @id: of the item
   * @state: an `a{sv}` as LibraryChanged of the bus has it
   *
   * A person has said something of an item.
   */
  signals[LIBRARY_CHANGED] = g_signal_new ("library-changed",
                                           LINEUP_TYPE_ACCOUNT,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           3,
                                           G_TYPE_STRING,
                                           G_TYPE_INT64,
                                           G_TYPE_VARIANT);
  /**
   * LineupAccount::refreshed:
   * @self: an account
   *
   * The daemon was started anew: what was asked of it may have changed unseen.
   */
  signals[REFRESHED] = g_signal_new (
      "refreshed", LINEUP_TYPE_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * LineupAccount::setting-failed:
   * @self: an account
   * @name: of the property
   * @error: why
   *
   * A property that was set has not been taken, and is what it was.
   */
  signals[SETTING_FAILED] = g_signal_new ("setting-failed",
                                          LINEUP_TYPE_ACCOUNT,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_STRING,
                                          G_TYPE_ERROR);
}
