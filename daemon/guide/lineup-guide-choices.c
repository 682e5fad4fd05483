/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-choices.h"

#include "lineup-error.h"
#include "lineup-file.h"
#include "lineup-key-file.h"
#include "lineup-private-folder.h"
#include "lineup-state-file.h"

#include <string.h>

/* What is in the file: the sources' order, a group for each, and a key for each channel: how, the
 * shift in seconds, and where it is from. */
#define SOURCES       "sources"
#define ORDER         "order"
#define SOURCE_PREFIX "source "
#define MATCHES       "matches"

/* How a channel is to be matched. */
#define BY_RULE "rule"
#define NONE    "none"
#define CHANNEL "channel"

/* Seconds of a minute. */
#define MINUTE 60

struct _LineupGuideChoices
{
  GObject parent_instance;

  LineupStateFile *file; /* (owned) */
  GPtrArray *own;        /* (owned) (element-type utf8): sources that are there in any case */
  GKeyFile *contents;    /* (owned) (nullable): what is on the disk, NULL if it can't be read */
  GKeyFile *next;        /* (owned) (nullable): what is being written, NULL for no file */
  GQueue changes;        /* (element-type GTask): the first of which is being made */
};

/* Makes a change. Returns whether it can be made. */
typedef gboolean (*ChangeFunc) (GKeyFile *contents, gpointer data, GError **error);

typedef struct
{
  ChangeFunc func; /* (nullable): NULL for the end of it all */
  gpointer data;   /* (owned) (nullable) */
  GDestroyNotify data_free;
} Change;

G_DEFINE_FINAL_TYPE (LineupGuideChoices, lineup_guide_choices, G_TYPE_OBJECT)

static guint changed_signal;

static void
lineup_guide_choices_finalize (GObject *object)
{
  LineupGuideChoices *self = LINEUP_GUIDE_CHOICES (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->own, g_ptr_array_unref);
  g_clear_pointer (&self->contents, g_key_file_unref);
  g_clear_pointer (&self->next, g_key_file_unref);
  g_queue_clear (&self->changes);

  G_OBJECT_CLASS (lineup_guide_choices_parent_class)->finalize (object);
}

static void
lineup_guide_choices_class_init (LineupGuideChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_guide_choices_finalize;

  changed_signal = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lineup_guide_choices_init (LineupGuideChoices *self)
{
  self->own = g_ptr_array_new_with_free_func (g_free);
  g_queue_init (&self->changes);
}

LineupGuideChoices *
lineup_guide_choices_new (const char *directory, const char *account)
{
  LineupGuideChoices *self = g_object_new (LINEUP_TYPE_GUIDE_CHOICES, NULL);
  g_autofree char *name = g_strconcat (account, ".guide.conf", NULL);
  g_autofree char *path = g_build_filename (directory, name, NULL);

  self->file = lineup_state_file_new (path);
  return self;
}

gboolean
lineup_guide_choices_load (LineupGuideChoices *self, GError **error)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (LINEUP_IS_GUIDE_CHOICES (self), FALSE);

  folder = g_path_get_dirname (lineup_state_file_get_path (self->file));
  /* One that is not there is made when there is something to write. */
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    lineup_private_folder_make (folder);
  g_clear_pointer (&self->contents, g_key_file_unref);
  self->contents = lineup_state_file_load (self->file, &local_error);
  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      self->contents = g_key_file_new ();
      return TRUE;
    }
  if (self->contents == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return self->contents != NULL;
}

/* Reading */

static gboolean
find_place (const GPtrArray *order, const char *id, guint *place)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *)order, id, g_str_equal, place);
}

/* Returns ids of the sources in their order. */
static GPtrArray *
load_order (GKeyFile *contents, const GPtrArray *own)
{
  g_autofree char **ids = NULL;
  GPtrArray *order = g_ptr_array_new_with_free_func (g_free);
  guint n_first = 0;

  if (contents != NULL)
    ids = g_key_file_get_string_list (contents, SOURCES, ORDER, NULL, NULL);
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (order, ids[i]);
  for (guint i = 0; i < own->len; i++)
    {
      if (!find_place (order, own->pdata[i], NULL))
        g_ptr_array_insert (order, (int)n_first++, g_strdup (own->pdata[i]));
    }
  return order;
}

char **
lineup_guide_choices_list_sources (LineupGuideChoices *self)
{
  GPtrArray *order = NULL;

  g_return_val_if_fail (LINEUP_IS_GUIDE_CHOICES (self), NULL);

  order = load_order (self->contents, self->own);
  g_ptr_array_add (order, NULL);
  return (char **)g_ptr_array_free (order, FALSE);
}

