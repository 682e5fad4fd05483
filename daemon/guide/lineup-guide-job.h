/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database-file.h"
#include "lineup-guide-changes.h"
#include "lineup-guide-import.h"
#include "lineup-match-plan.h"
#include "lineup-writer-job.h"

G_BEGIN_DECLS

/**
 * LineupGuideTotals:
 * @generation: number of the last change
 * @programmes: how many there are
 * @first: Unix seconds when the first guide begins, 0 if there is none
 * @last: Unix seconds when the last one ends
 * @size: bytes on disk
 *
 * What is committed.
 */
typedef struct
{
  guint64 generation;
  guint64 programmes;
  gint64 first;
  gint64 last;
  guint64 size;
} LineupGuideTotals;

/**
 * LineupGuideStore:
 * @file: the database
 * @totals: what is committed, as far as is known
 *
 * A guide, as its writer sees it.
 */
typedef struct
{
  LineupDatabaseFile *file; /* (owned) */
  LineupGuideTotals totals;
} LineupGuideStore;

/**
 * lineup_guide_store_new:
 * @directory: folder for the file
 * @name: of the file, without an extension
 * @readers: (transfer none): readers of the same file, lasting longer than the store
 *
 * Returns: (transfer full): a store that has touched no file yet
 */
LineupGuideStore *
lineup_guide_store_new (const char *directory, const char *name, LineupReaderPool *readers);

/**
 * lineup_guide_store_free:
 * @self: (transfer full): a store with nothing to do
 */
void lineup_guide_store_free (LineupGuideStore *self);

typedef struct _LineupGuideJob LineupGuideJob;

/**
 * LineupGuideJobDoneFunc:
 * @task: the job's, which has to be returned
 * @job: what was done
 * @owned_error: (nullable): why it failed
 *
 * Called on the main thread.
 */
typedef void (*LineupGuideJobDoneFunc) (GTask *task,
                                        const LineupGuideJob *job,
                                        GError *owned_error);

/**
 * LineupGuideJobTidiedFunc:
 * @task: the job's
 * @size: bytes on disk
 *
 * Called on the main thread when all was tidied up after a job that has written.
 */
typedef void (*LineupGuideJobTidiedFunc) (GTask *task, guint64 size);

/**
 * LineupGuideJob:
 * @opens: whether the database can be read when the job has succeeded
 * @report: of an import
 * @generation: number of the change, 0 if there is none
 * @extent: what the change was of
 * @totals: what is committed when it has been done
 *
 * What is done with a guide by its writer, and what comes of it.
 */
struct _LineupGuideJob
{
  gboolean opens;
  LineupGuideImportReport report;
  guint64 generation;
  LineupGuideExtent extent;
  LineupGuideTotals totals;

  /*< private >*/
  LineupWriterProgress (*func) (LineupGuideJob *self,
                                LineupWriterJob *job,
                                LineupGuideStore *store,
                                GError **error);
  gpointer data;            /* (owned) (nullable): what it works with */
  GDestroyNotify data_free; /* (nullable) */
  LineupWriterLength length;
  gboolean closes; /* the file, if there is nothing else to do */
  gboolean writes; /* so that there is something to tidy up */
  LineupGuideJobDoneFunc done;
  LineupGuideJobTidiedFunc tidied;
  guint64 tidied_size; /* bytes on disk */
};

/**
 * lineup_guide_job_new_open:
 *
 * Returns: (transfer full): a job that makes sure that there is a database
 */
LineupGuideJob *lineup_guide_job_new_open (void);

/**
 * lineup_guide_job_new_look:
 *
 * Returns: (transfer full): a job that opens the database if there is one
 */
LineupGuideJob *lineup_guide_job_new_look (void);

/**
 * lineup_guide_job_new_import:
 * @plan: what is imported; all of it is copied, or kept
 * @matches: which channels are wanted
 *
 * Returns: (transfer full): a job that imports the guide of a source
 */
LineupGuideJob *
lineup_guide_job_new_import (const LineupGuideImportPlan *plan, LineupMatchPlan *matches);

/**
 * lineup_guide_job_new_match:
 * @plan: what is matched
 *
 * Returns: (transfer full): a job that matches channels
 */
LineupGuideJob *lineup_guide_job_new_match (LineupMatchPlan *plan);

/**
 * lineup_guide_job_new_expire:
 * @now: Unix seconds
 *
 * Returns: (transfer full): a job that takes away what is past for too long
 */
LineupGuideJob *lineup_guide_job_new_expire (gint64 now);

/**
 * lineup_guide_job_new_remove_source:
 * @name: of a source
 *
 * Returns: (transfer full): a job that takes away what a source has brought
 */
LineupGuideJob *lineup_guide_job_new_remove_source (const char *name);

/**
 * lineup_guide_job_new_clear:
 *
 * Returns: (transfer full): a job that begins the file anew
 */
LineupGuideJob *lineup_guide_job_new_clear (void);

/**
 * lineup_guide_job_new_delete:
 *
 * Returns: (transfer full): a job that deletes the file
 */
LineupGuideJob *lineup_guide_job_new_delete (void);

/**
 * lineup_guide_job_new_pause:
 * @closes: whether the file is closed if there is nothing else to do
 *
 * Returns: (transfer full): a job that does nothing when all before it has been done
 */
LineupGuideJob *lineup_guide_job_new_pause (gboolean closes);

/**
 * lineup_guide_job_push:
 * @self: (transfer full): a job
 * @task: gets it
 * @writer: of the store, see lineup_writer_job_push()
 * @done: called when it has been done
 * @tidied: called after that if it writes
 */
void lineup_guide_job_push (LineupGuideJob *self,
                            GTask *task,
                            LineupWriter *writer,
                            LineupGuideJobDoneFunc done,
                            LineupGuideJobTidiedFunc tidied);

G_END_DECLS
