/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue.h"
#include "lineup-details-store.h"
#include "lineup-marked-rows.h"
#include "lineup-rest-timer.h"
#include "lineup-store-operation.h"
#include "lineup-store.h"

G_BEGIN_DECLS

/* What a catalogue's jobs and its reads know of each other. */

struct _LineupCatalogue
{
  GObject parent_instance;

  LineupWriter *writer;        /* (owned) */
  LineupStore *store;          /* (owned): used by the writer's jobs */
  LineupReaderPool *readers;   /* (owned): used by reads on the threads for that */
  LineupReadThreads *threads;  /* (owned) */
  LineupDetailsStore *details; /* (owned): beside it, with a writer of its own */
  LineupMarks *marks;          /* (owned) (nullable): what readers are to know of a person's */
  LineupMarkedCache *marked;   /* (owned): rows of which that is */
  LineupStoreState state;      /* as last committed */
  guint64 details_size;        /* as last written, if they were */
  gboolean has_details_size;
  gboolean has_state; /* the file has been looked at */
  gboolean is_open;
  gboolean is_opening;    /* for the reads that wait */
  GQueue waiting_reads;   /* (element-type GTask) (owned): until the database is open */
  guint n_reads;          /* on threads */
  guint n_jobs;           /* of the writer's, until their tasks have ended */
  GQueue early_reads;     /* (element-type GTask) (owned): of a state that was not told yet */
  GTask *closing;         /* (owned) (nullable): waits for the last read */
  GCancellable *indexing; /* (owned): cancelled when no index is to be made any more */
  gboolean is_indexing;
  LineupRestTimer *rest_timer; /* (owned): until the file is closed that nothing is written to */
};

/**
 * lineup_catalogue_answer_early_reads:
 * @self: a catalogue, of which the end of a job has been told
 *
 * Answers reads of states that have been told by now.
 */
void lineup_catalogue_answer_early_reads (LineupCatalogue *self);

/**
 * lineup_catalogue_ensure_open:
 * @self: a catalogue
 *
 * Has it opened for its reads, unless it is or will be.
 */
void lineup_catalogue_ensure_open (LineupCatalogue *self);

/**
 * lineup_catalogue_run_waiting_reads:
 * @self: a catalogue that has been opened
 */
void lineup_catalogue_run_waiting_reads (LineupCatalogue *self);

/**
 * lineup_catalogue_push_job:
 * @self: a catalogue
 * @operation: (transfer full): what is done with its store
 * @task: gets it
 * @on_done: called when it has been done
 */
void lineup_catalogue_push_job (LineupCatalogue *self,
                                LineupStoreOperation *operation,
                                GTask *task,
                                LineupStoreOperationDoneFunc on_done);

/**
 * lineup_catalogue_take_note:
 * @self: a catalogue
 * @operation: what has been done
 * @succeeded: whether it has succeeded
 *
 * Tells all but its task of it.
 */
void lineup_catalogue_take_note (LineupCatalogue *self,
                                 const LineupStoreOperation *operation,
                                 gboolean succeeded);

/**
 * lineup_catalogue_ensure_indexed:
 * @self: a catalogue that is open
 *
 * Has the search indices made that are due, unless they are being made.
 */
void lineup_catalogue_ensure_indexed (LineupCatalogue *self);

/**
 * lineup_catalogue_end_closing:
 * @self: a catalogue
 *
 * Tells who waits for it to be closed, if nothing reads any more.
 */
void lineup_catalogue_end_closing (LineupCatalogue *self);

G_END_DECLS
