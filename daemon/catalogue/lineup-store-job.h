/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-store.h"
#include "lineup-writer-job.h"

G_BEGIN_DECLS

typedef struct _LineupStoreJob LineupStoreJob;

/* Does a piece of a job with its data, on a thread of the writers' pool. */
typedef LineupWriterProgress (*LineupStoreJobFunc) (LineupWriterJob *job,
                                                    LineupStore *store,
                                                    LineupStoreJob *self,
                                                    GError **error);

/**
 * LineupStoreJobDoneFunc:
 * @task: the job's; has to be returned
 * @job: a job that has been done
 * @error: (transfer full) (nullable): why it failed
 *
 * Called on the main thread.
 */
typedef void (*LineupStoreJobDoneFunc) (GTask *task, const LineupStoreJob *job, GError *error);

/**
 * LineupStoreJobTidiedFunc:
 * @task: the job's
 * @job: a job after which there is nothing to tidy up any more
 *
 * Called on the main thread.
 */
typedef void (*LineupStoreJobTidiedFunc) (GTask *task, const LineupStoreJob *job);

/**
 * LineupStoreJob:
 * @opens: whether the database can be read when the job has succeeded
 * @reports: what the job has changed
 * @state: what is committed when it has been done
 * @tidied_state: the same, when there is nothing to tidy up any more
 *
 * What is done with a store by its writer, and what comes of it.
 */
struct _LineupStoreJob
{
  gboolean opens;
  LineupImportReport reports[LINEUP_N_LISTS];
  LineupStoreState state;
  LineupStoreState tidied_state;

  /*< private >*/
  LineupStoreJobFunc func;
  gpointer data;            /* (owned) (nullable): what it works with */
  GDestroyNotify data_free; /* (nullable) */
  LineupWriterLength length;
  gboolean closes;                 /* the file, if there is nothing else to do */
  LineupStoreJobDoneFunc done;     /* once it was pushed */
  LineupStoreJobTidiedFunc tidied; /* once it was pushed */
};

/**
 * lineup_store_job_new_open:
 *
 * Returns: (transfer full): a job that makes sure that there is a database
 */
LineupStoreJob *lineup_store_job_new_open (void);

/**
 * lineup_store_job_new_import:
 * @list: the list that @source gives
 * @source: (transfer none): where its elements come from
 * @flags: how
 *
 * Returns: (transfer full): a job that imports a list
 */
LineupStoreJob *
lineup_store_job_new_import (LineupList list, LineupItemSource *source, LineupImportFlags flags);

/**
 * lineup_store_job_new_clear:
 *
 * Returns: (transfer full): a job that begins the file anew
 */
LineupStoreJob *lineup_store_job_new_clear (void);

/**
 * lineup_store_job_new_delete:
 *
 * Returns: (transfer full): a job that deletes the file
 */
LineupStoreJob *lineup_store_job_new_delete (void);

/**
 * lineup_store_job_new_pause:
 * @closes: whether the file is closed if there is nothing else to do
 *
 * Returns: (transfer full): a job that does nothing when all before it has been done
 */
LineupStoreJob *lineup_store_job_new_pause (gboolean closes);

/**
 * lineup_store_job_get_import_report:
 * @task: the task of an import that was pushed
 *
 * Returns: (transfer none): what it has changed
 */
const LineupImportReport *lineup_store_job_get_import_report (GTask *task);

/**
 * lineup_store_job_get_import_list:
 * @self: an import
 *
 * Returns: the list that it is of
 */
LineupList lineup_store_job_get_import_list (const LineupStoreJob *self);

/**
 * lineup_store_job_push:
 * @self: (transfer full): a job
 * @task: gets it
 * @writer: of the store, see lineup_writer_job_push()
 * @done: called when it has been done
 * @tidied: called when there is nothing to tidy up any more, if the job opens the database
 */
void lineup_store_job_push (LineupStoreJob *self,
                            GTask *task,
                            LineupWriter *writer,
                            LineupStoreJobDoneFunc done,
                            LineupStoreJobTidiedFunc tidied);

G_END_DECLS
