/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-sources.h"

#include "lineup-credentials-lookup.h"
#include "lineup-error.h"
#include "lineup-guide-address.h"
#include "lineup-guide-watches.h"
#include "lineup-log.h"
#include "lineup-opened-file.h"

/* What ids of guides begin with that a person has added. */
#define ID_PREFIX "guide-"

/* Microseconds that a removal waits for what the source has brought to be gone: a guide that is
 * being written may take minutes. */
#define ROWS_PATIENCE (3 * G_TIME_SPAN_SECOND)

struct _LineupGuideSources
{
  GObject parent_instance;

  LineupAccount *account;          /* (owned) */
  LineupSecretStore *secrets;      /* (owned) */
  LineupGuideChoices *choices;     /* (owned) */
  LineupGuideProposals *proposals; /* (owned) */
  LineupGuide *guide;              /* (owned) */
  LineupClock *clock;              /* (owned) */
  LineupGuideWatches *watches;     /* (owned) */
  GQueue changes;                  /* (element-type GTask): the first of which is being made */
};

/* One change. */
typedef struct
{
  char *id; /* (owned) (nullable): of the source, NULL for a new one until it has one */
  gboolean is_new;
  gboolean is_proposed;
  LineupGuideSourceChange *given; /* (owned) (nullable): NULL for a removal */
  char *address;                  /* (owned) (nullable): a secret, if it is to be another */
  LineupCredentials *before;      /* (owned) (nullable): addresses as they were */
  gboolean is_wanted;             /* whether the guide is to be read */
  gboolean is_other;              /* whether what was read before is of no more use */
  GSource *rows_limit;            /* (owned) (nullable): of the waiting for rows to go */
} Change;

G_DEFINE_FINAL_TYPE (LineupGuideSources, lineup_guide_sources, G_TYPE_OBJECT)

static guint wanted_signal;

/* Tasks hold it, so there is no change any more. */
static void
lineup_guide_sources_finalize (GObject *object)
{
  LineupGuideSources *self = LINEUP_GUIDE_SOURCES (object);

  g_clear_object (&self->account);
  g_clear_object (&self->secrets);
  g_clear_object (&self->choices);
  g_clear_object (&self->proposals);
  g_clear_object (&self->guide);
  g_clear_object (&self->clock);
  g_clear_object (&self->watches);

  G_OBJECT_CLASS (lineup_guide_sources_parent_class)->finalize (object);
}

static void
lineup_guide_sources_class_init (LineupGuideSourcesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_guide_sources_finalize;

  wanted_signal = g_signal_new ("wanted",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_STRING);
}

static void
lineup_guide_sources_init (LineupGuideSources *self)
{
  g_queue_init (&self->changes);
}

LineupGuideChoices *
lineup_guide_sources_get_choices (LineupGuideSources *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_SOURCES (self), NULL);

  return self->choices;
}

LineupGuideProposals *
lineup_guide_sources_get_proposals (LineupGuideSources *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_SOURCES (self), NULL);

  return self->proposals;
}

static void
count (const LineupChosenSource *source, gpointer user_data)
{
  *(guint *)user_data += 1;
}

gboolean
lineup_guide_sources_is_full (LineupGuideSources *self)
{
  guint n_sources = 0;

  g_return_val_if_fail (LINEUP_IS_GUIDE_SOURCES (self), TRUE);

  lineup_guide_choices_foreach_source (self->choices, count, &n_sources);
  return n_sources >= LINEUP_GUIDE_SOURCES_MAX;
}

static void
on_file_changed (LineupGuideSources *self)
{
  g_signal_emit (self, wanted_signal, 0, NULL);
}

LineupGuideSources *
lineup_guide_sources_new (LineupAccount *account,
                          LineupSecretStore *secrets,
                          LineupGuideChoices *choices,
                          LineupGuideProposals *proposals,
                          LineupGuide *guide,
                          LineupClock *clock)
{
  LineupGuideSources *self = g_object_new (LINEUP_TYPE_GUIDE_SOURCES, NULL);

  self->account = g_object_ref (account);
  self->secrets = g_object_ref (secrets);
  self->choices = g_object_ref (choices);
  self->proposals = g_object_ref (proposals);
  self->guide = g_object_ref (guide);
  self->clock = g_object_ref (clock);
  self->watches = lineup_guide_watches_new (account, secrets, choices, clock);
  g_signal_connect_object (
      self->watches, "changed", G_CALLBACK (on_file_changed), self, G_CONNECT_SWAPPED);
  return self;
}

