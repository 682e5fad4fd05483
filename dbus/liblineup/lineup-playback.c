/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-playback.h"

#include "lineup-account-private.h"
#include "lineup-error.h"
#include "lineup-item.h"

/* Seconds after which a report is stored: what comes meanwhile takes its place. */
#define REPORT_PAUSE 5

/* What the desktop is told of a lease. It is for logs, and never says what is played. */
#define WHY "playing"

struct _LineupPlayback
{
  GObject parent_instance;

  LineupItem *item;          /* (owned) */
  char *who;                 /* (owned) */
  GVariant *stream;          /* (owned): an `a{sv}` */
  GVariant *alternatives;    /* (owned) (nullable): an `aa{sv}` */
  gsize n_tried;             /* of @alternatives */
  GVariant *current;         /* (owned): the one of them all that is to be played */
  gint64 programme;          /* of an archive, 0 if none is played */
  GCancellable *cancellable; /* (owned): of what nobody waits for */
  guint cookie;              /* of the lease, 0 if there is none */
  gboolean ended;
  GSource *pause;   /* (owned) (nullable): until a report is stored */
  guint64 position; /* seconds, as it was reported last */
  guint64 length;   /* seconds */
  gboolean unsaved;
};

G_DEFINE_FINAL_TYPE (LineupPlayback, lineup_playback, G_TYPE_OBJECT)

static LineupAccount *
get_account (LineupPlayback *self)
{
  return lineup_item_get_account (self->item);
}

/* What is wanted, and what it is wanted of. */
typedef struct
{
  LineupItem *item; /* (owned) */
  char *who;        /* (owned) */
  gint64 programme;
} Opening;

static void
opening_free (Opening *self)
{
  g_clear_object (&self->item);
  g_free (self->who);
  g_free (self);
}

static void
take_lease (LineupPlayback *self, GVariant *cookie)
{
  if (cookie != NULL && g_variant_is_of_type (cookie, G_VARIANT_TYPE_UINT32))
    self->cookie = g_variant_get_uint32 (cookie);
}

static void
on_inhibited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupPlayback) self = user_data;
  /* Without a lease it plays as well; a sync may then take the panel's only connection. */
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, NULL);
  g_autoptr (GVariant) cookie = reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;

  take_lease (self, cookie);
}

/* The daemon that was given the lease is no more. */
static void
on_refreshed (LineupAccount *account, LineupPlayback *self)
{
  if (self->ended)
    return;
  lineup_account_call_async (account,
                             "Account",
                             "Inhibit",
                             g_variant_new ("(ss)", self->who, WHY),
                             self->cancellable,
                             on_inhibited,
                             g_object_ref (self));
}

static void
on_stream (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, &error);
  g_autoptr (GVariant) cookie = NULL;
  g_autoptr (LineupPlayback) self = NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self = g_object_new (LINEUP_TYPE_PLAYBACK, NULL);
  self->item = g_object_ref (opening->item);
  self->who = g_strdup (opening->who);
  self->programme = opening->programme;
  self->stream = g_variant_get_child_value (reply, 0);
  (void)g_variant_get_data (self->stream); /* as one piece, in which texts stay where they are */
  self->current = g_variant_ref (self->stream);
  self->alternatives = g_variant_lookup_value (
      self->stream, "alternatives", G_VARIANT_TYPE ("aa{sv}"));
  cookie = g_variant_lookup_value (self->stream, "cookie", NULL);
  take_lease (self, cookie);
  g_signal_connect_object (source, "refreshed", G_CALLBACK (on_refreshed), self, 0);
  /* What is disposed of gives its lease back. */
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!g_variant_lookup (self->stream, "url", "&s", NULL))
    g_task_return_new_error (
        task, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "There is no address to play");
  else
    g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

void
lineup_playback_open_async (LineupItem *item,
                            const char *who,
                            GVariant *options,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GVariant) given = NULL;
  Opening *opening = NULL;
  GVariantDict dict;

  g_return_if_fail (LINEUP_IS_ITEM (item));
  g_return_if_fail (who != NULL && *who != '\0');
  g_return_if_fail (options == NULL || g_variant_is_of_type (options, G_VARIANT_TYPE_VARDICT));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_playback_open_async);
  opening = g_new0 (Opening, 1);
  opening->item = g_object_ref (item);
  opening->who = g_strdup (who);
  g_task_set_task_data (task, opening, (GDestroyNotify)opening_free);
  given = g_variant_ref_sink (options != NULL ? options : g_variant_new ("a{sv}", NULL));
  g_variant_lookup (given, "programme", "x", &opening->programme);
  g_variant_dict_init (&dict, given);
  g_variant_dict_insert (&dict, "inhibit", "s", who);
  /* There is no cancellable: a lease that was given would be lost with the answer, which takes no
   * panel. */
  lineup_account_call_async (lineup_item_get_account (item),
                             "Catalog",
                             "GetStream",
                             g_variant_new ("(sx@a{sv})",
                                            lineup_kind_to_string (lineup_item_get_kind (item)),
                                            lineup_item_get_id (item),
                                            g_variant_dict_end (&dict)),
                             NULL,
                             on_stream,
                             g_steal_pointer (&task));
}

