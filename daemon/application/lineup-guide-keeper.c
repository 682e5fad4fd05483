/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-keeper.h"

struct _LineupGuideKeeper
{
  GObject parent_instance;

  LineupAccount *account;                    /* (owned) */
  LineupGuideChoices *choices;               /* (owned) */
  LineupAccountSync *sync;                   /* (owned) */
  LineupAccountSchedule *catalogue_schedule; /* (owned) */
  LineupGuideMatching *matching;             /* (owned) */
  LineupAccountGuide *syncs;                 /* (owned) */
  LineupAccountSchedule *schedule;           /* (owned) */
  GPtrArray *asked; /* (owned) (element-type utf8): sources for which a person waits */
};

enum
{
  PROP_NEXT_SYNC = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (LineupGuideKeeper, lineup_guide_keeper, G_TYPE_OBJECT)

static guint64
get_next (LineupAccountSchedule *schedule)
{
  guint64 next = 0;

  g_object_get (schedule, "next-sync", &next, NULL);
  return next;
}

/* A sync of the catalogue has one of the guide follow. */
static guint64
get_next_sync (LineupGuideKeeper *self)
{
  const guint64 next = get_next (self->schedule);
  const guint64 catalogue = get_next (self->catalogue_schedule);

  if (!lineup_account_get_guide (self->account) || catalogue == 0)
    return next;
  return next != 0 ? MIN (next, catalogue) : catalogue;
}

static void
lineup_guide_keeper_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  LineupGuideKeeper *self = LINEUP_GUIDE_KEEPER (object);

