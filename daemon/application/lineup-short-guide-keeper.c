/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-short-guide-keeper.h"

#include "lineup-error.h"
#include "lineup-guide-reader.h"
#include "lineup-log.h"
#include "lineup-reader.h"

struct _LineupShortGuideKeeper
{
  GObject parent_instance;

  LineupAccount *account;         /* (owned) */
  LineupSourceProvider *provider; /* (unowned) (nullable): until it is stopped */
  LineupAccountSync *sync;        /* (owned) */
  LineupCatalogue *catalogue;     /* (owned) */
  LineupGuide *guide;             /* (owned) */
  LineupGuideChoices *choices;    /* (owned) */
  LineupGuideMatching *matching;  /* (owned) */
  LineupClock *clock;             /* (owned) */
  GHashTable *asked;              /* (owned) (element-type gint64 gint64): when, by channel */
  gint64 last;                    /* monotonic time of the last question, 0 for none */
  GCancellable *running;          /* (owned) (nullable): ends the question that runs */
};

G_DEFINE_FINAL_TYPE (LineupShortGuideKeeper, lineup_short_guide_keeper, G_TYPE_OBJECT)

static void
lineup_short_guide_keeper_finalize (GObject *object)
{
  LineupShortGuideKeeper *self = LINEUP_SHORT_GUIDE_KEEPER (object);

  g_clear_object (&self->account);
  g_clear_object (&self->sync);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->guide);
  g_clear_object (&self->choices);
  g_clear_object (&self->matching);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->asked, g_hash_table_unref);

  G_OBJECT_CLASS (lineup_short_guide_keeper_parent_class)->finalize (object);
}

static void
lineup_short_guide_keeper_class_init (LineupShortGuideKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_short_guide_keeper_finalize;
}

static void
lineup_short_guide_keeper_init (LineupShortGuideKeeper *self)
{
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

LineupShortGuideKeeper *
lineup_short_guide_keeper_new (const LineupShortGuideKeeperParts *parts)
{
  LineupShortGuideKeeper *self = g_object_new (LINEUP_TYPE_SHORT_GUIDE_KEEPER, NULL);

  self->account = g_object_ref (parts->account);
  self->provider = parts->provider;
  self->sync = g_object_ref (parts->sync);
  self->catalogue = g_object_ref (parts->catalogue);
  self->guide = g_object_ref (parts->guide);
  self->choices = g_object_ref (parts->choices);
  self->matching = g_object_ref (parts->matching);
  self->clock = g_object_ref (parts->clock);
  return self;
}

void
lineup_short_guide_keeper_stop (LineupShortGuideKeeper *self)
{
  g_return_if_fail (LINEUP_IS_SHORT_GUIDE_KEEPER (self));

  self->provider = NULL;
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
}

/* Whether there may be a question */

static gboolean
is_long_ago (gpointer channel, gpointer time, gpointer now)
{
  return *(gint64 *)now - *(gint64 *)time >= LINEUP_SHORT_GUIDE_KEEPER_INTERVAL;
}

static void
check_panel (const LineupChosenSource *source, gpointer user_data)
{
  if (source->enabled && g_str_equal (source->id, LINEUP_GUIDE_CHOICES_PANEL))
    *(gboolean *)user_data = TRUE;
}

static gboolean
is_wanted (LineupShortGuideKeeper *self)
{
  gboolean has_panel = FALSE;

  lineup_guide_choices_foreach_source (self->choices, check_panel, &has_panel);
  return has_panel && self->provider != NULL && lineup_account_get_enabled (self->account)
         && lineup_account_get_guide (self->account);
}

static gboolean
may_ask (LineupShortGuideKeeper *self, gint64 channel, gint64 now)
{
  g_hash_table_foreach_remove (self->asked, is_long_ago, &now);
  return self->running == NULL && is_wanted (self)
         && (self->last == 0 || now - self->last >= LINEUP_SHORT_GUIDE_KEEPER_PAUSE)
         && g_hash_table_size (self->asked) < LINEUP_SHORT_GUIDE_KEEPER_MAX
         && !g_hash_table_contains (self->asked, &channel);
}

/* A question goes from one asynchronous call to the next, each of which owns it. */

typedef struct
{
  LineupShortGuideKeeper *keeper; /* (owned) */
  GCancellable *cancellable;      /* (owned) */
  gint64 channel;
  LineupSource *source; /* (owned) (nullable) */
} Question;

static void
question_free (Question *self)
{
  /* Another one may be asked now. */
  g_clear_object (&self->keeper->running);
  g_clear_object (&self->source);
  g_object_unref (self->cancellable);
  g_object_unref (self->keeper);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* What can't be had is nobody's failure: nobody has asked for it. */
static void
note (const Question *self, const GError *error, const char *what)
{
  const LineupLogContext context = { .account = lineup_account_get_id (self->keeper->account) };

  if (error != NULL && !lineup_error_is_cancelled (error))
    lineup_log (G_LOG_LEVEL_INFO, &context, error, "%s", what);
}

static void
on_matched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  g_autoptr (GError) error = NULL;

  lineup_guide_matching_run_finish (LINEUP_GUIDE_MATCHING (source), result, &error);
  note (self, error, "what is on at a channel could not be matched");
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  LineupGuideMatching *matching = self->keeper->matching;
  GCancellable *cancellable = self->cancellable;
  LineupGuideImportReport report = { 0 };
  g_autoptr (GError) error = NULL;

  lineup_guide_import_finish (LINEUP_GUIDE (source), result, &report, &error);
  note (self, error, "what is on at a channel could not be stored");
  if (error == NULL)
    lineup_guide_matching_run_async (matching, cancellable, on_matched, g_steal_pointer (&self));
}

/* The guide has this channel only, by the catalogue's id. */
static LineupMatchPlan *
make_plan (const Question *self)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->channel);
  const LineupMatchChannel channel = { .id = self->channel, .epg_id = id, .name = id };
  LineupMatchPlan *plan = lineup_match_plan_new ();

  lineup_match_plan_add_channel (plan, &channel);
  return plan;
}

