/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-import.h"

#include "lineup-airing-writer.h"
#include "lineup-block-store.h"
#include "lineup-channel-map.h"
#include "lineup-error.h"
#include "lineup-guide-meta.h"
#include "lineup-hash.h"
#include "lineup-source-row.h"
#include "lineup-transaction.h"

#include <string.h>

/* Microseconds that a piece takes at most, but for what is done at a guide's end: others wait for
 * it. */
#define PIECE_TIME (20 * G_TIME_SPAN_MILLISECOND)

/* Elements between two looks at the time. */
#define ELEMENTS_PER_LOOK 64

/* Channels below which a guide that has fewer of them is believed. */
#define MIN_CHANNELS 20

/* Seconds from now, both ways, beyond which a time is a mistake: no guide tells of that. */
#define MAX_DISTANCE (366 * 24 * 60 * 60)

struct _LineupGuideImport
{
  LineupDatabase *database; /* (unowned) */
  LineupGuideImportPlan plan;
  LineupTransaction transaction;
  LineupSourceRow row;
  LineupBlockStore *blocks;    /* (owned) (nullable): once it has begun */
  LineupChannelMap *channels;  /* (owned) (nullable): once something has come that may be new */
  LineupAiringWriter *airings; /* (owned) (nullable): likewise */
  guint n_known;               /* blocks that were known */
  guint n_same;                /* blocks that are as they were */
  LineupGuideImportReport report;
};

LineupGuideImport *
lineup_guide_import_new (LineupDatabase *database, const LineupGuideImportPlan *plan)
{
  LineupGuideImport *self = g_new0 (LineupGuideImport, 1);

  self->database = database;
  self->plan = *plan;
  return self;
}

void
lineup_guide_import_free (LineupGuideImport *self)
{
  g_clear_pointer (&self->blocks, lineup_block_store_free);
  g_clear_pointer (&self->airings, lineup_airing_writer_free);
  g_clear_pointer (&self->channels, lineup_channel_map_free);
  lineup_transaction_clear (&self->transaction);
  lineup_database_set_cancellable (self->database, NULL);
  g_free (self);
}

/* Of what else makes another guide of the same bytes. */
static guint64
hash_setup (const LineupGuideImport *self)
{
  guint64 hash = self->plan.setup ^ lineup_wanted_channels_hash (self->plan.wanted);

  for (gsize i = 0; self->plan.languages != NULL && self->plan.languages[i] != NULL; i++)
    hash = lineup_hash_text (self->plan.languages[i], hash);
  /* SQLite keeps all of it, but 0 is that of no guide. */
  return hash != 0 ? hash : 1;
}

static gboolean
tell_known_blocks (LineupGuideImport *self, GError **error)
{
  g_autoptr (GArray) known = NULL;

  if (self->row.setup != hash_setup (self) || (self->plan.flags & LINEUP_IMPORT_FORCE) != 0)
    return TRUE;
  known = lineup_block_store_load (self->blocks, error);
  if (known == NULL)
    return FALSE;
  self->n_known = known->len;
  lineup_guide_source_set_known (
      self->plan.source, (const LineupGuideBlock *)(gpointer)known->data, known->len);
  return TRUE;
}

static gboolean
begin (LineupGuideImport *self, GError **error)
{
  lineup_database_set_cancellable (self->database, self->plan.cancellable);
  if (!lineup_database_run (self->database, "import-setup", LINEUP_SCHEMA_ANY_SET, error)
      || !lineup_transaction_begin_write (&self->transaction, self->database, error)
      || !lineup_source_row_open (&self->row, self->database, self->plan.name, error))
    return FALSE;
  self->blocks = lineup_block_store_new (self->database, self->row.source);
  return tell_known_blocks (self, error);
}

/* What belongs to a block that is as it was has come, too. */
static void
recall (const LineupBlockKey *key, gpointer user_data)
{
  LineupGuideImport *self = user_data;
  LineupMappedChannel *channel = lineup_channel_map_get_row (self->channels, key->channel);

  if (channel == NULL)
    return;
  channel->arrived = TRUE;
  channel->has_airings = TRUE;
  if (key->start == 0)
    return;
  self->report.seen++;
  if (lineup_channel_map_see (channel, key->start) == LINEUP_SEEN_NOT)
    channel->last = MAX (channel->last, (gint64)key->start + 1);
}