/* Making changes */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

static void
change_free (Change *self)
{
  lineup_clock_clear_source (&self->rows_limit);
  g_free (self->id);
  g_clear_pointer (&self->given, lineup_guide_source_change_free);
  lineup_credentials_wipe (self->address);
  g_clear_pointer (&self->before, lineup_credentials_free);
  g_free (self);
}

static Change *
change_new (const char *id, const LineupGuideSourceChange *given)
{
  Change *self = g_new0 (Change, 1);

  self->id = g_strdup (id);
  self->is_new = id == NULL;
  if (given != NULL)
    self->given = lineup_guide_source_change_copy (given);
  return self;
}

static void begin_next (LineupGuideSources *self);

/* Ends the change that is being made. */
static void
end (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;
  LineupGuideSources *self = g_task_get_source_object (task);
  const Change *change = g_task_get_task_data (task);
  g_autofree char *wanted = owned_error == NULL && change->is_wanted ? g_strdup (change->id) : NULL;

  g_queue_remove (&self->changes, task);
  if (owned_error != NULL)
    g_task_return_error (task, owned_error);
  else
    g_task_return_pointer (task, g_strdup (change->id), g_free);
  if (wanted != NULL)
    g_signal_emit (self, wanted_signal, 0, wanted);
  begin_next (self);
}

/* Rows */

static gboolean
on_rows_limit (gpointer user_data)
{
  GTask *task = user_data;
  Change *change = g_task_get_task_data (task);

  lineup_clock_clear_source (&change->rows_limit);
  end (task, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_rows_gone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupGuideSources *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  const LineupLogContext context = { .account = lineup_account_get_id (self->account) };
  g_autoptr (GError) error = NULL;

  if (!lineup_guide_job_finish (LINEUP_GUIDE (source), result, &error))
    lineup_log (
        G_LOG_LEVEL_WARNING, &context, error, "what a removed guide has brought is still there");
  if (change->rows_limit == NULL)
    return;
  lineup_clock_clear_source (&change->rows_limit);
  end (task, NULL);
}

static void
remove_rows (GTask *owned_task)
{
  LineupGuideSources *self = g_task_get_source_object (owned_task);
  Change *change = g_task_get_task_data (owned_task);

  change->rows_limit = lineup_clock_add_timeout (
      self->clock, ROWS_PATIENCE, on_rows_limit, owned_task);
  /* What is removed is removed. */
  lineup_guide_remove_source_async (
      self->guide, change->id, NULL, on_rows_gone, g_object_ref (owned_task));
}

/* Choices */

static void
on_addresses_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error))
    g_debug ("The address of a guide is another, though it was not changed: %s", error->message);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupGuideSources *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  if (!lineup_guide_choices_change_finish (LINEUP_GUIDE_CHOICES (source), result, &error))
    {
      if (change->before != NULL)
        /* All is as it was, with the address that goes with it, be it wanted or not. */
        lineup_secret_store_store_async (self->secrets,
                                         lineup_account_get_guide_secret (self->account),
                                         change->before,
                                         NULL,
                                         on_addresses_restored,
                                         NULL);
      end (task, error);
      return;
    }
  if (change->given == NULL || change->is_other)
    remove_rows (task);
  else
    end (task, NULL);
}

typedef struct
{
  Change *change;            /* (unowned) */
  LineupChosenSource source; /* as it is to be */
  char *origin;              /* (owned) (nullable) */
  char *name;                /* (owned) (nullable) */
  char *zone;                /* (owned) (nullable) */
  gboolean found;
} Merge;

/* Takes what is there. */
static void
take_present (const LineupChosenSource *source, gpointer user_data)
{
  Merge *merge = user_data;

  if (!g_str_equal (source->id, merge->change->id))
    return;
  merge->found = TRUE;
  merge->origin = g_strdup (source->origin);
  merge->name = g_strdup (source->name);
  merge->zone = g_strdup (source->zone);
  merge->source.shift = source->shift;
  merge->source.enabled = source->enabled;
}

static void
take_text (char **text, const char *given)
{
  if (given == NULL)
    return;
  g_free (*text);
  *text = *given != '\0' ? g_strdup (given) : NULL;
}

