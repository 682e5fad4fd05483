/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync-memory.h"

struct _LineupSyncMemory
{
  GObject parent_instance;

  char *account;          /* (owned) */
  LineupStateFile *file;  /* (owned) */
  LineupSyncState *state; /* (owned) */
};

static void lineup_sync_memory_iface_init (LineupJobMemoryInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupSyncMemory,
                               lineup_sync_memory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_JOB_MEMORY,
                                                      lineup_sync_memory_iface_init))

static void
lineup_sync_memory_finalize (GObject *object)
{
  LineupSyncMemory *self = LINEUP_SYNC_MEMORY (object);

  g_clear_pointer (&self->account, g_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->state, lineup_sync_state_free);

  G_OBJECT_CLASS (lineup_sync_memory_parent_class)->finalize (object);
}

static void
lineup_sync_memory_class_init (LineupSyncMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_sync_memory_finalize;
}

static void
lineup_sync_memory_init (LineupSyncMemory *self)
{
}

static LineupSyncState *
load (LineupSyncMemory *self)
{
  g_autoptr (GKeyFile) contents = lineup_state_file_load_or_report (self->file, self->account);

  return lineup_sync_state_load (contents);
}

LineupSyncMemory *
lineup_sync_memory_new (const char *account, LineupStateFile *file)
{
  LineupSyncMemory *self = g_object_new (LINEUP_TYPE_SYNC_MEMORY, NULL);

  self->account = g_strdup (account);
  self->file = g_object_ref (file);
  self->state = load (self);
  return self;
}

const LineupSyncState *
lineup_sync_memory_get_state (LineupSyncMemory *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC_MEMORY (self), NULL);

  return self->state;
}

/* As a job's memory. */

static const char *
lineup_sync_memory_get_account (LineupJobMemory *memory)
{
  return LINEUP_SYNC_MEMORY (memory)->account;
}

static LineupStateFile *
lineup_sync_memory_get_file (LineupJobMemory *memory)
{
  return LINEUP_SYNC_MEMORY (memory)->file;
}

static LineupJobRecord *
lineup_sync_memory_get_record (LineupJobMemory *memory)
{
  return &LINEUP_SYNC_MEMORY (memory)->state->record;
}

static void
lineup_sync_memory_take_job (LineupJobMemory *memory,
                             LineupJob *job,
                             const GError *error,
                             guint64 now)
{
  LineupSyncState *state = LINEUP_SYNC_MEMORY (memory)->state;
  LineupSync *sync = LINEUP_SYNC (job);

  state->step = lineup_sync_get_step (sync);
  g_ptr_array_unref (state->reports);
  state->reports = g_ptr_array_ref (lineup_sync_get_reports (sync));
}

static GKeyFile *
lineup_sync_memory_save (LineupJobMemory *memory)
{
  return lineup_sync_state_save (LINEUP_SYNC_MEMORY (memory)->state);
}

static void
lineup_sync_memory_iface_init (LineupJobMemoryInterface *iface)
{
  iface->get_account = lineup_sync_memory_get_account;
  iface->get_file = lineup_sync_memory_get_file;
  iface->get_record = lineup_sync_memory_get_record;
  iface->take_job = lineup_sync_memory_take_job;
  iface->save = lineup_sync_memory_save;
}

/* What else there is to know */

/* A refusal says nothing of these, and what is known stays true. */
static void
take_panel (LineupSyncState *state, const LineupAccountInfo *info)
{
  if (info->timezone != NULL)
    {
      g_free (state->timezone);
      state->timezone = g_strdup (info->timezone);
    }
  if (info->formats[0] != NULL)
    {
      g_strfreev (state->formats);
      state->formats = g_strdupv (info->formats);
    }
}

void
lineup_sync_memory_take_account_info (LineupSyncMemory *self, const LineupAccountInfo *info)
{
  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  self->state->account_status = info->status;
  if (info->status == LINEUP_ACCOUNT_STATUS_ACTIVE)
    self->state->record.refused = FALSE;
  self->state->expires = (guint64)MAX (info->expires, 0);
  self->state->max_connections = info->max_connections;
  g_free (self->state->moved_to);
  self->state->moved_to = g_strdup (info->moved_to);
  take_panel (self->state, info);
  lineup_job_memory_save (LINEUP_JOB_MEMORY (self));
}

void
lineup_sync_memory_set_server (LineupSyncMemory *self, const char *origin, guint64 until)
{
  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  if (g_strcmp0 (origin, self->state->server) == 0 && until == self->state->server_until)
    return;
  g_free (self->state->server);
  self->state->server = g_strdup (origin);
  self->state->server_until = until;
  lineup_job_memory_save (LINEUP_JOB_MEMORY (self));
}

void
lineup_sync_memory_set_generation (LineupSyncMemory *self, guint64 generation)
{
  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  if (generation == self->state->generation)
    return;
  self->state->generation = generation;
  lineup_job_memory_save (LINEUP_JOB_MEMORY (self));
}

void
lineup_sync_memory_reset (LineupSyncMemory *self)
{
  LineupSyncState *state = NULL;

  g_return_if_fail (LINEUP_IS_SYNC_MEMORY (self));

  state = lineup_sync_state_new ();
  state->record.job = self->state->record.job;
  state->generation = self->state->generation;
  state->server = g_strdup (self->state->server);
  state->server_until = self->state->server_until;
  lineup_sync_state_free (self->state);
  self->state = state;
  lineup_job_memory_save (LINEUP_JOB_MEMORY (self));
}