/* From here on there is something that may be new. */
static gboolean
begin_reading (LineupGuideImport *self, GError **error)
{
  if (self->channels != NULL)
    return TRUE;
  self->n_same = lineup_guide_source_get_n_same (self->plan.source);
  self->channels = lineup_channel_map_new (
      self->database, self->row.source, self->plan.wanted, error);
  if (self->channels == NULL)
    return FALSE;
  self->airings = lineup_airing_writer_new (self->database, self->plan.languages, error);
  return self->airings != NULL
         && lineup_block_store_keep (self->blocks, self->n_same, recall, self, error);
}

static gboolean
take_channel (LineupGuideImport *self, const LineupGuideElement *element, GError **error)
{
  LineupGuideChannel channel = { 0 };
  guint changed = 0;

  if (!lineup_guide_source_decode_channel (self->plan.source, element, &channel))
    return TRUE;
  if (!lineup_channel_map_declare (self->channels, &channel, &changed, error))
    return FALSE;
  self->report.names += changed;
  return TRUE;
}

static gboolean
begin_channel (LineupGuideImport *self, LineupMappedChannel *channel, GError **error)
{
  if (channel->arrived)
    return TRUE;
  channel->arrived = TRUE;
  return lineup_airing_writer_has_any (self->airings, channel, error);
}

static gboolean
is_of_our_time (const LineupGuideImport *self, gint64 start)
{
  return start >= LINEUP_PROGRAMME_MIN_START && start <= G_MAXUINT32
         && ABS (start - self->plan.now) <= MAX_DISTANCE;
}

static gboolean
take_programme (LineupGuideImport *self, const LineupGuideElement *element, GError **error)
{
  LineupMappedChannel *channel = NULL;
  LineupBlockKey key = { 0, 0 };
  LineupSeen seen = LINEUP_SEEN_NOT;

  if (!lineup_channel_map_find (
          self->channels, element->channel, element->channel_length, &channel, error))
    return FALSE;
  if (channel == NULL || !is_of_our_time (self, element->start))
    {
      self->report.rejected++;
      return TRUE;
    }
  if (!begin_channel (self, channel, error))
    return FALSE;
  self->report.seen++;
  key.channel = channel->row;
  if (!lineup_channel_map_judge (channel))
    return lineup_block_store_add (self->blocks, element->block, &key, error);
  key.start = (guint32)element->start;
  seen = lineup_channel_map_see (channel, key.start);
  if (seen == LINEUP_SEEN_TOO_MANY)
    {
      self->report.rejected++;
      return TRUE;
    }
  return lineup_block_store_add (self->blocks, element->block, &key, error)
         && lineup_airing_writer_take (
             self->airings, channel, seen, self->plan.source, element, error);
}

static gboolean
take (LineupGuideImport *self, const LineupGuideElement *element, GError **error)
{
  if (!begin_reading (self, error))
    return FALSE;
  return element->is_channel ? take_channel (self, element, error)
                             : take_programme (self, element, error);
}

/* Ending */

/* What came, and a hash of it that is the same in any order. */
typedef struct
{
  guint64 ids;
  guint n_arrived;
  guint n_known; /* of those that were there before */
} Arrival;

static void
count_arrival (LineupGuideImport *self, Arrival *arrival)
{
  GPtrArray *list = lineup_channel_map_list (self->channels);

  for (guint i = 0; i < list->len; i++)
    {
      const LineupMappedChannel *channel = list->pdata[i];

      if (!channel->arrived)
        continue;
      arrival->ids += channel->hash;
      arrival->n_arrived++;
      arrival->n_known += channel->known;
    }
}

static gboolean
is_suspect (LineupGuideImport *self, const Arrival *arrival)
{
  if ((self->plan.flags & LINEUP_IMPORT_ACCEPT_SHRINK) != 0 || self->row.channels == 0)
    return FALSE;
  return arrival->n_arrived == 0
         || (self->row.channels >= MIN_CHANNELS
             && (gint64)arrival->n_known * 2 < self->row.channels);
}

/* In a transaction of its own: of that of the import nothing stays. */
static gboolean
remember_suspicion (LineupGuideImport *self, GError **error)
{
  lineup_transaction_clear (&self->transaction);
  return lineup_transaction_begin_write (&self->transaction, self->database, error)
         && lineup_source_row_store_suspicion (&self->row, self->database, error)
         && lineup_transaction_commit (&self->transaction, error);
}