void
lineup_guide_choices_add_own (LineupGuideChoices *self, const char *id)
{
  g_return_if_fail (LINEUP_IS_GUIDE_CHOICES (self));

  if (!find_place (self->own, id, NULL))
    g_ptr_array_add (self->own, g_strdup (id));
}

void
lineup_guide_choices_drop_own (LineupGuideChoices *self, const char *id)
{
  guint place = 0;

  g_return_if_fail (LINEUP_IS_GUIDE_CHOICES (self));

  if (find_place (self->own, id, &place))
    g_ptr_array_remove_index (self->own, place);
}

gboolean
lineup_guide_choices_is_own (LineupGuideChoices *self, const char *id)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_CHOICES (self), FALSE);

  return find_place (self->own, id, NULL);
}

/* Whether @text is @prefix and a number. */
static gboolean
read_numbered (const char *text, const char *prefix, guint64 *number)
{
  return g_str_has_prefix (text, prefix)
         && g_ascii_string_to_unsigned (text + strlen (prefix), 10, 1, G_MAXINT32, number, NULL);
}

char *
lineup_guide_choices_make_id (LineupGuideChoices *self, const char *prefix)
{
  g_auto (GStrv) ids = NULL;
  g_auto (GStrv) matches = NULL;
  guint64 last = 0;
  guint64 number = 0;

  g_return_val_if_fail (LINEUP_IS_GUIDE_CHOICES (self), NULL);

  ids = lineup_guide_choices_list_sources (self);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      if (read_numbered (ids[i], prefix, &number))
        last = MAX (last, number);
    }
  if (self->contents != NULL)
    matches = g_key_file_get_keys (self->contents, MATCHES, NULL, NULL);
  for (gsize i = 0; matches != NULL && matches[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_key_file_get_string_list (
          self->contents, MATCHES, matches[i], NULL, NULL);

      if (words != NULL && g_strv_length (words) > 2 && read_numbered (words[2], prefix, &number))
        last = MAX (last, number);
    }
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, prefix, last + 1);
}

static char *
make_group (const char *id)
{
  return g_strconcat (SOURCE_PREFIX, id, NULL);
}

/* Reads a number that may be below zero, such as a shift. */
static gboolean
read_shift (const char *text, gint64 *shift)
{
  *shift = 0;
  return text != NULL && g_ascii_string_to_signed (text, 10, -G_MAXINT32, G_MAXINT32, shift, NULL);
}

static char *
read_text (GKeyFile *contents, const char *group, const char *key)
{
  return contents != NULL ? g_key_file_get_string (contents, group, key, NULL) : NULL;
}

static gboolean
read_enabled (GKeyFile *contents, const char *group)
{
  g_autoptr (GError) error = NULL;
  gboolean enabled = TRUE;

  if (contents != NULL)
    enabled = g_key_file_get_boolean (contents, group, "enabled", &error);
  return enabled || error != NULL;
}

void
lineup_guide_choices_foreach_source (LineupGuideChoices *self,
                                     LineupChosenSourceFunc func,
                                     gpointer user_data)
{
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (LINEUP_IS_GUIDE_CHOICES (self));

  ids = lineup_guide_choices_list_sources (self);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *group = make_group (ids[i]);
      g_autofree char *origin = read_text (self->contents, group, "origin");
      g_autofree char *name = read_text (self->contents, group, "name");
      g_autofree char *zone = read_text (self->contents, group, "zone");
      g_autofree char *shift = read_text (self->contents, group, "shift");
      LineupChosenSource source = {
        .id = ids[i],
        .origin = origin,
        .name = name,
        .zone = zone,
        .enabled = read_enabled (self->contents, group),
      };

      read_shift (shift, &source.shift);
      func (&source, user_data);
    }
}

static void
fill_source (const LineupChosenSource *source, gpointer user_data)
{
  if (!source->enabled)
    return;
  lineup_match_plan_add_source (user_data, source->id, source->shift * MINUTE);
  if (g_str_equal (source->id, LINEUP_GUIDE_CHOICES_PANEL))
    lineup_match_plan_set_direct (user_data, LINEUP_GUIDE_CHOICES_SHORT);
}

/* Whoever writes into the file by hand may write anything. */
static gboolean
read_choice (char **words, LineupMatchChoice *choice)
{
  const guint n_words = g_strv_length (words);

  *choice = (LineupMatchChoice){ FALSE, NULL, NULL, 0 };
  if (n_words < 2 || !read_shift (words[1], &choice->shift))
    return FALSE;
  choice->none = g_str_equal (words[0], NONE);
  if (g_str_equal (words[0], CHANNEL) && n_words == 4)
    {
      choice->source = words[2];
      choice->guide_channel = words[3];
    }
  return choice->none || choice->source != NULL || g_str_equal (words[0], BY_RULE);
}