LineupPlayback *
lineup_playback_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

LineupItem *
lineup_playback_get_item (LineupPlayback *self)
{
  g_return_val_if_fail (LINEUP_IS_PLAYBACK (self), NULL);

  return self->item;
}

const char *
lineup_playback_get_uri (LineupPlayback *self)
{
  const char *uri = NULL;

  g_return_val_if_fail (LINEUP_IS_PLAYBACK (self), NULL);

  g_variant_lookup (self->current, "url", "&s", &uri);
  return uri;
}

const char *
lineup_playback_get_title (LineupPlayback *self)
{
  const char *title = NULL;

  g_return_val_if_fail (LINEUP_IS_PLAYBACK (self), NULL);

  if (g_variant_lookup (self->stream, "title", "&s", &title))
    return title;
  return lineup_item_get_name (self->item);
}

/* Whether a header may be sent: nothing in it ends it. */
static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if ((guchar)*text < ' ' || *text == 0x7f)
        return FALSE;
    }
  return TRUE;
}

const char *
lineup_playback_get_header (LineupPlayback *self, const char *name)
{
  g_autoptr (GVariant) headers = NULL;

  g_return_val_if_fail (LINEUP_IS_PLAYBACK (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  headers = g_variant_lookup_value (self->current, "headers", G_VARIANT_TYPE ("a{ss}"));
  for (gsize i = 0; headers != NULL && i < g_variant_n_children (headers); i++)
    {
      const char *key = NULL, *value = NULL;

      g_variant_get_child (headers, i, "{&s&s}", &key, &value);
      if (g_ascii_strcasecmp (key, name) == 0 && is_plain (value))
        return value;
    }
  return NULL;
}

char **
lineup_playback_list_headers (LineupPlayback *self)
{
  g_autoptr (GVariant) headers = NULL;
  g_autoptr (GStrvBuilder) lines = NULL;

  g_return_val_if_fail (LINEUP_IS_PLAYBACK (self), NULL);

  lines = g_strv_builder_new ();
  headers = g_variant_lookup_value (self->current, "headers", G_VARIANT_TYPE ("a{ss}"));
  for (gsize i = 0; headers != NULL && i < g_variant_n_children (headers); i++)
    {
      const char *key = NULL, *value = NULL;
      g_autofree char *line = NULL;

      g_variant_get_child (headers, i, "{&s&s}", &key, &value);
      line = g_strdup_printf ("%s: %s", key, value);
      if (is_plain (line))
        g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}

GVariant *
lineup_playback_get_stream (LineupPlayback *self)
{
  g_return_val_if_fail (LINEUP_IS_PLAYBACK (self), NULL);

  return self->current;
}

guint64
lineup_playback_get_resume (LineupPlayback *self)
{
  guint64 resume = 0;

  g_return_val_if_fail (LINEUP_IS_PLAYBACK (self), 0);

  g_variant_lookup (self->stream, "resume", "t", &resume);
  return resume;
}

gboolean
lineup_playback_try_next (LineupPlayback *self)
{
  g_return_val_if_fail (LINEUP_IS_PLAYBACK (self), FALSE);

  while (self->alternatives != NULL && self->n_tried < g_variant_n_children (self->alternatives))
    {
      g_autoptr (GVariant) next = g_variant_get_child_value (self->alternatives, self->n_tried++);

      if (!g_variant_lookup (next, "url", "&s", NULL))
        continue;
      g_variant_unref (self->current);
      self->current = g_steal_pointer (&next);
      return TRUE;
    }
  return FALSE;
}

/* Appends a line, which nothing in it ends. */
static void
add_line (GString *text, const char *before, const char *value)
{
  g_autofree char *line = g_strdup (value);

  for (char *letter = line; *letter != '\0'; letter++)
    {
      if ((guchar)*letter < ' ')
        *letter = ' ';
    }
  g_string_append_printf (text, "%s%s\n", before, line);
}

char *
lineup_playback_make_playlist (LineupPlayback *self)
{
  g_autoptr (GString) text = NULL;
  const char *user_agent = NULL, *referrer = NULL;

  g_return_val_if_fail (LINEUP_IS_PLAYBACK (self), NULL);

  text = g_string_new ("#EXTM3U\n");
  user_agent = lineup_playback_get_header (self, "User-Agent");
  referrer = lineup_playback_get_header (self, "Referer");
  add_line (text, "#EXTINF:-1,", lineup_playback_get_title (self));
  if (user_agent != NULL)
    add_line (text, "#EXTVLCOPT:http-user-agent=", user_agent);
  if (referrer != NULL)
    add_line (text, "#EXTVLCOPT:http-referrer=", referrer);
  add_line (text, "", lineup_playback_get_uri (self));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
clear_pause (LineupPlayback *self)
{
  if (self->pause != NULL)
    g_source_destroy (self->pause);
  g_clear_pointer (&self->pause, g_source_unref);
}

/* Stores what was reported last. Returns: whether there was something */
static gboolean
store (LineupPlayback *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_auto (GVariantBuilder) options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  clear_pause (self);
  if (!self->unsaved)
    return FALSE;
  self->unsaved = FALSE;
  if (self->programme != 0)
    g_variant_builder_add (&options, "{sv}", "programme", g_variant_new_int64 (self->programme));
  lineup_account_call_async (
      get_account (self),
      "Library",
      "SetResume",
      g_variant_new ("(sxtta{sv})",
                     lineup_kind_to_string (lineup_item_get_kind (self->item)),
                     lineup_item_get_id (self->item),
                     self->position,
                     self->length,
                     &options),
      cancellable,
      callback,
      data);
  return TRUE;
}

static gboolean
on_pause (gpointer user_data)
{
  LineupPlayback *self = user_data;

  store (self, self->cancellable, NULL, NULL);
  return G_SOURCE_REMOVE;
}

void
lineup_playback_report (LineupPlayback *self, guint64 position, guint64 length)
{
  gboolean live = FALSE;

  g_return_if_fail (LINEUP_IS_PLAYBACK (self));

  g_variant_lookup (self->stream, "live", "b", &live);
  if (self->ended || (live && self->programme == 0))
    return;
  self->position = position;
  self->length = length;
  self->unsaved = TRUE;
  if (self->pause != NULL)
    return;
  self->pause = g_timeout_source_new_seconds (REPORT_PAUSE);
  g_source_set_callback (self->pause, on_pause, self, NULL);
  g_source_attach (self->pause, g_main_context_get_thread_default ());
}

/* Gives the lease back. Returns: whether there was one */
static gboolean
give_back (LineupPlayback *self,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer data)
{
  guint cookie = self->cookie;

  self->cookie = 0;
  if (cookie == 0)
    return FALSE;
  lineup_account_call_async (get_account (self),
                             "Account",
                             "Uninhibit",
                             g_variant_new ("(u)", cookie),
                             cancellable,
                             callback,
                             data);
  return TRUE;
}

static void
end_lease (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  LineupPlayback *self = g_task_get_source_object (task);

  if (give_back (self, g_task_get_cancellable (task), lineup_account_end_call, task))
    g_steal_pointer (&task);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPlayback *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = lineup_account_call_finish (
      LINEUP_ACCOUNT (source), result, NULL, &error);

  if (reply != NULL)
    {
      end_lease (g_steal_pointer (&task));
      return;
    }
  /* The lease is given back all the same, of which nobody waits to hear. */
  give_back (self, self->cancellable, NULL, NULL);
  g_task_return_error (task, g_steal_pointer (&error));
}

void
lineup_playback_end_async (LineupPlayback *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_PLAYBACK (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_playback_end_async);
  self->ended = TRUE;
  if (store (self, cancellable, on_stored, task))
    g_steal_pointer (&task);
  else
    end_lease (g_steal_pointer (&task));
}

gboolean
lineup_playback_end_finish (LineupPlayback *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lineup_playback_init (LineupPlayback *self)
{
  self->cancellable = g_cancellable_new ();
}

/* What is said here is on its way, though nobody waits for an answer. */
static void
lineup_playback_dispose (GObject *object)
{
  LineupPlayback *self = LINEUP_PLAYBACK (object);

  self->ended = TRUE;
  if (self->item != NULL)
    {
      /* There is no cancellable, as nothing is to be lost. */
      store (self, NULL, NULL, NULL);
      give_back (self, NULL, NULL, NULL);
    }
  G_OBJECT_CLASS (lineup_playback_parent_class)->dispose (object);
}

static void
lineup_playback_finalize (GObject *object)
{
  LineupPlayback *self = LINEUP_PLAYBACK (object);

  clear_pause (self);
  g_clear_object (&self->item);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->stream, g_variant_unref);
  g_clear_pointer (&self->current, g_variant_unref);
  g_clear_pointer (&self->alternatives, g_variant_unref);
  g_free (self->who);
  G_OBJECT_CLASS (lineup_playback_parent_class)->finalize (object);
}

static void
lineup_playback_class_init (LineupPlaybackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lineup_playback_dispose;
  object_class->finalize = lineup_playback_finalize;
}