static void
count (LineupGuideImport *self)
{
  LineupAiringCounts counts = { 0 };
  GPtrArray *list = lineup_channel_map_list (self->channels);

  lineup_airing_writer_get_counts (self->airings, &counts);
  self->report.added = counts.added;
  self->report.changed = counts.changed;
  self->report.removed = counts.removed;
  self->report.rejected += counts.rejected;
  self->report.names += lineup_channel_map_get_n_added (self->channels);
  for (guint i = 0; i < list->len; i++)
    {
      const LineupMappedChannel *channel = list->pdata[i];

      if (!channel->wanted || channel->first == 0)
        continue;
      if (self->report.first == 0 || channel->first < self->report.first)
        self->report.first = channel->first;
      self->report.last = MAX (self->report.last, channel->last);
    }
}

static gboolean
is_changed (const LineupGuideImport *self)
{
  return self->report.added + self->report.changed + self->report.removed > 0;
}

static gboolean
note_changes (LineupGuideImport *self, GError **error)
{
  GPtrArray *list = lineup_channel_map_list (self->channels);
  LineupStatement *note = lineup_database_get_statement (
      self->database, "changes-of-channel", LINEUP_SCHEMA_ANY_SET, error);

  if (note == NULL
      || !lineup_guide_meta_begin_generation (self->database, &self->report.generation, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const LineupMappedChannel *channel = list->pdata[i];

      if (channel->changed_last == 0)
        continue;
      lineup_statement_bind_int (note, "generation", (gint64)self->report.generation);
      lineup_statement_bind_int (note, "channel", channel->row);
      lineup_statement_bind_int (note, "first", channel->changed_first);
      lineup_statement_bind_int (note, "last", channel->changed_last);
      if (!lineup_statement_execute (note, error))
        return FALSE;
    }
  return TRUE;
}

/* A guide that broke off is not what is known of the source: the next one is read from its
 * beginning. */
static gboolean
end_blocks (LineupGuideImport *self, GError **error)
{
  const GArray *blocks = NULL;

  if (!self->report.whole)
    return lineup_block_store_keep (self->blocks, 0, recall, self, error);
  blocks = lineup_guide_source_get_blocks (self->plan.source);
  return lineup_block_store_end (self->blocks, self->n_same, blocks, error);
}

static gboolean
store (LineupGuideImport *self, GError **error)
{
  LineupSourceRow *row = &self->row;

  row->programmes += (gint64)self->report.added - (gint64)self->report.removed;
  row->setup = self->report.whole ? hash_setup (self) : 0;
  if (self->report.whole)
    {
      row->channels = (gint64)self->report.channels;
      row->first = self->report.first;
      row->last = self->report.last;
    }
  if (!end_blocks (self, error) || !lineup_source_row_store (row, self->database, error)
      || (is_changed (self) && !note_changes (self, error)))
    return FALSE;
  /* What has been done is kept, although it was cancelled a moment later. */
  lineup_database_set_cancellable (self->database, NULL);
  return lineup_transaction_commit (&self->transaction, error);
}

static gboolean
clear_channels (LineupGuideImport *self, GError **error)
{
  GPtrArray *list = lineup_channel_map_list (self->channels);

  for (guint i = 0; i < list->len; i++)
    {
      LineupMappedChannel *channel = list->pdata[i];

      if (!lineup_database_check_cancelled (self->database, error))
        return FALSE;
      lineup_database_yield (self->database);
      if (channel->wanted)
        {
          if (self->report.whole && channel->has_airings
              && !lineup_airing_writer_replace (self->airings, channel, self->plan.now, error))
            return FALSE;
        }
      else if (!lineup_airing_writer_clear (self->airings, channel, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep (LineupGuideImport *self, GError **error)
{
  if (!lineup_airing_writer_store (self->airings, error) || !clear_channels (self, error)
      || !lineup_airing_writer_end (self->airings, error))
    return FALSE;
  count (self);
  self->report.unchanged = !is_changed (self);
  return store (self, error);
}

/* A guide of which nothing is of use changes nothing. */
static gboolean
fail_useless (const LineupGuideImport *self, GError **error)
{
  g_propagate_error (error,
                     lineup_error_new_answer (LINEUP_ERROR_MALFORMED_DATA,
                                              0,
                                              0,
                                              FALSE,
                                              "None of the guide's %" G_GUINT64_FORMAT
                                              " programmes can be: they are not on within a year",
                                              self->report.rejected));
  return FALSE;
}

/* The guide has arrived whole. */
static gboolean
end (LineupGuideImport *self, GError **error)
{
  const GArray *blocks = lineup_guide_source_get_blocks (self->plan.source);
  Arrival arrival = { 0 };

  self->report.whole = TRUE;
  if (self->channels == NULL && self->n_known > 0 && blocks->len == self->n_known
      && lineup_guide_source_get_n_same (self->plan.source) == self->n_known
      && self->row.suspect_times == 0)
    {
      self->report.unchanged = TRUE;
      self->report.channels = (guint64)self->row.channels;
      self->report.first = self->row.first;
      self->report.last = self->row.last;
      return TRUE;
    }
  if (self->report.seen == 0 && self->report.rejected > 0 && self->n_same == 0)
    return fail_useless (self, error);
  if (!begin_reading (self, error))
    return FALSE;
  count_arrival (self, &arrival);
  self->report.channels = arrival.n_arrived;
  self->report.quarantined = is_suspect (self, &arrival)
                             && !lineup_source_row_suspect (
                                 &self->row, arrival.ids, self->plan.now);
  self->report.unchanged = self->report.quarantined;
  return self->report.quarantined ? remember_suspicion (self, error) : keep (self, error);
}

/* The guide has broken off: what came is kept. */
static gboolean
break_off (LineupGuideImport *self, GError **error)
{
  Arrival arrival = { 0 };

  if (self->channels == NULL)
    return TRUE;
  count_arrival (self, &arrival);
  self->report.channels = arrival.n_arrived;
  return keep (self, error);
}

static gboolean
end_with_error (LineupGuideImport *self, GError *owned_reason, GError **error)
{
  g_autoptr (GError) reason = owned_reason;
  g_autoptr (GError) trouble = NULL;

  if (!g_cancellable_is_cancelled (self->plan.cancellable) && !break_off (self, &trouble))
    g_propagate_error (error, g_steal_pointer (&trouble));
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* Does what can be done now. */
static gboolean
go_on (LineupGuideImport *self, LineupWriterProgress *progress, GError **error)
{
  const gint64 end_of_piece = g_get_monotonic_time () + PIECE_TIME;
  LineupGuideElement element;
  GError *reason = NULL;

  for (guint i = 1;; i++)
    {
      if (g_cancellable_set_error_if_cancelled (self->plan.cancellable, error))
        return FALSE;
      lineup_database_yield (self->database);
      switch (lineup_guide_source_next (self->plan.source, &element, &reason))
        {
        case LINEUP_ITEM_SOURCE_ELEMENT:
          if (!take (self, &element, error))
            return FALSE;
          break;
        case LINEUP_ITEM_SOURCE_WAIT:
          *progress = LINEUP_WRITER_WAIT;
          return TRUE;
        case LINEUP_ITEM_SOURCE_END:
          return end (self, error);
        case LINEUP_ITEM_SOURCE_ERROR:
        default:
          return end_with_error (self, reason, error);
        }
      if (i % ELEMENTS_PER_LOOK == 0 && g_get_monotonic_time () >= end_of_piece)
        {
          *progress = LINEUP_WRITER_AGAIN;
          return TRUE;
        }
    }
}

static void
forget_counts (LineupGuideImport *self)
{
  LineupGuideImportReport *report = &self->report;

  report->added = report->changed = report->removed = 0;
  report->generation = 0;
}

LineupWriterProgress
lineup_guide_import_go_on (LineupGuideImport *self, GError **error)
{
  LineupWriterProgress progress = LINEUP_WRITER_DONE;
  const gboolean fine = (self->blocks != NULL || begin (self, error))
                        && go_on (self, &progress, error);

  if (progress != LINEUP_WRITER_DONE)
    return progress;
  /* What broke off may have been kept: the transaction has ended then. */
  if (self->report.quarantined || (!fine && self->transaction.database != NULL))
    forget_counts (self);
  self->report.rejected += lineup_guide_source_get_rejected (self->plan.source);
  return progress;
}

const LineupGuideImportReport *
lineup_guide_import_get_report (LineupGuideImport *self)
{
  return &self->report;
}
