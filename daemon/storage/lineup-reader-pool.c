/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-reader-pool.h"

#include "lineup-migration.h"

/* Connections that stay open when nobody reads, at most. */
#define MAX_IDLE 2

typedef struct
{
  LineupDatabase *database; /* (owned) */
  guint epoch;
} Connection;

struct _LineupReaderPool
{
  const LineupSchema *schema;     /* (unowned) */
  char *path;                     /* (owned) */
  LineupIdleFiles *idle_files;    /* (owned) */
  GCancellable *ending;           /* (owned): of all reads */
  LineupRightOfWay *right_of_way; /* (owned) */

  GMutex mutex;       /* guards what follows */
  GCond replaced;     /* the file */
  GQueue idle;        /* (element-type Connection) (owned) */
  guint epoch;        /* which of the files that have had this path */
  gboolean damaged;   /* this one of them */
  guint damaged_sets; /* bits: of this one */
  gboolean replacing; /* it, which nobody opens */
};

LineupReaderPool *
lineup_reader_pool_new (const LineupSchema *schema, const char *path, LineupIdleFiles *idle_files)
{
  LineupReaderPool *self = g_new0 (LineupReaderPool, 1);

  self->schema = schema;
  self->path = g_strdup (path);
  self->idle_files = lineup_idle_files_ref (idle_files);
  self->ending = g_cancellable_new ();
  self->right_of_way = lineup_right_of_way_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->replaced);
  g_queue_init (&self->idle);
  return self;
}

static void
connection_free (gpointer data)
{
  Connection *connection = data;

  lineup_database_close (connection->database);
  g_free (connection);
}

/* With the mutex, but for the one who ends the pool. */
static Connection *
take_idle (LineupReaderPool *self)
{
  Connection *connection = g_queue_pop_head (&self->idle);

  if (connection != NULL)
    lineup_idle_files_drop (self->idle_files);
  return connection;
}

static void
close_idle (LineupReaderPool *self)
{
  Connection *connection = NULL;

  while ((connection = take_idle (self)) != NULL)
    connection_free (connection);
}

void
lineup_reader_pool_free (LineupReaderPool *self)
{
  close_idle (self);
  lineup_idle_files_unref (self->idle_files);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->replaced);
  g_object_unref (self->ending);
  lineup_right_of_way_free (self->right_of_way);
  g_free (self->path);
  g_free (self);
}

static gboolean
prepare (LineupDatabase *database, gboolean *fits, GError **error)
{
  const char *tables = lineup_database_get_schema (database)->reader_tables;

  return lineup_migration_check (database, fits, error)
         && lineup_database_run (database, "reader-setup", LINEUP_SCHEMA_ANY_SET, error)
         && (tables == NULL || lineup_database_run (database, tables, LINEUP_SCHEMA_ANY_SET, error))
         && lineup_database_run (database, "reader-ready", LINEUP_SCHEMA_ANY_SET, error);
}

static Connection *
open_connection (LineupReaderPool *self, gboolean *fits, GError **error)
{
  g_autoptr (LineupDatabase) database = lineup_database_open (
      self->schema, self->path, LINEUP_DATABASE_READER, error);
  Connection *connection = NULL;

  if (database == NULL)
    return NULL;
  if (!prepare (database, fits, error))
    {
      self->damaged = self->damaged || lineup_database_is_damaged (database);
      return NULL;
    }
  connection = g_new (Connection, 1);
  connection->database = g_steal_pointer (&database);
  connection->epoch = self->epoch;
  return connection;
}

/* An idle connection if there is one to the file that is there now. */
static Connection *
take (LineupReaderPool *self, gboolean *fits, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Connection *connection = NULL;

  while (self->replacing)
    g_cond_wait (&self->replaced, &self->mutex);
  while ((connection = take_idle (self)) != NULL)
    {
      if (!lineup_database_has_moved (connection->database))
        return connection;
      connection_free (connection);
    }
  return open_connection (self, fits, error);
}