/* Whether what a guide that is there has brought is another one's now, or at other times. */
static gboolean
is_other_guide (const Merge *merge)
{
  const char *zone = merge->change->given->zone;

  return merge->found
         && (merge->change->address != NULL
             || (zone != NULL && g_strcmp0 (merge->zone, *zone != '\0' ? zone : NULL) != 0));
}

/* When it is shown, and what comes before it, is not a matter of reading. */
static gboolean
is_to_be_read (const Merge *merge)
{
  const LineupGuideSourceChange *given = merge->change->given;

  if (given->has_enabled ? !given->enabled : !merge->source.enabled)
    return FALSE;
  return !merge->found || is_other_guide (merge) || (given->has_enabled && !merge->source.enabled);
}

static void
choose (GTask *owned_task)
{
  LineupGuideSources *self = g_task_get_source_object (owned_task);
  Change *change = g_task_get_task_data (owned_task);
  Merge merge = { .change = change, .source = { .enabled = !change->is_proposed } };

  if (change->given == NULL)
    {
      /* The address is gone already. */
      lineup_guide_choices_remove_source_async (
          self->choices, change->id, NULL, on_chosen, owned_task);
      return;
    }
  lineup_guide_choices_foreach_source (self->choices, take_present, &merge);
  change->is_other = is_other_guide (&merge);
  change->is_wanted = is_to_be_read (&merge);
  if (change->address != NULL)
    {
      g_free (merge.origin);
      merge.origin = lineup_guide_address_get_origin (change->address);
    }
  take_text (&merge.name, change->given->name);
  take_text (&merge.zone, change->given->zone);
  if (change->given->has_shift)
    merge.source.shift = change->given->shift;
  if (change->given->has_enabled)
    merge.source.enabled = change->given->enabled;
  merge.source.id = change->id;
  merge.source.origin = merge.origin;
  merge.source.name = merge.name;
  merge.source.zone = merge.zone;
  /* Its address may be there already. */
  lineup_guide_choices_put_source_async (
      self->choices, &merge.source, change->given->place, NULL, on_chosen, owned_task);
  g_free (merge.origin);
  g_free (merge.name);
  g_free (merge.zone);
}

/* Addresses */

static void
on_addresses_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (lineup_secret_store_store_finish (LINEUP_SECRET_STORE (source), result, &error))
    choose (task);
  else
    end (task, error);
}

/* Whether another source has the address. */
static gboolean
is_taken (const LineupCredentials *addresses, const Change *change)
{
  GHashTableIter iter;
  gpointer source = NULL;
  gpointer address = NULL;

  if (addresses->addresses == NULL || change->address == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, addresses->addresses);
  while (g_hash_table_iter_next (&iter, &source, &address))
    {
      if (g_str_equal (address, change->address) && g_strcmp0 (source, change->id) != 0)
        return TRUE;
    }
  return FALSE;
}

/* Returns the addresses of those sources that there are: one may be left of a change that a power
 * cut has ended. */
static LineupCredentials *
copy_addresses (LineupGuideSources *self, const LineupCredentials *addresses)
{
  g_auto (GStrv) ids = lineup_guide_choices_list_sources (self->choices);
  LineupCredentials *copy = lineup_credentials_new ("", "");

  for (gsize i = 0; ids[i] != NULL; i++)
    lineup_credentials_set_address (
        copy, ids[i], lineup_credentials_get_address (addresses, ids[i]));
  return copy;
}

static void
on_addresses (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  LineupGuideSources *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (LineupCredentials) addresses = lineup_credentials_lookup_finish (result, &error);
  g_autoptr (LineupCredentials) copy = NULL;

  if (addresses == NULL)
    {
      end (task, error);
      return;
    }
  change->before = copy_addresses (self, addresses);
  copy = lineup_credentials_copy (change->before);
  if (is_taken (copy, change))
    {
      refuse (&error, "This guide is there already");
      end (task, error);
      return;
    }
  if (change->is_new)
    change->id = lineup_guide_choices_make_id (self->choices, ID_PREFIX);
  lineup_credentials_set_address (copy, change->id, change->address);
  lineup_secret_store_store_async (self->secrets,
                                   lineup_account_get_guide_secret (self->account),
                                   g_hash_table_size (copy->addresses) > 0 ? copy : NULL,
                                   g_task_get_cancellable (task),
                                   on_addresses_stored,
                                   task);
}

