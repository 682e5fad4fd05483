/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"
#include "lineup-dummy-item-source.h"
#include "lineup-query.h"
#include "lineup-test-clock.h"

G_BEGIN_DECLS

/**
 * LineupCatalogueFixture:
 *
 * A catalogue in a folder of its own, and calls that wait for what they ask for.
 */
typedef struct
{
  char *directory;            /* (owned) */
  LineupTestClock *clock;     /* (owned): stands still until a test moves it */
  LineupCatalogue *catalogue; /* (owned) */
  gint ended;                 /* atomic: whether the catalogue is gone */
  LineupImportReport report;  /* of the last import */
  guint n_changed;            /* signals */
  LineupList changed_list;    /* of the last one */
  char *changed_categories;   /* (owned) (nullable): of the last one, sorted, with commas between */
} LineupCatalogueFixture;

LineupCatalogueFixture *lineup_catalogue_fixture_new (void);
void lineup_catalogue_fixture_free (LineupCatalogueFixture *self);

/* Ends the catalogue and begins a new one over the same folder. */
void lineup_catalogue_fixture_reopen (LineupCatalogueFixture *self, guint64 generation);

/* Calls that wait. The report is in the fixture. */
gboolean lineup_catalogue_fixture_run (LineupCatalogueFixture *self,
                                       LineupList list,
                                       LineupDummyItemSource *source,
                                       LineupImportFlags flags,
                                       GCancellable *cancellable,
                                       GError **error);
gboolean lineup_catalogue_fixture_open (LineupCatalogueFixture *self, GError **error);
gboolean lineup_catalogue_fixture_clear (LineupCatalogueFixture *self, GError **error);
gboolean lineup_catalogue_fixture_delete (LineupCatalogueFixture *self, GError **error);

/* Waits until what follows an import is done too. */
void lineup_catalogue_fixture_settle (LineupCatalogueFixture *self);

/* Waits until all that there is can be searched. */
void lineup_catalogue_fixture_await_index (LineupCatalogueFixture *self);

/* Imports that have to succeed. */
void lineup_catalogue_fixture_import (LineupCatalogueFixture *self,
                                      LineupList list,
                                      const LineupDummyItem *items,
                                      gsize n_items);
void lineup_catalogue_fixture_import_categories (LineupCatalogueFixture *self,
                                                 LineupList list,
                                                 const LineupDummyCategory *categories,
                                                 gsize n_categories);
#define lineup_catalogue_fixture_import_array(self, list, items)                                   \
  lineup_catalogue_fixture_import (self, list, items, G_N_ELEMENTS (items))

/* Imports whole items; whatever is missing goes. */
void lineup_catalogue_fixture_import_items (LineupCatalogueFixture *self,
                                            LineupList list,
                                            const LineupItem *items,
                                            gsize n_items);

/* A page as text: an item a line, `id name [categories] order`. */
char *lineup_catalogue_fixture_page (LineupCatalogueFixture *self,
                                     const LineupQuery *query,
                                     char **next,
                                     GError **error);

/* All items as text, in pages. */
char *lineup_catalogue_fixture_list (LineupCatalogueFixture *self,
                                     LineupKind kind,
                                     const char *category,
                                     guint page);

/* All categories as text: one a line, `id name parent items`. */
char *lineup_catalogue_fixture_list_categories (LineupCatalogueFixture *self, LineupKind kind);

/* The bytes of the database and of its log. */
char *lineup_catalogue_fixture_checksum (LineupCatalogueFixture *self);

/* Asks SQLite, and our own rules, whether the file is in order. */
void lineup_catalogue_fixture_check (LineupCatalogueFixture *self);

char *lineup_catalogue_fixture_get_path (LineupCatalogueFixture *self, const char *suffix);

/* Counts, checked together. */
void lineup_catalogue_fixture_assert_report (
    LineupCatalogueFixture *self, guint64 seen, guint64 added, guint64 changed, guint64 removed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCatalogueFixture, lineup_catalogue_fixture_free)

G_END_DECLS
