/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-database.h"

#include "lineup-error.h"
#include "lineup-file.h"
#include "lineup-statement-private.h"
#include "lineup-storage-sql.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

#define OWN_FOLDER "/io/github/lineupd/Lineup1/storage/sql/"

/* Steps of SQLite's virtual machine between two looks at the cancellable: well under 10 ms. */
#define STEPS_PER_LOOK 4000

/* Microseconds: nobody else writes to the file, so a lock is an exception and soon gone. */
#define LOCK_PATIENCE (5 * G_TIME_SPAN_SECOND)
#define LOCK_PAUSE    (10 * G_TIME_SPAN_MILLISECOND)

struct _LineupDatabase
{
  sqlite3 *connection;            /* (owned) */
  const LineupSchema *schema;     /* (unowned) */
  GPtrArray *statements;          /* (owned) (element-type GHashTable): of each set, by name */
  GCancellable *cancellable;      /* (owned) (nullable) */
  LineupRightOfWay *right_of_way; /* (unowned) (nullable) */
  gint64 patience;                /* microseconds to wait for a lock */
  gboolean damaged;
  guint damaged_sets; /* bits, see lineup_database_fail_set_damaged() */
  gint interrupted;   /* atomic */
};

static int
on_progress (void *user_data)
{
  LineupDatabase *self = user_data;

  lineup_database_yield (self);
  return g_cancellable_is_cancelled (self->cancellable);
}

static int
on_locked (void *user_data, int n_tries)
{
  const LineupDatabase *self = user_data;

  if (n_tries * LOCK_PAUSE >= self->patience || g_cancellable_is_cancelled (self->cancellable))
    return 0;
  g_usleep (LOCK_PAUSE);
  return 1;
}

/* The connection gives extended codes, whose lowest byte is the code that they extend. */
static int
get_primary_code (LineupDatabase *self)
{
  return sqlite3_errcode (self->connection) & 0xff;
}

/* What the system said when a file was last in trouble, 0 if it never was. */
static int
get_last_errno (sqlite3_file *file)
{
  int code = 0;

  if (file != NULL && file->pMethods != NULL)
    file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &code);
  return code;
}

static gboolean
is_no_room (int code)
{
  return lineup_error_from_errno (code, LINEUP_ERROR_DATABASE) == LINEUP_ERROR_DISK_FULL;
}

/* SQLite has a code of its own for a full disk, but none for a quota, or for one that it only finds
 * out about when it waits for what it has written. The connection knows what the system said unless
 * it was at a commit; the files know of it for themselves. */
