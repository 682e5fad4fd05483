/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync-state.h"

#include "lineup-key-file.h"

#define GROUP "Sync"

LineupSyncState *
lineup_sync_state_new (void)
{
  LineupSyncState *self = g_new0 (LineupSyncState, 1);

  self->step = LINEUP_LIST_NONE;
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_step_report_free);
  self->formats = g_new0 (char *, 1);
  return self;
}

void
lineup_sync_state_free (LineupSyncState *self)
{
  g_ptr_array_unref (self->reports);
  g_free (self->timezone);
  g_free (self->server);
  g_free (self->moved_to);
  g_strfreev (self->formats);
  g_free (self);
}

static void
save_panel (const LineupSyncState *self, GKeyFile *file)
{
  const gsize n_formats = g_strv_length (self->formats);

  if (self->timezone != NULL)
    g_key_file_set_string (file, GROUP, "Timezone", self->timezone);
  if (self->moved_to != NULL)
    g_key_file_set_string (file, GROUP, "MovedTo", self->moved_to);
  if (self->server != NULL)
    {
      g_key_file_set_string (file, GROUP, "Server", self->server);
      g_key_file_set_uint64 (file, GROUP, "ServerUntil", self->server_until);
    }
  if (n_formats > 0)
    g_key_file_set_string_list (
        file, GROUP, "Formats", (const char *const *)self->formats, n_formats);
}

static void
load_panel (LineupSyncState *self, GKeyFile *file)
{
  char **formats = g_key_file_get_string_list (file, GROUP, "Formats", NULL, NULL);

  self->timezone = g_key_file_get_string (file, GROUP, "Timezone", NULL);
  self->moved_to = g_key_file_get_string (file, GROUP, "MovedTo", NULL);
  self->server = g_key_file_get_string (file, GROUP, "Server", NULL);
  self->server_until = lineup_key_file_get_time (file, GROUP, "ServerUntil");
  if (formats != NULL)
    {
      g_strfreev (self->formats);
      self->formats = formats;
    }
}

/* The steps are kept in the order in which they ran, which is the contract's. */

GKeyFile *
lineup_sync_state_save (const LineupSyncState *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  lineup_job_record_save (&self->record, file, GROUP);
  if (self->record.job != 0)
    g_key_file_set_string (file, GROUP, "Step", lineup_list_to_string (self->step));
  g_key_file_set_string (
      file, GROUP, "AccountStatus", lineup_account_status_to_string (self->account_status));
  g_key_file_set_uint64 (file, GROUP, "Expires", self->expires);
  g_key_file_set_uint64 (file, GROUP, "MaxConnections", self->max_connections);
  save_panel (self, file);
  g_key_file_set_uint64 (file, GROUP, "Generation", self->generation);

  for (guint i = 0; i < self->reports->len; i++)
    lineup_step_report_save (self->reports->pdata[i], file);
  return g_steal_pointer (&file);
}

LineupSyncState *
lineup_sync_state_load (GKeyFile *file)
{
  LineupSyncState *self = lineup_sync_state_new ();
  g_autofree char *step = g_key_file_get_string (file, GROUP, "Step", NULL);
  g_autofree char *account_status = g_key_file_get_string (file, GROUP, "AccountStatus", NULL);

  lineup_job_record_load (&self->record, file, GROUP);
  lineup_list_from_string (step, &self->step);
  self->account_status = lineup_account_status_from_string (account_status);
  self->expires = lineup_key_file_get_time (file, GROUP, "Expires");
  self->max_connections = (guint)lineup_key_file_get_number (
      file, GROUP, "MaxConnections", 0, G_MAXUINT, NULL);
  load_panel (self, file);
  self->generation = lineup_key_file_get_count (file, GROUP, "Generation");

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      LineupStepReport *report = lineup_step_report_load (file, (LineupList)list);

      if (report != NULL)
        g_ptr_array_add (self->reports, report);
    }
  return self;
}
