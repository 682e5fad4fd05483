/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database-file.h"
#include "lineup-dummy-guide.h"
#include "lineup-guide-import.h"
#include "lineup-writer-pool.h"

G_BEGIN_DECLS

/**
 * LineupGuideFixture:
 * @folder: of the file
 * @writers: threads that write
 * @readers: connections that read it
 * @file: a guide's database
 * @database: a connection that writes to it
 * @wanted: channels that are kept: `a` to `e`, and one that is called "Named"
 * @now: Unix seconds, for imports
 * @flags: of imports
 * @n_decoded: programmes that the last import had decoded
 * @n_told: elements that it was told
 *
 * A guide's database, and imports into it.
 */
typedef struct
{
  char *folder;                 /* (owned) */
  LineupWriterPool *writers;    /* (owned) */
  LineupReaderPool *readers;    /* (owned) */
  LineupDatabaseFile *file;     /* (owned) */
  LineupDatabase *database;     /* (unowned) */
  LineupWantedChannels *wanted; /* (owned) */
  gint64 now;
  LineupImportFlags flags;
  guint n_decoded;
  guint n_told;
} LineupGuideFixture;

LineupGuideFixture *lineup_guide_fixture_new (void);

void lineup_guide_fixture_free (LineupGuideFixture *self);

/**
 * lineup_guide_fixture_import:
 * @self: a fixture
 * @name: of the source
 * @text: see lineup_dummy_guide_new()
 *
 * Returns: what was done
 */
LineupGuideImportReport
lineup_guide_fixture_import (LineupGuideFixture *self, const char *name, const char *text);

/**
 * lineup_guide_fixture_dump:
 * @self: a fixture
 *
 * Returns: (transfer full): what is stored, as `id start-stop title` with blanks between
 */
char *lineup_guide_fixture_dump (LineupGuideFixture *self);

/**
 * lineup_guide_fixture_count:
 * @self: a fixture
 * @sql: gives a number
 *
 * Returns: the number
 */
gint64 lineup_guide_fixture_count (LineupGuideFixture *self, const char *sql);

/**
 * lineup_guide_fixture_search:
 * @self: a fixture
 * @text: what is typed
 *
 * Returns: (transfer full): titles that the index finds, by their rows, with blanks between
 */
char *lineup_guide_fixture_search (LineupGuideFixture *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupGuideFixture, lineup_guide_fixture_free)

G_END_DECLS
