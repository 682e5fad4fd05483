/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-announcer.h"

#include "lineup-account-announcer.h"
#include "lineup-countdown.h"

struct _LineupAnnouncer
{
  GObject parent_instance;

  LineupNotifications *notifications; /* (owned) */
  LineupClock *clock;                 /* (owned) */
  GHashTable *accounts; /* (owned) (element-type LineupSubscription LineupAccountAnnouncer) */
};

G_DEFINE_FINAL_TYPE (LineupAnnouncer, lineup_announcer, G_TYPE_OBJECT)

static void
lineup_announcer_finalize (GObject *object)
{
  LineupAnnouncer *self = LINEUP_ANNOUNCER (object);

  g_clear_pointer (&self->accounts, g_hash_table_unref);
  g_clear_object (&self->notifications);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (lineup_announcer_parent_class)->finalize (object);
}

static void
lineup_announcer_class_init (LineupAnnouncerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_announcer_finalize;
}

static void
lineup_announcer_init (LineupAnnouncer *self)
{
  self->accounts = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}

static void
on_account_added (LineupAnnouncer *self, LineupSubscription *subscription)
{
  LineupAccountAnnouncer *announcer = lineup_account_announcer_new (
      lineup_subscription_get_account (subscription),
      lineup_subscription_get_sync (subscription),
      self->notifications,
      lineup_account_storage_get_told (lineup_subscription_get_storage (subscription)),
      self->clock);

  lineup_account_announcer_follow_guide (
      announcer,
      lineup_guide_keeper_get_syncs (
          lineup_account_guides_get_keeper (lineup_subscription_get_guides (subscription))));
  g_hash_table_insert (self->accounts, g_object_ref (subscription), announcer);
}

static void
on_account_removed (LineupAnnouncer *self, LineupSubscription *subscription)
{
  lineup_account_announcer_forget (g_hash_table_lookup (self->accounts, subscription));
  g_hash_table_remove (self->accounts, subscription);
}

LineupAnnouncer *
lineup_announcer_new (LineupRoster *roster, LineupNotifications *notifications, LineupClock *clock)
{
  LineupAnnouncer *self = g_object_new (LINEUP_TYPE_ANNOUNCER, NULL);

  self->notifications = g_object_ref (notifications);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (
      roster, "account-added", G_CALLBACK (on_account_added), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      roster, "account-removed", G_CALLBACK (on_account_removed), self, G_CONNECT_SWAPPED);
  return self;
}

/* All files are flushed at once; the last one to be written ends it. */

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  lineup_account_announcer_flush_finish (LINEUP_ACCOUNT_ANNOUNCER (source), result);
  lineup_countdown_end (user_data);
}

void
lineup_announcer_flush_async (LineupAnnouncer *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;
  GHashTableIter iter;
  gpointer account = NULL;

  g_return_if_fail (LINEUP_IS_ANNOUNCER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_announcer_flush_async);
  lineup_countdown_begin (task);
  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, NULL, &account))
    lineup_account_announcer_flush_async (
        account, cancellable, on_flushed, lineup_countdown_add (task));
  lineup_countdown_end (task);
}

void
lineup_announcer_flush_finish (LineupAnnouncer *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
