/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct _LineupDatabase LineupDatabase;

/**
 * LineupSchemaList:
 * @word: stands in braces for @text
 * @text: names of columns or parameters, separated by commas
 *
 * What several statements have in common, such as all columns of a table.
 */
typedef struct
{
  const char *word;
  const char *text;
} LineupSchemaList;

/* Declared here for what a schema does with one. */
typedef struct _LineupDatabase LineupDatabase;

/**
 * LineupSchemaMove:
 * @first: version of the oldest files that have something to move
 * @last: version of the newest ones
 * @func: called with a connection that writes, outside of a transaction, to a file of version
 *   @last; what it has moved stays in the file until the next version drops it
 *
 * What goes into another file before a file becomes one of a newer version. Whoever is killed
 * meanwhile finds one of version @last.
 */
typedef struct
{
  guint first;
  guint last;
  gboolean (*func) (LineupDatabase *database, GError **error);
} LineupSchemaMove;

/**
 * LineupSchemaPart:
 * @get_resource: has the SQL
 * @folder: of the SQL in the resource, with a slash at its end
 *
 * What another room has in a database, such as an index of its tables: its SQL.
 */
typedef struct
{
  GResource *(*get_resource) (void);
  const char *folder;
} LineupSchemaPart;

/**
 * LineupSchema:
 * @title: what a person reads of the database, as in "The catalogue's database"
 * @extension: what the names of its files end in, with a point in front
 * @get_resource: has the SQL
 * @folder: of the SQL in the resource, with a slash at its end
 * @application_id: tells files of this schema from all others, see version-1.sql
 * @version: the newest, from 1; a file of a newer one is not understood
 * @word: (nullable): stands in braces for the name of a set of tables
 * @part: (nullable): what another room has in it
 * @sets: (nullable) (array zero-terminated=1): names of sets of tables that are made alike, so that
 *   one set of SQL serves them all
 * @remakes_sets: whether what is damaged of a set is made again out of other tables, see
 *   lineup_database_fail_set_damaged(); otherwise the whole file is damaged
 * @get_lists: (nullable): gives the lists that the SQL goes by, up to one without a word; any
 * thread
 * @move: what goes into another file; without a function if nothing does
 * @reader_tables: (nullable): SQL that makes a reader's temporary tables
 * @upgrade: (nullable): does what SQL can't to make a version out of the one before, once that has
 *   run, in the same transaction
 * @prepare: (nullable): gives a connection what the SQL uses beside SQLite's own; any thread
 * @is_irreplaceable: whether what is in it comes from a person and from nowhere else: what was
 *   committed is on the disk, and what is set aside is kept, whatever is set aside later
 *
 * What is in a database, as whoever uses it knows. Its SQL is in files, each named without its
 * extension: what storage/sql/ has needs none, and its names are taken. Version N is made out of
 * the one before by `version-N`, and then by `version-N-word` for each set of tables. In all SQL
 * `set` in braces stands for the name of a set, too.
 *
 * SQL is not made from data: all that is put into it are the name of a set and such lists.
 */
typedef struct
{
  const char *title;
  const char *extension;
  GResource *(*get_resource) (void);
  const char *folder;
  gint64 application_id;
  guint version;
  const LineupSchemaPart *part;
  const char *word;
  const char *const *sets;
  gboolean remakes_sets;
  const LineupSchemaList *(*get_lists) (void);
  LineupSchemaMove move;
  const char *reader_tables;
  gboolean (*upgrade) (LineupDatabase *database, guint version, GError **error);
  gboolean (*prepare) (sqlite3 *connection, GError **error);
  gboolean is_irreplaceable;
} LineupSchema;

/* Number of a set for SQL that names no set of tables. */
#define LINEUP_SCHEMA_ANY_SET 0

G_END_DECLS