static void
import (Question *owned_self, LineupShortGuide *guide)
{
  g_autoptr (LineupMatchPlan) matches = make_plan (owned_self);
  const LineupGuideImportPlan plan = {
    .name = LINEUP_GUIDE_CHOICES_SHORT,
    .source = LINEUP_GUIDE_SOURCE (guide),
    /* Each has another channel, and is not all there is. */
    .flags = LINEUP_IMPORT_FORCE | LINEUP_IMPORT_ACCEPT_SHRINK,
    .now = lineup_clock_get_seconds (owned_self->keeper->clock),
  };

  lineup_guide_import_async (
      owned_self->keeper->guide, &plan, matches, owned_self->cancellable, on_imported, owned_self);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupShortGuide) guide = lineup_source_fetch_short_guide_finish (
      LINEUP_SOURCE (source), result, &error);

  note (self, error, "the panel does not say what is on at a channel");
  if (guide != NULL && lineup_short_guide_get_n_programmes (guide) > 0)
    import (g_steal_pointer (&self), guide);
}

static void
on_source (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  LineupShortGuideKeeper *keeper = self->keeper;
  const char *panel_zone = lineup_account_sync_get_state (keeper->sync)->timezone;
  const gint64 channel = self->channel;
  GCancellable *cancellable = self->cancellable;
  LineupSource *panel = NULL;
  g_autoptr (GError) error = NULL;

  self->source = lineup_source_provider_get_source_finish (
      LINEUP_SOURCE_PROVIDER (source), result, &error);
  note (self, error, "the panel can't be asked what is on at a channel");
  panel = self->source;
  if (panel != NULL && lineup_source_can (panel, LINEUP_SOURCE_TELLS_SHORT_GUIDE))
    lineup_source_fetch_short_guide_async (
        panel, channel, panel_zone, cancellable, on_fetched, g_steal_pointer (&self));
}

/* Nobody is asked for a password for this. */
static void
ask (Question *owned_self)
{
  g_autoptr (Question) self = owned_self;
  LineupShortGuideKeeper *keeper = self->keeper;
  GCancellable *cancellable = self->cancellable;
  gint64 now = lineup_clock_get_monotonic_time (keeper->clock);

  if (!is_wanted (keeper))
    return;
  keeper->last = now;
  g_hash_table_insert (keeper->asked,
                       g_memdup2 (&self->channel, sizeof self->channel),
                       g_memdup2 (&now, sizeof now));
  lineup_source_provider_get_source_async (
      keeper->provider, 0, cancellable, on_source, g_steal_pointer (&self));
}

/* Whether there is such a channel, and nothing is known of it */

typedef struct
{
  gint64 channel;
  gint64 now; /* Unix seconds */
} Look;

static Look *
look_new (const Question *self)
{
  Look *look = g_new0 (Look, 1);

  look->channel = self->channel;
  look->now = lineup_clock_get_seconds (self->keeper->clock);
  return look;
}

static void
take_item (const LineupItem *item, gpointer user_data)
{
}

static gpointer
find_channel (LineupReader *reader, gpointer user_data, GError **error)
{
  static const char *const no_fields[] = { NULL };
  const Look *look = user_data;

  lineup_reader_set_fields (reader, no_fields);
  return lineup_reader_get_item (
             reader, LINEUP_KIND_CHANNELS, look->channel, take_item, NULL, error)
             ? g_memdup2 (look, sizeof *look)
             : NULL;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree Look *found = lineup_catalogue_read_finish (LINEUP_CATALOGUE (source), result, &error);

  if (found != NULL)
    ask (g_steal_pointer (&self));
}

static gpointer
read_now (LineupDatabase *database, gpointer user_data, guint64 *generation, GError **error)
{
  const Look *look = user_data;
  const LineupGuideQuery query = {
    .items = &look->channel,
    .n_items = 1,
    .from = look->now,
    .following = 1,
    .now = look->now,
  };
  LineupSchedule *schedule = lineup_guide_read_now (database, &query, error);

  if (schedule != NULL)
    *generation = schedule->generation;
  return schedule;
}

static void
unref_schedule (gpointer schedule)
{
  lineup_schedule_unref (schedule);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  LineupShortGuideKeeper *keeper = self->keeper;
  GCancellable *cancellable = self->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (LineupSchedule) schedule = lineup_guide_read_finish (
      LINEUP_GUIDE (source), result, &error);
  Look *look = look_new (self);

  if (schedule != NULL && schedule->programmes->len == 0)
    lineup_catalogue_read_async (keeper->catalogue,
                                 find_channel,
                                 g_steal_pointer (&look),
                                 g_free,
                                 g_free,
                                 cancellable,
                                 on_found,
                                 g_steal_pointer (&self));
  g_free (look);
}

void
lineup_short_guide_keeper_open (LineupShortGuideKeeper *self, gint64 channel)
{
  Question *question = NULL;

  g_return_if_fail (LINEUP_IS_SHORT_GUIDE_KEEPER (self));

  if (!may_ask (self, channel, lineup_clock_get_monotonic_time (self->clock)))
    return;
  question = g_new0 (Question, 1);
  question->keeper = g_object_ref (self);
  question->cancellable = g_cancellable_new ();
  question->channel = channel;
  self->running = g_object_ref (question->cancellable);
  lineup_guide_read_async (self->guide,
                           read_now,
                           look_new (question),
                           g_free,
                           unref_schedule,
                           question->cancellable,
                           on_read,
                           question);
}