static void
go_on_with_address (GTask *owned_task)
{
  LineupGuideSources *self = g_task_get_source_object (owned_task);
  const Change *change = g_task_get_task_data (owned_task);

  if (change->address == NULL && change->given != NULL)
    choose (owned_task);
  else
    lineup_credentials_lookup_guides_async (self->account,
                                            self->secrets,
                                            LINEUP_CREDENTIALS_LOOKUP_PATIENCE,
                                            g_task_get_cancellable (owned_task),
                                            on_addresses,
                                            owned_task);
}

static void
on_file_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  change->address = lineup_opened_file_find_finish (result, &error);
  if (change->address != NULL)
    go_on_with_address (task);
  else
    end (task, error);
}

static gboolean
is_there (LineupGuideSources *self, const char *id)
{
  g_auto (GStrv) ids = lineup_guide_choices_list_sources (self->choices);

  return g_strv_contains ((const char *const *)ids, id);
}

/* Whoever says anything of a proposal means the guide at that address, whatever is proposed later.
 */
static gboolean
take_proposal (LineupGuideSources *self, Change *change)
{
  change->address = g_strdup (lineup_guide_proposals_get_address (self->proposals, change->id));
  change->is_proposed = change->address != NULL;
  return change->is_proposed;
}

/* Returns FALSE for a source of which that can't be changed. */
static gboolean
check_source (LineupGuideSources *self, Change *change, GError **error)
{
  const gboolean has_place = change->given != NULL
                             && (change->given->url != NULL || change->given->fd >= 0);

  if (change->is_new)
    return TRUE;
  if (!is_there (self, change->id) && (has_place || !take_proposal (self, change)))
    {
      g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "There is no such source");
      return FALSE;
    }
  if (!change->is_proposed && !lineup_guide_choices_is_own (self->choices, change->id))
    return TRUE;
  if (change->given == NULL)
    return refuse (error, "This source can be turned off, but not removed");
  if (has_place)
    return refuse (error, "This source has no address that could be set");
  return TRUE;
}

static void
begin_next (LineupGuideSources *self)
{
  GTask *task = g_queue_peek_head (&self->changes);
  Change *change = NULL;
  GError *error = NULL;

  if (task == NULL)
    return;
  change = g_task_get_task_data (task);
  if (!check_source (self, change, &error))
    end (task, error);
  else if (change->given != NULL && change->given->fd >= 0)
    lineup_opened_file_find_async (
        change->given->fd, g_task_get_cancellable (task), on_file_found, task);
  else
    go_on_with_address (task);
}

static void
start (LineupGuideSources *self,
       Change *owned_change,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const LineupGuideSourceChange *given = owned_change->given;
  GError *error = NULL;

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, owned_change, (GDestroyNotify)change_free);
  /* What was done is told, although nobody may care any more. */
  g_task_set_check_cancellable (task, FALSE);
  if (given != NULL && lineup_guide_source_change_check (given, owned_change->is_new, &error)
      && given->url != NULL)
    owned_change->address = lineup_guide_address_parse (given->url, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_queue_push_tail (&self->changes, task);
  if (g_queue_get_length (&self->changes) == 1)
    begin_next (self);
}

void
lineup_guide_sources_add_async (LineupGuideSources *self,
                                const LineupGuideSourceChange *change,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE_SOURCES (self));

  start (self, change_new (NULL, change), cancellable, callback, user_data);
}

char *
lineup_guide_sources_add_finish (LineupGuideSources *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lineup_guide_sources_update_async (LineupGuideSources *self,
                                   const char *id,
                                   const LineupGuideSourceChange *change,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE_SOURCES (self));
  g_return_if_fail (id != NULL);

  start (self, change_new (id, change), cancellable, callback, user_data);
}

void
lineup_guide_sources_remove_async (LineupGuideSources *self,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_GUIDE_SOURCES (self));
  g_return_if_fail (id != NULL);

  start (self, change_new (id, NULL), cancellable, callback, user_data);
}

gboolean
lineup_guide_sources_change_finish (LineupGuideSources *self, GAsyncResult *result, GError **error)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  id = g_task_propagate_pointer (G_TASK (result), error);
  return id != NULL;
}