/* Returns what is wrong with the file. */
static LineupReaderTrouble
give_back (LineupReaderPool *self, Connection *connection)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const gboolean is_current = connection->epoch == self->epoch;
  const gboolean damaged = lineup_database_is_damaged (connection->database);
  const guint damaged_sets = lineup_database_take_damaged_sets (connection->database);

  self->damaged = self->damaged || (is_current && damaged);
  if (is_current)
    self->damaged_sets |= damaged_sets;
  if (!is_current || damaged || self->idle.length >= MAX_IDLE
      || !lineup_idle_files_keep (self->idle_files))
    connection_free (connection);
  else
    g_queue_push_head (&self->idle, connection);
  if (damaged)
    return LINEUP_READER_DAMAGED;
  return damaged_sets != 0 ? LINEUP_READER_SET_DAMAGED : LINEUP_READER_FINE;
}

LineupRightOfWay *
lineup_reader_pool_get_right_of_way (LineupReaderPool *self)
{
  return self->right_of_way;
}

/* Either of two ends a read. */
typedef struct
{
  GCancellable *both;   /* (owned) */
  GCancellable *own;    /* (unowned) (nullable): the read's */
  GCancellable *ending; /* (unowned): the pool's */
  gulong own_id;
  gulong ending_id;
} End;

static void
cancel (GCancellable *cancellable, gpointer both)
{
  g_cancellable_cancel (both);
}

static void
end_init (End *self, GCancellable *own, GCancellable *ending)
{
  *self = (End){ .both = g_cancellable_new (), .own = own, .ending = ending };
  if (own != NULL)
    self->own_id = g_cancellable_connect (own, G_CALLBACK (cancel), self->both, NULL);
  self->ending_id = g_cancellable_connect (ending, G_CALLBACK (cancel), self->both, NULL);
}

static void
end_clear (End *self)
{
  g_cancellable_disconnect (self->own, self->own_id);
  g_cancellable_disconnect (self->ending, self->ending_id);
  g_object_unref (self->both);
}

gpointer
lineup_reader_pool_read (LineupReaderPool *self,
                         LineupReaderPoolFunc func,
                         gpointer user_data,
                         GCancellable *cancellable,
                         LineupReaderTrouble *trouble,
                         GError **error)
{
  gboolean fits = TRUE;
  Connection *connection = take (self, &fits, error);
  gpointer result = NULL;
  End end;

  *trouble = LINEUP_READER_FINE;
  if (connection == NULL)
    {
      if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
        *trouble = LINEUP_READER_GONE;
      else if (lineup_reader_pool_is_damaged (self))
        *trouble = LINEUP_READER_DAMAGED;
      else if (!fits)
        *trouble = LINEUP_READER_UNFIT;
      return NULL;
    }
  end_init (&end, cancellable, self->ending);
  lineup_database_set_cancellable (connection->database, end.both);
  lineup_right_of_way_take (self->right_of_way);
  result = func (connection->database, user_data, error);
  lineup_right_of_way_leave (self->right_of_way);
  *trouble = give_back (self, connection);
  end_clear (&end);
  return result;
}

LineupIdleFiles *
lineup_reader_pool_get_idle_files (LineupReaderPool *self)
{
  return self->idle_files;
}

void
lineup_reader_pool_close_idle (LineupReaderPool *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  close_idle (self);
}

void
lineup_reader_pool_hurry (LineupReaderPool *self)
{
  g_cancellable_cancel (self->ending);
}

gboolean
lineup_reader_pool_is_damaged (LineupReaderPool *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->damaged;
}

guint
lineup_reader_pool_take_damaged_sets (LineupReaderPool *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const guint sets = self->damaged_sets;

  self->damaged_sets = 0;
  return sets;
}

/* What is open of the old file is closed as soon as nobody reads from it. */
static void
begin_replacing (LineupReaderPool *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->replacing = TRUE;
  self->epoch++;
  self->damaged = FALSE;
  self->damaged_sets = 0;
  close_idle (self);
}

static void
end_replacing (LineupReaderPool *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->replacing = FALSE;
  g_cond_broadcast (&self->replaced);
}

gboolean
lineup_reader_pool_replace (LineupReaderPool *self,
                            LineupReplaceFunc func,
                            gpointer user_data,
                            GError **error)
{
  gboolean replaced = FALSE;

  begin_replacing (self);
  replaced = func (user_data, error);
  end_replacing (self);
  return replaced;
}