static void
fill_matches (LineupGuideChoices *self, LineupMatchPlan *plan)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->contents, MATCHES, NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_key_file_get_string_list (
          self->contents, MATCHES, keys[i], NULL, NULL);
      LineupMatchChoice choice;
      gint64 item = 0;

      if (words != NULL && read_choice (words, &choice)
          && g_ascii_string_to_signed (keys[i], 10, G_MININT64, G_MAXINT64, &item, NULL))
        lineup_match_plan_choose (plan, item, &choice);
    }
}

void
lineup_guide_choices_fill (LineupGuideChoices *self, LineupMatchPlan *plan)
{
  g_return_if_fail (LINEUP_IS_GUIDE_CHOICES (self));

  lineup_guide_choices_foreach_source (self, fill_source, plan);
  if (self->contents != NULL)
    fill_matches (self, plan);
}

/* Changing */

static void
change_free (gpointer data)
{
  Change *change = data;

  if (change->data_free != NULL)
    change->data_free (change->data);
  g_free (change);
}

static void begin_next (LineupGuideChoices *self);

static void
end_change (LineupGuideChoices *self, GError *owned_error)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->changes);

  g_clear_pointer (&self->next, g_key_file_unref);
  if (owned_error == NULL)
    {
      g_signal_emit (self, changed_signal, 0);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, owned_error);
  begin_next (self);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LineupGuideChoices) self = LINEUP_GUIDE_CHOICES (user_data);
  GError *error = NULL;

  if (lineup_state_file_save_finish (LINEUP_STATE_FILE (source), result, &error))
    {
      g_clear_pointer (&self->contents, g_key_file_unref);
      self->contents = self->next != NULL ? g_steal_pointer (&self->next) : g_key_file_new ();
    }
  end_change (self, error);
}

static void
save (LineupGuideChoices *self)
{
  /* What was begun to be written is written. */
  lineup_state_file_save_async (self->file, self->next, NULL, on_saved, g_object_ref (self));
}

static gboolean
copy_contents (LineupGuideChoices *self, GError **error)
{
  g_autofree char *text = NULL;

  if (self->contents == NULL)
    {
      lineup_file_set_unreadable (
          error, lineup_state_file_get_path (self->file), "what is in it is not known");
      return FALSE;
    }
  text = g_key_file_to_data (self->contents, NULL, NULL);
  self->next = lineup_key_file_parse (text, error);
  return self->next != NULL;
}

static gboolean
check_size (LineupGuideChoices *self, GError **error)
{
  gsize length = 0;

  g_free (g_key_file_to_data (self->next, &length, NULL));
  if (length <= LINEUP_FILE_MAX_SIZE)
    return TRUE;
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE, "That is more than can be kept");
  return FALSE;
}

static void
begin_next (LineupGuideChoices *self)
{
  GTask *task = g_queue_peek_head (&self->changes);
  const Change *change = NULL;
  GError *error = NULL;

  if (task == NULL)
    return;
  change = g_task_get_task_data (task);
  if (change->func == NULL
      || (copy_contents (self, &error) && change->func (self->next, change->data, &error)
          && check_size (self, &error)))
    save (self);
  else
    end_change (self, error);
}

static void
start (LineupGuideChoices *self,
       ChangeFunc func,
       gpointer owned_data,
       GDestroyNotify data_free,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  g_task_set_source_tag (task, start);
  change->func = func;
  change->data = owned_data;
  change->data_free = data_free;
  g_task_set_task_data (task, change, change_free);
  g_queue_push_tail (&self->changes, task);
  if (g_queue_get_length (&self->changes) == 1)
    begin_next (self);
}

/* Sources */

typedef struct
{
  GPtrArray *own; /* (owned) (element-type utf8) */
  char *id;       /* (owned) */
  char *origin;   /* (owned) (nullable) */
  char *name;     /* (owned) (nullable) */
  gint64 shift;
  char *zone; /* (owned) (nullable) */
  gboolean enabled;
  int place;
} PutSource;

static void
put_source_free (gpointer data)
{
  PutSource *self = data;

  g_ptr_array_unref (self->own);
  g_free (self->id);
  g_free (self->origin);
  g_free (self->name);
  g_free (self->zone);
  g_free (self);
}

static void
store_order (GKeyFile *contents, const GPtrArray *order)
{
  g_key_file_set_string_list (
      contents, SOURCES, ORDER, (const char *const *)order->pdata, order->len);
}

static void
set_text (GKeyFile *contents, const char *group, const char *key, const char *text)
{
  if (text != NULL)
    g_key_file_set_string (contents, group, key, text);
  else
    g_key_file_remove_key (contents, group, key, NULL);
}