  switch (property_id)
    {
    case PROP_NEXT_SYNC:
      g_value_set_uint64 (value, get_next_sync (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_guide_keeper_finalize (GObject *object)
{
  LineupGuideKeeper *self = LINEUP_GUIDE_KEEPER (object);

  g_clear_object (&self->schedule);
  g_clear_object (&self->syncs);
  g_clear_object (&self->matching);
  g_clear_object (&self->catalogue_schedule);
  g_clear_object (&self->sync);
  g_clear_object (&self->choices);
  g_clear_object (&self->account);
  g_clear_pointer (&self->asked, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_guide_keeper_parent_class)->finalize (object);
}

static void
lineup_guide_keeper_class_init (LineupGuideKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_guide_keeper_get_property;
  object_class->finalize = lineup_guide_keeper_finalize;

  properties[PROP_NEXT_SYNC] = g_param_spec_uint64 ("next-sync",
                                                    NULL,
                                                    NULL,
                                                    0,
                                                    G_MAXUINT64,
                                                    0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
lineup_guide_keeper_init (LineupGuideKeeper *self)
{
  self->asked = g_ptr_array_new_with_free_func (g_free);
}

static void
on_next_changed (LineupGuideKeeper *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_SYNC]);
}

static void
note_catalogue (LineupGuideKeeper *self)
{
  const LineupSyncState *state = lineup_account_sync_get_state (self->sync);

  lineup_account_guide_note_catalogue (self->syncs, state->record.last_sync);
}

/* What has just been read may be of channels that the guide has not been asked for. */
static void
on_catalogue_synced (LineupGuideKeeper *self, LineupSync *sync)
{
  note_catalogue (self);
  if (!lineup_sync_is_cancelled (sync))
    lineup_account_schedule_hurry (self->schedule);
}

static void
on_wanted (LineupGuideKeeper *self)
{
  lineup_account_guide_want (self->syncs);
  lineup_account_schedule_hurry (self->schedule);
}

/* Sources that a person has just added, or changed, are read at once, and nothing else is; a sync
 * that runs already may have passed them. */
static void
start_asked (LineupGuideKeeper *self)
{
  g_autoptr (GPtrArray) asked = NULL;
  LineupGuideSyncOptions options = { NULL, LINEUP_IMPORT_NONE };
  guint64 job = 0;

  if (self->asked->len == 0
      || lineup_job_runner_get_job (lineup_account_guide_get_runner (self->syncs)) != NULL)
    return;
  asked = g_steal_pointer (&self->asked);
  self->asked = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (asked, NULL);
  options.sources = (const char *const *)asked->pdata;
  /* Of an account that is disabled, they are read when it is not. */
  if (lineup_account_get_guide (self->account))
    lineup_guide_keeper_start (self, &options, &job, NULL);
}

static void
on_source_wanted (LineupGuideKeeper *self, const char *source)
{
  on_wanted (self);
  if (source == NULL)
    return;
  g_ptr_array_add (self->asked, g_strdup (source));
  start_asked (self);
}

static void
make_syncs (LineupGuideKeeper *self, const LineupGuideKeeperParts *parts)
{
  const char *id = lineup_account_get_id (parts->account);
  LineupGuide *guide = lineup_account_storage_get_guide (parts->storage);
  LineupGuideSyncParts sync_parts = { .opener = parts->opener, .guide = guide };

  self->matching = lineup_guide_matching_new (
      id,
      lineup_account_storage_get_catalogue (parts->storage),
      guide,
      lineup_account_storage_get_guide_choices (parts->storage));
  sync_parts.matching = self->matching;
  sync_parts.clock = lineup_hosts_get_clock (parts->hosts);
  self->syncs = lineup_account_guide_new (id,
                                          lineup_account_storage_get_guide_state (parts->storage),
                                          LINEUP_SOURCE_PROVIDER (parts->source),
                                          &sync_parts,
                                          parts->hosts,
                                          parts->jobs);
}

static void
make_schedule (LineupGuideKeeper *self, const LineupGuideKeeperParts *parts)
{
  /* What the account says of its syncs is of the guide's, too. Whether any begins by itself comes
   * last: before, the schedule would not know when it may. */
  static const char *const settings[][2] = {
    { "enabled", "enabled" },
    { "sync-interval", "sync-interval" },
    { "unmetered-only", "unmetered-only" },
    { "guide", "auto-sync" },
  };

  self->schedule = lineup_account_schedule_new (
      LINEUP_SCHEDULED (self->syncs), parts->conditions, parts->hosts);
  g_object_bind_property (
      parts->leases, "inhibited", self->schedule, "inhibited", G_BINDING_SYNC_CREATE);
  g_object_bind_property (parts->source, "locked", self->schedule, "locked", G_BINDING_SYNC_CREATE);
  g_object_bind_property (
      parts->account, "auto-sync", self->syncs, "auto-sync", G_BINDING_SYNC_CREATE);
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    g_object_bind_property (
        parts->account, settings[i][0], self->schedule, settings[i][1], G_BINDING_SYNC_CREATE);
}

LineupGuideKeeper *
lineup_guide_keeper_new (const LineupGuideKeeperParts *parts)
{
  LineupGuideKeeper *self = g_object_new (LINEUP_TYPE_GUIDE_KEEPER, NULL);
  LineupGuideChoices *choices = lineup_account_storage_get_guide_choices (parts->storage);

  self->account = g_object_ref (parts->account);
  self->choices = g_object_ref (choices);
  self->sync = g_object_ref (parts->sync);
  self->catalogue_schedule = g_object_ref (parts->schedule);
  make_syncs (self, parts);
  note_catalogue (self);
  make_schedule (self, parts);
  g_signal_connect_object (
      self->sync, "finished", G_CALLBACK (on_catalogue_synced), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->sync, "notify::last-sync", G_CALLBACK (note_catalogue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      parts->sources, "wanted", G_CALLBACK (on_source_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->syncs, "finished", G_CALLBACK (start_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choices, "changed", G_CALLBACK (on_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->schedule, "notify::next-sync", G_CALLBACK (on_next_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->catalogue_schedule,
                           "notify::next-sync",
                           G_CALLBACK (on_next_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->account, "notify::guide", G_CALLBACK (on_next_changed), self, G_CONNECT_SWAPPED);
  return self;
}

LineupAccountGuide *
lineup_guide_keeper_get_syncs (LineupGuideKeeper *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_KEEPER (self), NULL);

  return self->syncs;
}

LineupGuideMatching *
lineup_guide_keeper_get_matching (LineupGuideKeeper *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_KEEPER (self), NULL);

  return self->matching;
}

typedef struct
{
  const char *id; /* (unowned) */
  gboolean is_on;
} WantedSource;

static void
check_source (const LineupChosenSource *source, gpointer user_data)
{
  WantedSource *wanted = user_data;

  wanted->is_on = wanted->is_on || (source->enabled && g_str_equal (source->id, wanted->id));
}

static gboolean
check_sources (LineupGuideKeeper *self, const char *const *sources, GError **error)
{
  for (gsize i = 0; sources != NULL && sources[i] != NULL; i++)
    {
      WantedSource wanted = { sources[i], FALSE };

      lineup_guide_choices_foreach_source (self->choices, check_source, &wanted);
      if (!wanted.is_on)
        {
          g_set_error_literal (error,
                               G_IO_ERROR,
                               G_IO_ERROR_INVALID_ARGUMENT,
                               "There is no such source, or it is off");
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
lineup_guide_keeper_start (LineupGuideKeeper *self,
                           const LineupGuideSyncOptions *options,
                           guint64 *job,
                           GError **error)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_KEEPER (self), FALSE);

  return check_sources (self, options->sources, error)
         && lineup_account_guide_start (self->syncs, options, job, error);
}

void
lineup_guide_keeper_set_hold (LineupGuideKeeper *self, gboolean enabled, gboolean on_hold)
{
  g_return_if_fail (LINEUP_IS_GUIDE_KEEPER (self));

  g_object_set (self->syncs, "enabled", enabled, NULL);
  g_object_set (self->schedule, "on-hold", on_hold, NULL);
}

void
lineup_guide_keeper_stop (LineupGuideKeeper *self)
{
  g_return_if_fail (LINEUP_IS_GUIDE_KEEPER (self));

  lineup_account_schedule_stop (self->schedule);
}

void
lineup_guide_keeper_end (LineupGuideKeeper *self)
{
  g_return_if_fail (LINEUP_IS_GUIDE_KEEPER (self));

  lineup_guide_matching_stop (self->matching);
}