static gboolean
has_no_room (LineupDatabase *self)
{
  sqlite3_file *file = NULL;
  sqlite3_file *log = NULL;

  sqlite3_file_control (self->connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  sqlite3_file_control (self->connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  return is_no_room (sqlite3_system_errno (self->connection)) || is_no_room (get_last_errno (file))
         || is_no_room (get_last_errno (log));
}

static LineupError
get_error_code (LineupDatabase *self)
{
  switch (get_primary_code (self))
    {
    case SQLITE_FULL:
      return LINEUP_ERROR_DISK_FULL;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return has_no_room (self) ? LINEUP_ERROR_DISK_FULL : LINEUP_ERROR_DATABASE;
    default:
      return LINEUP_ERROR_DATABASE;
    }
}

gboolean
lineup_database_fail (LineupDatabase *self, GError **error)
{
  const int primary = get_primary_code (self);

  if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB)
    self->damaged = TRUE;
  if ((primary == SQLITE_INTERRUPT || primary == SQLITE_BUSY)
      && g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  g_set_error (error,
               LINEUP_ERROR,
               (int)get_error_code (self),
               "%s failed: %s",
               self->schema->title,
               sqlite3_errmsg (self->connection));
  return FALSE;
}

static gboolean
check_file (const char *path, const char *suffix, GError **error)
{
  g_autofree char *whole_path = g_strconcat (path, suffix, NULL);

  return lineup_file_check_kind (whole_path, LINEUP_ERROR_DATABASE, error);
}

/* SQLite would wait for who writes to a FIFO. Nothing is opened to find out: closing it would take
 * the locks away that other connections have. */
static gboolean
check_files (const char *path, GError **error)
{
  return check_file (path, "", error) && check_file (path, "-wal", error)
         && check_file (path, "-shm", error);
}

static gboolean
make_file (const LineupSchema *schema, const char *path, const char *suffix, GError **error)
{
  g_autofree char *whole_path = g_strconcat (path, suffix, NULL);
  const int fd = g_open (whole_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  lineup_error_set_errno (error, LINEUP_ERROR_DATABASE, errno, "%s can't be made", schema->title);
  return FALSE;
}

/* SQLite would make them with the rights that the umask leaves, and not tell why it can't. */
static gboolean
make_files (const LineupSchema *schema, const char *path, LineupDatabaseRole role, GError **error)
{
  switch (role)
    {
    case LINEUP_DATABASE_WRITER:
      return make_file (schema, path, "", error) && make_file (schema, path, "-wal", error)
             && make_file (schema, path, "-shm", error);
    case LINEUP_DATABASE_LOADER:
      return make_file (schema, path, "", error);
    case LINEUP_DATABASE_READER:
    default:
      return TRUE;
    }
}

static void
free_statement (gpointer statement)
{
  lineup_statement_free (statement);
}

static void
free_statements (gpointer statements)
{
  g_hash_table_unref (statements);
}

static void
forget_statements (gpointer statements, gpointer user_data)
{
  g_hash_table_remove_all (statements);
}

/* Statements of each set of tables. */
static GPtrArray *
make_statements (const LineupSchema *schema)
{
  const guint n_sets = schema->sets != NULL ? g_strv_length ((char **)schema->sets) : 1;
  GPtrArray *statements = g_ptr_array_new_full (n_sets, free_statements);

  for (guint i = 0; i < n_sets; i++)
    g_ptr_array_add (statements,
                     g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_statement));
  return statements;
}

gboolean
lineup_database_connect (LineupDatabase *self,
                         const char *path,
                         LineupDatabaseRole role,
                         GError **error)
{
  const int access = role == LINEUP_DATABASE_READER ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int stays = 1;

  g_return_val_if_fail (self->connection == NULL, FALSE);

  if (!check_files (path, error) || !make_files (self->schema, path, role, error))
    return FALSE;
  if (sqlite3_open_v2 (path, &self->connection, flags, NULL) != SQLITE_OK)
    {
      lineup_database_fail (self, error);
      lineup_database_disconnect (self);
      return FALSE;
    }
  if (self->schema->prepare != NULL && !self->schema->prepare (self->connection, error))
    {
      lineup_database_disconnect (self);
      return FALSE;
    }
  /* What lies beside the database stays there, emptied: it takes no room to open it again. */
  sqlite3_file_control (self->connection, "main", SQLITE_FCNTL_PERSIST_WAL, &stays);
  sqlite3_progress_handler (self->connection, STEPS_PER_LOOK, on_progress, self);
  sqlite3_busy_handler (self->connection, on_locked, self);
  return TRUE;
}

void
lineup_database_disconnect (LineupDatabase *self)
{
  g_ptr_array_foreach (self->statements, forget_statements, NULL);
  /* Whoever was interrupted has no time for what closing may do, either; what is damaged is left as
   * it is, for somebody to look at. */
  if (self->connection != NULL && (g_atomic_int_get (&self->interrupted) || self->damaged))
    sqlite3_db_config (self->connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  /* A connection comes back from a failed open too; NULL is allowed. */
  sqlite3_close (self->connection);
  self->connection = NULL;
}

gboolean
lineup_database_is_connected (LineupDatabase *self)
{
  return self->connection != NULL;
}

LineupDatabase *
lineup_database_open (const LineupSchema *schema,
                      const char *path,
                      LineupDatabaseRole role,
                      GError **error)
{
  g_autoptr (LineupDatabase) self = g_new0 (LineupDatabase, 1);

  self->patience = LOCK_PATIENCE;
  self->schema = schema;
  self->statements = make_statements (schema);
  return lineup_database_connect (self, path, role, error) ? g_steal_pointer (&self) : NULL;
}

void
lineup_database_close (LineupDatabase *self)
{
  lineup_database_disconnect (self);
  g_ptr_array_unref (self->statements);
  g_clear_object (&self->cancellable);
  g_free (self);
}

void
lineup_database_interrupt (LineupDatabase *self)
{
  /* Of all of SQLite's functions this one alone may be called beside the connection's thread. */
  g_atomic_int_set (&self->interrupted, TRUE);
  if (self->connection != NULL)
    sqlite3_interrupt (self->connection);
}

void
lineup_database_set_cancellable (LineupDatabase *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

gboolean
lineup_database_check_cancelled (LineupDatabase *self, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

void
lineup_database_set_right_of_way (LineupDatabase *self, LineupRightOfWay *right_of_way)
{
  self->right_of_way = right_of_way;
}

void
lineup_database_yield (LineupDatabase *self)
{
  if (self->right_of_way != NULL)
    lineup_right_of_way_yield (self->right_of_way);
}

gboolean
lineup_database_give_way (LineupDatabase *self, GError **error)
{
  lineup_database_yield (self);
  return lineup_database_check_cancelled (self, error);
}

void
lineup_database_set_patience (LineupDatabase *self, gint64 patience)
{
  self->patience = patience >= 0 ? patience : LOCK_PATIENCE;
}

static GBytes *
look_up (GResource *resource, const char *folder, const char *name)
{
  g_autofree char *path = g_strconcat (folder, name, ".sql", NULL);

  return g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static void
replace_word (GString *sql, const char *word, const char *text)
{
  g_autofree char *place = g_strdup_printf ("{%s}", word);

  g_string_replace (sql, place, text, 0);
}

/* The text of a file of SQL, for a set of tables. A missing file is a mistake in the build. */
static char *
get_sql (LineupDatabase *self, const char *name, guint set)
{
  const LineupSchema *schema = self->schema;
  g_autoptr (GBytes) bytes = look_up (lineup_storage_sql_get_resource (), OWN_FOLDER, name);
  g_autoptr (GString) sql = NULL;

  if (bytes == NULL)
    bytes = look_up (schema->get_resource (), schema->folder, name);
  if (bytes == NULL && schema->part != NULL)
    bytes = look_up (schema->part->get_resource (), schema->part->folder, name);
  if (bytes == NULL)
    g_error ("%s.sql is missing", name);
  sql = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  if (schema->sets != NULL)
    {
      replace_word (sql, schema->word, schema->sets[set]);
      replace_word (sql, "set", schema->sets[set]);
    }
  if (schema->get_lists != NULL)
    {
      for (const LineupSchemaList *list = schema->get_lists (); list->word != NULL; list++)
        replace_word (sql, list->word, list->text);
    }
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

gboolean
lineup_database_run (LineupDatabase *self, const char *name, guint set, GError **error)
{
  g_autofree char *sql = get_sql (self, name, set);

  if (sqlite3_exec (self->connection, sql, NULL, NULL, NULL) != SQLITE_OK)
    return lineup_database_fail (self, error);
  return TRUE;
}

LineupStatement *
lineup_database_get_statement (LineupDatabase *self, const char *name, guint set, GError **error)
{
  GHashTable *statements = g_ptr_array_index (self->statements, set);
  LineupStatement *statement = g_hash_table_lookup (statements, name);
  g_autofree char *sql = NULL;
  sqlite3_stmt *handle = NULL;

  if (statement != NULL)
    return statement;

  sql = get_sql (self, name, set);
  if (sqlite3_prepare_v3 (self->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL)
      != SQLITE_OK)
    {
      lineup_database_fail (self, error);
      return NULL;
    }
  statement = lineup_statement_new (self, name, handle);
  g_hash_table_insert (statements, g_strdup (name), statement);
  return statement;
}

gint64
lineup_database_get_last_row (LineupDatabase *self)
{
  return sqlite3_last_insert_rowid (self->connection);
}

/* Statements that are stepped through keep a transaction from ending, and what is temporary from
 * being changed. Their own rows reset them as well, but later where they belong to a caller. */
static void
reset_statements (LineupDatabase *self)
{
  sqlite3_stmt *statement = NULL;

  while ((statement = sqlite3_next_stmt (self->connection, statement)) != NULL)
    {
      if (sqlite3_stmt_busy (statement))
        sqlite3_reset (statement);
    }
}

void
lineup_database_roll_back (LineupDatabase *self)
{
  g_autoptr (GError) error = NULL;

  lineup_database_set_cancellable (self, NULL);
  if (self->connection == NULL)
    return;
  reset_statements (self);
  /* SQLite has rolled back already after some errors, such as a full disk. */
  if (sqlite3_get_autocommit (self->connection))
    return;
  if (!lineup_database_run (self, "rollback", LINEUP_SCHEMA_ANY_SET, &error))
    g_warning ("A transaction was not rolled back: %s", error->message);
}

gboolean
lineup_database_is_unique_violation (LineupDatabase *self)
{
  return sqlite3_extended_errcode (self->connection) == SQLITE_CONSTRAINT_UNIQUE;
}

gboolean
lineup_database_is_misfit (LineupDatabase *self)
{
  const int primary = get_primary_code (self);

  return primary == SQLITE_ERROR || primary == SQLITE_CONSTRAINT;
}

gboolean
lineup_database_fail_damaged (LineupDatabase *self, GError **error)
{
  self->damaged = TRUE;
  g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE, "%s is damaged", self->schema->title);
  return FALSE;
}

gboolean
lineup_database_fail_set_damaged (LineupDatabase *self, guint set, GError **error)
{
  if (!self->schema->remakes_sets)
    return lineup_database_fail_damaged (self, error);
  self->damaged_sets |= 1U << set;
  g_set_error (error,
               LINEUP_ERROR,
               LINEUP_ERROR_DATABASE,
               "%s has lost a part that is made again",
               self->schema->title);
  return FALSE;
}

gboolean
lineup_database_is_set_damaged (LineupDatabase *self, guint set)
{
  return (self->damaged_sets & 1U << set) != 0;
}

guint
lineup_database_take_damaged_sets (LineupDatabase *self)
{
  const guint sets = self->damaged_sets;

  self->damaged_sets = 0;
  return sets;
}

gboolean
lineup_database_is_damaged (LineupDatabase *self)
{
  return self->damaged;
}

gboolean
lineup_database_has_moved (LineupDatabase *self)
{
  int moved = 0;

  sqlite3_file_control (self->connection, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

const LineupSchema *
lineup_database_get_schema (LineupDatabase *self)
{
  return self->schema;
}

const char *
lineup_database_get_path (LineupDatabase *self)
{
  return sqlite3_db_filename (self->connection, "main");
}