static gboolean
put_source (GKeyFile *contents, gpointer data, GError **error)
{
  const PutSource *source = data;
  g_autoptr (GPtrArray) order = load_order (contents, source->own);
  g_autofree char *group = make_group (source->id);
  guint place = order->len;

  if (find_place (order, source->id, &place))
    g_ptr_array_remove_index (order, place);
  else
    place = order->len;
  if (source->place >= 0)
    place = MIN ((guint)source->place, order->len);
  g_ptr_array_insert (order, (int)place, g_strdup (source->id));
  store_order (contents, order);
  set_text (contents, group, "origin", source->origin);
  set_text (contents, group, "name", source->name);
  set_text (contents, group, "zone", source->zone);
  g_key_file_set_int64 (contents, group, "shift", source->shift);
  g_key_file_set_boolean (contents, group, "enabled", source->enabled);
  return TRUE;
}

static gpointer
copy_text (gconstpointer text, gpointer user_data)
{
  return g_strdup (text);
}

void
lineup_guide_choices_put_source_async (LineupGuideChoices *self,
                                       const LineupChosenSource *source,
                                       int place,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  PutSource *put = NULL;

  g_return_if_fail (LINEUP_IS_GUIDE_CHOICES (self));

  put = g_new0 (PutSource, 1);
  put->own = g_ptr_array_copy (self->own, copy_text, NULL);
  put->id = g_strdup (source->id);
  put->origin = g_strdup (source->origin);
  put->name = g_strdup (source->name);
  put->shift = source->shift;
  put->zone = g_strdup (source->zone);
  put->enabled = source->enabled;
  put->place = place;
  start (self, put_source, put, put_source_free, cancellable, callback, user_data);
}

static gboolean
remove_source (GKeyFile *contents, gpointer data, GError **error)
{
  const char *id = data;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) order = load_order (contents, none);
  g_autofree char *group = make_group (id);
  guint place = 0;

  if (!find_place (order, id, &place))
    {
      g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "There is no such source");
      return FALSE;
    }
  g_ptr_array_remove_index (order, place);
  store_order (contents, order);
  g_key_file_remove_group (contents, group, NULL);
  return TRUE;
}

void
lineup_guide_choices_remove_source_async (LineupGuideChoices *self,
                                          const char *id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE_CHOICES (self));

  start (self, remove_source, g_strdup (id), g_free, cancellable, callback, user_data);
}

/* Matches. As text: a key for each, with its words, or none for what is to go. */

static void
add_match (GKeyFile *changes, const LineupChosenMatch *match)
{
  const LineupMatchChoice *choice = &match->choice;
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, match->item);
  g_autofree char *shift = g_strdup_printf ("%" G_GINT64_FORMAT, choice->shift);
  const char *words[] = { BY_RULE, shift, choice->source, choice->guide_channel };
  gsize n_words = 2;

  if (choice->none)
    words[0] = NONE;
  else if (choice->source != NULL && choice->guide_channel != NULL)
    {
      words[0] = CHANNEL;
      n_words = 4;
    }
  if (match->by_itself)
    n_words = 0;
  g_key_file_set_string_list (changes, MATCHES, key, words, n_words);
}

static gboolean
set_matches (GKeyFile *contents, gpointer data, GError **error)
{
  GKeyFile *changes = data;
  g_auto (GStrv) keys = g_key_file_get_keys (changes, MATCHES, NULL, NULL);
  g_auto (GStrv) all = NULL;

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (changes, MATCHES, keys[i], NULL);

      if (*value != '\0')
        g_key_file_set_value (contents, MATCHES, keys[i], value);
      else
        g_key_file_remove_key (contents, MATCHES, keys[i], NULL);
    }
  all = g_key_file_get_keys (contents, MATCHES, NULL, NULL);
  if (all == NULL || g_strv_length (all) <= LINEUP_GUIDE_CHOICES_MAX_MATCHES)
    return TRUE;
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE, "These are more than can be kept");
  return FALSE;
}

static void
key_file_free (gpointer data)
{
  g_key_file_unref (data);
}

void
lineup_guide_choices_set_matches_async (LineupGuideChoices *self,
                                        const LineupChosenMatch *matches,
                                        gsize n_matches,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GKeyFile *changes = NULL;

  g_return_if_fail (LINEUP_IS_GUIDE_CHOICES (self));

  changes = g_key_file_new ();
  for (gsize i = 0; i < n_matches; i++)
    add_match (changes, &matches[i]);
  start (self, set_matches, changes, key_file_free, cancellable, callback, user_data);
}

void
lineup_guide_choices_delete_async (LineupGuideChoices *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE_CHOICES (self));

  start (self, NULL, NULL, NULL, cancellable, callback, user_data);
}

gboolean
lineup_guide_choices_change_finish (LineupGuideChoices *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
