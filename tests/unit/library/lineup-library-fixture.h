/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue-fixture.h"
#include "lineup-librarian.h"

G_BEGIN_DECLS

/**
 * LineupLibraryFixture:
 * @folder: of the library's file
 * @items: a catalogue
 * @writers: threads that write
 * @library: what was said
 * @librarian: through whom it is said
 * @told: what the library has told since it was looked at, as `kind/id`, with blanks between
 *
 * A library and its catalogue, and calls that wait for what they ask for.
 */
typedef struct
{
  char *folder;                  /* (owned) */
  LineupCatalogueFixture *items; /* (owned) */
  LineupWriterPool *writers;     /* (owned) */
  LineupLibrary *library;        /* (owned) */
  LineupLibrarian *librarian;    /* (owned) */
  GString *told;                 /* (owned) */
} LineupLibraryFixture;

LineupLibraryFixture *lineup_library_fixture_new (void);

void lineup_library_fixture_free (LineupLibraryFixture *self);

/* Begins a new library over the same folder, which knows what is on the disk. */
void lineup_library_fixture_reopen (LineupLibraryFixture *self);

/* Path of the library's file, with something behind it. */
char *lineup_library_fixture_get_path (LineupLibraryFixture *self, const char *suffix);

/* What is said. Whether it was taken. */
gboolean lineup_library_fixture_try (LineupLibraryFixture *self,
                                     const LineupLibraryRequest *request,
                                     GError **error);

/* What has to be taken. */
void lineup_library_fixture_say (
    LineupLibraryFixture *self, LineupLibraryVerb verb, guint kind, gint64 id, gboolean on);
void lineup_library_fixture_play (
    LineupLibraryFixture *self, guint kind, gint64 id, gint64 resume, gint64 length);
void lineup_library_fixture_hide_category (LineupLibraryFixture *self,
                                           LineupKind kind,
                                           const char *id,
                                           gboolean hidden);

/* What is known of a kind, as `id:flags` and `@resume` where there is one, with blanks between; the
 * flags are of `fwh`. */
char *lineup_library_fixture_show (LineupLibraryFixture *self, guint kind);

/* Movies as `id name`, a line each, of which all that is known is their name; year and TMDB id
 * where the line has them: `7 Dune;2021;438631`. */
void lineup_library_fixture_import (LineupLibraryFixture *self, LineupList list, const char *lines);

/* Episodes of a series, as `id season number` with commas between. */
void
lineup_library_fixture_put_episodes (LineupLibraryFixture *self, gint64 series, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLibraryFixture, lineup_library_fixture_free)

G_END_DECLS
